//! The search index (检索), as far as other documents know it: its periods, and the files of each.

use std::sync::Arc;

use bytes::Bytes;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::StoryId;
use crate::digest::Digest;

/// Gives the contents of a file of the index.
pub type Indexed<'a> = dyn Fn(SearchFileId) -> Bytes + Sync + 'a;

/// The index of a paper, by period. It has none if the paper has no search.
#[derive(Debug, Default)]
pub struct SearchIndex {
    /// The newest first; at the end the stories without a date.
    pub periods: Vec<SearchPeriod>,
}

/// The stories of a month or a year, whose files change only with them.
#[derive(Debug)]
pub struct SearchPeriod {
    /// The month or the year: `2025-11`, `2024`.
    pub name: String,
    /// Its stories, oldest first: a story's number in the period is its place here.
    pub stories: Vec<StoryId>,
    /// The days of its first and its last edition; `None` for stories without a date.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Its files.
    pub files: Arc<SearchFiles>,
}

/// The files of a period, by the digests of their contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchFiles {
    /// Those of each part, in the order of [`SearchPart::ALL`].
    pub parts: [Vec<Digest>; 4],
}

/// What a file of a period contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SearchPart {
    /// The names of the other files, and the day and the column of each story.
    List,
    /// In which stories each pair of characters occurs.
    Postings,
    /// The address, the headline and the byline of some stories.
    Titles,
    /// The text of a few stories.
    Texts,
}

impl SearchPart {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::List, Self::Postings, Self::Titles, Self::Texts];

    /// The letter for it in the names of files.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::List => 'l',
            Self::Postings => 'p',
            Self::Titles => 't',
            Self::Texts => 'x',
        }
    }
}

/// A file of the index: the place of its period, its part, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SearchFileId {
    /// The index of the period.
    pub period: usize,
    /// The part.
    pub part: SearchPart,
    /// The number, from 0.
    pub number: usize,
}

impl SearchIndex {
    /// Every file.
    pub fn files(&self) -> impl Iterator<Item = SearchFileId> {
        self.periods.iter().enumerate().flat_map(|(period, of)| {
            let parts = SearchPart::ALL.into_iter().zip(&of.files.parts);
            parts.flat_map(move |(part, digests)| {
                (0..digests.len()).map(move |number| SearchFileId { period, part, number })
            })
        })
    }

    /// The digest of a file's contents.
    #[must_use]
    pub fn digest(&self, file: SearchFileId) -> Digest {
        self.periods[file.period].files.parts[file.part as usize][file.number]
    }
}
