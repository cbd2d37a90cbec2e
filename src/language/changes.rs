//! Changes: the words for a rise, a fall, and neither.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{TextLanguage, Unit};

/// How a change is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChangeWord {
    /// rose, fell
    Verb,
    /// a rise, a fall
    Noun,
}

/// Words for a rise, and words for a fall, as they come before an amount.
const CHINESE: [[&str; 8]; 2] = [
    ["增长", "上升", "提高", "增加", "上涨", "提升", "增长了", "增加了"],
    ["下降", "减少", "降低", "下跌", "回落", "下滑", "下降了", "减少了"],
];
const TRADITIONAL: [[&str; 8]; 2] = [
    ["增長", "上升", "提高", "增加", "上漲", "提升", "增長了", "增加了"],
    ["下降", "減少", "降低", "下跌", "回落", "下滑", "下降了", "減少了"],
];
const ENGLISH: [[&str; 12]; 2] = [
    [
        "rose",
        "rise of",
        "rose by",
        "grew",
        "grew by",
        "growth of",
        "increased",
        "increased by",
        "increase of",
        "climbed",
        "climbed by",
        "up",
    ],
    [
        "fell",
        "fall of",
        "fell by",
        "dropped",
        "dropped by",
        "drop of",
        "decreased",
        "decreased by",
        "decrease of",
        "declined",
        "declined by",
        "down",
    ],
];

impl TextLanguage {
    /// The word for a change from an earlier amount to a later one.
    #[must_use]
    pub(crate) fn direction(self, change: Ordering, word: ChangeWord) -> &'static str {
        match (self, change) {
            (Self::SimplifiedChinese, Ordering::Greater) => "增长",
            (Self::TraditionalChinese, Ordering::Greater) => "增長",
            (Self::SimplifiedChinese | Self::TraditionalChinese, Ordering::Less) => "下降",
            (Self::SimplifiedChinese | Self::TraditionalChinese, Ordering::Equal) => "持平",
            (Self::English, change) => match (change, word) {
                (Ordering::Greater, ChangeWord::Verb) => "rose",
                (Ordering::Greater, ChangeWord::Noun) => "a rise",
                (Ordering::Less, ChangeWord::Verb) => "fell",
                (Ordering::Less, ChangeWord::Noun) => "a fall",
                (Ordering::Equal, ChangeWord::Verb) => "was unchanged",
                (Ordering::Equal, ChangeWord::Noun) => "no change",
            },
        }
    }

    /// What the text before an amount says about its change.
    #[must_use]
    pub(crate) fn said_change(self, before: &str) -> Option<Ordering> {
        let before = before.trim_end();
        let [rise, fall]: [&[&str]; 2] = match self {
            Self::SimplifiedChinese => [&CHINESE[0], &CHINESE[1]],
            Self::TraditionalChinese => [&TRADITIONAL[0], &TRADITIONAL[1]],
            Self::English => [&ENGLISH[0], &ENGLISH[1]],
        };
        let ends_in = |words: &[&str]| words.iter().any(|word| self.ends_in(before, word));
        match (ends_in(rise), ends_in(fall)) {
            (true, _) => Some(Ordering::Greater),
            (false, true) => Some(Ordering::Less),
            (false, false) => None,
        }
    }

    /// Whether a text ends in a word; an English word is not the end of a longer one.
    fn ends_in(self, text: &str, word: &str) -> bool {
        let Some(before) = text.strip_suffix(word) else { return false };
        self.is_chinese() || !before.ends_with(|last: char| last.is_alphanumeric())
    }

    /// The unit of a difference between percentages.
    #[must_use]
    pub(crate) fn percentage_points(self) -> Unit {
        match self {
            Self::SimplifiedChinese => Unit::word("个百分点"),
            Self::TraditionalChinese => Unit::word("個百分點"),
            Self::English => Unit::forms("percentage point".to_owned(), "percentage points".to_owned(), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_read_from_the_words_before_it() {
        let english = TextLanguage::English;
        assert_eq!(english.said_change("The budget rose by "), Some(Ordering::Greater));
        assert_eq!(english.said_change("a fall of"), Some(Ordering::Less));
        assert_eq!(english.said_change("the cup "), None);
        assert_eq!(TextLanguage::TraditionalChinese.said_change("同比增長"), Some(Ordering::Greater));
    }
}
