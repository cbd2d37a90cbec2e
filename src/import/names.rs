//! Free names: what is imported never takes the name of anything that is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::source::SourcePath;

/// The most files that share a name.
const MOST: usize = 9999;
/// The longest name of a file, in characters.
const LONGEST: usize = 60;

/// The names that an import has given.
pub(super) struct FreeNames<'r> {
    root: &'r OpenFolder,
    /// In lower case: some file systems do not tell them apart.
    given: BTreeSet<String>,
    /// For each name with a number, the names before it: files that exist, or others of this import.
    passed: BTreeMap<SourcePath, Vec<SourcePath>>,
}

impl<'r> FreeNames<'r> {
    pub(super) fn below(root: &'r OpenFolder) -> Self {
        Self { root, given: BTreeSet::new(), passed: BTreeMap::new() }
    }

    /// A free path in a folder: `lamp.md`, or `lamp-2.md` if there is one.
    ///
    /// # Errors
    /// If the folder cannot be read, or has thousands of files of this name.
    pub(super) fn free(&mut self, folder: &str, stem: &str, ending: &str) -> Result<SourcePath, Fault> {
        let stem = fit(stem);
        let mut passed = Vec::new();
        for number in 1..=MOST {
            let more = if number == 1 { String::new() } else { format!("-{number}") };
            let path = format!("{folder}/{stem}{more}.{ending}");
            let path = SourcePath::new(&path);
            if !self.is_taken(path.as_str())? && self.given.insert(path.as_str().to_lowercase()) {
                self.passed.insert(path.clone(), passed);
                return Ok(path);
            }
            passed.push(path);
        }
        Err(Fault::refused(Action::Write, self.root.path_of(folder)))
    }

    /// The files that have the name a new file would get: those that exist, and others of this import.
    pub(super) fn passed(&self, path: &SourcePath) -> Vec<SourcePath> {
        self.passed.get(path).cloned().unwrap_or_default()
    }

    /// An existing file with these contents, among those that have the name a new file would get.
    pub(super) fn same(&self, folder: &str, stem: &str, ending: &str, bytes: &[u8]) -> Option<SourcePath> {
        let stem = fit(stem);
        for number in 1..=MOST {
            let more = if number == 1 { String::new() } else { format!("-{number}") };
            let path = format!("{folder}/{stem}{more}.{ending}");
            match self.root.read(&path, bytes.len() as u64 + 1) {
                Ok(there) if there == bytes => return Some(SourcePath::new(&path)),
                Err(error) if crate::files::is_absent(&error) => return None,
                _ => {}
            }
        }
        None
    }

    fn is_taken(&self, path: &str) -> Result<bool, Fault> {
        match self.root.kind_of(path) {
            Ok(found) => Ok(found.is_some()),
            Err(error) if crate::files::is_absent(&error) => Ok(false),
            Err(error) => Err(Fault::new(Action::List, self.root.path_of(path), error)),
        }
    }
}

/// A name without what a path, an address or a system would read otherwise.
#[must_use]
pub(super) fn fit(name: &str) -> String {
    let fit = |character: char| match character {
        _ if character.is_alphanumeric() || matches!(character, '-' | '_') => Some(character),
        '.' | ' ' | '\u{3000}' | '+' | '(' | ')' | '（' | '）' => Some('-'),
        _ => None,
    };
    let name: String = name.chars().filter_map(fit).take(LONGEST).collect();
    let pieces: Vec<&str> = name.split('-').filter(|piece| !piece.is_empty()).collect();
    if pieces.is_empty() { "story".to_owned() } else { pieces.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_fit_for_an_address() {
        for (name, expected) in [
            ("seed-000", "seed-000"),
            ("通知（定稿）.v2", "通知-定稿-v2"),
            ("../../etc", "etc"),
            ("a?b*c", "abc"),
            ("。", "story"),
        ] {
            assert_eq!(fit(name), expected);
        }
    }
}
