//! Next: the tree in which the next site is made, and how it takes the place of the one that stands.

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::exchange::{CAN_SWAP, Journal, NamedFolder, NotSwapped, flush, sign, swap};
use super::mirror::{Leftover, Mirror, Obstacle};
use super::ours::{MARK, Manifest};
use super::twins::{Folders, Twins};
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{self, Access, EntryKind, OpenFolder, Stamp};

/// What is to change in an output folder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change<'c> {
    /// What was ours in it.
    pub before: &'c Manifest,
    /// What is to be.
    pub after: &'c Manifest,
    /// What is new or other than before, in order: `next` holds it.
    pub written: &'c [&'c str],
    /// What is to go.
    pub withdrawn: &'c [&'c str],
}

impl Change<'_> {
    /// Whether there is anything to change.
    pub(crate) fn is_any(&self) -> bool {
        !self.written.is_empty() || self.before != self.after
    }

    /// The folders in which something changes, and those that they lie in.
    fn folders(&self) -> Folders {
        let mut folders = Folders::default();
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

/// What has become of a change.
#[derive(Debug)]
pub(crate) struct Done {
    /// The site as it stands now.
    pub site: OpenFolder,
    /// Files whose stamps have changed because they got a second name.
    pub relinked: Vec<String>,
    /// Whether files had to be renamed one by one.
    pub file_by_file: bool,
    /// The folders that the site and the tree have alike now.
    pub twins: Twins,
}

/// The tree in which the next site is made.
#[derive(Debug)]
pub(crate) struct Next {
    folder: OpenFolder,
    location: Location,
}

/// Where the tree lies.
#[derive(Debug)]
pub(crate) struct Location {
    /// Its own place.
    pub place: NamedFolder,
    /// The place of the site.
    site: NamedFolder,
    /// Whether it can take the site's place as a whole.
    is_whole: bool,
    /// Whether it stays afterwards, as the twin of the site.
    is_kept: bool,
}

impl Location {
    /// The location for the output folder `out`: in `.cache` if that lies on the same file system, else beside it.
    pub(crate) fn of(cache: &OpenFolder, out: &Path, standing: Option<&OpenFolder>) -> Result<Self, Fault> {
        let (above, name) = (out.parent().unwrap_or(out), out.file_name().unwrap_or_default());
        let beside = OpenFolder::open_or_create(above).map_err(Fault::on(Action::CreateFolder, above))?;
        let device = |folder: &OpenFolder| folder.device().map_err(Fault::on(Action::List, folder.path()));
        let needed = device(standing.unwrap_or(&beside))?;
        let is_kept = device(cache)? == needed || device(&beside)? != needed;
        let place = if is_kept {
            // Of its own for each output: what others keep in one is not to come to another.
            NamedFolder { holder: cache.clone(), name: format!("next-{}", sign(out)).into() }
        } else {
            NamedFolder {
                name: format!(".{}.lanmu-next", name.to_string_lossy()).into(),
                holder: beside.clone(),
            }
        };
        let is_whole = CAN_SWAP && device(&place.holder)? == needed;
        Ok(Self { place, site: NamedFolder { holder: beside, name: PathBuf::from(name) }, is_whole, is_kept })
    }
}

impl Next {
    /// Opens the tree for an output folder.
    pub(crate) fn open(location: Location, standing: Option<&OpenFolder>) -> Result<Self, Fault> {
        let Location { place, site, is_whole, is_kept } = location;
        let folder =
            opened(&place, is_kept, is_whole).map_err(Fault::on(Action::CreateFolder, &place.path()))?;
        let access = match standing {
            Some(site) => folder.take_access_of(site),
            None => folder.access().and_then(|access| folder.take_access(access.open_to_all())),
        };
        // A folder that belongs to somebody else cannot be made again.
        Ok(Self { folder, location: Location { place, site, is_whole: is_whole && access.is_ok(), is_kept } })
    }

    /// Writes a file of it, and the digest of what was written. It has the access of the file whose place it takes, or of the folder
    /// that it lies in.
    pub(crate) fn write(
        &self,
        standing: Option<&OpenFolder>,
        path: &str,
        content: impl Read,
    ) -> io::Result<Digest> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let open = self.folder_for(folder)?;
        if open.kind_of(name)?.is_some() {
            open.remove_all(name)?; // It may be a second name of a file of the site, so nothing is written into it.
        }
        let mut file = open.create_file(name)?;
        let digest = Digest::of_copy(content, &mut file)?;
        let replaced = standing.and_then(|site| site.access_of(path).ok());
        let in_folder =
            || standing.and_then(|site| site.folder(folder).ok()).unwrap_or(open.clone()).access();
        let access = replaced.map_or_else(|| in_folder().map(Access::of_new_file), Ok)?;
        let _ = access.give_to(&file); // Not everybody may give a file away.
        Ok(digest)
    }

    /// A folder of it. What an earlier run left in its way is removed.
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

    /// Takes the place of the site, in one step where the system can.
    pub(crate) fn take_place(
        self,
        change: &Change,
        cache: &OpenFolder,
        standing: Option<&OpenFolder>,
        twins: &Twins,
    ) -> Result<Done, Fault> {
        let Some(standing) = standing else { return self.become_site(change) };
        if standing.access().is_ok_and(Access::is_read_only) {
            return Err(Fault::refused(Action::WriteReadOnly, standing.path()));
        }
        if self.location.is_whole
            && let Some(done) = self.exchanged(change, standing, twins)?
        {
            return Ok(done);
        }
        let owned = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
        let journal = Journal {
            out: standing.path().to_owned(),
            written: owned(change.written),
            withdrawn: owned(change.withdrawn),
            before: change.before.clone(),
            after: change.after.clone(),
        };
        journal.run(cache, standing, &self.folder)?;
        let place = &self.location.place;
        let _ = place.holder.remove_all(&place.name);
        Ok(Done { site: standing.clone(), relinked: Vec::new(), file_by_file: true, twins: Twins::default() })
    }

    /// Takes a place where nothing stands.
    fn become_site(self, change: &Change) -> Result<Done, Fault> {
        let Location { place, site, .. } = &self.location;
        let leftover = |path: &str| if change.writes(path) { Leftover::Keep } else { Leftover::Drop };
        let rest = Mirror {
            site: &self.folder,
            next: &self.folder,
            follows: &|_| false,
            leftover: &leftover,
            enters: &|_| true,
        };
        rest.clear().map_err(|obstacle| obstacle.into_fault(&self.folder))?;
        change.after.write(&self.folder)?;
        flush(&self.folder).map_err(Fault::on(Action::Write, self.folder.path()))?;
        let moved = place.holder.move_file(&place.name, &site.holder, &site.name);
        let standing = moved.and_then(|()| site.open()).map_err(Fault::on(Action::Exchange, &site.path()))?;
        site.flush();
        let (relinked, folders) = self.follow(change, &standing, &|_| true);
        let next = place.open();
        let twins = next.map_or_else(|_| Twins::default(), |next| Twins::of(folders, &standing, &next));
        Ok(Done { site: standing, relinked, file_by_file: false, twins })
    }

    /// Completes the tree with what stays of the site, and exchanges the two; `None` if that cannot be done here.
    fn exchanged(
        &self,
        change: &Change,
        standing: &OpenFolder,
        twins: &Twins,
    ) -> Result<Option<Done>, Fault> {
        let mut touched = change.folders();
        touched.extend(twins.changed(standing, &self.folder));
        let withdrawn: FxHashSet<&str> = change.withdrawn.iter().copied().collect();
        let follows = |path: &str| path != MARK && !withdrawn.contains(path) && !change.writes(path);
        let leftover = |path: &str| if change.writes(path) { Leftover::Keep } else { Leftover::Drop };
        let mirror = Mirror {
            site: standing,
            next: &self.folder,
            follows: &follows,
            leftover: &leftover,
            enters: &|folder| touched.has(folder) || !twins.has(folder),
        };
        let aligned = match mirror.align() {
            Ok(aligned) => aligned,
            Err(Obstacle::Unlinkable) => return Ok(None),
            Err(obstacle) => return Err(obstacle.into_fault(&self.folder)),
        };
        change.after.write(&self.folder)?;
        flush(&self.folder).map_err(Fault::on(Action::Write, self.folder.path()))?;
        let Location { place, site, .. } = &self.location;
        match swap(place, site) {
            Ok(()) => {}
            Err(NotSwapped::Unsupported) => return Ok(None),
            Err(NotSwapped::Refused(error)) => return Err(Fault::new(Action::Exchange, site.path(), error)),
        }
        site.flush();
        place.flush();
        let new = site.open().map_err(Fault::on(Action::List, &site.path()))?;
        let mut alike = twins.clone().exchanged_but(&touched);
        let seen = aligned.folders.iter().map(|(folder, stamp)| (folder.as_str(), *stamp));
        let differing = differing(change, seen.chain(alike.in_next()).collect(), place);
        let (relinked, entered) = self.follow(change, &new, &|folder| differing.has(folder));
        let fresh = aligned.folders.into_iter().map(|(folder, _)| folder).chain(entered).collect();
        if let Ok(next) = place.open() {
            alike.extend(Twins::of(fresh, &new, &next));
        }
        let relinked = aligned.linked.into_iter().chain(relinked).collect();
        Ok(Some(Done { site: new, relinked, file_by_file: false, twins: alike }))
    }

    /// Brings what was the site, and is the tree now, into line with the new one, or removes it. Whatever fails here is done by the
    /// next build: the new site stands. Of the folders, only those are looked into that it `enters`. Gives the files that have got a
    /// second name, and the folders that were looked into.
    fn follow(
        &self,
        change: &Change,
        site: &OpenFolder,
        enters: &(dyn Fn(&str) -> bool + Sync),
    ) -> (Vec<String>, Vec<String>) {
        let is_ours = |path: &str| path == MARK || change.before.has(path) || change.after.has(path);
        let leftover = |path: &str| if is_ours(path) { Leftover::Drop } else { Leftover::Rescue };
        let place = &self.location.place;
        let Ok(next) = place.holder.folder_or_new(&place.name) else { return Default::default() };
        let mirror = Mirror { site, next: &next, follows: &|_| true, leftover: &leftover, enters };
        if self.location.is_kept {
            let aligned = mirror.align().unwrap_or_default();
            return (aligned.linked, aligned.folders.into_iter().map(|(folder, _)| folder).collect());
        }
        let _ = mirror.clear();
        let _ = place.holder.remove_all(&place.name);
        Default::default()
    }
}

