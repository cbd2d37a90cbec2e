//! Exchange: two folders change places in one step, where the system can; and what the next run needs to know of it.

use std::io;
use std::path::{Path, PathBuf};

use crate::digest::Digest;
use crate::files::{self, OpenFolder, is_absent};

/// A folder by the name it has in another.
#[derive(Clone, Debug)]
pub(crate) struct NamedFolder {
    /// The folder that it stands in.
    pub holder: OpenFolder,
    /// Its name there.
    pub name: PathBuf,
}

impl NamedFolder {
    /// Its path.
    pub(crate) fn path(&self) -> PathBuf {
        self.holder.path_of(&self.name)
    }

    /// The folder, opened.
    pub(crate) fn open(&self) -> io::Result<OpenFolder> {
        self.holder.folder(&self.name)
    }

    /// Makes sure that a power cut does not undo that it bears this name.
    pub(crate) fn flush(&self) {
        let _ = self.holder.flush();
    }
}

/// Why two folders have not changed places.
pub(crate) enum NotSwapped {
    /// The file system cannot do it.
    Unsupported,
    /// It refuses to.
    Refused(io::Error),
}

/// Exchanges two folders in one step.
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

/// Whether folders can be exchanged on this system at all.
pub(crate) const CAN_SWAP: bool = cfg!(any(target_os = "linux", target_vendor = "apple"));

/// A short name for an output folder: `.cache` may hold files for several.
pub(crate) fn sign(out: &Path) -> String {
    Digest::of(out.as_os_str().as_encoded_bytes()).short()
}

/// An exchange in progress. A note in `.cache` holds the inode number of the tree that is to become the site, so that the next run can
/// see whether it did.
pub(crate) struct Exchange<'e> {
    cache: &'e OpenFolder,
    note: String,
}

impl<'e> Exchange<'e> {
    fn of(cache: &'e OpenFolder, out: &Path) -> Self {
        Self { cache, note: format!("exchange-{}", sign(out)) }
    }

    /// Notes that `next` is to become the site at `out`.
    pub(crate) fn begin(cache: &'e OpenFolder, out: &Path, next: &OpenFolder) -> io::Result<Self> {
        let exchange = Self::of(cache, out);
        cache.replace_with(&exchange.note, number(next)?.to_string().as_bytes())?;
        Ok(exchange)
    }

    /// The exchange that an earlier run did not end, and whether the trees have changed places.
    pub(crate) fn interrupted(cache: &'e OpenFolder, site: &OpenFolder) -> io::Result<Option<(Self, bool)>> {
        let exchange = Self::of(cache, site.path());
        let noted = match cache.read(&exchange.note, 32) {
            Err(error) if is_absent(&error) => return Ok(None),
            noted => noted?,
        };
        let has_happened = noted == number(site)?.to_string().as_bytes();
        Ok(Some((exchange, has_happened)))
    }

    /// Ends it, once the old site has been brought into line.
    pub(crate) fn end(self) -> io::Result<()> {
        self.cache.remove_file(&self.note)
    }
}

/// The inode number of a folder.
fn number(folder: &OpenFolder) -> io::Result<u64> {
    Ok(folder.stamp(files::now())?.entry.0)
}

/// Makes everything in a folder safe from a power cut.
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
