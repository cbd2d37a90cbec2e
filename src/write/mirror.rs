//! Mirror: a tree beside the site is brought into line with it, at a cost that follows what differs.
//!
//! In that tree, `next`, everything that stays is the same file as in the site, under a second name. Both are listed, which costs
//! little, and only what is not the same file is touched. Nothing is believed of what earlier runs left in `next`: whatever it holds,
//! it is brought into line. No file is ever written through either name.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::aside::Aside;
use crate::fault::{Action, Fault};
use crate::files::{self, EntryKind, OpenFolder, Stamp};

/// What becomes of a file of `next` that is not the site's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leftover {
    /// It is new, and stays.
    Keep,
    /// It goes.
    Drop,
    /// Somebody else put it there while we were at work: it moves to the site.
    Rescue,
}

/// The site, and the tree that is brought into line with it.
pub(crate) struct Mirror<'m> {
    /// The site.
    pub site: &'m OpenFolder,
    /// The tree.
    pub next: &'m OpenFolder,
    /// Whether `next` is to have the site's file of this path.
    pub follows: &'m (dyn Fn(&str) -> bool + Sync),
    /// What becomes of another file of this path.
    pub leftover: &'m (dyn Fn(&str) -> Leftover + Sync),
    /// Where a file to be rescued goes if its place is taken.
    pub aside: &'m Aside,
    /// Whether a folder that both have is looked into.
    pub enters: &'m (dyn Fn(&str) -> bool + Sync),
}

/// What was brought into line.
#[derive(Debug, Default)]
pub(crate) struct Aligned {
    /// The files of the site that have got a second name: their stamps have changed.
    pub linked: Vec<String>,
    /// The folders of the site that were looked into, with the stamps that they had before.
    pub folders: Vec<(String, Stamp)>,
    /// Whether nothing stands in the folder of `next`.
    is_empty: bool,
}

/// Why the two cannot be brought into line.
#[derive(Debug)]
pub(crate) enum Obstacle {
    /// A file can have no second name, or a folder no equal: the file system knows no such, or they belong to somebody else.
    Unlinkable,
    /// The system refuses something else.
    Refused(io::Error),
}

impl Obstacle {
    /// The fault that it is to somebody who cannot do without.
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

/// The entries of a folder, by name: the kind and the inode number of each.
type Entries = FxHashMap<OsString, (EntryKind, u64)>;

impl Mirror<'_> {
    /// Brings `next` into line.
    ///
    /// # Errors
    /// An obstacle; `next` may then hold anything, and the site is as it was.
    pub(crate) fn align(&self) -> Result<Aligned, Obstacle> {
        self.folder(Some(self.site), self.next, "")
    }

    /// Takes out of `next` what is not to be there, and brings nothing in.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn clear(&self) -> Result<(), Obstacle> {
        self.folder(None, self.next, "").map(drop)
    }

    fn folder(&self, site: Option<&OpenFolder>, next: &OpenFolder, path: &str) -> Result<Aligned, Obstacle> {
        let stamp = site.map(|site| site.stamp(files::now())).transpose()?;
        let in_site = site.map_or_else(|| Ok(Entries::default()), entries)?;
        let in_next = self.cleared(next, path, &in_site)?;
        let folders = stamp.into_iter().map(|stamp| (path.to_owned(), stamp)).collect();
        // Whether folders that both have stay is said by what becomes of these.
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

    /// Brings a folder of `next` into line that the site has too; `is_empty` says then whether it is gone.
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
        // A folder that we have emptied goes; one that was empty is somebody's.
        aligned.is_empty = aligned.is_empty && !outer.entries()?.is_empty();
        drop(inner); // On Windows a folder that is open cannot be removed.
        if aligned.is_empty {
            next.remove_folder(name)?;
        }
        Ok(aligned)
    }

    /// Takes out of a folder of `next` what is not to be there, and lists the rest.
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
                    next.remove_folder(&name).is_err() // Something in it stays.
                }
                _ => self.takes_leftover(next, &name, &below)?,
            };
            if stays {
                rest.insert(name, (kind, number));
            }
        }
        Ok(rest)
    }

    /// Whether a file of `next` that is not the site's stays there.
    fn takes_leftover(&self, next: &OpenFolder, name: &OsString, path: &str) -> io::Result<bool> {
        match (self.leftover)(path) {
            Leftover::Keep => return Ok(true),
            Leftover::Drop => next.remove_file(name)?,
            Leftover::Rescue => self.rescue(next, name)?,
        }
        Ok(false)
    }

    /// Moves a file of others to the site. If a different file is there, the later of the two stays and the other is put aside.
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

/// Lists a folder. A folder that we may not list belongs to somebody else and cannot be mirrored.
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

/// The obstacle that an attempt to give a file a second name came upon.
fn unlinkable(error: io::Error) -> Obstacle {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
    match error.kind() {
        CrossesDevices | PermissionDenied | TooManyLinks | Unsupported => Obstacle::Unlinkable,
        _ => Obstacle::Refused(error),
    }
}
