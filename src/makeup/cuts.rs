//! Cuts: where a text that its area cannot hold is cut, with 「全文」 after it.

use super::copy::{CopyPiece, CopyText};
use super::endings::Ending;
use super::flow::{Cut, Flow};
use super::lines::Paragraph;
use super::price;
use crate::model::theme::{EM, Em};

/// The width of the words after a cut story that say where the rest is: 「全文」 on the screen, and on paper 「（全文见网站）」.
const MORE: Em = 5 * EM + EM / 2;
/// The width of the mark after a text that is cut within a sentence.
const ELLIPSIS: Em = 2 * EM;
/// So few lines are not shown at all if no sentence and no part of one ends in them.
const FEW: usize = 2;

/// A text in columns, to be cut.
pub(super) struct Cutter<'c> {
    pub text: &'c [CopyText],
    /// The width of a column.
    pub column: Em,
}

impl Cutter<'_> {
    /// The cut where a sentence ends, or a part of one, with 「全文」 after it; how many characters of its block are before it, and what
    /// it costs. If nothing ends in the lines of the block, it is not shown.
    pub(super) fn at_a_mark(&self, cut: Cut, flow: &Flow) -> Option<(Cut, usize, u32)> {
        let cut_text = self.text.iter().find(|text| cut.lines > 0 && text.block == cut.block);
        let ending = cut_text
            .and_then(paragraph)
            .and_then(|(text, indent)| text.ending(self.column, indent, cut.lines, MORE));
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
                .and_then(|(text, indent)| text.before_last_sentence(self.column, indent, MORE));
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
        let below = usize::from(!text.has_room_after(self.column, indent, MORE));
        let lines = text.lines(self.column, indent) + below;
        (Cut { block: above.block, lines }, text.characters(), 0)
    }

    /// The text right above a block.
    fn above(&self, block: usize) -> Option<&CopyText> {
        self.text.iter().rev().find(|text| text.block < block)
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

/// Where a text is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextCut {
    /// The characters before it.
    pub characters: usize,
    /// The lines that they take, with what is set after them.
    pub lines: usize,
    /// Whether a sentence ends there.
    pub is_sentence: bool,
}

impl Paragraph {
    /// What ends with it.
    fn last(&self) -> Ending {
        self.ending_before(self.characters()).unwrap_or_default()
    }

    /// Whether it ends by announcing what follows.
    pub(super) fn announces(&self) -> bool {
        self.last() == Ending::Announcement
    }

    /// Whether its last line leaves `kept` free, and room for an ellipsis if it does not end a sentence.
    pub(super) fn has_room_after(&self, measure: Em, indent: Em, kept: Em) -> bool {
        let kept = if self.last().is_of_a_sentence() { kept } else { kept + ELLIPSIS };
        self.cut(measure, indent, self.lines(measure, indent), kept) == self.characters()
    }

    /// Where to cut it so that it takes at most `lines` lines, with `kept` after a sentence, and an ellipsis before that after anything
    /// else: where a sentence ends in the last third, else at a pause there, else at the last mark of either kind, else at a word.
    /// `None` if the first lines have none.
    #[must_use]
    pub(super) fn ending(&self, measure: Em, indent: Em, lines: usize, kept: Em) -> Option<TextCut> {
        let [whole, part] = [kept, kept + ELLIPSIS].map(|kept| self.cut(measure, indent, lines, kept));
        let last = |from: usize, most: usize, least: Ending| {
            (from + 1..=most).rev().find(|at| self.ending_before(*at) >= Some(least))
        };
        let late = whole * 2 / 3;
        let in_last_third = last(late, whole, Ending::Cry).or_else(|| last(late, part, Ending::Pause));
        let at_mark = in_last_third.or_else(|| last(0, part, Ending::Pause));
        let at_word = || if lines > FEW { last(0, part, Ending::Nothing).or(Some(part)) } else { None };
        let characters = at_mark.or_else(at_word).filter(|characters| *characters > 0)?;
        let cut = self.cut_after(characters, measure, indent, kept);
        Some(TextCut { lines: cut.lines.min(lines), ..cut })
    }

    /// Where to cut it before the sentence with which it ends, with `kept` after the cut; `None` if that sentence is all of it.
    #[must_use]
    pub(super) fn before_last_sentence(&self, measure: Em, indent: Em, kept: Em) -> Option<TextCut> {
        let ends = |at: &usize| self.ending_before(*at).is_some_and(Ending::is_of_a_sentence);
        let characters = (1..self.characters()).rev().find(ends)?;
        Some(self.cut_after(characters, measure, indent, kept))
    }

    /// The cut after its first characters, with `kept` after a sentence, and an ellipsis before that after anything else.
    fn cut_after(&self, characters: usize, measure: Em, indent: Em, kept: Em) -> TextCut {
        let is_sentence = self.ending_before(characters).is_some_and(Ending::is_of_a_sentence);
        let kept = if is_sentence { kept } else { kept + ELLIPSIS };
        let (lines, room) = self.filled(characters, usize::MAX, measure, indent);
        TextCut { characters, lines: lines + usize::from(room < kept), is_sentence }
    }
}
