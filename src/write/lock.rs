//! One build of a paper at a time. The system frees the lock when its holder dies.

use std::fs::{File, TryLockError};
use std::thread;
use std::time::Duration;

use crate::fault::{Action, Fault};
use crate::files::OpenFolder;

/// How often, and how long in between, a second build tries before it gives up: a minute in all.
const TRIES: u32 = 1200;
const PAUSE: Duration = Duration::from_millis(50);

/// The file that is locked. What it holds is never touched.
const NAME: &str = "lock";

/// The lock of a paper; it is free again when this is dropped.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "held, not read")] File);

/// Takes the lock of a paper, which lies in its `.cache`.
pub fn take(cache: &OpenFolder) -> Result<Lock, Fault> {
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
