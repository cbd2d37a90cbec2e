//! What is ours: which folder may be taken for output, and the files in it that the mark lists.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{EntryKind, FolderEntry, OpenFolder};
use crate::model::document::Route;
use crate::project::Project;

/// The file that makes an output folder ours.
pub(crate) const MARK: &str = ".lanmu.json";

/// The largest mark that is read, in bytes: a million documents take 100 MB.
const MARK_LIMIT: u64 = 1 << 30;

/// What we left in an output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Each file's address and the digest of its content.
    pub files: BTreeMap<Route, Digest>,
}

impl Manifest {
    /// The manifest of some documents.
    pub(crate) fn of(documents: impl Iterator<Item = (Route, Digest)>) -> Self {
        Self { files: documents.collect() }
    }

    /// Each file's address and the digest of its content.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&Route, Digest)> + Clone {
        self.files.iter().map(|(route, digest)| (route, *digest))
    }

    /// Whether a file is ours.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// What either manifest lists, by its digest in the other: what may be found while one takes the other's place.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.files.extend(other.files.clone());
        both
    }

    /// What we left in a folder the last time; nothing if it has no mark.
    pub(crate) fn read(folder: &OpenFolder) -> Result<Self, Fault> {
        if folder.kind_of(MARK).map_err(Fault::on(Action::Read, &folder.path_of(MARK)))?.is_none() {
            return Ok(Self::default());
        }
        let bytes = folder.read(MARK, MARK_LIMIT).map_err(Fault::on(Action::Read, &folder.path_of(MARK)))?;
        let damaged =
            |error: serde_json::Error| Fault::new(Action::ReadMark, folder.path_of(MARK), error.into());
        serde_json::from_slice(&bytes).map_err(damaged)
    }

    /// Leaves the mark in a folder.
    pub(crate) fn write(&self, folder: &OpenFolder) -> Result<(), Fault> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a map of addresses can be written as JSON");
        bytes.push(b'\n');
        // After half a mark nobody could tell whose the files are.
        folder.replace_with(MARK, &bytes).map_err(Fault::on(Action::Write, &folder.path_of(MARK)))
    }
}

/// Files that belong to the hosting of a site, which may stand in a folder before it is ours: names, and whether each is a folder.
const HOSTING: [(&str, bool); 7] = [
    ("CNAME", false),
    (".nojekyll", false),
    (".htaccess", false),
    (".gitignore", false),
    (".git", false), // Of a branch of pages that is checked out as a work tree,
    (".git", true),  // or as a repository.
    (".well-known", true),
];

/// What file systems and their browsers leave in an empty folder.
const DROPPINGS: [&str; 7] = [
    ".DS_Store",
    "lost+found",
    "System Volume Information",
    "$RECYCLE.BIN",
    ".Trashes",
    ".fseventsd",
    ".Spotlight-V100",
];

/// The real path of the output folder, if we may write there.
pub(crate) fn checked(project: &Project) -> Result<PathBuf, Fault> {
    let refused = |action| Err(Fault::refused(action, &project.out));
    let (out, root) = (real(&project.out)?, real(&project.root)?);
    let is_source = |folder: &&str| out.starts_with(root.join(folder));
    if root.starts_with(&out) || ["content", "themes", ".cache", ".git"].iter().any(is_source) {
        return refused(Action::PrintAmongSources);
    }
    if out.ancestors().skip(1).any(|other| other != root && is_of_paper(&out, other)) {
        return refused(Action::PrintAmongSources);
    }
    let own = std::env::home_dir().and_then(|home| real(&home).ok());
    if out.parent().is_none() || is_home(&out, own.as_deref()) {
        return refused(Action::PrintAtHome);
    }
    match OpenFolder::open(&out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(out),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => refused(Action::TakeOver),
        Err(error) => Err(Fault::new(Action::List, out, error)),
        Ok(folder) if may_be_taken(&folder)? => Ok(out),
        Ok(_) => refused(Action::TakeOver),
    }
}

/// Whether a folder is inside the source or output folders of the paper at `paper`.
fn is_of_paper(out: &Path, paper: &Path) -> bool {
    let has = |path: &str| {
        OpenFolder::open(paper).is_ok_and(|paper| paper.kind_of(path).is_ok_and(|kind| kind.is_some()))
    };
    let is_in = |folder: &str| out.starts_with(paper.join(folder));
    has("content/site.yaml") && ["content", "themes", ".cache", "public"].into_iter().any(is_in)
}

/// Whether a folder is somebody's home, or holds homes: such a folder is never taken, whatever it holds.
fn is_home(out: &Path, own: Option<&Path>) -> bool {
    let holds_homes = |folder: &Path| ["/home", "/Users"].iter().any(|homes| folder == Path::new(homes));
    own.is_some_and(|own| own.starts_with(out))
        || out == Path::new("/root")
        || holds_homes(out)
        || out.parent().is_some_and(holds_homes)
}

/// Whether a folder is ours, or holds nothing that could be lost.
fn may_be_taken(out: &OpenFolder) -> Result<bool, Fault> {
    let failed = |error| Fault::new(Action::List, out.path(), error);
    match out.kind_of(MARK).map_err(Fault::on(Action::Read, &out.path_of(MARK)))? {
        Some(EntryKind::File) => return Ok(true),
        Some(_) => return Ok(false),
        None => {}
    }
    let mut entries = out.entries().map_err(failed)?;
    entries.retain(|entry| !DROPPINGS.iter().any(|dropping| entry.name == OsStr::new(dropping)));
    if is_mount_point(out).map_err(failed)? {
        return Ok(entries.is_empty()); // On a stick, such a file may be another site's.
    }
    let is_hosting = |entry: &FolderEntry| {
        HOSTING.iter().any(|(name, is_folder)| {
            let kind = if *is_folder { EntryKind::Folder } else { EntryKind::File };
            entry.name == OsStr::new(name) && entry.kind == kind
        })
    };
    Ok(entries.iter().all(is_hosting))
}

/// Whether another file system begins at a folder.
fn is_mount_point(folder: &OpenFolder) -> io::Result<bool> {
    let Some(above) = folder.path().parent() else { return Ok(true) };
    Ok(OpenFolder::open(above)?.device()? != folder.device()?)
}

/// A path without links, of which the last pieces need not exist yet.
#[allow(clippy::disallowed_methods, reason = "a path is made real here, and opened after")]
fn real(path: &Path) -> Result<PathBuf, Fault> {
    let whole = std::path::absolute(path).map_err(Fault::on(Action::Read, path))?;
    let mut existing = whole.as_path();
    let mut missing = Vec::new();
    while existing.symlink_metadata().is_err() {
        match (existing.parent(), existing.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name);
                existing = parent;
            }
            _ => break,
        }
    }
    let real = std::fs::canonicalize(existing).map_err(Fault::on(Action::Read, existing))?;
    Ok(missing.into_iter().rev().fold(real, |path, name| path.join(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_and_what_holds_them_are_told_from_folders_in_them() {
        let own = Some(Path::new("/data/people/editor"));
        let is_home = |path: &str| is_home(Path::new(path), own);
        for home in ["/data/people/editor", "/data/people", "/data", "/root", "/home", "/home/a", "/Users/a"]
        {
            assert!(is_home(home), "{home}");
        }
        for folder in ["/data/people/editor/paper/public", "/home/a/public", "/srv/www", "/root/paper/public"]
        {
            assert!(!is_home(folder), "{folder}");
        }
    }
}
