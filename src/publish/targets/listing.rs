//! Listing: every file in a folder of this machine.

use std::collections::BTreeSet;
use std::io;

use crate::fault::{Action, Fault};
use crate::files::{EntryKind, OpenFolder, walk};

/// Every file in a folder, by its path with `/`.
///
/// # Errors
/// If a folder cannot be listed.
pub(super) fn files_in(folder: &OpenFolder) -> Result<BTreeSet<String>, Fault> {
    let visit = |open: io::Result<&OpenFolder>, path: &str| {
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        let entries = open.and_then(OpenFolder::entries);
        for entry in entries.map_err(Fault::on(Action::List, &folder.path_of(path)))? {
            let name = entry.name.to_string_lossy().into_owned();
            let inside = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            if entry.kind == EntryKind::Folder { folders.push(name) } else { files.push(inside) }
        }
        Ok((files, folders))
    };
    let found: Vec<Vec<String>> = walk(Ok(folder), "", &visit)?;
    Ok(found.into_iter().flatten().collect())
}
