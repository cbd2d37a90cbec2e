//! A claim: of the runs on this machine, one at a time publishes to a target. It remembers the locks of those that were killed.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::log::FOLDER;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;

/// The claim of a run. The system releases it when the process ends, however it ends.
#[derive(Debug, Default)]
pub(super) struct Claim {
    file: Option<File>,
    path: PathBuf,
    /// The contents of the locks on the target that are this run's, or were not released by earlier ones.
    locks: Vec<String>,
}

impl Claim {
    /// Claims the target at `place` for the paper at `root`.
    ///
    /// # Errors
    /// If another run has it.
    pub(super) fn take(root: &Path, place: &str) -> Result<Self, Fault> {
        let name = format!("publishing-{}", Digest::of(place.as_bytes()).short());
        let path = root.join(FOLDER).join(&name);
        let open = || {
            let folder = OpenFolder::open(root)?.folder_or_new(FOLDER)?;
            let mut file = folder.open_or_create_file(&name)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
                Ok(()) => {}
            }
            let mut text = String::new();
            file.read_to_string(&mut text)?;
            Ok(Some((file, text.lines().map(ToOwned::to_owned).collect())))
        };
        match open().map_err(Fault::on(Action::Write, &path))? {
            Some((file, locks)) => Ok(Self { file: Some(file), path, locks }),
            None => Err(Fault::refused(Action::ClaimTarget, place)),
        }
    }

    /// Whether a lock on the target with these contents is this run's, or that of a run of this paper that was killed here.
    pub(super) fn owns(&self, lock: &str) -> bool {
        self.locks.iter().any(|own| own == lock.trim_end())
    }

    /// Notes the contents of the lock that this run is about to take.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn note(&mut self, lock: &str) -> Result<(), Fault> {
        self.locks.push(lock.to_owned());
        let Some(file) = &mut self.file else { return Ok(()) };
        file.seek(SeekFrom::End(0))
            .and_then(|_| writeln!(file, "{lock}"))
            .map_err(Fault::on(Action::Write, &self.path))
    }

    /// Forgets all locks: they were released.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn forget(self) -> Result<(), Fault> {
        self.file.map_or(Ok(()), |file| file.set_len(0)).map_err(Fault::on(Action::Write, &self.path))
    }
}
