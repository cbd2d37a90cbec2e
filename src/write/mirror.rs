//! Mirror: synchronizes a tree beside the site with it, at a cost proportional to the differences.
//!
//! Every unchanged file in that tree, `next`, is a hard link to the file in the site. Both trees are listed, which is
//! cheap, and only entries that are not the same file are touched. Nothing is assumed about what earlier runs left in
//! `next`. No file is ever written through either name.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::aside::Aside;
use super::ours::MARKER;
use crate::fault::{Action, Fault};
use crate::files::{self, EntryKind, OpenFolder, Stamp};

/// What is done with a file of `next` that is not the site's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leftover {
    /// It is new and is kept.
    Keep,
    /// It is removed.
    Drop,
    /// Somebody else put it there during the build: it is moved to the site.
    Rescue,
}

/// What is done with a file of the old tree. Its marker stays: if the run is killed, the next one knows from it which files were ours.
pub(super) fn of_old_tree(path: &str, is_ours: bool) -> Leftover {
    match path {
        MARKER => Leftover::Keep,
        _ if is_ours => Leftover::Drop,
        _ => Leftover::Rescue,
    }
}

/// The site, and the tree to synchronize with it.
pub(crate) struct Mirror<'m> {
    pub site: &'m OpenFolder,
    /// The tree.
    pub next: &'m OpenFolder,
    /// Whether the file of this path is to be linked from the site into `next`.
    pub follows: &'m (dyn Fn(&str) -> bool + Sync),
    /// What is done with any other file of this path.
    pub leftover: &'m (dyn Fn(&str) -> Leftover + Sync),
    /// Where a rescued file goes if its path is taken.
    pub aside: &'m Aside,
    /// Whether a folder that both trees have is visited.
    pub enters: &'m (dyn Fn(&str) -> bool + Sync),
}

/// The result of a synchronization.
#[derive(Debug, Default)]
pub(crate) struct Aligned {
    /// The files of the site that were hard-linked: their stamps have changed.
    pub linked: Vec<String>,
    /// The folders of the site that were visited, with their stamps before.
    pub folders: Vec<(String, Stamp)>,
    /// Whether the folder of `next` is empty.
    is_empty: bool,
}

/// Why the trees cannot be synchronized.
#[derive(Debug)]
pub(crate) enum Obstacle {
    /// A file cannot be hard-linked or a folder not created: the file system does not support it, or they belong to another user.
    Unlinkable,
    /// Another system call failed.
    Refused(io::Error),
}

impl Obstacle {
    /// The fault for callers that cannot go on without the tree.
    pub(crate) fn into_fault(self, next: &OpenFolder) -> Fault {
        match self {
            Self::Unlinkable => {
                Fault::new(Action::Write, next.path(), io::ErrorKind::PermissionDenied.into())
            }
            Self::Refused(error) => Fault::new(Action::Write, next.path(), error),
        }
    }
}

impl From<io::Error> for Obstacle {
    fn from(error: io::Error) -> Self {
        Self::Refused(error)
    }
}

/// The entries of a folder by name: the kind and the inode number of each.
type Entries = FxHashMap<OsString, (EntryKind, u64)>;

