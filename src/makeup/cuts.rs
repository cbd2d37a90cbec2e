//! Cuts: where a text that its area cannot hold is cut, with 「全文」 after it.

use super::copy::{CopyPiece, CopyText};
use super::endings::Ending;
use super::flow::{Cut, Flow};
use super::lines::{Paragraph, lines_of};
use super::price;
use crate::model::theme::{EM, Em};

/// The width of the words after a cut story that say where the rest is: 「全文」 on the screen, and on paper 「（全文见网站）」.
const MORE: Em = 5 * EM + EM / 2;
/// The width of the mark after a text that is cut within a sentence.
const ELLIPSIS: Em = 2 * EM;
/// So few lines are not shown at all if no sentence and no part of one ends in them.
const FEW: usize = 2;

/// A cut, as a page shows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShownCut {
    pub cut: Cut,
    /// The characters before it in its block.
    pub characters: usize,
    /// What it costs to cut there.
    pub cost: u32,
}

/// A text in columns, to be cut.
pub(super) struct Cutter<'c> {
    pub text: &'c [CopyText],
    /// The width of a column.
    pub column: Em,
    /// What an empty line of it costs.
    pub empty_line: u32,
}

impl Cutter<'_> {
    /// The cut where a sentence ends, or a part of one, with 「全文」 after it. If nothing ends in the lines of the block, it is not shown.
    pub(super) fn at_a_mark(&self, cut: Cut, flow: &Flow) -> Option<ShownCut> {
        let cut_text = self.text.iter().find(|text| cut.lines > 0 && text.block == cut.block);
        let ending = cut_text
            .and_then(paragraph)
            .and_then(|(text, indent)| text.ending(self.column, indent, cut.lines, MORE, self.empty_line));
        if let Some(ending) = ending {
            let cut = Cut { lines: ending.lines, ..cut };
            return Some(ShownCut { cut, characters: ending.characters, cost: ending.cost() });
        }
        self.after_no_announcement(if cut.lines > 0 { flow.cut_before(cut.block)? } else { cut }, flow)
    }

    /// A cut before a block. If the text above it announces the block, the cut is before the sentence that does.
    fn after_no_announcement(&self, mut cut: Cut, flow: &Flow) -> Option<ShownCut> {
        while let Some(above) = self.above(cut.block).filter(|above| announces(above)) {
            let before = paragraph(above)
                .and_then(|(text, indent)| text.before_last_sentence(self.column, indent, MORE));
            if let Some(before) = before {
                cut = Cut { block: above.block, lines: before.lines };
                return Some(ShownCut { cut, characters: before.characters, cost: 0 });
            }
            cut = flow.cut_before(above.block)?;
        }
        Some(self.in_last_paragraph(cut))
    }

    /// A cut before a block: 「全文」 stands in the last line of the paragraph above it, if there is room, or in a line below that.
    pub(super) fn in_last_paragraph(&self, cut: Cut) -> ShownCut {
        let above = self.above(cut.block);
        let Some((above, (text, indent))) = above.and_then(|above| Some((above, paragraph(above)?))) else {
            return ShownCut { cut, characters: 0, cost: 0 };
        };
        let below = usize::from(!text.has_room_after(self.column, indent, MORE));
        let lines = text.lines(self.column, indent) + below;
        ShownCut { cut: Cut { block: above.block, lines }, characters: text.characters(), cost: 0 }
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

impl TextCut {
    /// What it costs to cut there.
    fn cost(self) -> u32 {
        if self.is_sentence { 0 } else { price::CUT_SENTENCE }
    }
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
    /// else: where a sentence ends or at a pause, whichever costs less if each empty line costs `empty_line`; if there is neither, at a word.
    /// `None` if the first lines have none.
    #[must_use]
    pub(super) fn ending(
        &self,
        measure: Em,
        indent: Em,
        lines: usize,
        kept: Em,
        empty_line: u32,
    ) -> Option<TextCut> {
        let [whole, part] = [kept, kept + ELLIPSIS].map(|kept| self.cut(measure, indent, lines, kept));
        let last = |from: usize, most: usize, least: Ending| {
            (from + 1..=most).rev().find(|at| self.ending_before(*at) >= Some(least))
        };
        let marks = [last(0, whole, Ending::Cry), last(0, part, Ending::Pause)];
        let costs = |characters: &usize| {
            let cut = self.cut_after(*characters, measure, indent, kept);
            cut.cost() + lines_of(lines.saturating_sub(cut.lines)) * empty_line
        };
        let at_mark = marks.into_iter().flatten().min_by_key(costs);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::theme::Advances;

    /// Where the words of six lines of ten characters are cut, and whether a sentence ends there.
    fn cut(text: &str) -> (String, bool) {
        let paragraph = Paragraph::plain(text, &Advances::default());
        let cut = paragraph.ending(10 * EM, 0, 6, MORE, price::BLANK).unwrap();
        (text.chars().take(cut.characters).collect(), cut.is_sentence)
    }

    #[test]
    fn a_pause_is_taken_where_the_last_sentence_ends_many_lines_earlier() {
        let clause = "走访农户问需求也问难处".repeat(4);
        let (shown, is_sentence) = cut(&format!("先说结果。{clause}，{clause}。"));
        assert!(shown.ends_with('，') && !is_sentence, "{shown}");
    }

    #[test]
    fn a_sentence_is_taken_if_it_ends_a_line_before() {
        let clause = "走访农户问需求也问难处".repeat(3);
        let (shown, is_sentence) = cut(&format!("{clause}走一走问一问。再看，{clause}。"));
        assert!(shown.ends_with('。') && is_sentence, "{shown}");
    }
}
