//! Replacing a file atomically: a reader sees either the old or the new contents, complete.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{OpenFolder, is_absent};

/// The suffix of a temporary file that is about to replace another.
const ENDING: &str = ".lanmu-new";

/// How many characters of a name are kept in that of its temporary file: a name may have 255 bytes, a character up to four.
const LONGEST: usize = 60;

/// Whether this is the temporary file of a run that was killed before renaming it.
#[must_use]
pub(crate) fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(ENDING)
}

/// The name of the temporary file for `name`: hidden, and short enough for every file system.
fn temporary(name: &Path) -> String {
    let name: String = name.to_string_lossy().chars().take(LONGEST).collect();
    format!(".{name}{ENDING}")
}

impl OpenFolder {
    /// Replaces or creates a file with what `write` writes. The temporary file has a fixed name, so what a killed run
    /// has left is overwritten by the next one, and two processes must not replace the same file at the same time.
    ///
    /// # Errors
    /// If the system call fails; the file is then unchanged.
    pub fn replace(
        &self,
        path: impl AsRef<Path>,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        let (folder, name) = self.parent_of(path.as_ref())?;
        let temporary = temporary(name);
        let written = folder.write_temporary(&temporary, write);
        let replaced = written.and_then(|()| folder.move_file(&temporary, &folder, name));
        replaced.inspect_err(|_| drop(folder.remove_file(&temporary)))
    }

    /// Creates a file with what `write` writes, unless one exists; returns whether it did.
    ///
    /// # Errors
    /// If a system call fails for any other reason than that the name is taken.
    pub fn create_with(
        &self,
        path: impl AsRef<Path>,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<bool> {
        let (folder, name) = self.parent_of(path.as_ref())?;
        if folder.kind_of(name)?.is_some() {
            return Ok(false);
        }
        let temporary = temporary(name);
        let written = folder.write_temporary(&temporary, write);
        written.inspect_err(|_| drop(folder.remove_file(&temporary)))?;
        let placed = match folder.folder.hard_link(&temporary, &folder.folder, name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            // A file system without hard links.
            Err(_) if folder.kind_of(name)?.is_none() => {
                return folder.move_file(&temporary, &folder, name).map(|()| true);
            }
            placed => placed.map(|()| true),
        };
        let _ = folder.remove_file(&temporary);
        placed
    }

    fn write_temporary(
        &self,
        temporary: &str,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        match self.remove_file(temporary) {
            Err(error) if !is_absent(&error) => return Err(error),
            _ => {}
        }
        self.create_file(temporary).and_then(|mut file| write(&mut file))
    }

    /// Replaces a file with `bytes`, and creates the folders that it is in.
    ///
    /// # Errors
    /// As [`replace`](Self::replace), or if a folder cannot be created.
    pub fn put(&self, path: impl AsRef<Path>, bytes: &[u8]) -> io::Result<()> {
        self.folder_or_new(path.as_ref().parent().unwrap_or(Path::new("")))?;
        self.replace(path, |file| file.write_all(bytes))
    }

    /// Replaces a file with `bytes`, which are flushed to disk first.
    ///
    /// # Errors
    /// As [`replace`](Self::replace).
    pub fn replace_with(&self, path: impl AsRef<Path>, bytes: &[u8]) -> io::Result<()> {
        self.replace(path, |file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
    }
}
