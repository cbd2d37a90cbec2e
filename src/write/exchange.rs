//! Exchange: records for the next run that two folders are being swapped.

use std::io;
use std::path::Path;

use crate::digest::Digest;
use crate::files::{self, OpenFolder, is_absent};

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
