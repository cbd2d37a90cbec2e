//! Ours: which folders may be used for output, and which files in them are ours.

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

/// The marker file: it makes an output folder ours and lists our files.
pub(crate) const MARKER: &str = ".lanmu.json";

/// The largest marker that is read, in bytes: a million documents take 100 MB.
const MARKER_LIMIT: u64 = 1 << 30;

/// The files that we left in an output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The address and the digest of each file.
    pub files: BTreeMap<Route, Digest>,
}

impl Manifest {
    /// The manifest of some documents.
    pub(crate) fn of(documents: impl Iterator<Item = (Route, Digest)>) -> Self {
        Self { files: documents.collect() }
    }

    /// The address and the digest of each file.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&Route, Digest)> + Clone {
        self.files.iter().map(|(route, digest)| (route, *digest))
    }

    /// Whether a file is ours.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The files of both manifests, those of `other` taking precedence: what the folder may contain while one replaces the other.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.files.extend(other.files.clone());
        both
    }

    /// The manifest of a folder; empty if it has no marker.
    pub(crate) fn read(folder: &OpenFolder) -> Result<Self, Fault> {
        if folder.kind_of(MARKER).map_err(Fault::on(Action::Read, &folder.path_of(MARKER)))?.is_none() {
            return Ok(Self::default());
        }
        let bytes =
            folder.read(MARKER, MARKER_LIMIT).map_err(Fault::on(Action::Read, &folder.path_of(MARKER)))?;
        let damaged =
            |error: serde_json::Error| Fault::new(Action::ReadMarker, folder.path_of(MARKER), error.into());
        serde_json::from_slice(&bytes).map_err(damaged)
    }

    /// Writes the marker of a folder.
    pub(crate) fn write(&self, folder: &OpenFolder) -> Result<(), Fault> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a map of addresses can be written as JSON");
        bytes.push(b'\n');
        // A truncated marker would not tell whose the files are.
        folder.replace_with(MARKER, &bytes).map_err(Fault::on(Action::Write, &folder.path_of(MARKER)))
    }
}

/// Files of web hosting that may be in a folder before it is ours: names, and whether each is a folder.
const HOSTING: [(&str, bool); 7] = [
    ("CNAME", false),
    (".nojekyll", false),
    (".htaccess", false),
    (".gitignore", false),
    (".git", false), // A work tree of a pages branch,
    (".git", true),  // or a repository.
    (".well-known", true),
];

/// What file systems and file managers leave in an empty folder.
const SYSTEM_FILES: [&str; 7] = [
    ".DS_Store",
    "lost+found",
    "System Volume Information",
    "$RECYCLE.BIN",
    ".Trashes",
    ".fseventsd",
    ".Spotlight-V100",
];

/// The canonical path of the output folder, if we may write there.
pub(crate) fn checked(project: &Project) -> Result<PathBuf, Fault> {
    let out = allowed(&project.root, &project.out)?;
    match OpenFolder::open(&out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(out),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Fault::refused(Action::TakeOver, &project.out))
        }
        Err(error) => Err(Fault::new(Action::List, out, error)),
        Ok(folder) if may_be_taken(&folder)? => Ok(out),
        Ok(_) => Err(Fault::refused(Action::TakeOver, &project.out)),
    }
}

/// The canonical path of a folder, unless a paper must never be written there: among its own sources, in a home, at the root.
pub(crate) fn allowed(root: &Path, folder: &Path) -> Result<PathBuf, Fault> {
    let refused = |action| Err(Fault::refused(action, folder));
    let (out, root) = (canonical(folder)?, canonical(root)?);
    let is_source = |folder: &&str| out.starts_with(root.join(folder));
    if root.starts_with(&out) || ["content", "themes", ".cache", ".git"].iter().any(is_source) {
        return refused(Action::PrintAmongSources);
    }
    if out.ancestors().skip(1).any(|other| other != root && is_of_paper(&out, other)) {
        return refused(Action::PrintAmongSources);
    }
    let own = std::env::home_dir().and_then(|home| canonical(&home).ok());
    if out.parent().is_none() || is_home(&out, own.as_deref()) {
        return refused(Action::PrintAtHome);
    }
    Ok(out)
}

/// Whether a folder, which may not exist yet, is inside the source or output folders of the paper at `root`.
///
/// # Errors
/// If the working folder is gone.
pub(crate) fn is_inside_paper(folder: &Path, root: &Path) -> Result<bool, Fault> {
    Ok(is_of_paper(&canonical(folder)?, &canonical(root)?))
}

/// Whether a folder is inside the source or output folders of the paper at `paper`.
fn is_of_paper(out: &Path, paper: &Path) -> bool {
    let has = |path: &str| {
        OpenFolder::open(paper).is_ok_and(|paper| paper.kind_of(path).is_ok_and(|kind| kind.is_some()))
    };
    let is_in = |folder: &str| out.starts_with(paper.join(folder));
    has("content/site.yaml") && ["content", "themes", ".cache", "public"].into_iter().any(is_in)
}

/// Whether a folder is a home or contains homes: such a folder is never used, whatever its contents.
fn is_home(out: &Path, own: Option<&Path>) -> bool {
    let holds_homes = |folder: &Path| ["/home", "/Users"].iter().any(|homes| folder == Path::new(homes));
    own.is_some_and(|own| own.starts_with(out))
        || out == Path::new("/root")
        || holds_homes(out)
        || out.parent().is_some_and(holds_homes)
}

/// Whether a folder is ours, or contains nothing that could be lost.
fn may_be_taken(out: &OpenFolder) -> Result<bool, Fault> {
    let failed = |error| Fault::new(Action::List, out.path(), error);
    match out.kind_of(MARKER).map_err(Fault::on(Action::Read, &out.path_of(MARKER)))? {
        Some(EntryKind::File) => return Ok(true),
        Some(_) => return Ok(false),
        None => {}
    }
    let mut entries = out.entries().map_err(failed)?;
    entries.retain(|entry| !SYSTEM_FILES.iter().any(|dropping| entry.name == OsStr::new(dropping)));
    if is_mount_point(out).map_err(failed)? {
        return Ok(entries.is_empty()); // On a removable disk, such a file may belong to another site.
    }
    let is_hosting = |entry: &FolderEntry| {
        HOSTING.iter().any(|(name, is_folder)| {
            let kind = if *is_folder { EntryKind::Folder } else { EntryKind::File };
            entry.name == OsStr::new(name) && entry.kind == kind
        })
    };
    Ok(entries.iter().all(is_hosting))
}

/// Whether a folder is the root of another file system.
fn is_mount_point(folder: &OpenFolder) -> io::Result<bool> {
    let Some(above) = folder.path().parent() else { return Ok(true) };
    Ok(OpenFolder::open(above)?.device()? != folder.device()?)
}

/// A path without links. Its last components need not exist yet.
#[allow(clippy::disallowed_methods, reason = "a path is made canonical here, and opened after")]
fn canonical(path: &Path) -> Result<PathBuf, Fault> {
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
    let canonical = std::fs::canonicalize(existing).map_err(Fault::on(Action::Read, existing))?;
    Ok(missing.into_iter().rev().fold(canonical, |path, name| path.join(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_and_their_parents_are_distinguished_from_folders_in_them() {
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
