//! Replacing a file: a reader finds the old content or the new one, whole.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{OpenFolder, is_absent};

/// How the name of a file ends that is about to take another's place.
const ENDING: &str = ".lanmu-new";

/// How many characters of a name are in that of its temporary file: names may have 255 bytes, a character up to four.
const LONGEST: usize = 60;

/// Whether a file was left by a run that was killed before it could rename it.
#[must_use]
pub(crate) fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(ENDING)
}

/// The name of the file that is about to take the place of `name`. It is hidden, and short enough whatever the name's length.
fn temporary(name: &Path) -> String {
    let name: String = name.to_string_lossy().chars().take(LONGEST).collect();
    format!(".{name}{ENDING}")
}

impl OpenFolder {
    /// Puts what `write` writes in the place of a file, or creates it. The temporary file beside it has a fixed name: what a killed
    /// run has left of it is replaced by the next, so two processes must not replace one file at a time.
    ///
    /// # Errors
    /// When the system refuses; the file is then as it was.
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

    /// Puts what `write` writes where nothing stands; says whether it did.
    ///
    /// # Errors
    /// When the system refuses something else than to take a name that is taken.
    pub fn place(
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
        let placed = written.and_then(|()| folder.folder.hard_link(&temporary, &folder.folder, name));
        let placed = match placed {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            // A file system without second names.
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

    /// Replaces a file with some bytes. They are flushed to the disk before they take its place.
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
