//! A phrase: a line of front matter in which figures may stand, and a reference to a figure.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// A line of text with figures in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Phrase(pub Vec<Piece>);

/// A stretch of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Piece {
    /// Words.
    Text(String),
    /// The figure at this place of the draft's references.
    Figure(usize),
}

impl Phrase {
    /// A phrase of words alone.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(vec![Piece::Text(text.to_owned())])
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Text(text) if text.is_empty()))
    }
}

/// A figure as the editor named it: `{{ledger:key | filter}}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// The ledger before the colon; without one, the story's own figures and then its ledger.
    pub ledger: Option<String>,
    /// The key.
    pub key: String,
    /// How it is to be printed.
    pub filters: Vec<Filter>,
    /// From the first brace to the last.
    pub span: Span,
}

/// How a figure is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Filter {
    /// `value`: the number without its unit.
    Value,
    /// `share of KEY`: what part of another figure it is, in per cent.
    ShareOf(String),
    /// `change` or `change from PERIOD`: the difference from the period before, without its sign. PERIOD may be 同比, the
    /// same time of the year before, or 环比, the period before.
    Change(Option<String>),
    /// `change percent`, `change percent from PERIOD`: the difference in per cent of the period before, without its sign.
    ChangePercent(Option<String>),
    /// `direction` or `direction from PERIOD`: 增长, 下降, 持平.
    Direction(Option<String>),
    /// `万` or `亿`: in ten thousands or hundred millions.
    Scaled(Scale),
    /// `words`: 一千二百三十七.
    Words,
    /// `window`: the time it speaks of.
    Window,
}

/// The large units that Chinese counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scale {
    /// Ten thousand.
    Wan,
    /// A hundred million.
    Yi,
}

impl Scale {
    /// The character, and the power of ten it stands for.
    #[must_use]
    pub fn parts(self) -> (char, u32) {
        match self {
            Self::Wan => ('万', 4),
            Self::Yi => ('亿', 8),
        }
    }
}
