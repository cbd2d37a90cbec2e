//! Aside: keeps a foreign file whose path was taken by one of ours.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::files::NamedFolder;
use crate::files::{self, OpenFolder};

/// A folder for such files, and the list of those moved there.
#[derive(Debug)]
pub(crate) struct Aside {
    folder: NamedFolder,
    put: Mutex<Vec<PathBuf>>,
}

impl Aside {
    /// A folder that is created when it is first needed.
    pub(crate) fn new(folder: NamedFolder) -> Self {
        Self { folder, put: Mutex::default() }
    }

    /// Moves a file of `from`, the folder `path` of its tree, aside. Files put aside earlier are kept.
    pub(crate) fn put(&self, from: &OpenFolder, name: &OsStr, path: &Path) -> io::Result<()> {
        let number = from.stamp_of(name, files::now())?.entry.0;
        let place = self.folder.name.join(number.to_string()).join(path);
        from.move_file(name, &self.folder.holder.folder_or_new(&place)?, name)?;
        let path = self.folder.holder.path_of(place).join(name);
        self.put.lock().unwrap_or_else(PoisonError::into_inner).push(path);
        Ok(())
    }

    /// The files put aside since the last call.
    pub(crate) fn take(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.put.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
