//! The log of publishing, in `.lanmu/` below the paper's root: what went out, where and when. It is not a cache.

use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::fault::{Action, Fault};
use crate::files::OpenFolder;

/// The folder of what the program knows beyond one build.
pub(crate) const FOLDER: &str = ".lanmu";
/// The log: a line of JSON a run.
const LOG: &str = "publish.log";

/// A run.
#[derive(Debug, Serialize)]
pub(crate) struct LogEntry<'l> {
    pub at: DateTime<Utc>,
    pub target: &'l str,
    pub kind: &'l str,
    pub place: &'l str,
    pub generation: u64,
    /// What was done: `published`, `rolled-back`, or the fault.
    pub outcome: String,
    pub sent: usize,
    pub deleted: usize,
    pub bytes: u64,
    /// The addresses of stories.
    pub new: Vec<String>,
    pub moved: Vec<String>,
    pub corrected: Vec<String>,
    pub withdrawn: Vec<String>,
}

/// Appends a run to the log of the paper at `root`.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write_log(root: &Path, entry: &LogEntry) -> Result<(), Fault> {
    let path = root.join(FOLDER).join(LOG);
    let append = || {
        let folder = OpenFolder::open(root)?.folder_or_new(FOLDER)?;
        let mut file = folder.open_or_create_file(LOG)?;
        file.seek(SeekFrom::End(0))?;
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        file.write_all(&line)
    };
    append().map_err(Fault::on(Action::Write, &path))
}
