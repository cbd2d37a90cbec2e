//! Language: what the language of a text decides. How its numbers, units, dates and changes are written, how its lines are
//! joined and broken, which script it is in, and where its words end. Printing and proofreading both use this module.

mod amounts;
pub(crate) mod areas;
mod changes;
mod character_set;
mod corrections;
mod dates;
pub(crate) mod dictionary;
pub(crate) mod documents;
mod english_numerals;
mod heads;
mod hyphens;
mod joints;
pub(crate) mod jubilees;
pub(crate) mod lookalikes;
mod lunar;
pub(crate) mod measures;
mod numbers;
pub(crate) mod offices;
pub(crate) mod phrases;
mod qualifiers;
mod readings;
mod scales;
mod script;
pub(crate) mod secrecy;
pub(crate) mod segment;
mod surnames;
mod tables;
mod units;
mod word_list;

use serde::{Deserialize, Serialize};

pub(crate) use amounts::AmountParts;
pub(crate) use changes::ChangeWord;
pub(crate) use character_set::CharacterSet;
pub(crate) use corrections::Misprint;
pub(crate) use heads::HeadText;
pub(crate) use hyphens::breaks;
pub use qualifiers::About;
pub(crate) use readings::reading;
pub(crate) use scales::Scale;
pub(crate) use script::{ChineseScript, ends_paragraph, is_han, is_mark};
pub(crate) use surnames::{SURNAMES, is_surname, may_be_name};
pub use units::Unit;

/// The language that a text is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TextLanguage {
    /// 简体中文
    #[default]
    SimplifiedChinese,
    /// 繁體中文
    TraditionalChinese,
    /// English
    English,
}

impl TextLanguage {
    /// Every language and its tag, which is also its word in front matter and in `site.yaml`.
    pub const ALL: [(&'static str, Self); 3] =
        [("zh-Hans", Self::SimplifiedChinese), ("zh-Hant", Self::TraditionalChinese), ("en", Self::English)];

    /// Its language tag, for `lang`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::SimplifiedChinese => "zh-Hans",
            Self::TraditionalChinese => "zh-Hant",
            Self::English => "en",
        }
    }

    /// Its own name, by which readers find the version that they can read.
    #[must_use]
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Self::SimplifiedChinese => "中文",
            Self::TraditionalChinese => "繁體中文",
            Self::English => "English",
        }
    }

    /// Whether it is written in Chinese characters.
    #[must_use]
    pub fn is_chinese(self) -> bool {
        self != Self::English
    }
}
