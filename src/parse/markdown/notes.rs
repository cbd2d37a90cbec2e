//! Notes that are written in the line: `^[…]`.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::BodyBuilder;
use super::elements::Element;
use crate::model::body::{Block, BlockKind, Inline};
use crate::parse::emphasis::is_escaped;

/// What begins a note.
const OPENING: &str = "^[";

impl BodyBuilder<'_, '_, '_, '_> {
    /// Whether `text` is a bracket that begins or ends a note.
    pub(super) fn is_note_mark(&mut self, text: &str, range: &Range<usize>) -> bool {
        match text {
            "[" => self.begins_note(range),
            "]" => self.ends_note(range),
            _ => false,
        }
    }

    fn begins_note(&mut self, range: &Range<usize>) -> bool {
        if let Some(brackets) = self.note_brackets() {
            *brackets += 1;
            return false;
        }
        let caret = range.start.wrapping_sub(1);
        let is_opening =
            self.source.get(caret..range.end) == Some(OPENING) && !is_escaped(self.source, caret);
        if !is_opening || self.is_in_link() {
            return false;
        }
        let Some(Inline::Text(words)) = self.top().inlines.last_mut() else { return false };
        let Some(before) = words.strip_suffix('^').map(str::len) else { return false };
        *words = words.part(0..before);
        if before == 0 {
            self.top().inlines.pop();
        }
        self.begin(OPENING, Element::Note { brackets: 0 }, &(caret..range.end));
        true
    }

    fn ends_note(&mut self, range: &Range<usize>) -> bool {
        match self.note_brackets() {
            None => false,
            Some(0) => {
                self.end_tag(OPENING, range, false);
                true
            }
            Some(brackets) => {
                *brackets -= 1;
                false
            }
        }
    }

    /// How many brackets are open in the note that is open within the Markdown element that is.
    fn note_brackets(&mut self) -> Option<&mut usize> {
        let mut elements = self.open.iter_mut().rev().map_while(|open| open.element.as_deref_mut());
        elements.find_map(|open| match &mut open.element {
            Element::Note { brackets } => Some(brackets),
            _ => None,
        })
    }

    /// A note that has ended: its marker, and a footnote for its words.
    pub(super) fn note(&mut self, inlines: Vec<Inline>, range: &Range<usize>) {
        if inlines.is_empty() {
            return;
        }
        let label = format!("{OPENING}{}", range.start);
        let span = self.span(range);
        let words = vec![Block { kind: BlockKind::Paragraph(inlines), span }];
        self.footnotes.insert(label.clone(), (words, range.clone()));
        self.footnote(&label);
    }

    /// Whether the words are those of a link or of a picture.
    pub(super) fn is_in_link(&self) -> bool {
        self.open.iter().any(|open| {
            matches!(open.tag, Tag::Link { .. } | Tag::Image { .. })
                || matches!(open.element.as_deref().map(|open| &open.element), Some(Element::Link { .. }))
        })
    }
}
