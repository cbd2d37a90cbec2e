//! The stage and the output folder change places: in one step where the system can, else file by file in a safe order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustc_hash::FxHashSet;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::ours::{MARK, Manifest};
use super::standing::Standing;
use crate::fault::{Action, Fault};

/// A new, empty stage beside the output folder, on the same file system. Dropped, it is gone again.
pub fn stage(out: &Path) -> Result<TempDir, Fault> {
    let beside = out.parent().unwrap_or(out);
    fs::create_dir_all(beside).map_err(Fault::on(Action::CreateFolder, beside))?;
    let stage = tempfile::Builder::new().prefix(&prefix(out)).tempdir_in(beside);
    let stage = stage.map_err(Fault::on(Action::CreateFolder, beside))?;
    readable_by_all(stage.path()).map_err(Fault::on(Action::CreateFolder, stage.path()))?;
    Ok(stage)
}

fn prefix(out: &Path) -> String {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!(".{name}.lanmu-")
}

#[cfg(unix)]
fn readable_by_all(stage: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(stage, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable_by_all(_stage: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes what builds that were killed have left beside the output folder, as far as the system lets us.
pub fn clear_leftovers(out: &Path) {
    let Some(entries) = out.parent().and_then(|beside| fs::read_dir(beside).ok()) else { return };
    for entry in entries.flatten() {
        let is_leftover = entry.file_name().to_string_lossy().starts_with(&prefix(out));
        if is_leftover && entry.path().is_dir() {
            // A stage without a mark was never finished, so all in it is ours or linked; with one, it was the site.
            if entry.path().join(MARK).exists() {
                let _ = retire(&entry.path(), out);
            } else {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// Takes what stays as it is along into the stage: the same file where the system can link, or a copy.
fn take_along<'p>(paths: impl Iterator<Item = &'p str>, out: &Path, stage: &Path) -> Result<(), Fault> {
    let mut folder = PathBuf::new();
    for path in paths {
        let (from, to) = (out.join(path), stage.join(path));
        if let Some(needed) = to.parent().filter(|needed| *needed != folder) {
            fs::create_dir_all(needed).map_err(Fault::on(Action::CreateFolder, needed))?;
            needed.clone_into(&mut folder);
        }
        let taken = if from.is_symlink() {
            relink(&from, &to)
        } else {
            fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))
        };
        taken.map_err(Fault::on(Action::Write, &to))?;
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

/// What is to change in an output folder.
#[derive(Clone, Copy, Debug)]
pub struct Change<'c> {
    /// The folder.
    pub out: &'c Path,
    /// What was ours in it.
    pub before: &'c Manifest,
    /// What is to be.
    pub after: &'c Manifest,
    /// What is new or other than before, in order: the stage holds it.
    pub written: &'c [&'c str],
    /// What is to go.
    pub withdrawn: &'c [&'c str],
}

impl Change<'_> {
    /// Whether there is anything to change.
    pub fn is_any(&self) -> bool {
        !self.written.is_empty() || self.before != self.after
    }

    /// Completes the stage with what stays of what is `standing` in the output folder, and puts it in its place; true where what
    /// was written had to be put there file by file.
    pub fn all_at_once(&self, stage: TempDir, standing: &Standing) -> Result<bool, Fault> {
        let Self { out, before, after, written, .. } = *self;
        let stays = |path: &&str| {
            let is_ours = before.has(path) || after.has(path);
            *path != MARK && (!is_ours || after.has(path) && written.binary_search(path).is_err())
        };
        take_along(standing.files.keys().map(String::as_str).filter(stays), out, stage.path())?;
        after.write(stage.path())?;
        flush(stage.path()).map_err(Fault::on(Action::Write, stage.path()))?;
        if !out.exists() {
            fs::rename(stage.path(), out).map_err(Fault::on(Action::Exchange, out))?;
            let _ = stage.keep();
            flush_folder(out);
            return Ok(false);
        }
        if swap(stage.path(), out).is_ok() {
            flush_folder(out);
            // The new site stands. What cannot be cleared away now is cleared away by the next build.
            let _ = retire(&stage.keep(), out);
            return Ok(false);
        }
        self.file_by_file(stage.path())?;
        Ok(true)
    }

    /// Renames each file that was written into place: what pages need first, then pages, then what leads to them. What is
    /// withdrawn goes last, but for what stands where a folder is needed, or the other way round.
    pub fn file_by_file(&self, stage: &Path) -> Result<(), Fault> {
        let Self { out, before, after, .. } = *self;
        // Should this be interrupted, the next build must know what of both is ours.
        let both = if self.withdrawn.is_empty() { None } else { Some(before.and(after)) };
        both.as_ref().unwrap_or(after).write(out)?;
        flush(stage).map_err(Fault::on(Action::Write, stage))?;
        let mut paths = self.written.to_vec();
        paths.sort_by_key(|path| (turn(path), *path));
        let is_inside =
            |path: &str, of: &str| path.strip_prefix(of).is_some_and(|rest| rest.starts_with('/'));
        let is_in_the_way =
            |gone: &&str| paths.iter().any(|path| is_inside(path, gone) || is_inside(gone, path));
        let (first, last): (Vec<&str>, Vec<&str>) =
            self.withdrawn.iter().partition(|gone| is_in_the_way(gone));
        first.into_iter().try_for_each(|gone| remove(out, gone))?;
        for path in &paths {
            let (from, to) = (stage.join(path), out.join(path));
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(Fault::on(Action::CreateFolder, folder))?;
            }
            let _ = fs::remove_dir(&to); // An empty folder may stand there; nothing else is removed.
            put(&from, &to).map_err(Fault::on(Action::Exchange, &to))?;
        }
        // On a disk that knows no case, what goes may be what has just come.
        if !last.is_empty() {
            let folded: FxHashSet<String> =
                after.files.keys().map(|route| route.as_str().to_lowercase()).collect();
            let mut gone = last.into_iter().filter(|path| !folded.contains(&path.to_lowercase()));
            gone.try_for_each(|gone| remove(out, gone))?;
        }
        if both.is_some() { after.write(out) } else { Ok(()) }
    }
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn swap(stage: &Path, out: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, stage, CWD, out, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn swap(_stage: &Path, _out: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Takes the old site apart: what was ours goes, what came from others since it was listed moves to the new one.
fn retire(old: &Path, out: &Path) -> Result<(), Fault> {
    let ours = Manifest::read(old)?;
    for path in Standing::list(old)?.files.keys() {
        let (file, kept) = (old.join(path), out.join(path));
        if path == MARK {
            continue; // It says what is ours, so it goes last.
        }
        if ours.has(path) || kept.symlink_metadata().is_ok() {
            fs::remove_file(&file).map_err(Fault::on(Action::Remove, &file))?;
        } else {
            if let Some(folder) = kept.parent() {
                fs::create_dir_all(folder).map_err(Fault::on(Action::CreateFolder, folder))?;
            }
            fs::rename(&file, &kept).map_err(Fault::on(Action::Exchange, &kept))?;
        }
    }
    let _ = fs::remove_file(old.join(MARK));
    remove_empty_folders(old);
    Ok(())
}

/// Removes a file, and the folders that it leaves empty.
fn remove(out: &Path, path: &str) -> Result<(), Fault> {
    let file = out.join(path);
    fs::remove_file(&file).map_err(Fault::on(Action::Remove, &file))?;
    let folders = file.ancestors().skip(1).take_while(|folder| *folder != out);
    let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
    Ok(())
}

/// When a document is put in place: nothing may lead to what is not there yet.
fn turn(path: &str) -> u8 {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match path {
        "index.html" => 3,
        _ if ending == "xml" && !path.contains('/') => 3,
        _ if ending == "html" && path.contains('/') => 1,
        _ if ending == "html" => 2,
        _ => 0,
    }
}

/// How long a file that another program holds open is tried again: on Windows a reader or a virus scanner blocks a rename.
const PATIENCE: Duration = Duration::from_secs(if cfg!(windows) { 2 } else { 0 });

/// Renames, or, from another file system, copies under a passing name and renames that.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    let beside = to.with_extension("lanmu-new");
    let mut waited = Duration::ZERO;
    loop {
        let attempt =
            fs::rename(from, to).or_else(|_| fs::copy(from, &beside).and_then(|_| fs::rename(&beside, to)));
        let attempt = attempt.inspect_err(|_| drop(fs::remove_file(&beside)));
        if attempt.is_ok() || waited >= PATIENCE {
            return attempt;
        }
        thread::sleep(Duration::from_millis(100));
        waited += Duration::from_millis(100);
    }
}

/// Makes the stage safe from a power cut before it takes the site's place.
#[cfg(target_os = "linux")]
fn flush(stage: &Path) -> io::Result<()> {
    let folder = fs::File::open(stage)?;
    Ok(rustix::fs::syncfs(&folder)?)
}

#[cfg(not(target_os = "linux"))]
fn flush(stage: &Path) -> io::Result<()> {
    let files = WalkDir::new(stage).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.map(|entry| fs::OpenOptions::new().write(true).open(entry.path())?.sync_all()).collect()
}

/// Makes the exchange itself safe, where the system lets folders be flushed.
fn flush_folder(out: &Path) {
    if let Some(Ok(folder)) = out.parent().map(fs::File::open) {
        let _ = folder.sync_all();
    }
}

/// Removes folders from the inside out; one that still holds something stays.
fn remove_empty_folders(old: &Path) {
    for entry in WalkDir::new(old).contents_first(true).into_iter().flatten() {
        if entry.file_type().is_dir() {
            let _ = fs::remove_dir(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::model::document::Route;

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let file =
            |(path, text): &(&str, &str)| (Route::new((*path).to_owned()), Digest::of(text.as_bytes()));
        Manifest::of(files.iter().map(file))
    }

    fn lay(folder: &Path, files: &[(&str, &str)]) {
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn change<'c>(
        out: &'c Path,
        before: &'c Manifest,
        after: &'c Manifest,
        written: &'c [&'c str],
        withdrawn: &'c [&'c str],
    ) -> Change<'c> {
        Change { out, before, after, written, withdrawn }
    }

    #[test]
    fn file_by_file_the_site_comes_to_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let (out, stage) = (folder.path().join("public"), folder.path().join("stage"));
        let (old, new) = (
            [("a.html", "old"), ("b/c.html", "same"), ("gone.html", "x")],
            [("a.html", "new"), ("b/c.html", "same"), ("d.html", "y")],
        );
        lay(&out, &old);
        lay(&out, &[("mine.txt", "mine")]);
        lay(&stage, &new);
        change(&out, &manifest(&old), &manifest(&new), &["a.html", "d.html"], &["gone.html"])
            .file_by_file(&stage)
            .unwrap();
        for (path, text) in new {
            assert_eq!(fs::read_to_string(out.join(path)).unwrap(), text);
        }
        assert!(!out.join("gone.html").exists());
        assert!(out.join("mine.txt").exists());
        assert_eq!(Manifest::read(&out).unwrap().files, manifest(&new).files);
    }

    #[test]
    fn an_interrupted_exchange_leaves_a_mark_of_both() {
        let folder = tempfile::tempdir().unwrap();
        let (out, stage) = (folder.path().join("public"), folder.path().join("stage"));
        let (old, new) = ([("a.html", "old")], [("a.html", "new"), ("b.html", "new")]);
        lay(&out, &old);
        lay(&stage, &new[..1]); // b.html cannot be put: the exchange ends here.
        let (before, after) = (manifest(&old), manifest(&new));
        assert!(change(&out, &before, &after, &["a.html", "b.html"], &[]).file_by_file(&stage).is_err());
        let known = Manifest::read(&out).unwrap();
        assert!(known.has("a.html") && known.has("b.html"));
    }
}
