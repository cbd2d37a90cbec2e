//! Write: finished documents → the output folder, whole or not at all as far as a reader can see.
//!
//! What is new or other than before is staged in a folder beside the output as soon as it is made, so that no paper is too large
//! for memory. When all is made, a few files are renamed into their places, what pages need before what leads to them; where much
//! changed, all that did not is linked into the stage and the two folders are exchanged in one step. Only what we made is ever
//! withdrawn; what others put there stays.

#![allow(clippy::disallowed_methods, reason = "write touches the disk")]

mod exchange;
mod lock;
mod ours;
mod standing;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use tempfile::TempDir;

use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::model::document::{Content, Rendered, Route};
use crate::project::Project;
use exchange::Change;
pub use lock::Lock;
use ours::{MARK, Manifest};
pub use standing::Remembered;
use standing::{Standing, holds};

/// What a build changed in the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Documents that are new or other than before.
    pub written: usize,
    /// Documents that are as they were.
    pub unchanged: usize,
    /// Documents that are no longer planned, and are gone.
    pub withdrawn: usize,
    /// Files of ours that someone had edited; their text was put aside, here.
    pub put_aside: Vec<PathBuf>,
    /// Whether the folders could not be exchanged, so that files were renamed one by one.
    pub file_by_file: bool,
}

/// Where more than one document in so many changed, the folders are exchanged: to link the rest takes its time.
const FEW: usize = 8;

/// The output folder, where nobody else is at work.
#[derive(Debug)]
pub struct Output<'p> {
    project: &'p Project,
    folder: PathBuf,
    remembered: Arc<Remembered>,
    lock: Lock,
}

impl<'p> Output<'p> {
    /// The project's output folder, of which `remembered` tells what it held.
    ///
    /// # Errors
    /// When the folder is not ours, or another build is at work.
    pub fn open(project: &'p Project, remembered: Arc<Remembered>) -> Result<Self, Fault> {
        let folder = ours::checked(project)?;
        let lock = lock::take(&project.root)?;
        exchange::clear_leftovers(&folder);
        Ok(Self { project, folder, remembered, lock })
    }

    /// Whether all that was left stands as it was left, as far as that can be told by looks.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.remembered.stands_in(&self.folder)
    }

    /// Opens a stage beside it.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn stage(self) -> Result<Stage<'p>, Fault> {
        let Self { project, folder: out, remembered, lock } = self;
        Ok(Stage {
            project,
            standing: Standing::list(&out)?,
            folder: exchange::stage(&out)?,
            out,
            before: OnceLock::new(),
            remembered,
            known: OnceLock::new(),
            folders: Mutex::default(),
            put: Mutex::default(),
            lock,
        })
    }
}

/// Documents on their way to the output folder.
#[derive(Debug)]
pub struct Stage<'p> {
    project: &'p Project,
    out: PathBuf,
    folder: TempDir,
    before: OnceLock<Manifest>,
    standing: Standing,
    remembered: Arc<Remembered>,
    /// What the files hold that stand as they were left.
    known: OnceLock<FxHashMap<Route, Digest>>,
    /// The folders that the stage has.
    folders: Mutex<FxHashSet<String>>,
    /// What is put so far.
    put: Mutex<BTreeMap<Route, Staged>>,
    lock: Lock,
}

/// A document that was put.
#[derive(Clone, Copy, Debug)]
struct Staged {
    digest: Digest,
    /// Whether the same stands already, so that the stage does not have it.
    unchanged: bool,
}

