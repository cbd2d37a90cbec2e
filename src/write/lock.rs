//! One build of a paper at a time. The system releases the lock when its holder dies.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::fault::{Action, Fault};
use crate::files::{EntryKind, OpenFolder};
use crate::project::nothing_to_print;

/// How often a second build retries before it gives up, and how long it waits in between: one minute in all.
const TRIES: u32 = 1200;
const PAUSE: Duration = Duration::from_millis(50);

/// The file that is locked. Its contents are never changed.
const NAME: &str = "lock";

/// The lock of a paper, released when this is dropped.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "held, not read")] File);

/// A paper locked by this process.
#[derive(Debug)]
pub(crate) struct LockedPaper {
    /// Its folder.
    pub root: OpenFolder,
    pub cache: OpenFolder,
    pub lock: Lock,
}

/// Locks the paper at `root`, by a file in its `.cache`.
///
/// # Errors
/// If there is no paper, or another process holds the lock for longer than a minute.
pub(crate) fn lock_paper(root: &Path) -> Result<LockedPaper, Fault> {
    let root = OpenFolder::open(root).map_err(Fault::on(Action::List, root))?;
    let content = root.kind_of("content").map_err(Fault::on(Action::List, &root.path_of("content")))?;
    if !matches!(content, Some(EntryKind::Folder | EntryKind::Link)) {
        // No file is created where there is no paper.
        return Err(nothing_to_print(&root));
    }
    let cache = root.folder_or_new(".cache");
    let cache = cache.map_err(Fault::on(Action::CreateFolder, &root.path_of(".cache")))?;
    let lock = take(&cache)?;
    Ok(LockedPaper { root, cache, lock })
}

fn take(cache: &OpenFolder) -> Result<Lock, Fault> {
    let failed = |error| Fault::new(Action::Write, cache.path_of(NAME), error);
    let file = cache.open_or_create_file(NAME).map_err(failed)?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
    Err(Fault::refused(Action::Lock, cache.path_of(NAME)))
}
