//! Puts what was imported into the folder: each file under a name that is free, or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{ImportPlan, NewContents, NewFile};
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;

/// Writes every new file.
///
/// # Errors
/// If one cannot be written, or its name has been taken meanwhile.
pub(crate) fn put(root: &OpenFolder, import: &ImportPlan) -> Result<(), Fault> {
    import.files.iter().flat_map(|file| &file.made).try_for_each(|file| put_one(root, file))
}

fn put_one(root: &OpenFolder, file: &NewFile) -> Result<(), Fault> {
    let folder = file.path.folder();
    root.folder_or_new(folder).map_err(Fault::on(Action::CreateFolder, &root.path_of(folder)))?;
    let at = root.path_of(file.path.as_str());
    let placed = root.create_with(file.path.as_str(), |new| {
        match &file.contents {
            NewContents::Bytes(bytes) => new.write_all(bytes)?,
            NewContents::Copied(from) => drop(io::copy(&mut opened(from)?, new)?),
        }
        new.sync_all()
    });
    if placed.map_err(Fault::on(Action::Write, &at))? {
        Ok(())
    } else {
        Err(Fault::refused(Action::Write, at))
    }
}

/// Opens a file that is copied.
fn opened(path: &Path) -> io::Result<File> {
    let folder = OpenFolder::open(path.parent().unwrap_or(Path::new("")))?;
    folder.open_file(Path::new(path.file_name().unwrap_or_default()))
}
