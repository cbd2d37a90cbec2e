//! What was named to be imported → the files that are read: a folder of manuscripts stands for those in it.

use std::path::{Path, PathBuf};

use super::ImportedFile;
use super::folder::{self, FolderOfManuscripts};
use crate::fault::Fault;

/// What the names of manuscripts and sheets end in.
const ENDINGS: [&str; 13] =
    ["docx", "doc", "wps", "rtf", "txt", "pdf", "xlsx", "xls", "et", "ods", "csv", "tsv", "html"];

/// Something to import.
pub(super) enum Given {
    /// A file, or a folder of another program, and what it is called in lists.
    Path(PathBuf, String),
    /// A folder whose manuscripts are given, with what else is in it.
    Rest(ImportedFile),
}

/// What is to be read, in order.
///
/// # Errors
/// If a folder cannot be read.
pub(super) fn given(named: &[PathBuf]) -> Result<Vec<Given>, Fault> {
    let mut given = Vec::new();
    for path in named {
        let folder = if path.is_dir() { folder::manuscripts(path, &is_manuscript)? } else { None };
        match folder {
            Some(FolderOfManuscripts { files, rest }) => {
                given.extend(files.into_iter().map(|file| Given::Path(path.join(&file), file)));
                given.extend((!rest.notes.is_empty()).then_some(Given::Rest(rest)));
            }
            None => given.push(Given::Path(path.clone(), name_of(path))),
        }
    }
    Ok(given)
}

/// The name of a file or a folder.
#[must_use]
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Whether a file is the one that Word or WPS keeps beside an open document: `~$name.docx`.
#[must_use]
pub(super) fn is_lock(name: &str) -> bool {
    name.starts_with("~$")
}

/// Whether a file is to be read, by its name.
fn is_manuscript(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or(path);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) && !is_lock(name)
}