impl Mirror<'_> {
    /// Synchronizes `next` with the site.
    ///
    /// # Errors
    /// An obstacle; the contents of `next` are then undefined, and the site is unchanged.
    pub(crate) fn align(&self) -> Result<Aligned, Obstacle> {
        self.folder(Some(self.site), self.next, "")
    }

    /// Removes from `next` what does not belong there, and links nothing.
    pub(crate) fn clear(&self) -> Result<(), Obstacle> {
        self.folder(None, self.next, "").map(drop)
    }

    fn folder(&self, site: Option<&OpenFolder>, next: &OpenFolder, path: &str) -> Result<Aligned, Obstacle> {
        let stamp = site.map(|site| site.stamp(files::now())).transpose()?;
        let in_site = site.map_or_else(|| Ok(Entries::default()), entries)?;
        let in_next = self.cleared(next, path, &in_site)?;
        let folders = stamp.into_iter().map(|stamp| (path.to_owned(), stamp)).collect();
        // Whether a folder that both have is kept depends on its contents.
        let is_shared = |(name, (kind, _)): (&OsString, &(EntryKind, u64))| {
            *kind == EntryKind::Folder
                && in_site.get(name).is_some_and(|(twin, _)| *twin == EntryKind::Folder)
        };
        let mut aligned = Aligned { linked: Vec::new(), folders, is_empty: in_next.iter().all(is_shared) };
        let Some(site) = site else { return Ok(aligned) };
        for (name, (kind, _)) in &in_site {
            if *kind == EntryKind::Folder || in_next.contains_key(name) {
                continue;
            }
            let below = joined(path, name);
            if (self.follows)(&below) {
                site.link_into(name, next).map_err(unlinkable)?;
                aligned.linked.push(below);
                aligned.is_empty = false;
            }
        }
        let is_free =
            |name: &&OsString| in_next.get(*name).is_none_or(|(kind, _)| *kind == EntryKind::Folder);
        let folders: Vec<&OsString> = names_of_folders(&in_site).filter(is_free).collect();
        let inner = |name: &&OsString| {
            let below = joined(path, name);
            if in_next.contains_key(*name) && !(self.enters)(&below) {
                return Ok(Aligned::default());
            }
            self.inner(site, next, name, &below)
        };
        for inner in folders.par_iter().map(inner).collect::<Result<Vec<Aligned>, Obstacle>>()? {
            aligned.linked.extend(inner.linked);
            aligned.folders.extend(inner.folders);
            aligned.is_empty &= inner.is_empty;
        }
        next.take_access_of(site).map_err(|_| Obstacle::Unlinkable)?;
        Ok(aligned)
    }

    /// Synchronizes a folder that both trees have; then `is_empty` says whether it was removed.
    fn inner(
        &self,
        site: &OpenFolder,
        next: &OpenFolder,
        name: &OsString,
        path: &str,
    ) -> Result<Aligned, Obstacle> {
        let (outer, inner) = (site.folder(name)?, next.folder_or_new(name)?);
        if outer.device()? != site.device()? {
            return Err(Obstacle::Unlinkable); // Another file system begins there.
        }
        let mut aligned = self.folder(Some(&outer), &inner, path)?;
        // A folder that became empty here is removed; one that was empty before belongs to somebody.
        aligned.is_empty = aligned.is_empty && !outer.entries()?.is_empty();
        drop(inner); // On Windows, an open folder cannot be removed.
        if aligned.is_empty {
            next.remove_folder(name)?;
        }
        Ok(aligned)
    }

    /// Removes from a folder of `next` what does not belong there, and lists the rest.
    fn cleared(&self, next: &OpenFolder, path: &str, in_site: &Entries) -> Result<Entries, Obstacle> {
        let mut rest = Entries::default();
        for (name, (kind, number)) in entries(next)? {
            let below = joined(path, &name);
            let is_folder = kind == EntryKind::Folder;
            let stays = match in_site.get(&name) {
                Some((EntryKind::Folder, _)) if is_folder => true,
                Some((_, twin)) if !is_folder && *twin == number && (self.follows)(&below) => true,
                _ if is_folder => {
                    self.folder(None, &next.folder(&name)?, &below)?;
                    next.remove_folder(&name).is_err() // Something in it is kept.
                }
                _ => self.takes_leftover(next, &name, &below)?,
            };
            if stays {
                rest.insert(name, (kind, number));
            }
        }
        Ok(rest)
    }

    /// Whether a file of `next` that is not the site's is kept there.
    fn takes_leftover(&self, next: &OpenFolder, name: &OsString, path: &str) -> io::Result<bool> {
        match (self.leftover)(path) {
            Leftover::Keep => return Ok(true),
            Leftover::Drop => next.remove_file(name)?,
            Leftover::Rescue => self.rescue(next, name)?,
        }
        Ok(false)
    }

    /// Moves a foreign file to the site. If a different file is there, the later of the two is kept and the other is put aside.
    fn rescue(&self, next: &OpenFolder, name: &OsString) -> io::Result<()> {
        let folder = next.path().strip_prefix(self.next.path()).unwrap_or(Path::new(""));
        let Ok(site) = self.site.folder_or_new(folder) else { return self.aside.put(next, name, folder) };
        match next.link_into(name, &site) {
            Ok(()) => return next.remove_file(name),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        let (ours, theirs) = (next.stamp_of(name, files::now())?, site.stamp_of(name, files::now())?);
        if ours.entry.0 == theirs.entry.0 {
            return next.remove_file(name);
        }
        if ours.entry > (ours.entry.0, theirs.entry.1, theirs.entry.2) {
            self.aside.put(&site, name, folder)?;
            return next.move_file(name, &site, name);
        }
        self.aside.put(next, name, folder)
    }
}

/// Lists a folder. A folder without permission to list belongs to another user and cannot be mirrored.
fn entries(folder: &OpenFolder) -> Result<Entries, Obstacle> {
    let listed = folder.entries().map_err(unlinkable)?;
    Ok(listed.into_iter().map(|entry| (entry.name, (entry.kind, entry.number))).collect())
}

fn names_of_folders(entries: &Entries) -> impl Iterator<Item = &OsString> {
    entries.iter().filter(|(_, (kind, _))| *kind == EntryKind::Folder).map(|(name, _)| name)
}

fn joined(path: &str, name: &OsString) -> String {
    let name = name.to_string_lossy();
    if path.is_empty() { name.into_owned() } else { format!("{path}/{name}") }
}

/// The obstacle behind a failure to hard-link a file.
fn unlinkable(error: io::Error) -> Obstacle {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
    match error.kind() {
        CrossesDevices | PermissionDenied | TooManyLinks | Unsupported => Obstacle::Unlinkable,
        _ => Obstacle::Refused(error),
    }
}