/// The folders in which the old tree, which bears the name of `next` now, differs from the new one: where something was written or
/// withdrawn, and where somebody else has changed something since the folders had the stamps that are `known`.
fn differing(change: &Change, known: Vec<(&str, Stamp)>, next: &NamedFolder) -> Folders {
    let now = files::now();
    let old = next.open();
    let is_same = |path: &str, known: Stamp| {
        let stamp = old.as_ref().ok().and_then(|old| old.stamp_at(path, now).ok());
        stamp.is_some_and(|stamp| Stamp { settled: known.settled, ..stamp } == known)
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

/// After a run that was killed when the trees had just changed places, moves to the site what others had put into the old one.
pub(crate) fn recover(location: &Location, site: &OpenFolder) -> Result<(), Fault> {
    let Ok(next) = location.place.open() else { return Ok(()) };
    let (now, old) = (files::now(), Manifest::read(&next).unwrap_or_default());
    let mark = |folder: &OpenFolder| folder.stamp_of(MARK, now).ok();
    // A tree that was brought into line bears the site's own mark; one in which nothing was finished has none, or an empty one.
    if mark(&next) == mark(site) || old.files.is_empty() {
        return Ok(());
    }
    let new = Manifest::read(site)?;
    let leftover = |path: &str| {
        if path == MARK || old.has(path) || new.has(path) { Leftover::Drop } else { Leftover::Rescue }
    };
    let rest = Mirror { site, next: &next, follows: &|_| false, leftover: &leftover, enters: &|_| true };
    rest.clear().map_err(|obstacle| obstacle.into_fault(&next))
}

/// The tree of an earlier run, or a new one. One that lies in `.cache` may hold anything; one beside the output is only taken if it is
/// empty or bears our mark, and one that cannot take the site's place as a whole begins empty.
fn opened(place: &NamedFolder, is_kept: bool, is_whole: bool) -> io::Result<OpenFolder> {
    let found = place.holder.kind_of(&place.name)?;
    if is_kept && found.is_some() && (found != Some(EntryKind::Folder) || !is_whole) {
        place.holder.remove_all(&place.name)?;
    }
    place.holder.create_folder(&place.name)?;
    let folder = place.open()?;
    if !is_kept && folder.kind_of(MARK)?.is_none() {
        if !folder.entries()?.is_empty() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        folder.replace_with(MARK, b"{\"files\": {}}\n")?;
    }
    Ok(folder)
}
