//! What stands in the output folder: every file, and how it looks; of what still looks as we left it, what it holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::ours::MARK;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::looks::{self, OpenFolder};
use crate::model::document::Route;
use crate::model::inventory::Stamp;

/// What a build left in an output folder, for the next to know without reading it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Remembered {
    /// The folder.
    pub out: PathBuf,
    /// Its files that are ours, in the order of their paths: what they hold, and how they looked.
    pub files: Vec<(Route, Digest, Stamp)>,
    /// How the mark looked that lists them.
    pub mark: Option<Stamp>,
}

impl Remembered {
    /// Whether all of it stands in `out` as it was left, as far as that can be told by looks.
    #[must_use]
    pub fn stands_in(&self, out: &Path) -> bool {
        let Some(mark) = self.mark.filter(|_| self.out == out) else { return false };
        let mut folders: FxHashMap<&str, Vec<(&str, Stamp)>> = FxHashMap::default();
        let files = self.files.iter().map(|(route, _, stamp)| (route.as_str(), *stamp));
        for (path, stamp) in files.chain([(MARK, mark)]) {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            folders.entry(folder).or_default().push((name, stamp));
        }
        let now = looks::now();
        let stands = |(folder, files): (&str, Vec<(&str, Stamp)>)| {
            let is_same = |folder: &OpenFolder, (name, known): (&str, Stamp)| {
                folder.looks_of(name, now).is_ok_and(|stamp| stamp.surely_is(known))
            };
            OpenFolder::open(&out.join(folder))
                .is_ok_and(|folder| files.into_iter().all(|file| is_same(&folder, file)))
        };
        folders.into_par_iter().all(stands)
    }
}

/// The files of an output folder.
#[derive(Debug, Default)]
pub struct Standing {
    /// By path with `/`: how each looks. What is no plain file has no stamp.
    pub files: BTreeMap<String, Option<Stamp>>,
}

impl Standing {
    /// Lists a folder, which need not exist.
    ///
    /// # Errors
    /// When it, or a folder in it, cannot be listed.
    pub fn list(out: &Path) -> Result<Self, Fault> {
        if !out.is_dir() {
            return Ok(Self::default());
        }
        let files = folder(out, "", looks::now())?;
        Ok(Self { files: files.into_iter().collect() })
    }

    /// Looks at some files again.
    pub fn look_again<'p>(&mut self, out: &Path, paths: impl IntoIterator<Item = &'p &'p str>) {
        let now = looks::now();
        for path in paths {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let looks = OpenFolder::open(&out.join(folder)).and_then(|folder| folder.looks_of(name, now));
            self.files.insert((*path).to_owned(), looks.ok());
        }
    }

    /// Whether the mark is as `before` left it.
    #[must_use]
    pub fn has_mark_of(&self, out: &Path, before: &Remembered) -> bool {
        let is_same = |mark| self.looks(MARK).is_some_and(|stamp| stamp.surely_is(mark));
        before.out == out && before.mark.is_some_and(is_same)
    }

    /// Each file that was left, and how it looks now.
    fn beside<'b>(
        &self,
        before: &'b Remembered,
    ) -> impl Iterator<Item = (&'b (Route, Digest, Stamp), Option<Stamp>)> {
        before.files.iter().zip(self.looks_of(before.files.iter().map(|(route, ..)| route)))
    }

    /// How each of some files looks that are in the order of their paths, as these are: both lists are walked side by side.
    pub fn looks_of<'r>(
        &self,
        routes: impl Iterator<Item = &'r Route>,
    ) -> impl Iterator<Item = Option<Stamp>> {
        let mut standing = self.files.iter().peekable();
        routes.map(move |route| {
            while standing.next_if(|(path, _)| path.as_str() < route.as_str()).is_some() {}
            standing.next_if(|(path, _)| path.as_str() == route.as_str()).and_then(|(_, looks)| *looks)
        })
    }

    /// How a plain file looks that stands there.
    #[must_use]
    pub fn looks(&self, path: &str) -> Option<Stamp> {
        self.files.get(path).copied().flatten()
    }

    /// Whether a file stands there.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// What the files hold that are as `before` left them. One that was too fresh then to be known by its looks is read again.
    #[must_use]
    pub fn known(&self, out: &Path, before: &Remembered) -> FxHashMap<Route, Digest> {
        if before.out != out {
            return FxHashMap::default();
        }
        let of = |((route, digest, known), looks): (&(Route, Digest, Stamp), Option<Stamp>)| {
            let stamp = looks?;
            let is_same = stamp.surely_is(*known)
                || !known.settled && stamp.size == known.size && holds(&out.join(route.as_str()), *digest);
            is_same.then(|| (route.clone(), *digest))
        };
        let beside: Vec<_> = self.beside(before).collect();
        beside.into_par_iter().filter_map(of).collect()
    }
}

/// Whether a file holds what has this digest.
#[must_use]
pub fn holds(path: &Path, digest: Digest) -> bool {
    fs::read(path).is_ok_and(|found| Digest::of(&found) == digest)
}

type Listed = Vec<(String, Option<Stamp>)>;

/// The files of a folder and of every folder in it; `path` leads there from the first and ends in `/`.
fn folder(on_disk: &Path, path: &str, now: SystemTime) -> Result<Listed, Fault> {
    let failed = |error| Fault::new(Action::List, on_disk, error);
    let open = OpenFolder::open(on_disk).map_err(failed)?;
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(on_disk).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if kind.is_dir() {
            folders.push(name);
        } else {
            let stamp = if kind.is_file() { open.looks_of(&name, now).ok() } else { None };
            files.push((format!("{path}{name}"), stamp));
        }
    }
    drop(open);
    let inside: Vec<Listed> = folders
        .par_iter()
        .map(|name| folder(&on_disk.join(name), &format!("{path}{name}/"), now))
        .collect::<Result<_, _>>()?;
    files.extend(inside.into_iter().flatten());
    Ok(files)
}
