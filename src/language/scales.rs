//! Scales: the large units that a language counts in. Chinese counts by ten thousands, English by thousands.

use serde::{Deserialize, Serialize};

use super::TextLanguage;

/// A large unit, as a filter names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scale {
    /// 万
    Wan,
    /// 亿
    Yi,
    /// A thousand.
    Thousand,
    /// A million.
    Million,
    /// A thousand million.
    Billion,
    /// A million million.
    Trillion,
}

/// Each scale, its power of ten, and the word for it in simplified and traditional Chinese and in English; empty if the language
/// does not count in it.
const SCALES: [(Scale, u32, [&str; 3]); 6] = [
    (Scale::Wan, 4, ["万", "萬", ""]),
    (Scale::Yi, 8, ["亿", "億", ""]),
    (Scale::Thousand, 3, ["", "", "thousand"]),
    (Scale::Million, 6, ["", "", "million"]),
    (Scale::Billion, 9, ["", "", "billion"]),
    (Scale::Trillion, 12, ["", "", "trillion"]),
];

impl Scale {
    /// The scale with a name in any language.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let has_name = |words: &[&str; 3]| !name.is_empty() && words.contains(&name);
        SCALES.iter().find(|(_, _, words)| has_name(words)).map(|(scale, ..)| *scale)
    }

    /// Its power of ten.
    #[must_use]
    pub fn power(self) -> u32 {
        self.entry().1
    }

    /// The word for it; `None` if the language does not count in it.
    #[must_use]
    pub fn word(self, language: TextLanguage) -> Option<&'static str> {
        let words = self.entry().2;
        Some(match language {
            TextLanguage::SimplifiedChinese => words[0],
            TextLanguage::TraditionalChinese => words[1],
            TextLanguage::English => words[2],
        })
        .filter(|word| !word.is_empty())
    }

    /// As the filter is written.
    #[must_use]
    pub fn filter(self) -> &'static str {
        let words = self.entry().2;
        if words[0].is_empty() { words[2] } else { words[0] }
    }

    fn entry(self) -> &'static (Self, u32, [&'static str; 3]) {
        SCALES.iter().find(|(scale, ..)| *scale == self).unwrap_or(&SCALES[0])
    }
}

impl TextLanguage {
    /// The scales that it counts in, the smallest first.
    pub(crate) fn scales(self) -> impl DoubleEndedIterator<Item = (Scale, &'static str)> {
        SCALES.iter().filter_map(move |(scale, ..)| Some((*scale, scale.word(self)?)))
    }

    /// The large unit that a unit begins with (万元, million dollars), and the rest of the unit.
    #[must_use]
    pub(crate) fn scale_of_unit(self, unit: &str) -> Option<(&str, &str)> {
        match self {
            Self::English => {
                let (first, rest) = unit.split_once(' ').unwrap_or((unit, ""));
                self.scales().any(|(_, word)| word == first).then_some((first, rest))
            }
            Self::SimplifiedChinese | Self::TraditionalChinese => {
                let rest = unit.strip_prefix(['万', '亿', '萬', '億'])?;
                Some((&unit[..unit.len() - rest.len()], rest))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_a_word_only_in_the_languages_that_count_in_it() {
        assert_eq!(Scale::named("萬"), Some(Scale::Wan));
        assert_eq!(Scale::Wan.word(TextLanguage::TraditionalChinese), Some("萬"));
        assert_eq!(Scale::Wan.word(TextLanguage::English), None);
        assert_eq!(Scale::Million.word(TextLanguage::SimplifiedChinese), None);
        assert_eq!(Scale::named(""), None);
        assert_eq!(TextLanguage::English.scale_of_unit("million dollars"), Some(("million", "dollars")));
        assert_eq!(TextLanguage::SimplifiedChinese.scale_of_unit("万元"), Some(("万", "元")));
    }
}
