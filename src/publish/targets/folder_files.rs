//! A folder whose files are replaced one by one: for shares that cannot swap folders.

use std::io;
use std::path::Path;

use super::listing::files_in;
use crate::files::{OpenFolder, is_absent};
use crate::publish::release::FILE_LIMIT;
use crate::publish::remote::{Failure, LiveCopy, Remote, TargetFiles};

/// A folder as a remote.
pub(super) struct FolderFiles {
    pub folder: OpenFolder,
}

impl Remote for FolderFiles {
    fn get(&self, path: &str) -> Result<Option<LiveCopy>, Failure> {
        match self.folder.read(path, FILE_LIMIT) {
            Err(error) if is_absent(&error) => Ok(None),
            read => Ok(Some(read?.into())),
        }
    }

    fn list(&self) -> Result<TargetFiles, Failure> {
        files_in(&self.folder).map_err(|fault| fault.into_error().into())
    }

    fn put(&self, path: &str, contents: &[u8], _: &[(&'static str, String)]) -> Result<(), Failure> {
        let parent = Path::new(path).parent().unwrap_or(Path::new(""));
        self.folder.folder_or_new(parent)?;
        Ok(self.folder.replace_with(path, contents)?)
    }

    fn put_if_absent(&self, path: &str, contents: &[u8]) -> Result<bool, Failure> {
        Ok(self.folder.create_with(path, |file| io::Write::write_all(file, contents))?)
    }

    fn delete(&self, path: &str) -> Result<(), Failure> {
        match self.folder.remove_file(path) {
            Err(error) if !is_absent(&error) => return Err(error.into()),
            _ => {}
        }
        // Folders that became empty go too; others are not removed.
        for folder in Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
            if self.folder.remove_folder(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn parallel(&self) -> usize {
        2
    }
}
