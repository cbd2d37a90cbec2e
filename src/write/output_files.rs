//! The files in the output folder with their stamps, and the digests of those that are unchanged.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::ours::MARKER;
use super::twins::Twins;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{self, EntryKind, OpenFolder, Stamp, walk};
use crate::model::document::Route;

/// What a build left in an output folder, so that the next build need not read it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PrintedFiles {
    /// The folder.
    pub out: PathBuf,
    /// Our files in it, sorted by path: their digests and stamps.
    pub files: Vec<(Route, Digest, Stamp)>,
    /// The stamp of the marker that lists them.
    pub marker: Option<Stamp>,
    /// Its folders that are the same in the tree beside it.
    pub(super) twins: Twins,
}

impl PrintedFiles {
    /// The folders of `out` that are the same in the tree beside it.
    pub(super) fn twins_of(&self, out: &Path) -> &Twins {
        static NONE: LazyLock<Twins> = LazyLock::new(Twins::default);
        if self.out == out { &self.twins } else { &NONE }
    }

    /// Whether all of it is unchanged in `out`, by the stamps.
    #[must_use]
    pub fn is_unchanged_in(&self, out: &OpenFolder) -> bool {
        let Some(marker) = self.marker.filter(|_| self.out == out.path()) else { return false };
        let mut folders: FxHashMap<&str, Vec<(&str, Stamp)>> = FxHashMap::default();
        let files = self.files.iter().map(|(route, _, stamp)| (route.as_str(), *stamp));
        for (path, stamp) in files.chain([(MARKER, marker)]) {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            folders.entry(folder).or_default().push((name, stamp));
        }
        let now = files::now();
        let is_unchanged = |(folder, files): (&str, Vec<(&str, Stamp)>)| {
            let is_same = |folder: &OpenFolder, (name, known): (&str, Stamp)| {
                folder.stamp_of(name, now).is_ok_and(|stamp| stamp.is_unchanged_since(known))
            };
            out.folder(folder).is_ok_and(|folder| files.into_iter().all(|file| is_same(&folder, file)))
        };
        folders.into_par_iter().all(is_unchanged)
    }
}

/// The files of an output folder.
#[derive(Debug, Default)]
pub(crate) struct OutputFiles {
    /// The stamps by path, with `/`. Only plain files have one; a folder that cannot be listed has none.
    pub files: BTreeMap<String, Option<Stamp>>,
}

impl OutputFiles {
    /// Lists an output folder.
    ///
    /// # Errors
    /// If it, or a folder in it, cannot be listed.
    pub(crate) fn list(out: &OpenFolder) -> Result<Self, Fault> {
        let now = files::now();
        let visit = |open: io::Result<&OpenFolder>, path: &str| {
            let (open, entries) = match open.and_then(|open| Ok((open, open.entries()?))) {
                // A folder without permission to list belongs to another user and has no file of ours.
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

    /// Reads the stamps of some files again.
    pub(crate) fn refresh<'p>(&mut self, out: &OpenFolder, paths: impl IntoIterator<Item = &'p str>) {
        let now = files::now();
        for path in paths {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let stamp = out.folder(folder).and_then(|folder| folder.stamp_of(name, now));
            self.files.insert(path.to_owned(), stamp.ok());
        }
    }

    /// Whether the marker is as `before` left it.
    #[must_use]
    pub(crate) fn has_marker_of(&self, out: &OpenFolder, before: &PrintedFiles) -> bool {
        let is_same = |marker| self.stamp(MARKER).is_some_and(|stamp| stamp.is_unchanged_since(marker));
        before.out == out.path() && before.marker.is_some_and(is_same)
    }

    /// Each file of `before`, with its current stamp.
    fn beside<'b>(
        &self,
        before: &'b PrintedFiles,
    ) -> impl Iterator<Item = (&'b (Route, Digest, Stamp), Option<Stamp>)> {
        before.files.iter().zip(self.stamps_of(before.files.iter().map(|(route, ..)| route)))
    }

    /// The stamps of some files. Both lists are sorted by path and are walked side by side.
    pub(crate) fn stamps_of<'r>(
        &self,
        routes: impl Iterator<Item = &'r Route>,
    ) -> impl Iterator<Item = Option<Stamp>> {
        let mut existing = self.files.iter().peekable();
        routes.map(move |route| {
            while existing.next_if(|(path, _)| path.as_str() < route.as_str()).is_some() {}
            existing.next_if(|(path, _)| path.as_str() == route.as_str()).and_then(|(_, stamp)| *stamp)
        })
    }

    /// The stamp of a plain file.
    #[must_use]
    pub(crate) fn stamp(&self, path: &str) -> Option<Stamp> {
        self.files.get(path).copied().flatten()
    }

    /// Whether there is a file at a path.
    #[must_use]
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The digests of the files that are unchanged since `before`. A file whose stamp was not settled then is read again.
    #[must_use]
    pub(crate) fn known(&self, out: &OpenFolder, before: &PrintedFiles) -> FxHashMap<Route, Digest> {
        if before.out != out.path() {
            return FxHashMap::default();
        }
        let of = |((route, digest, known), stamp): (&(Route, Digest, Stamp), Option<Stamp>)| {
            let stamp = stamp?;
            let is_same = stamp.is_unchanged_since(*known)
                || !known.settled && stamp.size == known.size && has_digest(out, route.as_str(), *digest);
            is_same.then(|| (route.clone(), *digest))
        };
        let beside: Vec<_> = self.beside(before).collect();
        beside.into_par_iter().filter_map(of).collect()
    }
}

/// Whether a file has this digest.
#[must_use]
pub(crate) fn has_digest(out: &OpenFolder, path: &str, digest: Digest) -> bool {
    out.open_file(path).and_then(Digest::of_reader).is_ok_and(|found| found == digest)
}
