//! Paragraphs: those of the source, those of tight lists, and pictures that stand alone.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::{BodyBuilder, turns};
use crate::model::body::{BlockKind, Inline};
use crate::model::phrase::Piece;

impl BodyBuilder<'_, '_, '_, '_> {
    /// A paragraph. One that contains only a picture becomes that picture. The two wide spaces that editors type at the
    /// start are removed: the theme indents, and would indent twice.
    pub(super) fn paragraph(&mut self, mut inlines: Vec<Inline>, range: &Range<usize>) {
        turns::join(&mut inlines);
        let mut range = range.clone();
        if let Some(Inline::Text(words)) = inlines.first_mut()
            && words.starts_with('\u{3000}')
        {
            let indent = words.len() - words.trim_start_matches('\u{3000}').len();
            if self.source[range.clone()].starts_with(&words[..indent]) {
                range.start += indent;
            }
            *words = words.part(indent..words.len());
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
