//! House style: the words, names and wordings of the house, which are the editor's data and bear a date.

use chrono::NaiveDate;

use crate::digest::Digest;
use crate::source::Place;

/// What `content/style/*.yaml` says, or the tables that the program carries.
#[derive(Clone, Debug)]
pub struct Style {
    /// The tables that it was read from.
    pub tables: Vec<StyleTable>,
    /// Words written wrongly.
    pub wrong: Vec<WrongWord>,
    /// Words better not used.
    pub avoid: Vec<Cautious>,
    /// Wordings that are fixed.
    pub terms: Vec<HouseTerm>,
    /// People and their titles.
    pub people: Vec<Person>,
    /// Organisations and their names.
    pub organisations: Vec<Organisation>,
    /// Words in Latin letters that the house writes.
    pub letters: Vec<String>,
    /// Numbers that everybody may call.
    pub hotlines: Vec<String>,
    /// The digest of it all.
    pub digest: Digest,
}

/// A file of the house style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleTable {
    /// Where it says when it was checked; where it begins, if it does not say.
    pub place: Place,
    /// The day on which it was last checked.
    pub checked: Option<NaiveDate>,
    /// Whether it is the paper's own, rather than one that the program carries.
    pub is_own: bool,
}

/// A word written wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongWord {
    /// 布署
    pub word: String,
    /// 部署
    pub right: String,
    /// Words in which the same characters stand rightly: 按装置 for 按装.
    pub unless: Vec<String>,
    /// Whether it is wrong for sure, rather than only not the house's.
    pub sure: bool,
}

/// A word better not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cautious {
    /// 残废人
    pub word: String,
    /// 残疾人
    pub better: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Words in which the same characters stand rightly.
    pub unless: Vec<String>,
}

/// A wording that is fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseTerm {
    /// As it is fixed.
    pub right: String,
    /// As it is sometimes written.
    pub wrong: Vec<String>,
    /// Words in which the same characters stand rightly.
    pub unless: Vec<String>,
}

/// Somebody whose titles are known.
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
    /// Shorter names that are right too.
    pub short: Vec<String>,
}
