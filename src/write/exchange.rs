//! The stage and the output folder change places: in one step where the system can, else file by file in a safe order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use walkdir::WalkDir;

use super::ours::{MARK, Manifest};
use super::standing_files;
use crate::digest::Digest;
use crate::fault::{Action, Fault};

/// A new, empty stage beside the output folder, on the same file system.
pub fn stage(out: &Path) -> Result<PathBuf, Fault> {
    let beside = out.parent().unwrap_or(out);
    fs::create_dir_all(beside).map_err(Fault::on(Action::CreateFolder, beside))?;
    let stage = tempfile::Builder::new()
        .prefix(&prefix(out))
        .tempdir_in(beside)
        .map_err(Fault::on(Action::CreateFolder, beside))?
        .keep();
    readable_by_all(&stage).map_err(Fault::on(Action::CreateFolder, &stage))?;
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

/// Removes a stage of which nothing has been used.
pub fn discard(stage: &Path) -> Result<(), Fault> {
    fs::remove_dir_all(stage).map_err(Fault::on(Action::Remove, stage))
}

/// Removes what builds that were killed have left beside the output folder.
pub fn clear_leftovers(out: &Path) -> Result<(), Fault> {
    let Some(entries) = out.parent().and_then(|beside| fs::read_dir(beside).ok()) else { return Ok(()) };
    for entry in entries.flatten() {
        let is_leftover = entry.file_name().to_string_lossy().starts_with(&prefix(out));
        if is_leftover && entry.path().is_dir() {
            // A stage without a mark was never finished, so all in it is ours or linked; with one, it was the site.
            if entry.path().join(MARK).exists() {
                retire(&entry.path(), out)?
            } else {
                discard(&entry.path())?
            }
        }
    }
    Ok(())
}

/// Puts the stage in the place of the output folder; true where it had to be done file by file.
pub fn exchange(stage: &Path, out: &Path, before: &Manifest, after: &Manifest) -> Result<bool, Fault> {
    flush(stage).map_err(Fault::on(Action::Write, stage))?;
    if !out.exists() {
        fs::rename(stage, out).map_err(Fault::on(Action::Exchange, out))?;
        flush_folder(out);
        return Ok(false);
    }
    if swap(stage, out).is_ok() {
        flush_folder(out);
        retire(stage, out)?;
        return Ok(false);
    }
    file_by_file(stage, out, before, after)?;
    discard(stage)?;
    Ok(true)
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
    for path in standing_files(old)? {
        let (file, kept) = (old.join(&path), out.join(&path));
        if ours.files.contains_key(&path) || path == MARK || kept.symlink_metadata().is_ok() {
            fs::remove_file(&file).map_err(Fault::on(Action::Remove, &file))?;
        } else {
            if let Some(folder) = kept.parent() {
                fs::create_dir_all(folder).map_err(Fault::on(Action::CreateFolder, folder))?;
            }
            fs::rename(&file, &kept).map_err(Fault::on(Action::Exchange, &kept))?;
        }
    }
    remove_empty_folders(old);
    Ok(())
}

/// Renames each changed file into place: what pages need first, then pages, then what leads to them; removals last.
fn file_by_file(stage: &Path, out: &Path, before: &Manifest, after: &Manifest) -> Result<(), Fault> {
    let mut paths: Vec<&str> = after.files.keys().map(String::as_str).collect();
    paths.sort_by_key(|path| (turn(path), *path));
    for path in paths.into_iter().chain([MARK]) {
        let (from, to) = (stage.join(path), out.join(path));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(Fault::on(Action::CreateFolder, folder))?;
        }
        if before.files.get(path) != after.files.get(path) || path == MARK || !to.exists() {
            put(&from, &to).map_err(Fault::on(Action::Exchange, &to))?;
        }
    }
    for (path, left_as) in before.files.iter().filter(|(path, _)| !after.files.contains_key(*path)) {
        let file = out.join(path);
        if fs::read(&file).is_ok_and(|found| Digest::of(&found).to_string() == *left_as) {
            fs::remove_file(&file).map_err(Fault::on(Action::Remove, &file))?;
        }
    }
    Ok(())
}

/// When a document is put in place: nothing may lead to what is not there yet.
fn turn(path: &str) -> u8 {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match path {
        "index.html" | "feed.xml" | "sitemap.xml" => 3,
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
