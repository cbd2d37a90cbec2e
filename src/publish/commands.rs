//! The commands of hosts that somebody has confirmed, each by its exact wording, so that a paper from elsewhere cannot run commands.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::log::FOLDER;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::visible::without_secrets;

/// The file that lists them, by the digest of their wording.
const COMMANDS: &str = "commands.json";
/// The largest such file, in bytes.
const LIMIT: u64 = 1 << 20;

/// A command, as it may be shown, and when it was confirmed.
#[derive(Debug, Serialize, Deserialize)]
struct Confirmed {
    command: String,
    at: DateTime<Utc>,
}

type ConfirmedCommands = BTreeMap<Digest, Confirmed>;

/// Whether somebody has confirmed this command for the paper at `root`.
///
/// # Errors
/// If the list cannot be read.
pub(crate) fn is_confirmed(root: &Path, command: &str) -> Result<bool, Fault> {
    let known = read(root)?;
    Ok(known.contains_key(&Digest::of(command.as_bytes())))
}

/// Remembers that somebody has confirmed a command.
///
/// # Errors
/// If the list cannot be read or written.
pub(crate) fn confirm(root: &Path, command: &str, now: DateTime<Utc>) -> Result<(), Fault> {
    let mut known = read(root)?;
    let confirmed = Confirmed { command: without_secrets(command).into_owned(), at: now };
    known.insert(Digest::of(command.as_bytes()), confirmed);
    let write = || {
        let folder = OpenFolder::open(root)?.folder_or_new(FOLDER)?;
        let mut text = serde_json::to_vec_pretty(&known)?;
        text.push(b'\n');
        folder.replace_with(COMMANDS, &text)
    };
    write().map_err(Fault::on(Action::Write, &root.join(FOLDER).join(COMMANDS)))
}

/// The confirmed commands. A file that cannot be understood confirms none.
fn read(root: &Path) -> Result<ConfirmedCommands, Fault> {
    let path = Path::new(FOLDER).join(COMMANDS);
    match OpenFolder::open(root).and_then(|root| root.read(&path, LIMIT)) {
        Err(error) if is_absent(&error) => Ok(ConfirmedCommands::new()),
        bytes => {
            let bytes = bytes.map_err(Fault::on(Action::Read, &root.join(&path)))?;
            Ok(serde_json::from_slice(&bytes).unwrap_or_default())
        }
    }
}
