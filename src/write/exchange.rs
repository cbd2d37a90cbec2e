//! Exchange: swaps two folders in one step, where the system can, and records this for the next run.

use std::io;
use std::path::{Path, PathBuf};

use crate::digest::Digest;
use crate::files::{self, OpenFolder, is_absent};

/// A folder, known by its parent and its name there.
#[derive(Clone, Debug)]
pub(crate) struct NamedFolder {
    /// Its parent folder.
    pub holder: OpenFolder,
    /// Its name there.
    pub name: PathBuf,
}

impl NamedFolder {
    pub(crate) fn path(&self) -> PathBuf {
        self.holder.path_of(&self.name)
    }

    /// The folder, opened.
    pub(crate) fn open(&self) -> io::Result<OpenFolder> {
        self.holder.folder(&self.name)
    }

    /// Flushes its name to disk.
    pub(crate) fn flush(&self) {
        let _ = self.holder.flush();
    }
}

/// Why two folders were not swapped.
pub(crate) enum NotSwapped {
    /// The file system does not support it.
    Unsupported,
    /// The system call failed.
    Refused(io::Error),
}

/// Swaps two folders in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(crate) fn swap(next: &NamedFolder, site: &NamedFolder) -> Result<(), NotSwapped> {
    use rustix::fs::{RenameFlags, renameat_with};
    use rustix::io::Errno;
    let swapped = renameat_with(&next.holder, &next.name, &site.holder, &site.name, RenameFlags::EXCHANGE);
    swapped.map_err(|error| match error {
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::BUSY | Errno::XDEV => NotSwapped::Unsupported,
        error => NotSwapped::Refused(error.into()),
    })
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub fn swap(_next: &NamedFolder, _site: &NamedFolder) -> Result<(), NotSwapped> {
    Err(NotSwapped::Unsupported)
}

/// Whether this system can swap folders at all.
pub(crate) const CAN_SWAP: bool = cfg!(any(target_os = "linux", target_vendor = "apple"));

/// A short name for an output folder: `.cache` may hold files for several.
pub(crate) fn short_name(out: &Path) -> String {
    Digest::of(out.as_os_str().as_encoded_bytes()).short()
}

/// A swap in progress. A note in `.cache` holds the inode number of the tree that is to become the site, so that the
/// next run can tell whether the swap happened.
pub(crate) struct Exchange<'e> {
    cache: &'e OpenFolder,
    note: String,
}

impl<'e> Exchange<'e> {
    fn of(cache: &'e OpenFolder, out: &Path) -> Self {
        Self { cache, note: format!("exchange-{}", short_name(out)) }
    }

    /// Notes that `next` is to become the site at `out`.
    pub(crate) fn begin(cache: &'e OpenFolder, out: &Path, next: &OpenFolder) -> io::Result<Self> {
        let exchange = Self::of(cache, out);
        cache.replace_with(&exchange.note, number(next)?.to_string().as_bytes())?;
        Ok(exchange)
    }

    /// The swap that an earlier run did not finish, and whether the trees were swapped.
    pub(crate) fn interrupted(cache: &'e OpenFolder, site: &OpenFolder) -> io::Result<Option<(Self, bool)>> {
        let exchange = Self::of(cache, site.path());
        let noted = match cache.read(&exchange.note, 32) {
            Err(error) if is_absent(&error) => return Ok(None),
            noted => noted?,
        };
        let has_happened = noted == number(site)?.to_string().as_bytes();
        Ok(Some((exchange, has_happened)))
    }

    /// Removes the note, after the old tree has been synchronized.
    pub(crate) fn end(self) -> io::Result<()> {
        self.cache.remove_file(&self.note)
    }
}

/// The inode number of a folder.
fn number(folder: &OpenFolder) -> io::Result<u64> {
    Ok(folder.stamp(files::now())?.entry.0)
}

/// Flushes the whole file system of a folder to disk.
#[cfg(target_os = "linux")]
pub(crate) fn flush(folder: &OpenFolder) -> io::Result<()> {
    Ok(rustix::fs::syncfs(folder.as_file()?)?)
}

#[cfg(not(target_os = "linux"))]
pub fn flush(folder: &OpenFolder) -> io::Result<()> {
    for entry in folder.entries()? {
        match entry.kind {
            files::EntryKind::Folder => flush(&folder.folder(&entry.name)?)?,
            files::EntryKind::File => folder.open_or_create_file(&entry.name)?.sync_all()?,
            files::EntryKind::Link | files::EntryKind::Special => {}
        }
    }
    Ok(())
}
