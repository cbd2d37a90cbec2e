//! Endings: where a text that goes on elsewhere may stop: after a sentence, or at a pause in one; never within a quotation, nor after
//! an announcement.

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
