//! How files look from outside, asked of the system as cheaply as it may be.
//!
//! A paper has ten thousand files, and an editor who has just saved one waits for the answer of all. A name in an open folder is
//! found sooner than a whole path: in 19 ms instead of 23 for ten thousand.

use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::model::inventory::Stamp;

/// How coarse the clock of a disk may be: FAT counts in steps of two seconds.
const COARSE: Duration = Duration::from_secs(2);

/// The moment at which it is asked how files look: whether one is settled is told by the clock of the disk.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "nothing that is printed depends on it")]
pub fn now() -> SystemTime {
    SystemTime::now()
}

/// A folder that is open for asking.
pub struct OpenFolder(system::Handle);

impl OpenFolder {
    /// Opens a folder.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn open(path: &Path) -> io::Result<Self> {
        system::open(path).map(Self)
    }

    /// How the folder itself looks to who asks `now`.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn looks(&self, now: SystemTime) -> io::Result<Stamp> {
        Ok(judged(system::looks(&self.0)?, now))
    }

    /// How a file in it looks to who asks `now`.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn looks_of(&self, name: &str, now: SystemTime) -> io::Result<Stamp> {
        Ok(judged(system::looks_of(&self.0, name)?, now))
    }
}

/// Settles whether a file is settled.
fn judged(stamp: Stamp, now: SystemTime) -> Stamp {
    let (seconds, nanoseconds) = stamp.modified;
    let since = u64::try_from(seconds).ok().zip(u32::try_from(nanoseconds).ok());
    let modified = since.and_then(|(seconds, rest)| UNIX_EPOCH.checked_add(Duration::new(seconds, rest)));
    let age = modified.and_then(|modified| now.duration_since(modified).ok());
    Stamp { settled: age.is_some_and(|age| age > COARSE), ..stamp }
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, Stat};

    use crate::model::inventory::Stamp;

    pub type Handle = OwnedFd;

    pub fn open(path: &Path) -> io::Result<Handle> {
        Ok(rustix::fs::openat(
            CWD,
            path,
            OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC,
            Mode::empty(),
        )?)
    }

    pub fn looks(folder: &Handle) -> io::Result<Stamp> {
        Ok(stamp(&rustix::fs::fstat(folder)?))
    }

    pub fn looks_of(folder: &Handle, name: &str) -> io::Result<Stamp> {
        Ok(stamp(&rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    #[allow(
        clippy::useless_conversion,
        clippy::unnecessary_cast,
        clippy::unnecessary_fallible_conversions,
        reason = "the widths differ between systems"
    )]
    fn stamp(looks: &Stat) -> Stamp {
        let nanoseconds = |count| i64::try_from(count).unwrap_or_default();
        Stamp {
            size: u64::try_from(looks.st_size).unwrap_or_default(),
            modified: (looks.st_mtime as i64, nanoseconds(looks.st_mtime_nsec)),
            entry: (looks.st_ino as u64, looks.st_ctime as i64, nanoseconds(looks.st_ctime_nsec)),
            settled: false,
        }
    }
}

/// Where the system tells no more than size and time.
#[cfg(not(unix))]
mod system {
    #![allow(clippy::disallowed_methods, reason = "whoever asks touches the disk")]

    use std::fs::{self, Metadata};
    use std::io;
    use std::path::{Path, PathBuf};
    use std::time::UNIX_EPOCH;

    use crate::model::inventory::Stamp;

    pub type Handle = PathBuf;

    pub fn open(path: &Path) -> io::Result<Handle> {
        Ok(path.to_owned())
    }

    pub fn looks(folder: &Handle) -> io::Result<Stamp> {
        Ok(stamp(&fs::metadata(folder)?))
    }

    pub fn looks_of(folder: &Handle, name: &str) -> io::Result<Stamp> {
        Ok(stamp(&fs::symlink_metadata(folder.join(name))?))
    }

    fn stamp(looks: &Metadata) -> Stamp {
        let modified = looks.modified().ok().and_then(|modified| modified.duration_since(UNIX_EPOCH).ok());
        let modified = modified.unwrap_or_default();
        Stamp {
            size: looks.len(),
            modified: (modified.as_secs().try_into().unwrap_or(i64::MAX), modified.subsec_nanos().into()),
            entry: (0, 0, 0),
            settled: false,
        }
    }
}
