//! What is ours: an output folder that is empty, holds only dotfiles, or bears our mark; and the files the mark lists.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::model::document::Route;
use crate::project::Project;

/// The file that makes an output folder ours.
pub const MARK: &str = ".lanmu.json";

/// What we left in an output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Each file's address and the digest of its content.
    pub files: BTreeMap<Route, Digest>,
}

impl Manifest {
    /// The manifest of some documents.
    pub fn of(documents: impl Iterator<Item = (Route, Digest)>) -> Self {
        Self { files: documents.collect() }
    }

    /// Each file's address and the digest of its content.
    pub fn listed(&self) -> impl Iterator<Item = (&Route, Digest)> + Clone {
        self.files.iter().map(|(route, digest)| (route, *digest))
    }

    /// Whether a file is ours.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// What either manifest lists, by its digest in the other: what may be found while one takes the other's place.
    pub fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.files.extend(other.files.clone());
        both
    }

    /// What we left in `folder` the last time; nothing, where we have not been.
    pub fn read(folder: &Path) -> Result<Self, Fault> {
        let path = folder.join(MARK);
        match fs::read(&path) {
            Ok(bytes) => {
                serde_json::from_slice(&bytes).map_err(|error| Fault::new(Action::Read, path, error.into()))
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Ok(Self::default())
            }
            Err(error) => Err(Fault::new(Action::Read, path, error)),
        }
    }

    /// Leaves the mark in `folder`.
    pub fn write(&self, folder: &Path) -> Result<(), Fault> {
        let path = folder.join(MARK);
        let mut bytes = serde_json::to_vec_pretty(self).expect("a map of addresses can be written as JSON");
        bytes.push(b'\n');
        // A mark of which half is lost would leave nobody's files behind.
        let beside = folder.join(format!("{MARK}.lanmu-new"));
        let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, &path));
        written.map_err(Fault::on(Action::Write, &path))
    }
}

/// The output folder's real path, if we may write there.
pub fn checked(project: &Project) -> Result<PathBuf, Fault> {
    let out = real(&project.out)?;
    let root = real(&project.root)?;
    let is_source = |folder: &str| out.starts_with(root.join(folder));
    let holds_sources = root.starts_with(&out);
    if holds_sources
        || is_source("content")
        || is_source("themes")
        || is_source(".cache")
        || is_source(".git")
    {
        return Err(Fault::refused(Action::PrintAmongSources, &project.out));
    }
    let refused = Fault::refused(Action::TakeOver, &project.out);
    if out.is_dir() {
        is_ours(&out)?.then_some(out).ok_or(refused)
    } else if out.exists() {
        Err(refused)
    } else {
        Ok(out)
    }
}

fn is_ours(out: &Path) -> Result<bool, Fault> {
    if out.join(MARK).is_file() {
        return Ok(true);
    }
    for entry in fs::read_dir(out).map_err(Fault::on(Action::List, out))? {
        let name = entry.map_err(Fault::on(Action::List, out))?.file_name();
        if !name.to_string_lossy().starts_with('.') || name == ".git" {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A path without links, of which the last pieces need not exist yet.
fn real(path: &Path) -> Result<PathBuf, Fault> {
    let whole = std::path::absolute(path).map_err(Fault::on(Action::Read, path))?;
    let mut existing = whole.as_path();
    let mut missing = Vec::new();
    while !existing.exists() {
        match (existing.parent(), existing.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name);
                existing = parent;
            }
            _ => break,
        }
    }
    let real = fs::canonicalize(existing).map_err(Fault::on(Action::Read, existing))?;
    Ok(missing.into_iter().rev().fold(real, |path, name| path.join(name)))
}
