//! Project: which paper is built, where to, for which day and for whom.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::fault::{Action, Fault};
use crate::files::{EntryKind, OpenFolder};
use crate::misnamed::right_name;

/// The folders of a paper, below its root.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// The settings of a run, from the command line.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder that holds `content/` and `themes/`.
    pub root: PathBuf,
    /// The folder the paper is written to.
    pub out: PathBuf,
    /// The day it is built for.
    pub today: Today,
    /// Whom it is built for.
    pub audience: Audience,
    /// Which errors prevent printing.
    pub strictness: Strictness,
}

/// Which errors prevent printing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Strictness {
    /// Those that would make the paper wrong: unreadable files, unresolved names, figures that do not add up.
    Integrity,
    /// Also those of the proofreader.
    Proofread,
}

/// Whom a paper is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audience {
    /// Its readers, who see neither drafts nor stories of a later day.
    Readers,
    /// The editors, who see these too, marked.
    Desk,
    /// Those who approve an edition before the press. They see what the desk sees, each page marked as a proof (送审稿).
    Approvers,
}

/// The day the paper is built for. It is a setting, so that the same input gives the same bytes on any day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// A given date (`--as-of`), with all of its hours.
    Given(NaiveDate),
    /// A given moment (`--as-of`), on the clocks of the paper.
    At(NaiveDateTime),
    /// A given moment (`--as-of`), wherever the paper is.
    Instant(DateTime<Utc>),
    /// The machine's clock; the paper's time zone determines the day.
    Clock(DateTime<Utc>),
}

impl Today {
    /// The day in `zone`.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> NaiveDate {
        match self {
            Self::Given(date) => date,
            Self::At(moment) => moment.date(),
            Self::Instant(moment) | Self::Clock(moment) => moment.with_timezone(&zone).date_naive(),
        }
    }

    /// The moment on the clocks of `zone`; of a given date, the last one.
    #[must_use]
    pub fn moment_in(self, zone: Tz) -> NaiveDateTime {
        match self {
            Self::Given(date) => date.and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default()),
            Self::At(moment) => moment,
            Self::Instant(moment) | Self::Clock(moment) => moment.with_timezone(&zone).naive_local(),
        }
    }
}

/// The endings of documents that other programs write, and that may become stories or ledgers.
const DOCUMENTS: [&str; 10] = ["doc", "docx", "wps", "rtf", "txt", "md", "xls", "xlsx", "ods", "csv"];

/// The fault of a folder without any story.
pub(crate) fn nothing_to_print(root: &OpenFolder) -> Fault {
    if root.kind_of("content").is_ok_and(|kind| kind == Some(EntryKind::Folder)) {
        return match misnamed_story(root, "content", DEPTH) {
            Some(path) => Fault::refused(Action::FindRightName, root.path_of(path)),
            None => Fault::refused(Action::FindContent, root.path_of("content")),
        };
    }
    let names = root.entries().unwrap_or_default();
    let is_document = |name: &str| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        ending.is_some_and(|ending| DOCUMENTS.contains(&ending.as_str()))
    };
    let has_documents = names.iter().any(|entry| is_document(&entry.name.to_string_lossy()));
    let action = if has_documents { Action::FindPaperAmongDocuments } else { Action::FindPaper };
    Fault::refused(action, root.path())
}

/// How deep a misnamed story is looked for: `content/editions/2025-11-20`.
const DEPTH: usize = 3;

/// The first file of a folder that would be a story if its name were right: `a.md.txt`.
fn misnamed_story(root: &OpenFolder, folder: &str, depth: usize) -> Option<String> {
    let mut entries = root.folder(folder).and_then(|open| open.entries()).ok()?;
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    entries.iter().find_map(|entry| {
        let name = entry.name.to_string_lossy();
        let path = format!("{folder}/{name}");
        match entry.kind {
            EntryKind::Folder if depth > 1 => misnamed_story(root, &path, depth - 1),
            EntryKind::File => {
                right_name(&name).filter(|right| is_markdown(right) && *right != name).map(|_| path)
            }
            _ => None,
        }
    })
}

fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending == "md")
}
