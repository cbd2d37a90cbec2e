//! Journal: where folders cannot be swapped, finished files are renamed into place one by one. After an interruption,
//! the journal lets the next run finish.

use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::exchange::short_name;
use super::ours::Manifest;
use crate::fault::{Action, Fault};
use crate::files::{Access, EntryKind, OpenFolder, is_absent};
use crate::files::{NamedFolder, flush_tree};

/// The name of the journal for an output folder, in `.cache`.
fn journal_of(out: &Path) -> String {
    format!("journal-{}", short_name(out))
}

/// The largest journal that is read, in bytes.
const JOURNAL_LIMIT: u64 = 1 << 30;

/// A change that is made file by file, with everything the next run needs to finish it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Journal {
    /// The output folder.
    pub out: PathBuf,
    /// The addresses of the files to write.
    pub written: Vec<String>,
    /// The addresses of the files to remove.
    pub withdrawn: Vec<String>,
    /// Our files before the change.
    pub before: Manifest,
    /// Our files after the change.
    pub after: Manifest,
}

impl Journal {
    /// Finishes the change of an interrupted run. Only the names in the journal are used, below folders that the
    /// caller chose: the journal may have come with a paper from elsewhere.
    ///
    /// # Errors
    /// If a system call fails; the journal is then kept.
    pub(crate) fn finish(cache: &OpenFolder, out: &OpenFolder, next: &NamedFolder) -> Result<(), Fault> {
        let name = journal_of(out.path());
        let failed = |error| Fault::new(Action::Read, cache.path_of(&name), error);
        let bytes = match cache.read(&name, JOURNAL_LIMIT) {
            Err(error) if is_absent(&error) => return Ok(()),
            bytes => bytes.map_err(failed)?,
        };
        let journal: Option<Self> = serde_json::from_slice(&bytes).ok();
        if let Some(mut journal) = journal.filter(|journal| journal.out == out.path()) {
            let ours = Manifest::read(out)?;
            journal.withdrawn.retain(|path| ours.has(path));
            let next =
                next.holder.folder_or_new(&next.name).map_err(Fault::on(Action::List, &next.path()))?;
            journal.refuse_foreign_files(out, &next, &ours)?;
            journal.apply(out, &next)?;
            flush_tree(out).map_err(Fault::on(Action::Write, out.path()))?;
        }
        cache.remove_file(&name).and_then(|()| cache.flush()).map_err(failed)
    }

    /// Fails if the journal would overwrite foreign files. Drops entries that are neither ours nor to be written.
    fn refuse_foreign_files(
        &mut self,
        out: &OpenFolder,
        next: &OpenFolder,
        ours: &Manifest,
    ) -> Result<(), Fault> {
        let exists = |folder: &OpenFolder, path: &str| folder.kind_of(path).is_ok_and(|kind| kind.is_some());
        let is_stranger = |path: &&String| !ours.has(path) && exists(out, path) && exists(next, path);
        if let Some(stranger) = self.written.iter().find(is_stranger) {
            return Err(Fault::refused(Action::TakeOver, out.path_of(stranger)));
        }
        let written: FxHashSet<&str> = self.written.iter().map(String::as_str).collect();
        self.before.files.retain(|route, _| ours.has(route.as_str()));
        self.after.files.retain(|route, _| ours.has(route.as_str()) || written.contains(route.as_str()));
        Ok(())
    }

    /// Makes the change, with the journal in `cache` for the time it takes.
    ///
    /// # Errors
    /// If a system call fails. Some files are then in place and some are not; the next run finishes.
    pub(crate) fn run(&self, cache: &OpenFolder, out: &OpenFolder, next: &OpenFolder) -> Result<(), Fault> {
        let name = journal_of(out.path());
        let failed = |error| Fault::new(Action::Write, cache.path_of(&name), error);
        let bytes = serde_json::to_vec(self).expect("a journal can be written as JSON");
        flush_tree(next).map_err(Fault::on(Action::Write, next.path()))?;
        cache.replace_with(&name, &bytes).and_then(|()| flush_tree(cache)).map_err(failed)?;
        self.apply(out, next)?;
        flush_tree(out).map_err(Fault::on(Action::Write, out.path()))?;
        cache.remove_file(&name).and_then(|()| cache.flush()).map_err(failed)
    }

