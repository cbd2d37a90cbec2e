//! Endings: where a text that goes on elsewhere may stop: after a sentence, or at a pause in one; never within a quotation, nor after
//! an announcement.

use super::lines::Paragraph;
use crate::model::theme::{EM, Em};

/// The width of the mark after a text that is cut within a sentence.
const ELLIPSIS: Em = 2 * EM;
/// So few lines are not shown at all if no sentence and no part of one ends in them.
const FEW: usize = 2;

/// What ends with a character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ending {
    /// None, and a quotation or a passage continues.
    Inside,
    /// An announcement of what follows.
    Announcement,
    /// Nothing that a reader could stop at.
    #[default]
    Nothing,
    /// A part of a sentence.
    Pause,
    /// An exclamation or a question. After a quotation that ends so, the sentence may continue.
    Cry,
    /// A sentence.
    Sentence,
}

impl Ending {
    /// What ends with `character`, if `before` does with the one in front of it.
    pub(super) fn of(character: char, before: Self) -> Self {
        match character {
            '。' | '.' => Self::Sentence,
            '！' | '？' | '!' | '?' => Self::Cry,
            '，' | '、' | '；' | ',' | ';' => Self::Pause,
            '：' | ':' => Self::Announcement,
            '”' | '’' | '）' | '》' | '」' | '』' | ')' if before == Self::Sentence => before,
            ' ' => before,
            _ => Self::Nothing,
        }
    }

    /// Whether a sentence is over there.
    pub(super) fn is_of_a_sentence(self) -> bool {
        self >= Self::Cry
    }
}

/// How many quotations, titles and brackets are open after `character`, if `depth` were before it.
fn depth(character: char, depth: u8) -> u8 {
    match character {
        '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' | '「' | '『' | '(' => {
            depth.saturating_add(1)
        }
        '”' | '’' | '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | ')' => {
            depth.saturating_sub(1)
        }
        _ => depth,
    }
}

/// What has been read of a text: what ended last, how many quotations are open, in which passage it is, and with which it began, if it
/// began with one.
#[derive(Default)]
pub(super) struct ReadSoFar {
    pub last: Ending,
    depth: u8,
    passage: usize,
    first_passage: Option<usize>,
}

impl ReadSoFar {
    /// Reads one more character of a passage, and returns what ends before it.
    pub(super) fn on(&mut self, character: char, passage: usize) -> Ending {
        let is_inside = self.depth > 0 || passage > 0 && passage == self.passage;
        // A passage at the beginning is a heading: the text may not be cut right after it.
        let is_after_head = self.passage > 0 && self.first_passage == Some(self.passage);
        let before = if is_inside || is_after_head { Ending::Inside } else { self.last };
        self.first_passage.get_or_insert(passage);
        self.last = Ending::of(character, self.last);
        self.depth = depth(character, self.depth);
        self.passage = passage;
        before
    }

    /// Whether all of it is a single passage.
    pub(super) fn is_one_passage(&self) -> bool {
        self.passage > 0 && self.first_passage == Some(self.passage)
    }
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
