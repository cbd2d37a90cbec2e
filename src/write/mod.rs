//! Write: finished documents → the output folder, completely or not at all.
//!
//! A second tree, `next-…` in `.cache`, holds hard links to the files of the site. New documents are written there as
//! soon as they are rendered, so the size of a paper is not limited by memory. At the end, the unchanged files are
//! linked, everything is flushed to disk, and the two trees are swapped in one step: readers, killed runs and power
//! cuts leave the old site or the new one. Where folders cannot be swapped, files are renamed in a safe order, and a
//! journal lets the next run finish. Only our own files are ever removed; foreign files stay as they are.

mod aside;
mod exchange;
mod journal;
mod lock;
mod mirror;
mod next;
mod ours;
mod output_files;
mod put;
mod twins;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use crate::derived::Workshop;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::model::document::Route;
use crate::project::Project;
use journal::Journal;
pub(crate) use lock::{Lock, LockedPaper, lock_paper};
use next::{Change, Location, Next};
use ours::{MARKER, Manifest};
pub(crate) use ours::{allowed, checked as checked_output, is_inside_paper};
use output_files::OutputFiles;
pub use output_files::PrintedFiles;
use twins::Twins;

/// What a build changed in the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Documents that are new or changed.
    pub written: usize,
    /// Documents that are unchanged.
    pub unchanged: usize,
    /// The addresses of documents that are no longer planned and were removed.
    pub withdrawn: Vec<String>,
    /// Where files were put aside: copies of our files that someone had edited, and foreign files whose path was taken.
    pub put_aside: Vec<PathBuf>,
    /// Whether files were renamed one by one because the folders could not be swapped.
    pub file_by_file: bool,
}

/// The largest edited file that is put aside, in bytes.
const EDITED_LIMIT: u64 = 256 << 20;

/// The output folder, locked.
#[derive(Debug)]
pub struct Output {
    root: OpenFolder,
    cache: OpenFolder,
    out: PathBuf,
    /// The folder, if it exists.
    site: Option<OpenFolder>,
    /// Files put aside while finishing an interrupted run.
    put_aside: Vec<PathBuf>,
    remembered: Arc<PrintedFiles>,
    lock: Lock,
}

impl Output {
    /// The project's output folder; `remembered` is what the last build left there. The change of an interrupted run is finished.
    ///
    /// # Errors
    /// If the folder is not ours, or another build is running.
    pub fn open(project: &Project, remembered: Arc<PrintedFiles>) -> Result<Self, Fault> {
        let out = ours::checked(project)?;
        let LockedPaper { root, cache, lock } = lock_paper(&project.root)?;
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

    /// Whether everything that was left is unchanged, by its stamps.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.site.as_ref().is_some_and(|site| self.remembered.is_unchanged_in(site))
    }

