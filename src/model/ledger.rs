//! A ledger (台账): figures with their source, the relations that must hold between them, and the programmes that they
//! belong to.

use std::sync::Arc;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::exhibit::ExhibitDraft;
use super::figure::{Figure, PartialDate};
use crate::digest::Digest;
use crate::source::{Place, Span};

/// One YAML file of figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ledger {
    /// Its path under `ledgers/` without the extension: `tiedong`, `siping/tiedong`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who keeps it.
    pub owner: Option<String>,
    /// The day on which its figures were correct.
    pub as_of: Option<PartialDate>,
    /// The source of its figures.
    pub source: Option<LedgerSource>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The names of groups, by the first segment of a key: `reserve` → 选.
    pub groups: IndexMap<String, String>,
    /// The labels of the columns of its rows, by key.
    pub columns: IndexMap<String, String>,
    /// The labels of its rows, by key. The cell of a row and a column is the figure `ROW.COLUMN`.
    pub rows: IndexMap<String, String>,
    /// Every figure, part and cell by key, in the editor's order.
    pub figures: IndexMap<String, Figure>,
    /// The relations that must hold between them.
    pub relations: Vec<Relation>,
    /// Its programmes.
    pub programmes: Vec<Programme>,
    /// Its exhibits, by name.
    pub exhibits: IndexMap<String, Arc<ExhibitDraft>>,
    /// The figures that an editor must look at before they are printed, and the comments (待核) that say so.
    pub doubts: Vec<(String, Span)>,
    /// Whether it gets a document of its own.
    pub public: bool,
    /// The file.
    pub at: Place,
    /// The digest of the file's contents.
    pub digest: Digest,
}

impl Ledger {
    /// The name of the group that `key` belongs to.
    #[must_use]
    pub fn group_of(&self, key: &str) -> Option<&str> {
        self.groups.get(key.split('.').next()?).map(String::as_str)
    }
}

/// The source of a ledger's figures.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LedgerSource {
    /// The outlet or office.
    pub name: String,
    /// Where readers can find it.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
}

/// A statement that must hold: `risks.found == risks.measures`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Relation {
    /// As the editor wrote it.
    pub written: String,
    /// The left side.
    pub left: Expression,
    /// The comparison of the sides.
    pub comparison: Comparison,
    /// The right side.
    pub right: Expression,
    /// Where it is written.
    pub at: Place,
}

/// A comparison of two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<=`
    AtMost,
    /// `<`
    Below,
    /// `>=`
    AtLeast,
    /// `>`
    Above,
}

impl Comparison {
    /// As it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::AtMost => "<=",
            Self::Below => "<",
            Self::AtLeast => ">=",
            Self::Above => ">",
        }
    }
}

/// One side of a relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expression {
    /// A number.
    Number(Decimal),
    /// A figure.
    Key(String),
    /// Two terms joined.
    Joined(Box<Expression>, Operator, Box<Expression>),
}

impl Expression {
    /// The keys in it.
    #[must_use]
    pub(crate) fn keys(&self) -> Vec<&str> {
        match self {
            Self::Number(_) => Vec::new(),
            Self::Key(key) => vec![key],
            Self::Joined(left, _, right) => [left.keys(), right.keys()].concat(),
        }
    }
}

/// An operator that joins two terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

impl Operator {
    /// As it is written.
    #[must_use]
    pub fn symbol(self) -> char {
        match self {
            Self::Plus => '+',
            Self::Minus => '-',
            Self::Times => '*',
            Self::Over => '/',
        }
    }
}

/// A named programme, mechanism, rule or document: “三个一批”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Its name, with its quotation marks.
    pub name: String,
    /// 机制, 工程, 制度 …
    pub kind: String,
    /// Its owner; the ledger's owner if the editor has not given one.
    pub owner: Option<String>,
    /// Since when, in words.
    pub since: Option<String>,
    /// Its parts.
    pub parts: Vec<String>,
    /// The figures that belong to it.
    pub figures: Vec<(String, Place)>,
    /// The meaning of its name.
    pub expansion: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Where it is written.
    pub at: Place,
}

/// A relation that holds, as written and with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// `risks.found == risks.measures`
    pub written: String,
    /// `58 == 58`
    pub shown: String,
}
