//! FilePaths as links write them → files of the paper. A name may be written in another composition of its characters (as macOS stores
//! it), with `#` or `%` as they stand in it, or with the backslashes of Windows.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::draft::Drafts;
use crate::source::SourcePath;

/// The paths of all files of the paper.
pub(crate) struct FilePaths<'d> {
    exact: FxHashSet<&'d str>,
    /// By composed path; computed when a link needs it.
    composed: OnceLock<FxHashMap<String, &'d str>>,
    /// By composed file name in lower case; computed when a dead link needs it.
    named: OnceLock<FxHashMap<String, Vec<&'d str>>>,
}

impl<'d> FilePaths<'d> {
    /// Every story, page, ledger and copied file.
    pub(crate) fn of(drafts: &'d Drafts) -> Self {
        let Drafts { stories, standing, ledgers, carried, unread, .. } = drafts;
        let narratives = stories.iter().chain(standing).map(|story| &story.path);
        let files = carried.iter().map(|file| &file.path).chain(ledgers.iter().map(|ledger| &ledger.at.path));
        let exact = narratives.chain(files).chain(unread).map(SourcePath::as_str).collect();
        Self { exact, composed: OnceLock::new(), named: OnceLock::new() }
    }

    /// The path and the anchor that a link in a file means; if it means no file, those that are written.
    pub(crate) fn follow(
        &self,
        from: &SourcePath,
        destination: &str,
    ) -> (Option<SourcePath>, Option<String>) {
        let (path, anchor) = from.follow(destination);
        if path.as_ref().is_some_and(|path| self.exact.contains(path.as_str())) {
            return (path, anchor);
        }
        let as_named = || from.join(destination).filter(|_| destination.contains(['#', '%']));
        let with_slashes =
            || from.join(&destination.replace('\\', "/")).filter(|_| destination.contains('\\'));
        if let Some(found) = path.as_ref().and_then(|path| self.find(path)) {
            return (Some(found), anchor);
        }
        match [as_named(), with_slashes()].iter().flatten().find_map(|path| self.find(path)) {
            Some(found) => (Some(found), None),
            None => (path, anchor),
        }
    }

    /// The file with a path in any composition.
    fn find(&self, path: &SourcePath) -> Option<SourcePath> {
        if self.exact.contains(path.as_str()) {
            return Some(path.clone());
        }
        if path.as_str().is_ascii() {
            return None;
        }
        let composed = self.composed.get_or_init(|| {
            let named = self.exact.iter().filter(|path| !path.is_ascii());
            named.map(|path| (composed(path), *path)).collect()
        });
        composed.get(&self::composed(path.as_str())).map(|path| SourcePath::new(path))
    }

    /// The files with a name, in any folder and any case.
    pub(crate) fn named(&self, name: &str) -> &[&'d str] {
        let named = self.named.get_or_init(|| {
            let mut named: FxHashMap<String, Vec<&str>> = FxHashMap::default();
            for path in &self.exact {
                let name = path.rsplit('/').next().unwrap_or(path);
                named.entry(composed(name).to_lowercase()).or_default().push(path);
            }
            for paths in named.values_mut() {
                paths.sort_unstable();
            }
            named
        });
        named.get(&composed(name).to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// Whether a path is a folder that has files.
    pub(crate) fn is_folder(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        self.exact.iter().any(|file| file.starts_with(&inside))
    }

    pub(crate) fn contains(&self, path: &str) -> bool {
        self.exact.contains(path)
    }
}

/// A path with composed characters.
pub(crate) fn composed(path: &str) -> String {
    match is_nfc_quick(path.chars()) {
        IsNormalized::Yes => path.to_owned(),
        _ => path.nfc().collect(),
    }
}
