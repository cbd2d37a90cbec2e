//! Qualifiers: the words that tell how exact a number is, in each language, and where they stand.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::TextLanguage;

/// A word that tells how exact a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct About(usize);

/// Where a qualifier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QualifierPlace {
    /// Before the number.
    Before,
    /// Inside a round number's unit (600余名), after a small one's (3年多).
    Inside,
    /// After the unit.
    After,
}
use QualifierPlace::{After, Before, Inside};

/// Each qualifier in simplified and traditional Chinese and in English, and its place in Chinese and in English. The last
/// rows are further English words for some of those above.
const QUALIFIERS: [([&str; 3], [QualifierPlace; 2]); 20] = [
    (["共", "共", "a total of"], [Before, Before]),
    (["累计", "累計", "a cumulative"], [Before, Before]),
    (["先后", "先後", "successively"], [Before, Before]),
    (["约", "約", "about"], [Before, Before]),
    (["近", "近", "nearly"], [Before, Before]),
    (["超过", "超過", "more than"], [Before, Before]),
    (["至少", "至少", "at least"], [Before, Before]),
    (["不到", "不到", "fewer than"], [Before, Before]),
    (["高达", "高達", "as many as"], [Before, Before]),
    (["平均", "平均", "an average of"], [Before, Before]),
    (["每", "每", "every"], [Before, Before]),
    (["余", "餘", "more than"], [Inside, Before]),
    (["多", "多", "more than"], [Inside, Before]),
    (["以上", "以上", "or more"], [After, After]),
    (["左右", "左右", "or so"], [After, After]),
    (["超过", "超過", "over"], [Before, Before]),
    (["近", "近", "almost"], [Before, Before]),
    (["不到", "不到", "less than"], [Before, Before]),
    (["高达", "高達", "up to"], [Before, Before]),
    (["约", "約", "around"], [Before, Before]),
];

impl About {
    /// The qualifier with this word, in any language.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        QUALIFIERS.iter().position(|(words, _)| words.contains(&word)).map(Self)
    }

    /// Every qualifier.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..QUALIFIERS.len()).map(Self)
    }

    /// The words for all qualifiers in a language, each once.
    #[must_use]
    pub fn words(language: TextLanguage) -> Vec<&'static str> {
        let mut words = Vec::new();
        for about in Self::all() {
            if !words.contains(&about.word(language)) {
                words.push(about.word(language));
            }
        }
        words
    }

    /// Its word in a language.
    #[must_use]
    pub fn word(self, language: TextLanguage) -> &'static str {
        let words = self.entry().0;
        match language {
            TextLanguage::SimplifiedChinese => words[0],
            TextLanguage::TraditionalChinese => words[1],
            TextLanguage::English => words[2],
        }
    }

    /// Where it stands in a language.
    #[must_use]
    pub(crate) fn place(self, language: TextLanguage) -> QualifierPlace {
        self.entry().1[usize::from(!language.is_chinese())]
    }

    fn entry(self) -> &'static ([&'static str; 3], [QualifierPlace; 2]) {
        QUALIFIERS.get(self.0).unwrap_or(&QUALIFIERS[0])
    }

    /// A word that no other qualifier has.
    fn key(self) -> &'static str {
        let words = self.entry().0;
        if Self::of(words[0]) == Some(self) { words[0] } else { words[2] }
    }
}

/// Serialised as a word: its place follows from the table.
impl Serialize for About {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.key().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for About {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Self::of(&word).ok_or_else(|| D::Error::custom(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_qualifier_is_found_by_its_key() {
        for about in About::all() {
            assert_eq!(About::of(about.key()), Some(about), "{}", about.key());
        }
        assert_eq!(About::of("over").map(|about| about.word(TextLanguage::TraditionalChinese)), Some("超過"));
        assert_eq!(About::of(""), None);
    }
}
