//! Listing: every file in a folder of this machine.

use std::io;

use crate::fault::{Action, Fault};
use crate::files::{EntryKind, OpenFolder, now, walk};
use crate::publish::remote::TargetFiles;

/// Every file in a folder, by its path with `/`.
///
/// # Errors
/// If a folder cannot be listed.
pub(super) fn files_in(folder: &OpenFolder) -> Result<TargetFiles, Fault> {
    let now = now();
    let visit = |open: io::Result<&OpenFolder>, path: &str| {
        let list = |open: &OpenFolder| {
            let (mut files, mut folders) = (Vec::new(), Vec::new());
            for entry in open.entries()? {
                let name = entry.name.to_string_lossy().into_owned();
                let inside = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
                match entry.kind {
                    EntryKind::Folder => folders.push(name),
                    EntryKind::File => files.push((inside, Some(open.stamp_of(&entry.name, now)?.size))),
                    EntryKind::Link | EntryKind::Special => files.push((inside, None)),
                }
            }
            Ok((files, folders))
        };
        open.and_then(list).map_err(Fault::on(Action::List, &folder.path_of(path)))
    };
    let found: Vec<Vec<(String, Option<u64>)>> = walk(Ok(folder), "", &visit)?;
    Ok(found.into_iter().flatten().collect())
}
