//! Cuts: where a story that its area cannot hold is cut, with 「全文」 after it.

use super::copy::{CopyPiece, CopyText};
use super::flow::{Cut, Flow};
use super::lines::Paragraph;
use super::price;
use super::shapes::Candidate;
use crate::model::theme::{EM, Em};

/// The width of the words after a cut story that say where the rest is: 「全文」 on the screen, and on paper 「（全文见网站）」.
const MORE: Em = 5 * EM + EM / 2;

impl Candidate<'_> {
    /// The cut where a sentence ends, or a part of one, with 「全文」 after it; how many characters of its block are before it, and what
    /// it costs. If nothing ends in the lines of the block, it is not shown.
    pub(super) fn at_a_mark(&self, cut: Cut, flow: &Flow) -> Option<(Cut, usize, u32)> {
        let cut_text = self.copy.text.iter().find(|text| cut.lines > 0 && text.block == cut.block);
        let ending = cut_text
            .and_then(paragraph)
            .and_then(|(text, indent)| text.ending(self.column(), indent, cut.lines, MORE));
        if let Some(ending) = ending {
            let cost = if ending.is_sentence { 0 } else { price::CUT_SENTENCE };
            return Some((Cut { lines: ending.lines, ..cut }, ending.characters, cost));
        }
        self.after_no_announcement(if cut.lines > 0 { flow.cut_before(cut.block)? } else { cut }, flow)
    }

    /// A cut before a block. If the text above it announces the block, the cut is before the sentence that does.
    fn after_no_announcement(&self, mut cut: Cut, flow: &Flow) -> Option<(Cut, usize, u32)> {
        while let Some(above) = self.above(cut.block).filter(|above| announces(above)) {
            let before = paragraph(above)
                .and_then(|(text, indent)| text.before_last_sentence(self.column(), indent, MORE));
            if let Some(before) = before {
                return Some((Cut { block: above.block, lines: before.lines }, before.characters, 0));
            }
            cut = flow.cut_before(above.block)?;
        }
        Some(self.in_last_paragraph(cut))
    }

    /// A cut before a block: 「全文」 stands in the last line of the paragraph above it, if there is room, or in a line below that.
    pub(super) fn in_last_paragraph(&self, cut: Cut) -> (Cut, usize, u32) {
        let above = self.above(cut.block);
        let Some((above, (text, indent))) = above.and_then(|above| Some((above, paragraph(above)?))) else {
            return (cut, 0, 0);
        };
        let below = usize::from(!text.has_room_after(self.column(), indent, MORE));
        let lines = text.lines(self.column(), indent) + below;
        (Cut { block: above.block, lines }, text.characters(), 0)
    }

    /// The text right above a block.
    fn above(&self, block: usize) -> Option<&CopyText> {
        self.copy.text.iter().rev().find(|text| text.block < block)
    }
}

/// The text of a block that is a single paragraph, and the indent of its first line.
fn paragraph(text: &CopyText) -> Option<(&Paragraph, Em)> {
    match text.pieces.as_slice() {
        [CopyPiece::Paragraph { text: words, indent, .. }] if text.is_paragraph => Some((words, *indent)),
        _ => None,
    }
}

/// Whether a text ends by announcing what follows.
fn announces(text: &CopyText) -> bool {
    matches!(text.pieces.last(), Some(CopyPiece::Paragraph { text, .. }) if text.announces())
}
