//! Units: what is counted, in the form that a language and a number need.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::TextLanguage;

/// A unit: one word (名, trees), or a word for one of a thing, for several, and for a Chinese text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    chinese: String,
    one: String,
    other: String,
}

impl Unit {
    /// A unit that is the same word everywhere.
    #[must_use]
    pub fn word(word: &str) -> Self {
        Self { chinese: word.to_owned(), one: word.to_owned(), other: word.to_owned() }
    }

    /// A unit with a singular and a plural; without a Chinese word, the plural is used in Chinese texts too.
    #[must_use]
    pub fn forms(one: String, other: String, chinese: Option<String>) -> Self {
        Self { chinese: chinese.unwrap_or_else(|| other.clone()), one, other }
    }

    /// Whether nothing comes after the number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.other.is_empty() && self.chinese.is_empty()
    }

    /// Whether it is %, in either width.
    #[must_use]
    pub fn is_per_cent(&self) -> bool {
        matches!(self.other.as_str(), "%" | "％")
    }

    /// The singular and the plural, if they differ.
    #[must_use]
    pub fn both(&self) -> Option<(&str, &str)> {
        (self.one != self.other || self.chinese != self.other).then_some((&self.one, &self.other))
    }

    /// The word that stands for the unit by itself: in a table's column of units.
    #[must_use]
    pub fn name(&self, language: TextLanguage) -> &str {
        if language.is_chinese() { &self.chinese } else { &self.other }
    }

    /// The word after `amount`; after a number that is not known, the plural.
    #[must_use]
    pub fn after(&self, amount: Option<Decimal>, language: TextLanguage) -> &str {
        let is_one = amount.is_some_and(|amount| amount.abs() == Decimal::ONE);
        let word = if is_one && !language.is_chinese() { &self.one } else { self.name(language) };
        if word == "％" { "%" } else { word }
    }
}
