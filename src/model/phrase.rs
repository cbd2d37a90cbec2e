//! A phrase: a line of front matter that may contain figures; and a reference to a figure.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::written::{Words, WrittenAt};
use crate::language::{ChangeWord, Scale};
use crate::source::Span;

/// A line of text with figures in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Phrase(pub Vec<Piece>);

/// A part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Piece {
    /// Words.
    Text(Words),
    /// The figure at this index of the draft's references, and where the reference is written.
    Figure(usize, WrittenAt),
}

/// Replaces a figure where a phrase is divided: a character that is neither a space nor Chinese.
const FIGURE: &str = "\u{FFFC}";

impl Phrase {
    /// A phrase of words that are not in any file.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(vec![Piece::Text(Words::of(text))])
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Text(text) if text.is_empty()))
    }

    /// Whether it prints nothing: no figure, and only white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Text(text) if text.trim().is_empty()))
    }

    /// The references in it.
    pub fn figures(&self) -> impl Iterator<Item = usize> {
        self.0
            .iter()
            .filter_map(|piece| if let Piece::Figure(figure, _) = piece { Some(*figure) } else { None })
    }

    /// Its words, with one character for each figure.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(Piece::text).collect()
    }

    /// A range of its [`text`](Self::text) in bytes, with its figures and places.
    #[must_use]
    pub fn part(&self, range: &Range<usize>) -> Self {
        let mut end = 0;
        let parts = self.0.iter().filter_map(|piece| {
            let (start, length) = (end, piece.text().len());
            end += length;
            let from = range.start.clamp(start, end) - start;
            let to = range.end.clamp(start, end) - start;
            (from < to).then(|| match piece {
                Piece::Text(words) => Piece::Text(words.part(from..to)),
                Piece::Figure(..) => piece.clone(),
            })
        });
        Self(parts.collect())
    }

    /// The phrase without white space around it.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let text = self.text();
        let start = text.len() - text.trim_start().len();
        self.part(&(start..start + text.trim().len()))
    }

    /// Adds another phrase.
    pub fn append(&mut self, other: Self) {
        for piece in other.0 {
            match (self.0.last_mut(), piece) {
                (Some(Piece::Text(last)), Piece::Text(words)) => last.append(&words),
                (_, piece) => self.0.push(piece),
            }
        }
    }
}

impl Piece {
    fn text(&self) -> &str {
        match self {
            Self::Text(words) => words,
            Self::Figure(..) => FIGURE,
        }
    }
}

/// A reference to a figure as the editor wrote it: `{{ledger:key | filter}}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// The ledger before the colon. Without one, the key is looked up in the story's own figures and then in its
    /// ledger.
    pub ledger: Option<String>,
    /// The key.
    pub key: String,
    /// How it is printed.
    pub filters: Vec<Filter>,
    /// From the first brace to the last.
    pub span: Span,
}

/// How a figure is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Filter {
    /// `value`: the number without its unit.
    Value,
    /// `at PERIOD`: the number of that period, and what the other filters make of it.
    At(String),
    /// `share of KEY`: its share in another figure, in per cent.
    ShareOf(String),
    /// `change` or `change from PERIOD`: the difference from an earlier period, without its sign. PERIOD may be 同比, the
    /// same period of the year before, or 环比, the period before.
    Change(Option<String>),
    /// `change percent`, `change percent from PERIOD`: the difference in per cent of the earlier period, without its
    /// sign.
    ChangePercent(Option<String>),
    /// `direction` or `direction from PERIOD`: 增长, 下降, 持平; rose, fell, was unchanged. `direction noun`: a rise, a fall.
    Direction(ChangeWord, Option<String>),
    /// `万`, `亿`; `thousand`, `million`: in a large unit.
    Scaled(Scale),
    /// `words`: 一千二百三十七; one thousand two hundred and thirty-seven.
    Words,
    /// `window`: the period that it covers.
    Window,
}
