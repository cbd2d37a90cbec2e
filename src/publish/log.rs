//! The log of publishing, in `.lanmu/` below the paper's root: what went out, where and when. It is not a cache.

use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};

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
    /// The files that went out without an approval, together with a withdrawal.
    pub unapproved: Vec<String>,
}

/// The outcome of a run that has published everything.
pub(super) const PUBLISHED: &str = "published";

/// What is asked about an earlier run.
#[derive(Debug, Deserialize)]
struct LoggedRun {
    target: String,
    outcome: String,
}

/// How many runs have published the paper at `root` to a target, as far as the log tells.
///
/// # Errors
/// If the log cannot be read.
pub(super) fn runs_before(root: &Path, target: &str) -> Result<usize, Fault> {
    let path = root.join(FOLDER).join(LOG);
    let read = OpenFolder::open(root).and_then(|root| root.open_file(Path::new(FOLDER).join(LOG)));
    let log = match read {
        Err(error) if is_absent(&error) => return Ok(0),
        log => BufReader::new(log.map_err(Fault::on(Action::Read, &path))?),
    };
    let runs = log.lines().map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok());
    Ok(runs.filter(|run: &LoggedRun| run.target == target && run.outcome == PUBLISHED).count())
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
