//! Next: the tree in which the next site is made, and how it replaces the current one.

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::aside::Aside;
use super::exchange::{Exchange, short_name};
use super::journal::Journal;
use super::mirror::{Aligned, Leftover, Mirror, Obstacle, of_old_tree};
use super::ours::{MARKER, Manifest};
use super::twins::{FolderSet, Twins};
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{self, Access, EntryKind, OpenFolder, Stamp};
use crate::files::{CAN_SWAP, NamedFolder, NotSwapped, flush_tree, swap};

/// A change to an output folder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change<'c> {
    /// Our files in it before.
    pub before: &'c Manifest,
    /// Our files in it after.
    pub after: &'c Manifest,
    /// The addresses of new and changed documents, sorted: `next` contains them.
    pub written: &'c [&'c str],
    /// The addresses of documents to remove.
    pub withdrawn: &'c [&'c str],
}

impl Change<'_> {
    /// Whether there is anything to change.
    pub(crate) fn is_any(&self) -> bool {
        !self.written.is_empty() || self.before != self.after
    }

    /// The folders in which something changes, and the folders above them.
    fn folders(&self) -> FolderSet {
        let mut folders = FolderSet::default();
        folders.extend(
            self.written
                .iter()
                .chain(self.withdrawn)
                .map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder)),
        );
        folders
    }

    fn writes(&self, path: &str) -> bool {
        self.written.binary_search(&path).is_ok()
    }
}

/// The result of a change.
#[derive(Debug)]
pub(crate) struct AppliedChange {
    /// The new site.
    pub site: OpenFolder,
    /// Files whose stamps have changed because they were hard-linked.
    pub relinked: Vec<String>,
    /// Whether files had to be renamed one by one.
    pub file_by_file: bool,
    /// The folders that are now the same in the site and the tree.
    pub twins: Twins,
    /// Foreign files that were put aside because their path was taken.
    pub put_aside: Vec<PathBuf>,
}

/// The tree in which the next site is made.
#[derive(Debug)]
pub(crate) struct Next {
    folder: OpenFolder,
    location: Location,
}

/// Where the tree is.
#[derive(Debug)]
pub(crate) struct Location {
    /// The tree.
    pub place: NamedFolder,
    site: NamedFolder,
    /// Where foreign files go if their path is taken.
    aside: Aside,
    /// Whether it can replace the site as a whole.
    is_whole: bool,
    /// Whether it is kept afterwards, as the mirror of the site.
    is_kept: bool,
}

impl Location {
    /// The location for the output folder `out`: in `.cache` if that is on the same file system, otherwise beside `out`.
    pub(crate) fn of(cache: &OpenFolder, out: &Path, existing: Option<&OpenFolder>) -> Result<Self, Fault> {
        let (above, name) = (out.parent().unwrap_or(out), out.file_name().unwrap_or_default());
        let beside = OpenFolder::open_or_create(above).map_err(Fault::on(Action::CreateFolder, above))?;
        let device = |folder: &OpenFolder| folder.device().map_err(Fault::on(Action::List, folder.path()));
        let needed = device(existing.unwrap_or(&beside))?;
        let is_kept = device(cache)? == needed || device(&beside)? != needed;
        let (holder, tree, aside) = if is_kept {
            // One for each output, so that foreign files in one never reach another.
            (cache, format!("next-{}", short_name(out)), "put-aside".to_owned())
        } else {
            let name = name.to_string_lossy();
            (&beside, format!(".{name}.lanmu-next"), format!(".{name}.lanmu-put-aside"))
        };
        let named = |name: String| NamedFolder { holder: holder.clone(), name: name.into() };
        let (place, aside) = (named(tree), Aside::new(named(aside)));
        let is_whole = CAN_SWAP && device(&place.holder)? == needed;
        let site = NamedFolder { holder: beside, name: PathBuf::from(name) };
        Ok(Self { place, site, aside, is_whole, is_kept })
    }
}

