//! Write: finished documents → the output folder, whole or not at all.
//!
//! Beside the site a second tree is kept, `next-…` in `.cache`: the same files under second names. What is new is written there as soon
//! as it is made, so that no paper is too large for memory. When all is made, what stays is brought into line, everything is flushed
//! to the disk, and the two trees change places in one step: a reader, a killed run or a power cut meets the old site or the new one.
//! Where folders cannot be exchanged, files are renamed in a safe order, and a journal lets the next run finish. Only what we made
//! is ever withdrawn; what others put there stays as it is.

mod aside;
mod exchange;
mod journal;
mod lock;
mod mirror;
mod next;
mod ours;
mod standing;
mod twins;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::model::document::{Content, Rendered, Route};
use crate::project::Project;
use journal::Journal;
pub(crate) use lock::{HeldPaper, Lock, hold};
use next::{Change, Location, Next};
use ours::{MARK, Manifest};
pub use standing::PrintedFiles;
use standing::{StandingFiles, holds};
use twins::Twins;

/// What a build changed in the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Documents that are new or other than before.
    pub written: usize,
    /// Documents that are as they were.
    pub unchanged: usize,
    /// The addresses of documents that are no longer planned, and are gone.
    pub withdrawn: Vec<String>,
    /// Copies of our files that someone had edited, and files of others whose place was taken: where they were put aside.
    pub put_aside: Vec<PathBuf>,
    /// Whether the folders could not be exchanged, so that files were renamed one by one.
    pub file_by_file: bool,
}

/// The largest file of an edited page that is put aside, in bytes.
const EDITED_LIMIT: u64 = 256 << 20;

/// The output folder, where nobody else is at work.
#[derive(Debug)]
pub struct Output {
    root: OpenFolder,
    cache: OpenFolder,
    out: PathBuf,
    /// The folder, if it is there.
    site: Option<OpenFolder>,
    /// What was put aside while an interrupted run was finished.
    put_aside: Vec<PathBuf>,
    remembered: Arc<PrintedFiles>,
    lock: Lock,
}

impl Output {
    /// The project's output folder, of which `remembered` tells what it held. What an earlier run was interrupted in is finished.
    ///
    /// # Errors
    /// When the folder is not ours, or another build is at work.
    pub fn open(project: &Project, remembered: Arc<PrintedFiles>) -> Result<Self, Fault> {
        let out = ours::checked(project)?;
        let HeldPaper { root, cache, lock } = hold(&project.root)?;
        let site = match OpenFolder::open(&out) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            site => Some(site.map_err(Fault::on(Action::List, &out))?),
        };
        let mut put_aside = Vec::new();
        if let Some(site) = &site {
            let location = Location::of(&cache, &out, Some(site))?;
            Journal::finish(&cache, site, &location.place)?;
            put_aside = next::recover(&cache, &location, site)?;
        }
        Ok(Self { root, cache, out, site, put_aside, remembered, lock })
    }

    /// Whether all that was left stands as it was left, as far as stamps tell.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.site.as_ref().is_some_and(|site| self.remembered.stands_in(site))
    }

    /// Opens a stage beside it.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn stage(self) -> Result<StagedSite, Fault> {
        let Self { root, cache, out, site, put_aside, remembered, lock } = self;
        let standing = site.as_ref().map(StandingFiles::list).transpose()?.unwrap_or_default();
        let next = Next::open(Location::of(&cache, &out, site.as_ref())?, site.as_ref())?;
        Ok(StagedSite {
            root,
            standing,
            next,
            cache,
            out,
            site,
            put_aside,
            before: OnceLock::new(),
            remembered,
            known: OnceLock::new(),
            put: Mutex::default(),
            lock,
        })
    }
}

/// Documents on their way to the output folder.
#[derive(Debug)]
pub struct StagedSite {
    root: OpenFolder,
    cache: OpenFolder,
    out: PathBuf,
    site: Option<OpenFolder>,
    put_aside: Vec<PathBuf>,
    next: Next,
    before: OnceLock<Manifest>,
    standing: StandingFiles,
    remembered: Arc<PrintedFiles>,
    /// What the files hold that stand as they were left.
    known: OnceLock<FxHashMap<Route, Digest>>,
    /// What is put so far.
    put: Mutex<BTreeMap<Route, Staged>>,
    lock: Lock,
}

/// A document that was put.
#[derive(Clone, Copy, Debug)]
struct Staged {
    digest: Digest,
    /// Whether the same stands already, so that it was not written.
    unchanged: bool,
}

impl StagedSite {
    /// Whether what has this digest was left at an address, and stands there still.
    #[must_use]
    pub fn stands(&self, route: &Route, digest: Digest) -> bool {
        self.known().get(route) == Some(&digest)
    }

    fn known(&self) -> &FxHashMap<Route, Digest> {
        self.known.get_or_init(|| {
            self.site.as_ref().map(|site| self.standing.known(site, &self.remembered)).unwrap_or_default()
        })
    }

