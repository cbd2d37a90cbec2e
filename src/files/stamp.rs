//! Stamps: metadata by which a file is known to be unchanged without opening it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cap_std::fs::{DirEntry, Metadata};
use serde::{Deserialize, Serialize};

/// How coarse the clock of a disk may be: FAT counts in steps of two seconds.
const COARSE: Duration = Duration::from_secs(2);

/// The moment of asking. Whether a file is settled is measured against the clock of the disk.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "nothing that is printed depends on it")]
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

/// The metadata by which a file or folder is known to be unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// When it was written: seconds since 1970, and nanoseconds.
    pub modified: (i64, i64),
    /// Its number, and when its entry was changed, on systems that have such.
    pub entry: (u64, i64, i64),
    /// Whether it had been unwritten for longer than a disk's clock is coarse. A file that had not may be written again and bear
    /// the same stamp, so it is read again (the rule that git calls racy).
    pub settled: bool,
}

impl Stamp {
    /// The stamp of a file, asked for `now`.
    pub(super) fn of(metadata: &Metadata, now: SystemTime) -> Self {
        let stamp = system::stamp(metadata);
        let (seconds, nanoseconds) = stamp.modified;
        let since = u64::try_from(seconds).ok().zip(u32::try_from(nanoseconds).ok());
        let modified = since.and_then(|(seconds, rest)| UNIX_EPOCH.checked_add(Duration::new(seconds, rest)));
        let age = modified.and_then(|modified| now.duration_since(modified).ok());
        Self { settled: age.is_some_and(|age| age > COARSE), ..stamp }
    }

    /// Whether a file that has this stamp now is certain to be what it was when it had the stamp `known`.
    #[must_use]
    pub fn is_unchanged_since(self, known: Self) -> bool {
        known.settled && Self { settled: true, ..self } == known
    }
}

/// The number of an entry; 0 on systems that have none.
pub(super) fn number(entry: &DirEntry) -> u64 {
    system::number(entry)
}

#[cfg(unix)]
mod system {
    use std::os::unix::fs::DirEntryExt;

    use cap_std::fs::{DirEntry, Metadata, MetadataExt};

    use super::Stamp;

    pub(crate) fn stamp(metadata: &Metadata) -> Stamp {
        Stamp {
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            entry: (metadata.ino(), metadata.ctime(), metadata.ctime_nsec()),
            settled: false,
        }
    }

    pub(crate) fn number(entry: &DirEntry) -> u64 {
        entry.ino()
    }
}

/// For systems that tell no more than size and time.
#[cfg(not(unix))]
mod system {
    use std::time::UNIX_EPOCH;

    use cap_std::fs::{DirEntry, Metadata};

    use super::Stamp;

    pub fn stamp(metadata: &Metadata) -> Stamp {
        let modified = metadata.modified().ok().map(cap_std::time::SystemTime::into_std);
        let modified =
            modified.and_then(|modified| modified.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        Stamp {
            size: metadata.len(),
            modified: (modified.as_secs().try_into().unwrap_or(i64::MAX), modified.subsec_nanos().into()),
            entry: (0, 0, 0),
            settled: false,
        }
    }

    pub fn number(_entry: &DirEntry) -> u64 {
        0
    }
}
