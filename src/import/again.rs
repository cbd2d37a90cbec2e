//! What was imported before: equal contents are not written a second time, and a name that is taken is told.

use super::{ImportNote, ImportPlan, NewContents, NoteKind};
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::source::SourcePath;
use crate::words::import as words;

/// The largest file that is compared, in bytes.
const LIMIT: u64 = 256 << 20;

/// Removes from an import the stories and ledgers that the paper has already, and tells of names that were taken. `wanted` is the
/// name that a new file would have had.
///
/// # Errors
/// If a file that has the name cannot be read.
pub(super) fn settle(
    root: &OpenFolder,
    import: &mut ImportPlan,
    wanted: impl Fn(&SourcePath) -> Vec<SourcePath>,
) -> Result<(), Fault> {
    for file in &mut import.files {
        let mut kept = Vec::new();
        for made in std::mem::take(&mut file.made) {
            let taken = wanted(&made.path);
            let bytes = match &made.contents {
                NewContents::Bytes(bytes) if made.title.is_some() => Some(bytes),
                _ => None,
            };
            let (Some(bytes), Some(first)) = (bytes, taken.first()) else {
                kept.push(made);
                continue;
            };
            let same = taken.iter().find_map(|path| match is_same(root, path, bytes) {
                Ok(true) => Some(Ok(path)),
                Ok(false) => None,
                Err(fault) => Some(Err(fault)),
            });
            let (kind, remark) = match same.transpose()? {
                Some(path) => (NoteKind::Done, words::there_already(path.as_str())),
                None => (NoteKind::Doubt, words::beside_older(first.as_str(), made.path.as_str())),
            };
            file.notes.push(ImportNote { line: made.line, kind, remark, text: String::new() });
            if kind == NoteKind::Doubt {
                kept.push(made);
            }
        }
        file.made = kept;
    }
    Ok(())
}

fn is_same(root: &OpenFolder, path: &SourcePath, bytes: &[u8]) -> Result<bool, Fault> {
    match root.read(path.as_str(), LIMIT) {
        Ok(there) => Ok(there == bytes),
        Err(error) if crate::files::is_absent(&error) => Ok(false),
        Err(error) => Err(Fault::new(Action::Read, root.path_of(path.as_str()), error)),
    }
}