impl Next {
    /// Opens the tree for an output folder.
    pub(crate) fn open(location: Location, existing: Option<&OpenFolder>) -> Result<Self, Fault> {
        let folder = open_tree(&location).map_err(Fault::on(Action::CreateFolder, &location.place.path()))?;
        let access = match existing {
            Some(site) => folder.take_access_of(site),
            None => folder.access().and_then(|access| folder.take_access(access.open_to_all())),
        };
        // A folder that belongs to another user cannot be created again.
        let is_whole = location.is_whole && access.is_ok();
        Ok(Self { folder, location: Location { is_whole, ..location } })
    }

    /// Writes a file into the tree and returns the digest of its contents. The file gets the access of the file that
    /// it replaces, or of its folder.
    pub(crate) fn write(
        &self,
        existing: Option<&OpenFolder>,
        path: &str,
        content: impl Read,
    ) -> io::Result<Digest> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let open = self.folder_for(folder)?;
        if open.kind_of(name)?.is_some() {
            open.remove_all(name)?; // It may be a hard link to a file of the site, so it is never written into.
        }
        let mut file = open.create_file(name)?;
        let digest = Digest::of_copy(content, &mut file)?;
        let replaced = existing.and_then(|site| site.access_of(path).ok());
        // A new folder gets the access of its parent, perhaps later and from another thread, so that of the parent is used.
        let in_folder = || {
            let above =
                |site: &OpenFolder| Path::new(folder).ancestors().find_map(|path| site.folder(path).ok());
            existing.and_then(above).unwrap_or(self.folder.clone()).access()
        };
        let access = replaced.map_or_else(|| in_folder().map(Access::of_new_file), Ok)?;
        let _ = access.give_to(&file); // Changing the owner may not be permitted.
        Ok(digest)
    }

    /// A folder of the tree. Whatever an earlier run left in its way is removed.
    fn folder_for(&self, path: &str) -> io::Result<OpenFolder> {
        let mut open = self.folder.clone();
        for name in path.split('/').filter(|name| !name.is_empty()) {
            if open.kind_of(name)?.is_some_and(|kind| kind != EntryKind::Folder) {
                open.remove_file(name)?;
            }
            open = open.folder_or_new(name)?;
        }
        Ok(open)
    }

    /// Replaces the site, in one step where the system can.
    pub(crate) fn replace_site(
        self,
        change: &Change,
        cache: &OpenFolder,
        existing: Option<&OpenFolder>,
        twins: &Twins,
    ) -> Result<AppliedChange, Fault> {
        let Some(existing) = existing else { return self.move_to_site(change) };
        if existing.access().is_ok_and(Access::is_read_only) {
            return Err(Fault::refused(Action::WriteReadOnly, existing.path()));
        }
        if self.location.is_whole
            && let Some(done) = self.try_swap(change, cache, existing, twins)?
        {
            return Ok(done);
        }
        let owned = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
        let journal = Journal {
            out: existing.path().to_owned(),
            written: owned(change.written),
            withdrawn: owned(change.withdrawn),
            before: change.before.clone(),
            after: change.after.clone(),
        };
        journal.run(cache, existing, &self.folder)?;
        let Self { folder, location: Location { place, .. } } = self;
        drop(folder); // On Windows, an open folder cannot be removed.
        let _ = place.holder.remove_all(&place.name);
        Ok(AppliedChange {
            site: existing.clone(),
            relinked: Vec::new(),
            file_by_file: true,
            twins: Twins::default(),
            put_aside: Vec::new(),
        })
    }

    /// Becomes the site where there is none.
    fn move_to_site(self, change: &Change) -> Result<AppliedChange, Fault> {
        let begun = files::now();
        let Self { folder, location } = self;
        let leftover = |path: &str| if change.writes(path) { Leftover::Keep } else { Leftover::Drop };
        let rest = Mirror {
            site: &folder,
            next: &folder,
            follows: &|_| false,
            leftover: &leftover,
            aside: &location.aside,
            enters: &|_| true,
        };
        rest.clear().map_err(|obstacle| obstacle.into_fault(&folder))?;
        change.after.write(&folder)?;
        flush_tree(&folder).map_err(Fault::on(Action::Write, folder.path()))?;
        drop(folder); // On Windows, an open folder cannot be moved.
        let Location { place, site, .. } = &location;
        let moved = place.holder.move_file(&place.name, &site.holder, &site.name);
        let existing = moved.and_then(|()| site.open()).map_err(Fault::on(Action::Exchange, &site.path()))?;
        site.flush();
        let (mut relinked, mut twins) = (Vec::new(), Twins::default());
        if location.is_whole
            && let Ok(aligned) = location.follow(change, &existing, &|_| true)
            && let Ok(next) = place.open()
        {
            relinked = aligned.linked;
            twins = Twins::of(aligned.folders.into_iter().map(|(folder, _)| folder), &existing, &next, begun);
        }
        Ok(AppliedChange {
            site: existing,
            relinked,
            file_by_file: false,
            twins,
            put_aside: location.aside.take(),
        })
    }

    /// Completes the tree with the unchanged files of the site, and swaps the two; `None` if that is not possible here.
    fn try_swap(
        &self,
        change: &Change,
        cache: &OpenFolder,
        existing: &OpenFolder,
        twins: &Twins,
    ) -> Result<Option<AppliedChange>, Fault> {
        let begun = files::now();
        let mut touched = change.folders();
        touched.extend(twins.changed(existing, &self.folder));
        let aligned = match self.align(change, existing, &|folder| touched.has(folder) || !twins.has(folder))
        {
            Ok(aligned) => aligned,
            Err(Obstacle::Unlinkable) => return Ok(None),
            Err(obstacle) => return Err(obstacle.into_fault(&self.folder)),
        };
        change.after.write(&self.folder)?;
        let location = &self.location;
        let failed = |error| Fault::new(Action::Exchange, location.site.path(), error);
        let exchange = Exchange::begin(cache, existing.path(), &self.folder).map_err(failed)?;
        flush_tree(&self.folder).map_err(Fault::on(Action::Write, self.folder.path()))?;
        match swap(&location.place, &location.site) {
            Ok(()) => {}
            Err(NotSwapped::Unsupported) => return exchange.end().map(|()| None).map_err(failed),
            Err(NotSwapped::Refused(error)) => return Err(failed(error)),
        }
        location.site.flush();
        location.place.flush();
        let site = location.site.open().map_err(Fault::on(Action::List, &location.site.path()))?;
        let mut alike = twins.clone().exchanged_but(&touched);
        let seen = aligned.folders.iter().map(|(folder, stamp)| (folder.as_str(), *stamp));
        let differing = differing(change, seen.chain(alike.in_next()).collect(), &location.place);
        let mut relinked = aligned.linked;
        // If anything fails here, the next build does it: the new site is in place.
        if let Ok(followed) = location.follow(change, &site, &|folder| differing.has(folder)) {
            if let Ok(next) = location.place.open() {
                let looked_into =
                    aligned.folders.into_iter().chain(followed.folders).map(|(folder, _)| folder);
                alike.extend(Twins::of(looked_into, &site, &next, begun));
            }
            relinked.extend(followed.linked);
            let _ = exchange.end();
        }
        let put_aside = location.aside.take();
        Ok(Some(AppliedChange { site, relinked, file_by_file: false, twins: alike, put_aside }))
    }

    /// Links the unchanged files of the site into the tree. Of the folders that both have, only those are visited
    /// that `enters` accepts.
    fn align(
        &self,
        change: &Change,
        existing: &OpenFolder,
        enters: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Aligned, Obstacle> {
        let withdrawn: FxHashSet<&str> = change.withdrawn.iter().copied().collect();
        let follows = |path: &str| path != MARKER && !withdrawn.contains(path) && !change.writes(path);
        let leftover = |path: &str| if change.writes(path) { Leftover::Keep } else { Leftover::Drop };
        let aside = &self.location.aside;
        let mirror = Mirror {
            site: existing,
            next: &self.folder,
            follows: &follows,
            leftover: &leftover,
            aside,
            enters,
        };
        mirror.align()
    }
}

