//! Project: which paper is built, where to, and which day it is.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The folders that hold a paper, below its root.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// What the command line settles before the first stage.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder that holds `content/` and `themes/`.
    pub root: PathBuf,
    /// The folder the paper is written to.
    pub out: PathBuf,
    /// Which day it is.
    pub today: Today,
    /// For whom it is set.
    pub audience: Audience,
    /// What stops the press.
    pub care: Care,
}

/// What stops the press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Care {
    /// What makes the paper untrue: files that cannot be read, names that lead nowhere, figures that do not add up.
    Integrity,
    /// The proofreader's errors too.
    Proof,
}

/// For whom a paper is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audience {
    /// Its readers: nothing that is a draft, or of a day to come.
    Readers,
    /// The editors' desk, which sees these too, marked.
    Desk,
}

/// The day the paper is built for: a setting, so that the same input gives the same bytes on any day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// As the editor said (`--as-of`).
    Given(NaiveDate),
    /// As the machine's clock has it; the paper's time zone says which day that is.
    Clock(DateTime<Utc>),
}

impl Today {
    /// The day in `zone`.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> NaiveDate {
        match self {
            Self::Given(date) => date,
            Self::Clock(moment) => moment.with_timezone(&zone).date_naive(),
        }
    }
}
