//! Paragraphs: those of the source, those of tight lists, and pictures that stand alone.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::{BodyBuilder, OpenBlock};
use crate::model::body::{BlockKind, Inline};
use crate::model::phrase::Piece;
use crate::parse::indent;

impl BodyBuilder<'_, '_, '_, '_> {
    /// A paragraph. One that contains only a picture becomes that picture. The wide spaces that editors type at the start
    /// are removed: the theme indents, and would indent twice.
    pub(super) fn paragraph(&mut self, mut inlines: Vec<Inline>, range: &Range<usize>) {
        let mut range = range.clone();
        if let Some(Inline::Text(words)) = inlines.first_mut() {
            let indent = words.len() - words.trim_start_matches(indent::is_part).len();
            range.start += indent::of(&self.source[range.clone()]).length;
            *words = words.part(indent..words.len());
            if words.is_empty() {
                inlines.remove(0);
            }
        }
        let kind = match <[Inline; 1]>::try_from(inlines) {
            Ok([Inline::Picture(image)]) => {
                for piece in image.caption.iter().flat_map(|caption| &caption.0) {
                    if let Piece::Figure(reference, _) = piece {
                        self.captioned.remove(reference);
                    }
                }
                BlockKind::Picture(image)
            }
            Ok([inline]) => BlockKind::Paragraph(vec![inline]),
            Err(inlines) if inlines.is_empty() => return,
            Err(inlines) => BlockKind::Paragraph(inlines),
        };
        self.block(kind, &range);
    }

    /// The end of a line in a paragraph, which goes on unless the next line is indented as a paragraph is.
    pub(super) fn end_line(&mut self, end: Option<Inline>, range: &Range<usize>) {
        let next = self.source[range.end..].trim_start_matches([' ', '\t', '>']);
        let is_blank = |inlines: &[Inline]| matches!(inlines, [Inline::Text(words)] if words.chars().all(indent::is_part));
        let is_apart = indent::of(next).is_of_paragraph() || is_blank(&self.top().inlines);
        let is_inside = self.open.len() > 1;
        let top = self.top();
        match top.tag {
            Tag::Item if is_apart => self.end_loose_line(range.start),
            Tag::Paragraph if is_apart && is_inside => {
                let whole = top.range.clone();
                let next = OpenBlock::new(Tag::Paragraph, range.end..whole.end);
                let first = std::mem::replace(top, next);
                let next = self.open.pop();
                self.close(OpenBlock { range: whole.start..range.start, ..first });
                self.open.extend(next);
            }
            _ => top.inlines.extend(end),
        }
    }

    /// The text of a tight list item has no paragraph; this gives it one.
    pub(super) fn end_loose_line(&mut self, end: usize) {
        let top = self.top();
        if matches!(top.tag, Tag::Item) && !top.inlines.is_empty() {
            let mut inlines = std::mem::take(&mut top.inlines);
            compact(&mut inlines);
            let range = top.range.start..end;
            self.paragraph(inlines, &range);
        }
    }
}

/// Frees the spare capacity of finished text: ten years of a paper are in memory at once, mostly as lines of one or two
/// pieces.
pub(super) fn compact(inlines: &mut Vec<Inline>) {
    inlines.shrink_to_fit();
    for inline in inlines {
        if let Inline::Text(words) = inline {
            words.shrink();
        }
    }
}