impl Location {
    /// Synchronizes the old site, which is the tree now, with the new one, or removes it. Only folders that `enters`
    /// accepts are visited.
    fn follow(
        &self,
        change: &Change,
        site: &OpenFolder,
        enters: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Aligned, Obstacle> {
        let is_ours = |path: &str| change.before.has(path) || change.after.has(path);
        let leftover = |path: &str| of_old_tree(path, is_ours(path));
        let Self { place, aside, .. } = self;
        let next = place.holder.folder_or_new(&place.name)?;
        let follows = |path: &str| path != MARKER;
        let mirror = Mirror { site, next: &next, follows: &follows, leftover: &leftover, aside, enters };
        if self.is_kept {
            return mirror.align();
        }
        mirror.clear()?;
        drop(next);
        let _ = place.holder.remove_all(&place.name);
        Ok(Aligned::default())
    }
}

/// The folders in which the old tree, now called `next`, differs from the new one: those with written or removed
/// files, and those that somebody else has changed since they had the `known` stamps.
fn differing(change: &Change, known: Vec<(&str, Stamp)>, next: &NamedFolder) -> FolderSet {
    let now = files::now();
    let old = next.open();
    let is_same = |path: &str, known: Stamp| {
        let stamp = old.as_ref().ok().and_then(|old| old.stamp_at(path, now).ok());
        stamp.is_some_and(|stamp| stamp.is_unchanged_since(known))
    };
    let mut folders = change.folders();
    folders.extend(
        known
            .into_par_iter()
            .filter(|(path, stamp)| !is_same(path, *stamp))
            .map(|(path, _)| path)
            .collect::<Vec<_>>(),
    );
    folders
}

/// After a run that was killed right after the swap, moves foreign files from the old tree to the site. Returns the
/// files that were put aside.
pub(crate) fn recover(
    cache: &OpenFolder,
    location: &Location,
    site: &OpenFolder,
) -> Result<Vec<PathBuf>, Fault> {
    let Location { place, aside, .. } = location;
    let failed = |error| Fault::new(Action::Exchange, site.path(), error);
    let Some((exchange, has_happened)) = Exchange::interrupted(cache, site).map_err(failed)? else {
        return Ok(Vec::new());
    };
    if has_happened && let Ok(next) = place.open() {
        let (old, new) = (Manifest::read(&next).unwrap_or_default(), Manifest::read(site)?);
        let leftover = |path: &str| of_old_tree(path, old.has(path) || new.has(path));
        let rest =
            Mirror { site, next: &next, follows: &|_| false, leftover: &leftover, aside, enters: &|_| true };
        rest.clear().map_err(|obstacle| obstacle.into_fault(&next))?;
    }
    exchange.end().map_err(failed)?;
    Ok(aside.take())
}

/// The tree of an earlier run, or a new one. A tree in `.cache` may contain anything. One beside the output is used
/// only if it is empty or has the marker. One that cannot replace the site as a whole starts empty.
fn open_tree(location: &Location) -> io::Result<OpenFolder> {
    let Location { place, is_kept, is_whole, .. } = location;
    let found = place.holder.kind_of(&place.name)?;
    if *is_kept && found.is_some() && (found != Some(EntryKind::Folder) || !is_whole) {
        place.holder.remove_all(&place.name)?;
    }
    place.holder.create_folder(&place.name)?;
    let folder = place.open()?;
    if !is_kept && folder.kind_of(MARKER)?.is_none() {
        if !folder.entries()?.is_empty() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        folder.replace_with(MARKER, b"{\"files\": {}}\n")?;
    }
    Ok(folder)
}
