//! Twins: folders that are the same in the site and in the tree beside it, with the stamps of both.
//!
//! While both stamps are unchanged, the folders need not be listed: a small build only compares stamps.

use std::time::SystemTime;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::files::{self, OpenFolder, Stamp};

/// The stamps of folders that are the same in both trees, by path: that in the site, and that in the tree.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Twins(FxHashMap<String, (Stamp, Stamp)>);

impl Twins {
    /// The stamps of these folders, which were compared after the time `since`. The stamp of a folder that changed
    /// later is marked as not settled, so that the next build lists it.
    pub(crate) fn of(
        folders: impl Iterator<Item = String>,
        site: &OpenFolder,
        next: &OpenFolder,
        since: SystemTime,
    ) -> Self {
        let stamp = |tree: &OpenFolder, folder: &str| tree.stamp_at(folder, since).ok();
        let folders: Vec<String> = folders.collect();
        let twins = folders.into_par_iter().filter_map(|folder| {
            let stamps = (stamp(site, &folder)?, stamp(next, &folder)?);
            Some((folder, stamps))
        });
        Self(twins.collect())
    }

    /// Whether a folder is among them.
    pub(crate) fn has(&self, folder: &str) -> bool {
        self.0.contains_key(folder)
    }

    /// Those that may have changed in one of the trees.
    pub(crate) fn changed(&self, site: &OpenFolder, next: &OpenFolder) -> Vec<&str> {
        let now = files::now();
        let is_same = |tree: &OpenFolder, folder: &str, known: Stamp| {
            tree.stamp_at(folder, now).is_ok_and(|stamp| stamp.is_unchanged_since(known))
        };
        let has_changed = |(folder, (in_site, in_next)): &(&String, &(Stamp, Stamp))| {
            !is_same(site, folder, *in_site) || !is_same(next, folder, *in_next)
        };
        self.0.par_iter().filter(has_changed).map(|(folder, _)| folder.as_str()).collect()
    }

    /// Those that are not in `folders`, after the two trees were swapped.
    pub(crate) fn exchanged_but(self, folders: &FolderSet) -> Self {
        let rest = self.0.into_iter().filter(|(folder, _)| !folders.has(folder));
        Self(rest.map(|(folder, (in_site, in_next))| (folder, (in_next, in_site))).collect())
    }

    /// The folders, with their stamps in the tree beside the site.
    pub(crate) fn in_next(&self) -> impl Iterator<Item = (&str, Stamp)> {
        self.0.iter().map(|(folder, (_, stamp))| (folder.as_str(), *stamp))
    }

    /// Adds others, which take precedence.
    pub(crate) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

/// A set of folders that also contains every folder above them.
#[derive(Debug, Default)]
pub(crate) struct FolderSet(FxHashSet<String>);

impl FolderSet {
    /// Whether a folder is among them.
    pub(crate) fn has(&self, folder: &str) -> bool {
        self.0.contains(folder)
    }
}

impl<'f> Extend<&'f str> for FolderSet {
    fn extend<T: IntoIterator<Item = &'f str>>(&mut self, folders: T) {
        for folder in folders {
            if !self.0.contains(folder) {
                let above = folder.match_indices('/').map(|(at, _)| &folder[..at]);
                self.0.extend(above.chain(["", folder]).map(str::to_owned));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_folder_that_changed_after_the_comparison_is_listed_again() {
        let home = tempfile::tempdir().unwrap();
        let root = OpenFolder::open(home.path()).unwrap();
        let [site, next] = ["site", "next"].map(|name| root.folder_or_new(name).unwrap());
        let of = |since: SystemTime| Twins::of([String::new()].into_iter(), &site, &next, since);
        let since = files::now();
        let (before, long_after) = (of(since), of(since + Duration::from_mins(1)));
        assert_eq!(before.changed(&site, &next), [""]);
        assert!(long_after.changed(&site, &next).is_empty());
        site.replace_with("mine.txt", b"mine").unwrap();
        assert_eq!(long_after.changed(&site, &next), [""]);
    }
}
