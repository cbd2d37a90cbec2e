//! What was imported before: equal contents are not written a second time, and a name that is taken is reported.

use std::collections::BTreeMap;

use super::{ImportNote, ImportPlan, NewContents, NewFile, NoteKind};
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::source::SourcePath;
use crate::words::{Remark, import as words};

/// The largest file that is compared, in bytes.
const LIMIT: u64 = 256 << 20;

/// Removes from an import the stories and ledgers that the paper has already, and reports names that were taken. `wanted` is the
/// name that a new file would have had.
///
/// # Errors
/// If a file that has the name cannot be read.
pub(super) fn settle(
    root: &OpenFolder,
    import: &mut ImportPlan,
    wanted: impl Fn(&SourcePath) -> Vec<SourcePath>,
) -> Result<(), Fault> {
    // The texts of this import, by path.
    let mut new: BTreeMap<SourcePath, Vec<u8>> = BTreeMap::new();
    for file in &mut import.files {
        let mut kept = Vec::new();
        for made in std::mem::take(&mut file.made) {
            let taken = wanted(&made.path);
            let bytes = match &made.contents {
                NewContents::Bytes(bytes) if made.title.is_some() => Some(bytes),
                _ => None,
            };
            let Some(bytes) = bytes else {
                kept.push(made);
                continue;
            };
            let is_there = |path: &&SourcePath| match new.get(*path) {
                Some(there) => Ok(there == bytes),
                None => is_same(root, path, bytes),
            };
            let mut same = taken.iter().map(|path| is_there(&path).map(|is_there| is_there.then_some(path)));
            let same = same.find_map(Result::transpose).transpose()?;
            let said = match (same, taken.first()) {
                (Some(path), _) => Some((NoteKind::Done, words::there_already(path.as_str()))),
                (None, Some(first)) => {
                    let remark =
                        words::beside_other(first.as_str(), made.path.as_str(), new.contains_key(first));
                    Some((NoteKind::Doubt, remark))
                }
                (None, None) => None,
            };
            file.notes.extend(said.map(|(kind, remark)| note(&made, kind, remark)));
            if same.is_none() {
                new.insert(made.path.clone(), bytes.clone());
                kept.push(made);
            }
        }
        let ledgers = kept.iter().filter(|made| made.title.is_some() && made.path.has_ending(&["yaml"]));
        let hidden = ledgers.map(|ledger| ImportNote {
            text: ledger.path.file_name().to_owned(),
            ..note(ledger, NoteKind::Done, words::not_public_yet())
        });
        file.notes.extend(hidden);
        file.made = kept;
    }
    Ok(())
}

fn note(made: &NewFile, kind: NoteKind, remark: Remark) -> ImportNote {
    ImportNote { line: made.line, kind, remark, text: String::new() }
}

fn is_same(root: &OpenFolder, path: &SourcePath, bytes: &[u8]) -> Result<bool, Fault> {
    match root.read(path.as_str(), LIMIT) {
        Ok(there) => Ok(there == bytes),
        Err(error) if crate::files::is_absent(&error) => Ok(false),
        Err(error) => Err(Fault::new(Action::Read, root.path_of(path.as_str()), error)),
    }
}