    /// Renames each written file into place: resources first, then pages, then the pages that link to them. Removals
    /// come last, except for files where a folder is needed, or folders where a file is.
    fn apply(&self, out: &OpenFolder, next: &OpenFolder) -> Result<(), Fault> {
        let Self { before, after, .. } = self;
        before.and(after).write(out)?;
        let mut paths: Vec<&String> = self.written.iter().collect();
        paths.sort_by_key(|path| (order(path), *path));
        let is_inside =
            |path: &str, of: &str| path.strip_prefix(of).is_some_and(|rest| rest.starts_with('/'));
        let is_in_the_way =
            |gone: &&String| paths.iter().any(|path| is_inside(path, gone) || is_inside(gone, path));
        let (first, last): (Vec<&String>, Vec<&String>) = self.withdrawn.iter().partition(is_in_the_way);
        first.into_iter().try_for_each(|gone| remove(out, gone))?;
        for path in &paths {
            put(next, out, path).map_err(Fault::on(Action::Exchange, &out.path_of(path)))?;
        }
        // On a case-insensitive disk, a file to remove may be one that was just written.
        let folded: FxHashSet<String> =
            after.files.keys().map(|route| route.as_str().to_lowercase()).collect();
        let mut gone = last.into_iter().filter(|path| !folded.contains(&path.to_lowercase()));
        gone.try_for_each(|gone| remove(out, gone))?;
        after.write(out)
    }
}

/// Removes a file, and the folders that this leaves empty.
fn remove(out: &OpenFolder, path: &str) -> Result<(), Fault> {
    match out.remove_file(path) {
        Err(error) if !is_absent(&error) => return Err(Fault::new(Action::Remove, out.path_of(path), error)),
        _ => {}
    }
    let folders = Path::new(path).ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty());
    let _ = folders.map(|folder| out.remove_folder(folder)).take_while(Result::is_ok).count();
    Ok(())
}

/// The order in which files are put in place: no link may lead to a page that is not there yet.
fn order(path: &str) -> u8 {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match path {
        "index.html" => 3,
        _ if ending == "xml" && !path.contains('/') => 3,
        _ if ending == "html" && path.contains('/') => 1,
        _ if ending == "html" => 2,
        _ => 0,
    }
}

/// How long to retry if another program has a file open: on Windows, a reader or a virus scanner blocks a rename.
const PATIENCE: Duration = Duration::from_secs(if cfg!(windows) { 2 } else { 0 });

/// Moves a file into place; to another file system, by a copy. A file that is not in `next` is already in place.
fn put(next: &OpenFolder, out: &OpenFolder, path: &str) -> io::Result<()> {
    if next.kind_of(path)? != Some(EntryKind::File) {
        return Ok(());
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = out.folder_or_new(folder)?;
    let _ = folder.remove_folder(name); // There may be an empty folder. Nothing else is removed.
    let mut waited = Duration::ZERO;
    loop {
        let moved = match next.move_file(path, &folder, name) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => copy(next, path, &folder, name),
            moved => moved,
        };
        if moved.is_ok() || waited >= PATIENCE {
            return moved;
        }
        thread::sleep(Duration::from_millis(100));
        waited += Duration::from_millis(100);
    }
}

