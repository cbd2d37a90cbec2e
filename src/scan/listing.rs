//! Every file under the folders of a paper, and how it looks: folder by folder, in parallel, nothing opened.

#![allow(clippy::disallowed_methods, reason = "scan touches the disk")]

use std::fs::{self, DirEntry, FileType, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use crate::fault::{Action, Fault};
use crate::model::inventory::{Inventory, LeftOut, Stamp};
use crate::source::SourcePath;

/// How coarse the clock of a disk may be: FAT counts in steps of two seconds.
const COARSE: Duration = Duration::from_secs(2);

/// A file of the paper.
pub struct Listed {
    /// Where it is.
    pub path: SourcePath,
    /// What it is.
    pub kind: Kind,
}

/// What a file is.
pub enum Kind {
    /// A plain file, and how it looks.
    File(Stamp),
    /// Something that is not taken.
    Not(LeftOut),
}

/// Lists `content/` and `themes/`, by path; paths that were known `before` are not spelled anew.
///
/// # Errors
/// When a folder cannot be listed.
pub fn list(root: &Path, before: &Inventory) -> Result<Vec<Listed>, Fault> {
    #[allow(
        clippy::disallowed_methods,
        reason = "whether a file is settled is told by the clock of the disk"
    )]
    let lister = Lister { before, now: SystemTime::now() };
    let mut files = Vec::new();
    for top in ["content", "themes"] {
        let folder = root.join(top);
        if folder.exists() {
            files.extend(lister.folder(&folder, top)?);
        }
    }
    files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

struct Lister<'b> {
    before: &'b Inventory,
    now: SystemTime,
}

impl Lister<'_> {
    /// Everything in a folder, which stands at `path` below the root.
    fn folder(&self, folder: &Path, path: &str) -> Result<Vec<Listed>, Fault> {
        let failed = |error| Fault::new(Action::List, folder, error);
        let (mut listed, mut folders) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name();
            let text = name.to_string_lossy();
            if is_dropping(&text) {
                continue;
            }
            let kind = entry.file_type().map_err(failed)?;
            let path = format!("{path}/{text}");
            if kind.is_dir() {
                folders.push((entry.path(), path));
                continue;
            }
            let kind =
                if name.to_str().is_none() { Kind::Not(LeftOut::Name) } else { self.kind(&entry, kind)? };
            listed.push(Listed { path: self.known(&path), kind });
        }
        let inside: Vec<Vec<Listed>> = folders
            .into_par_iter()
            .map(|(folder, path)| self.folder(&folder, &path))
            .collect::<Result<_, Fault>>()?;
        listed.extend(inside.into_iter().flatten());
        Ok(listed)
    }

    fn kind(&self, entry: &DirEntry, kind: FileType) -> Result<Kind, Fault> {
        if kind.is_symlink() {
            return Ok(Kind::Not(LeftOut::Link));
        }
        if !kind.is_file() {
            return Ok(Kind::Not(LeftOut::Special));
        }
        let metadata = entry.metadata().map_err(|error| Fault::new(Action::Read, entry.path(), error))?;
        Ok(Kind::File(self.stamp(&metadata)))
    }

    fn stamp(&self, metadata: &Metadata) -> Stamp {
        let modified = metadata.modified().ok();
        let age = modified.and_then(|modified| self.now.duration_since(modified).ok());
        Stamp {
            size: metadata.len(),
            modified,
            entry: entry(metadata),
            settled: age.is_some_and(|age| age > COARSE),
        }
    }

    fn known(&self, path: &str) -> SourcePath {
        let texts = self.before.texts.get_key_value(path).map(|(path, _)| path);
        let known = texts.or_else(|| self.before.carried.get_key_value(path).map(|(path, _)| path));
        known.cloned().unwrap_or_else(|| SourcePath::new(path))
    }
}

/// The number of a file, and when its entry was last changed: what a copy that keeps the old time of writing does not keep.
#[cfg(unix)]
fn entry(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

/// Where the system tells no more than size and time.
#[cfg(not(unix))]
fn entry(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// A path below the root as the tool spells it, on Windows too.
pub fn spelled(relative: &Path) -> String {
    let pieces: Vec<_> = relative.iter().map(|piece| piece.to_string_lossy()).collect();
    pieces.join("/")
}

/// What editors, office programs and file managers leave lying about, and what is hidden: none of it is the paper's.
fn is_dropping(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && !matches!(name, ".nojekyll" | ".well-known");
    let ends = ["~", ".swp", ".tmp", ".bak"];
    let names = ["4913", "Thumbs.db", "desktop.ini"];
    is_hidden || name.starts_with("~$") || ends.iter().any(|end| name.ends_with(end)) || names.contains(&name)
}
