//! What stands in the output folder: every file with its stamp; for those with the stamp they were left with, what they hold.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::ours::MARK;
use super::twins::Twins;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{self, EntryKind, OpenFolder, Stamp, walk};
use crate::model::document::Route;

/// What a build left in an output folder, for the next to know without reading it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PrintedFiles {
    /// The folder.
    pub out: PathBuf,
    /// Its files that are ours, in the order of their paths: what they hold, and their stamps.
    pub files: Vec<(Route, Digest, Stamp)>,
    /// The stamp of the mark that lists them.
    pub mark: Option<Stamp>,
    /// Its folders that the tree beside it has too.
    pub(super) twins: Twins,
}

impl PrintedFiles {
    /// The folders of `out` that the tree beside it has too.
    pub(super) fn twins_of(&self, out: &Path) -> &Twins {
        static NONE: LazyLock<Twins> = LazyLock::new(Twins::default);
        if self.out == out { &self.twins } else { &NONE }
    }

    /// Whether all of it stands in `out` as it was left, as far as stamps tell.
    #[must_use]
    pub fn stands_in(&self, out: &OpenFolder) -> bool {
        let Some(mark) = self.mark.filter(|_| self.out == out.path()) else { return false };
        let mut folders: FxHashMap<&str, Vec<(&str, Stamp)>> = FxHashMap::default();
        let files = self.files.iter().map(|(route, _, stamp)| (route.as_str(), *stamp));
        for (path, stamp) in files.chain([(MARK, mark)]) {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            folders.entry(folder).or_default().push((name, stamp));
        }
        let now = files::now();
        let stands = |(folder, files): (&str, Vec<(&str, Stamp)>)| {
            let is_same = |folder: &OpenFolder, (name, known): (&str, Stamp)| {
                folder.stamp_of(name, now).is_ok_and(|stamp| stamp.is_unchanged_since(known))
            };
            out.folder(folder).is_ok_and(|folder| files.into_iter().all(|file| is_same(&folder, file)))
        };
        folders.into_par_iter().all(stands)
    }
}

/// The files of an output folder.
#[derive(Debug, Default)]
pub(crate) struct StandingFiles {
    /// By path with `/`: the stamp of each. What is no plain file has none, nor a folder that cannot be listed.
    pub files: BTreeMap<String, Option<Stamp>>,
}

impl StandingFiles {
    /// Lists an output folder.
    ///
    /// # Errors
    /// When it, or a folder in it, cannot be listed.
    pub(crate) fn list(out: &OpenFolder) -> Result<Self, Fault> {
        let now = files::now();
        let visit = |open: io::Result<&OpenFolder>, path: &str| {
            let (open, entries) = match open.and_then(|open| Ok((open, open.entries()?))) {
                // A folder that we may not list belongs to somebody else and has no file of ours.
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied && !path.is_empty() => {
                    return Ok((vec![(path.to_owned(), None)], Vec::new()));
                }
                listed => listed.map_err(Fault::on(Action::List, &out.path_of(path)))?,
            };
            let (mut files, mut folders) = (Vec::new(), Vec::new());
            for entry in entries {
                let name = entry.name.to_string_lossy().into_owned();
                if entry.kind == EntryKind::Folder && entry.name.to_str().is_some() {
                    folders.push(name);
                    continue;
                }
                let is_file = entry.kind == EntryKind::File;
                let stamp = is_file.then(|| open.stamp_of(&entry.name, now).ok()).flatten();
                files.push((if path.is_empty() { name } else { format!("{path}/{name}") }, stamp));
            }
            Ok((files, folders))
        };
        let files: Vec<Vec<_>> = walk(Ok(out), "", &visit)?;
        Ok(Self { files: files.into_iter().flatten().collect() })
    }

    /// Asks for the stamps of some files again.
    pub(crate) fn look_again<'p>(&mut self, out: &OpenFolder, paths: impl IntoIterator<Item = &'p str>) {
        let now = files::now();
        for path in paths {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let stamp = out.folder(folder).and_then(|folder| folder.stamp_of(name, now));
            self.files.insert(path.to_owned(), stamp.ok());
        }
    }

    /// Whether the mark is as `before` left it.
    #[must_use]
    pub(crate) fn has_mark_of(&self, out: &OpenFolder, before: &PrintedFiles) -> bool {
        let is_same = |mark| self.stamp(MARK).is_some_and(|stamp| stamp.is_unchanged_since(mark));
        before.out == out.path() && before.mark.is_some_and(is_same)
    }

    /// Each file that was left, and its stamp now.
    fn beside<'b>(
        &self,
        before: &'b PrintedFiles,
    ) -> impl Iterator<Item = (&'b (Route, Digest, Stamp), Option<Stamp>)> {
        before.files.iter().zip(self.stamps_of(before.files.iter().map(|(route, ..)| route)))
    }

    /// The stamp of each of some files that are in the order of their paths, as these are: both lists are walked side by side.
    pub(crate) fn stamps_of<'r>(
        &self,
        routes: impl Iterator<Item = &'r Route>,
    ) -> impl Iterator<Item = Option<Stamp>> {
        let mut standing = self.files.iter().peekable();
        routes.map(move |route| {
            while standing.next_if(|(path, _)| path.as_str() < route.as_str()).is_some() {}
            standing.next_if(|(path, _)| path.as_str() == route.as_str()).and_then(|(_, stamp)| *stamp)
        })
    }

    /// The stamp of a plain file.
    #[must_use]
    pub(crate) fn stamp(&self, path: &str) -> Option<Stamp> {
        self.files.get(path).copied().flatten()
    }

    /// Whether a file stands there.
    #[must_use]
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// What the files hold that are as `before` left them. One that was too fresh then to be known by its stamp is read again.
    #[must_use]
    pub(crate) fn known(&self, out: &OpenFolder, before: &PrintedFiles) -> FxHashMap<Route, Digest> {
        if before.out != out.path() {
            return FxHashMap::default();
        }
        let of = |((route, digest, known), stamp): (&(Route, Digest, Stamp), Option<Stamp>)| {
            let stamp = stamp?;
            let is_same = stamp.is_unchanged_since(*known)
                || !known.settled && stamp.size == known.size && holds(out, route.as_str(), *digest);
            is_same.then(|| (route.clone(), *digest))
        };
        let beside: Vec<_> = self.beside(before).collect();
        beside.into_par_iter().filter_map(of).collect()
    }
}

/// Whether a file holds what has this digest.
#[must_use]
pub(crate) fn holds(out: &OpenFolder, path: &str, digest: Digest) -> bool {
    out.open_file(path).and_then(Digest::of_reader).is_ok_and(|found| found == digest)
}
