//! Stamps: the metadata that shows that a file is unchanged without opening it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cap_std::fs::{DirEntry, Metadata};
use serde::{Deserialize, Serialize};

/// The coarsest clock of a file system: FAT has steps of two seconds.
const COARSE: Duration = Duration::from_secs(2);

/// The current time. Whether a file is settled is decided by comparing it with the file's modification time.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "nothing that is printed depends on it")]
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

/// The metadata that shows that a file or folder is unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// When it was last written: seconds since 1970, and nanoseconds.
    pub modified: (i64, i64),
    /// Its inode number and when its inode last changed, on systems that have these.
    pub entry: (u64, i64, i64),
    /// Whether it had been unmodified for longer than a file system's clock step. A file that had not may be written
    /// again without a change of its stamp, so it is read again (git calls this case racy).
    pub settled: bool,
}

impl Stamp {
    /// The stamp of a file, taken at `now`.
    pub(super) fn of(metadata: &Metadata, now: SystemTime) -> Self {
        let stamp = system::stamp(metadata);
        let (seconds, nanoseconds) = stamp.modified;
        let since = u64::try_from(seconds).ok().zip(u32::try_from(nanoseconds).ok());
        let modified = since.and_then(|(seconds, rest)| UNIX_EPOCH.checked_add(Duration::new(seconds, rest)));
        let age = modified.and_then(|modified| now.duration_since(modified).ok());
        Self { settled: age.is_some_and(|age| age > COARSE), ..stamp }
    }

    /// Whether a file with this stamp certainly has the contents it had when its stamp was `known`.
    #[must_use]
    pub fn is_unchanged_since(self, known: Self) -> bool {
        known.settled && Self { settled: true, ..self } == known
    }
}

/// The inode number of an entry; 0 on systems that have none.
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

/// For systems that report only size and time.
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
