//! House style: the words, names and wordings of the paper. They are the editor's data and have a date.

use chrono::NaiveDate;

use crate::digest::Digest;
use crate::source::Place;

/// The contents of `content/style/*.yaml`, or of the built-in tables.
#[derive(Clone, Debug)]
pub struct Style {
    /// The tables that it was read from.
    pub tables: Vec<StyleTable>,
    /// Words written wrongly.
    pub wrong: Vec<WrongWord>,
    /// Words to be avoided.
    pub avoid: Vec<Cautious>,
    /// Fixed wordings.
    pub terms: Vec<HouseTerm>,
    /// People and their titles.
    pub people: Vec<Person>,
    /// Organisations and their names.
    pub organisations: Vec<Organisation>,
    /// Accepted words in Latin letters.
    pub letters: Vec<String>,
    /// Public telephone numbers that may be printed.
    pub hotlines: Vec<String>,
    /// The digest of it all.
    pub digest: Digest,
}

/// A file of the house style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleTable {
    /// Where its date is written; its beginning if it has none.
    pub place: Place,
    /// The day on which it was last checked.
    pub checked: Option<NaiveDate>,
    /// Whether it is the paper's own, rather than built in.
    pub is_own: bool,
}

/// A word written wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongWord {
    /// 布署
    pub word: String,
    /// 部署
    pub right: String,
    /// Words in which the same characters are correct: 按装置 for 按装.
    pub unless: Vec<String>,
    /// Whether it is an error, rather than only not the house's preference.
    pub sure: bool,
}

/// A word to be avoided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cautious {
    /// 残废人
    pub word: String,
    /// 残疾人
    pub better: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Words in which the same characters are correct.
    pub unless: Vec<String>,
}

/// A fixed wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseTerm {
    /// The fixed form.
    pub right: String,
    /// Wrong forms of it.
    pub wrong: Vec<String>,
    /// Words in which the same characters are correct.
    pub unless: Vec<String>,
}

/// A person whose titles are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The titles, in their order.
    pub titles: Vec<String>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The full name.
    pub name: String,
    /// Shorter names that are correct too.
    pub short: Vec<String>,
}
