//! Replacing a file: readers, and whoever starts after a power cut, find the old content or the new one, whole.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{OpenFolder, is_absent};

/// How the name of a file ends that is about to take another's place.
const ENDING: &str = ".lanmu-new";

/// Whether a file was left by a run that was killed before it could rename it.
#[must_use]
pub fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(ENDING)
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
        let temporary = format!(".{}{ENDING}", name.display());
        match folder.remove_file(&temporary) {
            Err(error) if !is_absent(&error) => return Err(error),
            _ => {}
        }
        let written = folder.create_file(&temporary).and_then(|mut file| write(&mut file));
        let replaced = written.and_then(|()| folder.move_file(&temporary, &folder, name));
        replaced.inspect_err(|_| drop(folder.remove_file(&temporary)))
    }

    /// Replaces a file with some bytes.
    ///
    /// # Errors
    /// As [`replace`](Self::replace).
    pub fn replace_with(&self, path: impl AsRef<Path>, bytes: &[u8]) -> io::Result<()> {
        self.replace(path, |file| file.write_all(bytes))
    }
}
