//! One build of a paper at a time. The system frees the lock when its holder dies.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::fault::{Action, Fault};

/// How often, and how long in between, a second build tries before it gives up: a minute in all.
const TRIES: u32 = 1200;
const PAUSE: Duration = Duration::from_millis(50);

/// The lock of a paper; it is free again when this is dropped.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "held, not read")] File);

/// Takes the lock of the paper at `root`.
pub fn take(root: &Path) -> Result<Lock, Fault> {
    let content = root.join("content");
    if !content.is_dir() {
        return Err(Fault::refused(Action::FindContent, content)); // Nothing is left where there is no paper.
    }
    let folder = root.join(".cache");
    fs::create_dir_all(&folder).map_err(Fault::on(Action::CreateFolder, &folder))?;
    let path = folder.join("lock");
    let file = File::create(&path).map_err(Fault::on(Action::Write, &path))?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(Fault::new(Action::Write, path, error)),
        }
    }
    Err(Fault::refused(Action::Lock, path))
}
