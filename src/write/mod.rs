//! Write: finished documents → the output folder, whole or not at all as far as a reader can see.
//!
//! Everything is staged in a folder beside the output, unchanged files as links, then the two folders are exchanged in one
//! step. Only what we made is ever withdrawn; what others put there stays.

#![allow(clippy::disallowed_methods, reason = "write touches the disk")]

mod exchange;
mod lock;
mod ours;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::model::document::{Content, Rendered};
use crate::project::Project;
use ours::{MARK, Manifest};

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

/// Writes the documents to the project's output folder.
///
/// # Errors
/// When the folder is not ours, another build is at work, or the disk refuses. The folder is then as it was.
pub fn write(rendered: &[Rendered], project: &Project) -> Result<Changes, Fault> {
    let out = ours::checked(project)?;
    let _lock = lock::take(&project.root)?;
    exchange::clear_leftovers(&out);
    let before = Manifest::read(&out)?;
    let standing = standing_files(&out)?;
    refuse_strangers(rendered, &standing, &before, project, &out)?;

    let stage = exchange::stage(&out)?;
    make_folders(rendered, stage.path())?;
    let staged: Vec<Staged> = rendered
        .par_iter()
        .map(|document| stage_one(document, project, &out, stage.path()))
        .collect::<Result<_, _>>()?;
    let after = Manifest::of(
        rendered.iter().zip(&staged).map(|(document, staged)| (document.route.as_str(), staged.digest)),
    );
    let mut changes = Changes {
        written: staged.iter().filter(|staged| !staged.unchanged).count(),
        unchanged: staged.iter().filter(|staged| staged.unchanged).count(),
        withdrawn: before
            .files
            .keys()
            .filter(|path| !after.files.contains_key(*path) && standing.contains(*path))
            .count(),
        ..Changes::default()
    };
    if changes.written == 0 && changes.withdrawn == 0 && before.files == after.files {
        return Ok(changes);
    }
    changes.put_aside = put_aside_edits(&before, &after, &standing, &out, project)?;
    let strangers = standing.iter().filter(|path| !before.files.contains_key(*path) && *path != MARK);
    keep_strangers(strangers, &out, stage.path())?;
    after.write(stage.path())?;
    changes.file_by_file = exchange::exchange(stage, &out, &before, &after)?;
    Ok(changes)
}

/// Every file in the output folder, as paths with `/`.
fn standing_files(out: &Path) -> Result<BTreeSet<String>, Fault> {
    let mut files = BTreeSet::new();
    if !out.exists() {
        return Ok(files);
    }
    for entry in WalkDir::new(out) {
        let entry = entry.map_err(|error| Fault::new(Action::List, out, error.into()))?;
        if !entry.file_type().is_dir()
            && let Ok(relative) = entry.path().strip_prefix(out)
        {
            files.insert(relative.iter().map(|piece| piece.to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
    Ok(files)
}

/// A file that is not ours may not stand where a document is to be written, unless it is what would be written.
fn refuse_strangers(
    rendered: &[Rendered],
    standing: &BTreeSet<String>,
    before: &Manifest,
    project: &Project,
    out: &Path,
) -> Result<(), Fault> {
    for document in rendered {
        let path = document.route.as_str();
        if standing.contains(path)
            && !before.files.contains_key(path)
            && !is_same(&out.join(path), &bytes_of(document, project)?)
        {
            return Err(Fault::refused(Action::TakeOver, out.join(path)));
        }
    }
    Ok(())
}

/// What is written at a document's address.
fn bytes_of<'d>(document: &'d Rendered, project: &Project) -> Result<Cow<'d, [u8]>, Fault> {
    match &document.content {
        Content::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
        Content::Copy(path, _) => {
            let source = project.root.join(path.as_str());
            fs::read(&source).map(Cow::Owned).map_err(Fault::on(Action::Read, &source))
        }
    }
}

fn make_folders(rendered: &[Rendered], stage: &Path) -> Result<(), Fault> {
    let folders: BTreeSet<PathBuf> = rendered
        .iter()
        .filter_map(|document| stage.join(document.route.as_str()).parent().map(Path::to_path_buf))
        .collect();
    folders
        .iter()
        .try_for_each(|folder| fs::create_dir_all(folder).map_err(Fault::on(Action::CreateFolder, folder)))
}

/// A document in the stage.
struct Staged {
    digest: Digest,
    unchanged: bool,
}

/// Puts one document into the stage: a link to the standing file if it is the same, otherwise a new file.
fn stage_one(document: &Rendered, project: &Project, out: &Path, stage: &Path) -> Result<Staged, Fault> {
    let target = stage.join(document.route.as_str());
    let standing = out.join(document.route.as_str());
    let bytes = bytes_of(document, project)?;
    let unchanged = is_same(&standing, &bytes);
    if !(unchanged && fs::hard_link(&standing, &target).is_ok()) {
        fs::write(&target, &bytes).map_err(Fault::on(Action::Write, &target))?;
    }
    Ok(Staged { digest: Digest::of(&bytes), unchanged })
}

fn is_same(standing: &Path, bytes: &[u8]) -> bool {
    let same_length = fs::symlink_metadata(standing)
        .is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    same_length && fs::read(standing).is_ok_and(|found| found == bytes)
}

/// Files of ours that are neither as we left them nor as they will be were edited by someone: a copy is kept.
fn put_aside_edits(
    before: &Manifest,
    after: &Manifest,
    standing: &BTreeSet<String>,
    out: &Path,
    project: &Project,
) -> Result<Vec<PathBuf>, Fault> {
    let mut put_aside = Vec::new();
    for (path, left_as) in before.files.iter().filter(|(path, _)| standing.contains(*path)) {
        let file = out.join(path);
        let found = fs::read(&file).map_err(Fault::on(Action::Read, &file))?;
        let digest = Digest::of(&found).to_string();
        if digest != *left_as && after.files.get(path) != Some(&digest) {
            let aside = project.root.join(".cache/put-aside").join(&digest[..8]).join(path);
            if let Some(folder) = aside.parent() {
                fs::create_dir_all(folder).map_err(Fault::on(Action::CreateFolder, folder))?;
            }
            fs::write(&aside, found).map_err(Fault::on(Action::Write, &aside))?;
            put_aside.push(aside);
        }
    }
    Ok(put_aside)
}

/// What others put into the output folder goes into the stage too: the same file where the system can link, or a copy.
fn keep_strangers<'p>(
    strangers: impl Iterator<Item = &'p String>,
    out: &Path,
    stage: &Path,
) -> Result<(), Fault> {
    for path in strangers {
        let (from, to) = (out.join(path), stage.join(path));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(Fault::on(Action::CreateFolder, folder))?;
        }
        let kept = if from.is_symlink() {
            relink(&from, &to)
        } else {
            fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))
        };
        kept.map_err(Fault::on(Action::Write, &to))?;
    }
    Ok(())
}

#[cfg(unix)]
fn relink(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn relink(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to).map(drop)
}