impl Stage<'_> {
    /// Whether what has this digest was left at an address, and stands there still.
    #[must_use]
    pub fn stands(&self, route: &Route, digest: Digest) -> bool {
        self.known().get(route) == Some(&digest)
    }

    fn known(&self) -> &FxHashMap<Route, Digest> {
        self.known.get_or_init(|| self.standing.known(&self.out, &self.remembered))
    }

    /// What the mark lists; it need not be read where it stands as the last build left it.
    fn before(&self) -> Result<&Manifest, Fault> {
        if let Some(before) = self.before.get() {
            return Ok(before);
        }
        let before = if self.standing.has_mark_of(&self.out, &self.remembered) {
            Manifest::of(self.remembered.files.iter().map(|(route, digest, _)| (route.clone(), *digest)))
        } else {
            Manifest::read(&self.out)?
        };
        Ok(self.before.get_or_init(|| before))
    }

    /// What was left, and how it looks now, if all of it is what the last build left.
    ///
    /// # Errors
    /// When the mark cannot be read.
    pub fn unchanged(&self) -> Result<Option<Arc<Remembered>>, Fault> {
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
        Ok(Some(Arc::new(remember(&self.out, left, &self.standing))))
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
        if let Content::Printed(digest) = document.content {
            return Ok(Staged { digest, unchanged: true });
        }
        let bytes = self.bytes_of(&document.content)?;
        let digest = Digest::of(&bytes);
        if self.is_there(path, digest, bytes.len()) {
            return Ok(Staged { digest, unchanged: true });
        }
        if let Some(stranger) = self.stranger_at(path)? {
            return Err(Fault::refused(Action::TakeOver, self.out.join(stranger)));
        }
        self.make_folder(path)?;
        let target = self.folder.path().join(path);
        fs::write(&target, &bytes).map_err(Fault::on(Action::Write, &target))?;
        Ok(Staged { digest, unchanged: false })
    }

    /// What is written at a document's address.
    fn bytes_of<'d>(&self, content: &'d Content) -> Result<Cow<'d, [u8]>, Fault> {
        match content {
            Content::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::Copy(path, _) => {
                let source = self.project.root.join(path.as_str());
                fs::read(&source).map(Cow::Owned).map_err(Fault::on(Action::Read, &source))
            }
            Content::Printed(_) => Ok(Cow::default()),
        }
    }

    /// What stands at an address, above it or below it, and is not ours.
    fn stranger_at<'s>(&'s self, path: &'s str) -> Result<Option<&'s str>, Fault> {
        let ours = self.before()?;
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let inside = format!("{path}/");
        let from = self.standing.files.range::<str, _>((Bound::Included(inside.as_str()), Bound::Unbounded));
        let below = from.map(|(path, _)| path.as_str()).take_while(|path| path.starts_with(&inside));
        let mut standing = above.chain([path]).filter(|path| self.standing.has(path)).chain(below);
        Ok(standing.find(|path| !ours.has(path)))
    }

    /// Whether what stands at an address has this digest.
    fn is_there(&self, path: &str, digest: Digest, length: usize) -> bool {
        if let Some(known) = self.known().get(path) {
            return *known == digest;
        }
        self.standing.looks(path).is_some_and(|stamp| stamp.size == length as u64)
            && holds(&self.out.join(path), digest)
    }

    fn make_folder(&self, path: &str) -> Result<(), Fault> {
        let Some((folder, _)) = path.rsplit_once('/') else { return Ok(()) };
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if known.contains(folder) {
            return Ok(());
        }
        let on_disk = self.folder.path().join(folder);
        fs::create_dir_all(&on_disk).map_err(Fault::on(Action::CreateFolder, &on_disk))?;
        known.insert(folder.to_owned());
        Ok(())
    }

    /// Prints what was put: the output folder then holds it, and nothing else of ours. Also what is to be remembered, and the lock,
    /// for who has more to do before another build may begin.
    ///
    /// # Errors
    /// When the disk refuses. The folder is then as it was, or, where the disk refused between two files, holds some of both; the
    /// next build sets that right.
    pub fn print(self) -> Result<(Changes, Remembered, Lock), Fault> {
        self.before()?;
        self.known(); // Both are known from here on.
        let Self { project, out, folder, before, mut standing, known, put, lock, .. } = self;
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
            withdrawn: withdrawn.len(),
            ..Changes::default()
        };
        let change =
            Change { out: &out, before: &before, after: &after, written: &written, withdrawn: &withdrawn };
        if change.is_any() {
            changes.put_aside = put_aside_edits(&change, &standing, &known, project)?;
            if out.is_dir() && (written.len() + withdrawn.len()) * FEW < put.len() {
                change.file_by_file(folder.path())?;
                standing.look_again(&out, written.iter().chain(&[MARK]));
            } else {
                changes.file_by_file = change.all_at_once(folder, &standing)?;
                standing = Standing::list(&out)?;
            }
        }
        Ok((changes, remember(&out, after.listed(), &standing), lock))
    }
}

/// What was left, in the order of addresses, and how it looks.
fn remember<'r>(
    out: &Path,
    left: impl Iterator<Item = (&'r Route, Digest)> + Clone,
    standing: &Standing,
) -> Remembered {
    let looks = left.clone().zip(standing.looks_of(left.map(|(route, _)| route)));
    let files = looks.filter_map(|((route, digest), looks)| Some((route.clone(), digest, looks?)));
    Remembered { out: out.to_owned(), files: files.collect(), mark: standing.looks(MARK) }
}

/// Files of ours that are not as we left them, and are to be written over or withdrawn, were edited by someone: a copy is kept.
/// Those that are `known` to be as we left them are not read.
fn put_aside_edits(
    change: &Change,
    standing: &Standing,
    known: &FxHashMap<Route, Digest>,
    project: &Project,
) -> Result<Vec<PathBuf>, Fault> {
    let Change { out, before, .. } = *change;
    let lost = change.written.iter().chain(change.withdrawn).copied();
    let lost: Vec<&str> = lost.filter(|path| standing.has(path)).collect();
    // Somebody may have saved a file there since the stage was opened.
    let mut now = Standing::default();
    now.look_again(out, &lost);
    let is_known = |path: &str| known.contains_key(path) && now.looks(path) == standing.looks(path);
    let mut put_aside = Vec::new();
    for path in lost.iter().filter(|path| !is_known(path)) {
        let Some(left_as) = before.files.get(*path) else { continue };
        let file = out.join(path);
        let found = fs::read(&file).map_err(Fault::on(Action::Read, &file))?;
        let digest = Digest::of(&found);
        if digest != *left_as {
            let aside = project.root.join(".cache/put-aside").join(&digest.to_string()[..8]).join(path);
            if let Some(folder) = aside.parent() {
                fs::create_dir_all(folder).map_err(Fault::on(Action::CreateFolder, folder))?;
            }
            fs::write(&aside, found).map_err(Fault::on(Action::Write, &aside))?;
            put_aside.push(aside);
        }
    }
    put_aside.sort();
    Ok(put_aside)
}

/// What stands at a document's address, if it has this digest.
#[must_use]
pub fn printed(out: &Path, route: &Route, digest: Digest) -> Option<Vec<u8>> {
    fs::read(out.join(route.as_str())).ok().filter(|found| Digest::of(found) == digest)
}

/// Whether a folder was printed by us as something else: it bears our mark, but not the document `sign`.
#[must_use]
pub fn is_anothers(folder: &Path, sign: &str) -> bool {
    folder.join(MARK).exists() && !folder.join(sign).exists()
}
