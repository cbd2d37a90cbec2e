//! Paragraphs: those of the source, those of tight lists, and pictures that stand alone.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::{BodyBuilder, OpenBlock, turns};
use crate::model::body::{BlockKind, Inline};
use crate::model::phrase::Phrase;
use crate::parse::indent;

impl BodyBuilder<'_, '_, '_, '_> {
    /// A paragraph, and the pictures that are alone in its lines.
    pub(super) fn paragraph(&mut self, inlines: Vec<Inline>, range: &Range<usize>) {
        if !inlines.iter().any(|inline| matches!(inline, Inline::Picture(_))) {
            return self.undivided(inlines, range);
        }
        let mut words: Vec<Inline> = Vec::new();
        for line in lines(inlines) {
            if line.iter().all(|inline| matches!(inline, Inline::Picture(_)) || is_blank(inline)) {
                self.undivided(without_end(std::mem::take(&mut words)), range);
                let pictures = line.into_iter().filter(|inline| matches!(inline, Inline::Picture(_)));
                pictures.for_each(|picture| self.undivided(vec![picture], range));
            } else {
                words.extend(line);
            }
        }
        self.undivided(without_end(words), range);
    }

    /// A paragraph. One that contains only a picture becomes that picture. The two wide spaces that editors type at the
    /// start are removed: the theme indents, and would indent twice.
    fn undivided(&mut self, mut inlines: Vec<Inline>, range: &Range<usize>) {
        turns::join(&mut inlines);
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
                for figure in image.caption.iter().flat_map(Phrase::figures) {
                    self.captioned.remove(&figure);
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
    pub(super) fn end_line(&mut self, end: Inline, range: &Range<usize>) {
        let next = self.source[range.end..].trim_start_matches([' ', '\t', '>']);
        let is_empty = |inlines: &[Inline]| matches!(inlines, [Inline::Text(words)] if words.chars().all(indent::is_part));
        let is_apart = indent::of(next).is_of_paragraph() || is_empty(&self.top().inlines);
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
            _ => top.inlines.push(end),
        }
    }

    /// The text of a tight list item has no paragraph; this gives it one.
    pub(super) fn end_loose_line(&mut self, end: usize) {
        let top = self.top();
        if matches!(top.tag, Tag::Item) && !top.inlines.is_empty() {
            let mut inlines = std::mem::take(&mut top.inlines);
            self.finish_line(&mut inlines);
            let range = self.top().range.start..end;
            self.paragraph(inlines, &range);
        }
    }
}

/// The lines of a paragraph, each with its end.
fn lines(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in inlines {
        let is_end = matches!(inline, Inline::Turn(_) | Inline::Break(_));
        if let Some(line) = lines.last_mut() {
            line.push(inline);
        }
        if is_end {
            lines.push(Vec::new());
        }
    }
    lines
}

/// Whether a part of a line is not seen.
fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Turn(_) | Inline::Break(_) => true,
        Inline::Text(words) => words.trim().is_empty(),
        _ => false,
    }
}

/// `inlines` without the end of their last line.
fn without_end(mut inlines: Vec<Inline>) -> Vec<Inline> {
    inlines.pop_if(|last| matches!(last, Inline::Turn(_) | Inline::Break(_)));
    inlines
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