    /// What the mark lists; it need not be read if it stands as the last build left it.
    fn before(&self) -> Result<&Manifest, Fault> {
        if let Some(before) = self.before.get() {
            return Ok(before);
        }
        let before = match &self.site {
            None => Manifest::default(),
            Some(site) if self.standing.has_mark_of(site, &self.remembered) => {
                Manifest::of(self.remembered.files.iter().map(|(route, digest, _)| (route.clone(), *digest)))
            }
            Some(site) => Manifest::read(site)?,
        };
        Ok(self.before.get_or_init(|| before))
    }

    /// What was left, with its stamps now, if all of it is what the last build left.
    ///
    /// # Errors
    /// When the mark cannot be read.
    pub fn unchanged(&self) -> Result<Option<Arc<PrintedFiles>>, Fault> {
        let remembered = &self.remembered;
        let known = self.known();
        let ours = &self.before()?.files;
        let is_whole = known.len() == remembered.files.len()
            && known.len() == ours.len()
            && ours.keys().all(|route| known.contains_key(route));
        if !is_whole {
            return Ok(None);
        }
        let left = remembered.files.iter().map(|(route, digest, _)| (route, *digest));
        Ok(Some(Arc::new(remember(&self.out, left, &self.standing, remembered.twins.clone()))))
    }

    /// Puts documents into the stage, but those of which the same stands in the output folder; and their digests.
    ///
    /// # Errors
    /// When a file of others stands at an address, or the disk refuses.
    pub fn put(&self, documents: Vec<&Rendered>) -> Result<Vec<Digest>, Fault> {
        let staged: Vec<Staged> =
            documents.par_iter().map(|document| self.put_one(document)).collect::<Result<_, _>>()?;
        let digests = staged.iter().map(|staged| staged.digest).collect();
        let routes = documents.into_iter().map(|document| document.route.clone());
        self.put.lock().unwrap_or_else(PoisonError::into_inner).extend(routes.zip(staged));
        Ok(digests)
    }

    fn put_one(&self, document: &Rendered) -> Result<Staged, Fault> {
        let path = document.route.as_str();
        match &document.content {
            Content::Printed(digest) => Ok(Staged { digest: *digest, unchanged: true }),
            Content::Bytes(bytes) => {
                let digest = Digest::of(bytes);
                if self.is_there(path, digest, bytes.len() as u64) {
                    return Ok(Staged { digest, unchanged: true });
                }
                self.check_stranger(path)?;
                let digest = self.next.write(self.site.as_ref(), path, &**bytes);
                self.staged(path, digest)
            }
            Content::Copy(source, _) => {
                let failed = |error| Fault::new(Action::Read, self.root.path_of(source.as_str()), error);
                let open = || self.root.open_file(source.as_str());
                let length = open().and_then(|file| file.metadata()).map_err(failed)?.len();
                let digest = open().and_then(Digest::of_reader).map_err(failed)?;
                if self.is_there(path, digest, length) {
                    return Ok(Staged { digest, unchanged: true });
                }
                self.check_stranger(path)?;
                // Should it have changed meanwhile, what is copied now is what counts.
                let digest = self.next.write(self.site.as_ref(), path, open().map_err(failed)?);
                self.staged(path, digest)
            }
        }
    }

    fn staged(&self, path: &str, written: std::io::Result<Digest>) -> Result<Staged, Fault> {
        let digest = written.map_err(Fault::on(Action::Write, &self.out.join(path)))?;
        Ok(Staged { digest, unchanged: false })
    }

    /// Refuses an address at which, above which or below which something stands that is not ours.
    fn check_stranger(&self, path: &str) -> Result<(), Fault> {
        let ours = self.before()?;
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let inside = format!("{path}/");
        let from = self.standing.files.range::<str, _>((Bound::Included(inside.as_str()), Bound::Unbounded));
        let below = from.map(|(path, _)| path.as_str()).take_while(|path| path.starts_with(&inside));
        let mut standing = above.chain([path]).filter(|path| self.standing.has(path)).chain(below);
        let stranger = standing.find(|path| !ours.has(path));
        stranger.map_or(Ok(()), |stranger| Err(Fault::refused(Action::TakeOver, self.out.join(stranger))))
    }

    /// Whether what stands at an address has this digest.
    fn is_there(&self, path: &str, digest: Digest, length: u64) -> bool {
        if let Some(known) = self.known().get(path) {
            return *known == digest;
        }
        let has_length = self.standing.stamp(path).is_some_and(|stamp| stamp.size == length);
        has_length && self.site.as_ref().is_some_and(|site| holds(site, path, digest))
    }