fn copy(next: &OpenFolder, path: &str, folder: &OpenFolder, name: &str) -> io::Result<()> {
    let mut file = next.open_file(path)?;
    let access = Access::of(&file)?;
    folder.replace(name, |copy| {
        io::copy(&mut file, copy)?;
        let _ = access.give_to(copy); // FAT has no permissions.
        Ok(())
    })?;
    next.remove_file(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::model::document::Route;

    fn files(files: &[(&str, &str)]) -> Manifest {
        let file =
            |(path, text): &(&str, &str)| (Route::new((*path).to_owned()), Digest::of(text.as_bytes()));
        Manifest::of(files.iter().map(file))
    }

    fn lay(folder: &OpenFolder, files: &[(&str, &str)]) {
        for (path, text) in files {
            folder.folder_or_new(Path::new(path).parent().unwrap()).unwrap();
            folder.replace_with(path, text.as_bytes()).unwrap();
        }
    }

    struct Places {
        _home: tempfile::TempDir,
        root: OpenFolder,
        cache: OpenFolder,
        out: OpenFolder,
        next: OpenFolder,
    }

    fn folders() -> Places {
        let home = tempfile::tempdir().unwrap();
        let root = OpenFolder::open(home.path()).unwrap();
        let [cache, out, next] = [".cache", "public", "next"].map(|name| root.folder_or_new(name).unwrap());
        Places { _home: home, root, cache, out, next }
    }

    fn journal(folders: &Places, old: &[(&str, &str)], new: &[(&str, &str)]) -> Journal {
        let is_in = |path: &str, files: &[(&str, &str)]| files.iter().any(|(other, _)| *other == path);
        Journal {
            out: folders.out.path().to_owned(),
            written: new
                .iter()
                .filter(|file| !old.contains(file))
                .map(|(path, _)| (*path).to_owned())
                .collect(),
            withdrawn: old
                .iter()
                .filter(|(path, _)| !is_in(path, new))
                .map(|(path, _)| (*path).to_owned())
                .collect(),
            before: files(old),
            after: files(new),
        }
    }

    const OLD: [(&str, &str); 3] = [("a.html", "old"), ("b/c.html", "same"), ("gone.html", "x")];
    const NEW: [(&str, &str); 3] = [("a.html", "new"), ("b/c.html", "same"), ("d/d.html", "y")];

    fn assert_new(folders: &Places) {
        for (path, text) in NEW {
            assert_eq!(folders.out.read(path, 99).unwrap(), text.as_bytes(), "{path}");
        }
        assert_eq!(folders.out.kind_of("gone.html").unwrap(), None);
        assert_eq!(Manifest::read(&folders.out).unwrap(), files(&NEW));
        assert_eq!(folders.cache.kind_of(journal_of(folders.out.path())).unwrap(), None);
    }

    fn finished(folders: &Places) -> Result<(), Fault> {
        let next = NamedFolder { holder: folders.root.clone(), name: "next".into() };
        Journal::finish(&folders.cache, &folders.out, &next)
    }

    #[test]
    fn file_by_file_the_site_comes_to_the_same() {
        let folders = folders();
        lay(&folders.out, &OLD);
        lay(&folders.out, &[("mine.txt", "mine")]);
        lay(&folders.next, &[NEW[0], NEW[2]]);
        journal(&folders, &OLD, &NEW).run(&folders.cache, &folders.out, &folders.next).unwrap();
        assert_new(&folders);
        assert_eq!(folders.out.read("mine.txt", 99).unwrap(), b"mine");
    }

    #[test]
    fn what_was_interrupted_is_finished_by_the_next_run() {
        let folders = folders();
        lay(&folders.out, &OLD);
        lay(&folders.next, &[NEW[0], NEW[2]]);
        folders.out.folder_or_new("d").unwrap().folder_or_new("d.html/in-the-way").unwrap();
        let journal = journal(&folders, &OLD, &NEW);
        journal.run(&folders.cache, &folders.out, &folders.next).unwrap_err();
        let known = Manifest::read(&folders.out).unwrap();
        assert!(known.has("a.html") && known.has("d/d.html") && known.has("gone.html"));
        folders.out.folder("d").unwrap().remove_all("d.html").unwrap();
        finished(&folders).unwrap();
        assert_new(&folders);
    }

    #[test]
    fn what_was_interrupted_is_finished_though_the_tree_is_gone() {
        let folders = folders();
        lay(&folders.out, &OLD);
        lay(&folders.next, &[NEW[0], NEW[2]]);
        let journal = journal(&folders, &OLD, &NEW);
        let bytes = serde_json::to_vec(&journal).unwrap();
        journal.run(&folders.cache, &folders.out, &folders.next).unwrap();
        folders.cache.replace_with(journal_of(folders.out.path()), &bytes).unwrap();
        folders.root.remove_all("next").unwrap();
        finished(&folders).unwrap();
        assert_new(&folders);
    }

    #[test]
    fn a_journal_from_elsewhere_writes_over_no_file_of_others() {
        let folders = folders();
        lay(&folders.out, &[("mine.txt", "mine")]);
        lay(&folders.next, &[("mine.txt", "theirs")]);
        files(&[]).write(&folders.out).unwrap();
        let journal = journal(&folders, &[], &[("mine.txt", "theirs")]);
        let bytes = serde_json::to_vec(&journal).unwrap();
        folders.cache.replace_with(journal_of(folders.out.path()), &bytes).unwrap();
        finished(&folders).unwrap_err();
        assert_eq!(folders.out.read("mine.txt", 99).unwrap(), b"mine");
    }
}