    /// Opens the tree beside the folder.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub fn stage(self) -> Result<StagedSite, Fault> {
        let Self { root, cache, out, site, put_aside, remembered, lock } = self;
        let existing = site.as_ref().map(OutputFiles::list).transpose()?.unwrap_or_default();
        let next = Next::open(Location::of(&cache, &out, site.as_ref())?, site.as_ref())?;
        Ok(StagedSite {
            workshop: Arc::new(Workshop::of(root.clone())),
            root,
            existing,
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

/// The documents that are being written.
#[derive(Debug)]
pub struct StagedSite {
    root: OpenFolder,
    workshop: Arc<Workshop>,
    cache: OpenFolder,
    out: PathBuf,
    site: Option<OpenFolder>,
    put_aside: Vec<PathBuf>,
    next: Next,
    before: OnceLock<Manifest>,
    existing: OutputFiles,
    remembered: Arc<PrintedFiles>,
    /// The digests of the files that are unchanged since the last build.
    known: OnceLock<FxHashMap<Route, Digest>>,
    /// The documents so far.
    put: Mutex<BTreeMap<Route, Staged>>,
    lock: Lock,
}

/// A document that was put into the stage.
#[derive(Clone, Copy, Debug)]
struct Staged {
    digest: Digest,
    /// Whether the output folder already has it, so that it was not written.
    unchanged: bool,
}

impl StagedSite {
    /// Whether the document at an address has this digest and is unchanged since the last build.
    #[must_use]
    pub fn is_up_to_date(&self, route: &Route, digest: Digest) -> bool {
        self.known().get(route) == Some(&digest)
    }

    fn known(&self) -> &FxHashMap<Route, Digest> {
        self.known.get_or_init(|| {
            self.site.as_ref().map(|site| self.existing.known(site, &self.remembered)).unwrap_or_default()
        })
    }

    /// The files that the marker lists. If it is unchanged since the last build, it is not read.
    fn before(&self) -> Result<&Manifest, Fault> {
        if let Some(before) = self.before.get() {
            return Ok(before);
        }
        let before = match &self.site {
            None => Manifest::default(),
            Some(site) if self.existing.has_marker_of(site, &self.remembered) => {
                Manifest::of(self.remembered.files.iter().map(|(route, digest, _)| (route.clone(), *digest)))
            }
            Some(site) => Manifest::read(site)?,
        };
        Ok(self.before.get_or_init(|| before))
    }

    /// What was left, with current stamps, if the last build left all of it.
    ///
    /// # Errors
    /// If the marker cannot be read.
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
        Ok(Some(Arc::new(remember(&self.out, left, &self.existing, remembered.twins.clone()))))
    }

    /// Prints the stage: afterwards the output folder contains it, and no other file of ours. Also returns what the
    /// cache remembers of it, and the lock, for callers that have more to do before another build may begin.
    ///
    /// # Errors
    /// If a system call fails. The folder is then unchanged or, if folders cannot be swapped, may hold some old and
    /// some new files; the next run finishes.
    pub fn print(self) -> Result<(Changes, PrintedFiles, Lock), Fault> {
        self.before()?;
        self.known(); // Both are computed from here on.
        let Self {
            root,
            workshop: _,
            cache,
            out,
            site,
            put_aside,
            next,
            before,
            mut existing,
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
        let is_gone = |path: &&str| !after.has(path) && existing.has(path);
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
                changes.put_aside.extend(put_aside_edits(&change, site, &existing, &known, &root)?);
            }
            let done = next.replace_site(&change, &cache, site.as_ref(), &twins)?;
            changes.file_by_file = done.file_by_file;
            changes.put_aside.extend(done.put_aside);
            let touched = done.relinked.iter().map(String::as_str).chain(written.iter().copied());
            existing.refresh(&done.site, touched.chain([MARKER]));
            twins = done.twins;
        }
        Ok((changes, remember(&out, after.listed(), &existing, twins), lock))
    }
}

/// What was left, in the order of addresses, with its stamps.
fn remember<'r>(
    out: &Path,
    left: impl Iterator<Item = (&'r Route, Digest)> + Clone,
    existing: &OutputFiles,
    twins: Twins,
) -> PrintedFiles {
    let stamps = left.clone().zip(existing.stamps_of(left.map(|(route, _)| route)));
    let files = stamps.filter_map(|((route, digest), stamp)| Some((route.clone(), digest, stamp?)));
    PrintedFiles { out: out.to_owned(), files: files.collect(), marker: existing.stamp(MARKER), twins }
}

/// Keeps a copy of each of our files that someone has edited and that is about to be overwritten or removed. Files
/// `known` to be unchanged are not read.
fn put_aside_edits(
    change: &Change,
    site: &OpenFolder,
    existing: &OutputFiles,
    known: &FxHashMap<Route, Digest>,
    root: &OpenFolder,
) -> Result<Vec<PathBuf>, Fault> {
    let lost = change.written.iter().chain(change.withdrawn).copied();
    let lost: Vec<&str> = lost.filter(|path| existing.has(path)).collect();
    // Somebody may have saved a file there since the stage was opened.
    let mut now = OutputFiles::default();
    now.refresh(site, lost.iter().copied());
    let is_known = |path: &str| known.contains_key(path) && now.stamp(path) == existing.stamp(path);
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

/// Reads a document from the output folder, if its digest is this one.
#[must_use]
pub(crate) fn printed(out: &Path, route: &Route, digest: Digest) -> Option<Vec<u8>> {
    let found = OpenFolder::open(out).ok()?.read(route.as_str(), EDITED_LIMIT).ok()?;
    (Digest::of(&found) == digest).then_some(found)
}

/// Whether a folder was printed as something else: it has the marker, but not the document `required`.
#[must_use]
pub(crate) fn belongs_to_other(folder: &Path, required: &str) -> bool {
    let Ok(folder) = OpenFolder::open(folder) else { return false };
    let has = |name: &str| folder.kind_of(name).is_ok_and(|kind| kind.is_some());
    has(MARKER) && !has(required)
}
