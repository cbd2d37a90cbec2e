//! Swap: two folders exchanged in one step, where the system can; and flushing them to disk.

use std::io;
use std::path::PathBuf;

use super::OpenFolder;

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
pub(crate) fn swap(_next: &NamedFolder, _site: &NamedFolder) -> Result<(), NotSwapped> {
    Err(NotSwapped::Unsupported)
}

/// Whether this system can swap folders at all.
pub(crate) const CAN_SWAP: bool = cfg!(any(target_os = "linux", target_vendor = "apple"));

/// Flushes the whole file system of a folder to disk.
#[cfg(target_os = "linux")]
pub(crate) fn flush_tree(folder: &OpenFolder) -> io::Result<()> {
    Ok(rustix::fs::syncfs(folder.as_file()?)?)
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn flush_tree(folder: &OpenFolder) -> io::Result<()> {
    for entry in folder.entries()? {
        match entry.kind {
            super::EntryKind::Folder => flush_tree(&folder.folder(&entry.name)?)?,
            super::EntryKind::File => folder.open_or_create_file(&entry.name)?.sync_all()?,
            super::EntryKind::Link | super::EntryKind::Special => {}
        }
    }
    Ok(())
}