    /// Prints what was put: the output folder then holds it, and nothing else of ours. Also what is to be remembered, and the lock,
    /// for callers that have more to do before another build may begin.
    ///
    /// # Errors
    /// When the disk refuses. The folder is then as it was, or, if the disk refused between two files of a folder that could not be
    /// exchanged, holds some of both; the next run finishes that.
    pub fn print(self) -> Result<(Changes, PrintedFiles, Lock), Fault> {
        self.before()?;
        self.known(); // Both are known from here on.
        let Self {
            root,
            cache,
            out,
            site,
            put_aside,
            next,
            before,
            mut standing,
            remembered,
            known,
            put,
            lock,
        } = self;
        let (before, known) =
            (before.into_inner().unwrap_or_default(), known.into_inner().unwrap_or_default());
        let put = put.into_inner().unwrap_or_else(PoisonError::into_inner);
        let after = Manifest::of(put.iter().map(|(route, staged)| (route.clone(), staged.digest)));
        let written: Vec<&str> =
            put.iter().filter(|(_, staged)| !staged.unchanged).map(|(route, _)| route.as_str()).collect();
        let is_gone = |path: &&str| !after.has(path) && standing.has(path);
        let withdrawn: Vec<&str> = before.files.keys().map(Route::as_str).filter(is_gone).collect();
        let mut changes = Changes {
            written: written.len(),
            unchanged: put.len() - written.len(),
            withdrawn: withdrawn.iter().map(|path| (*path).to_owned()).collect(),
            put_aside,
            ..Changes::default()
        };
        let change = Change { before: &before, after: &after, written: &written, withdrawn: &withdrawn };
        let mut twins = remembered.twins_of(&out).clone();
        if change.is_any() || site.is_none() {
            if let Some(site) = &site {
                changes.put_aside.extend(put_aside_edits(&change, site, &standing, &known, &root)?);
            }
            let done = next.take_place(&change, &cache, site.as_ref(), &twins)?;
            changes.file_by_file = done.file_by_file;
            changes.put_aside.extend(done.put_aside);
            let touched = done.relinked.iter().map(String::as_str).chain(written.iter().copied());
            standing.look_again(&done.site, touched.chain([MARK]));
            twins = done.twins;
        }
        Ok((changes, remember(&out, after.listed(), &standing, twins), lock))
    }
}

/// What was left, in the order of addresses, with its stamps.
fn remember<'r>(
    out: &Path,
    left: impl Iterator<Item = (&'r Route, Digest)> + Clone,
    standing: &StandingFiles,
    twins: Twins,
) -> PrintedFiles {
    let stamps = left.clone().zip(standing.stamps_of(left.map(|(route, _)| route)));
    let files = stamps.filter_map(|((route, digest), stamp)| Some((route.clone(), digest, stamp?)));
    PrintedFiles { out: out.to_owned(), files: files.collect(), mark: standing.stamp(MARK), twins }
}

/// Files of ours that are not as we left them, and are to be written over or withdrawn, were edited by someone: a copy is kept.
/// Those that are `known` to be as we left them are not read.
fn put_aside_edits(
    change: &Change,
    site: &OpenFolder,
    standing: &StandingFiles,
    known: &FxHashMap<Route, Digest>,
    root: &OpenFolder,
) -> Result<Vec<PathBuf>, Fault> {
    let lost = change.written.iter().chain(change.withdrawn).copied();
    let lost: Vec<&str> = lost.filter(|path| standing.has(path)).collect();
    // Somebody may have saved a file there since the stage was opened.
    let mut now = StandingFiles::default();
    now.look_again(site, lost.iter().copied());
    let is_known = |path: &str| known.contains_key(path) && now.stamp(path) == standing.stamp(path);
    let mut put_aside = Vec::new();
    for path in lost.iter().filter(|path| !is_known(path)) {
        let Some(left_as) = change.before.files.get(*path) else { continue };
        let found = site.read(path, EDITED_LIMIT).map_err(Fault::on(Action::Read, &site.path_of(path)))?;
        let digest = Digest::of(&found);
        if digest != *left_as {
            let aside = Path::new(".cache/put-aside").join(&digest.to_string()[..8]).join(path);
            let folder = root.folder_or_new(aside.parent().unwrap_or(Path::new("")));
            let kept = folder.and_then(|_| root.replace_with(&aside, &found));
            kept.map_err(Fault::on(Action::Write, &root.path_of(&aside)))?;
            put_aside.push(root.path_of(&aside));
        }
    }
    put_aside.sort();
    Ok(put_aside)
}

/// The document at an address, if it has this digest.
#[must_use]
pub(crate) fn printed(out: &Path, route: &Route, digest: Digest) -> Option<Vec<u8>> {
    let found = OpenFolder::open(out).ok()?.read(route.as_str(), EDITED_LIMIT).ok()?;
    (Digest::of(&found) == digest).then_some(found)
}

/// Whether a folder was printed by us as something else: it bears our mark, but not the document `sign`.
#[must_use]
pub(crate) fn belongs_to_other(folder: &Path, sign: &str) -> bool {
    let Ok(folder) = OpenFolder::open(folder) else { return false };
    let has = |name: &str| folder.kind_of(name).is_ok_and(|kind| kind.is_some());
    has(MARK) && !has(sign)
}
