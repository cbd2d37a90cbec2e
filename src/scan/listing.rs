//! Every file under the folders of a paper, with its stamp: folder by folder, in parallel.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::fault::{Action, Fault};
use crate::files::{self, EntryKind, OpenFolder, Stamp, is_absent, walk};
use crate::model::inventory::{Folder, Inventory, LeftOut, Role};
use crate::project::FOLDERS;
use crate::source::SourcePath;

/// Everything under the folders of a paper.
pub struct Listing<T> {
    /// Its files by path, each as it was taken, or why it was not.
    pub files: Vec<(SourcePath, Result<T, LeftOut>)>,
    /// Its folders.
    pub folders: FxHashMap<String, Arc<Folder>>,
}

/// Lists everything in some folders, and takes each file by its stamp. A folder with the stamp it had `before` holds what it held;
/// the stamps of files are asked for always.
///
/// # Errors
/// When a folder cannot be listed, or a file cannot be taken.
pub fn list<T: Send>(
    root: &OpenFolder,
    places: &[&str],
    before: &Inventory,
    take: impl Fn(&OpenFolder, &SourcePath, Stamp) -> Result<Result<T, LeftOut>, Fault> + Sync,
) -> Result<Listing<T>, Fault> {
    let lister = Lister { root, before, now: files::now(), take };
    let mut listing = Listing { files: Vec::new(), folders: FxHashMap::default() };
    for place in places {
        let open = match root.folder(place) {
            Err(error) if is_absent(&error) => continue,
            open => open.map_err(Fault::on(Action::List, &root.path_of(place)))?,
        };
        for part in walk(Ok(&open), place, &|open, path| lister.visit(open, path))? {
            listing.files.extend(part.files);
            listing.folders.insert(part.path, part.folder);
        }
    }
    listing.files.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    Ok(listing)
}

/// Whether a folder is one that is listed when everything is: in `content` or `themes`, not hidden.
#[must_use]
pub fn is_of_paper(place: &str) -> bool {
    let mut pieces = place.split('/');
    pieces.next().is_some_and(|top| FOLDERS.contains(&top))
        && pieces.all(|piece| !piece.is_empty() && !is_dropping(piece))
}

/// One folder of the listing.
struct Part<T> {
    path: String,
    folder: Arc<Folder>,
    files: Vec<(SourcePath, Result<T, LeftOut>)>,
}

struct Lister<'b, F> {
    root: &'b OpenFolder,
    before: &'b Inventory,
    now: SystemTime,
    take: F,
}

impl<F> Lister<'_, F> {
    /// What one folder holds, and the names of the folders in it.
    fn visit<T: Send>(
        &self,
        open: io::Result<&OpenFolder>,
        path: &str,
    ) -> Result<(Part<T>, Vec<String>), Fault>
    where
        F: Fn(&OpenFolder, &SourcePath, Stamp) -> Result<Result<T, LeftOut>, Fault> + Sync,
    {
        let open = open.map_err(|error| Fault::new(Action::List, self.root.path_of(path), error))?;
        let failed = |error| Fault::new(Action::List, open.path(), error);
        let stamp = open.stamp(self.now).map_err(failed)?;
        let known = self.before.folders.get(path).filter(|known| stamp.is_unchanged_since(known.stamp));
        let folder = match known {
            Some(known) => Arc::clone(known),
            None => Arc::new(self.entries(open, path, stamp).map_err(failed)?),
        };
        let taken = |path: &SourcePath| {
            let stamp = open.stamp_of(path.file_name(), self.now);
            let stamp = stamp.map_err(Fault::on(Action::Read, &open.path_of(path.file_name())))?;
            Ok((path.clone(), (self.take)(open, path, stamp)?))
        };
        let mut files: Vec<_> = folder.files.par_iter().map(taken).collect::<Result<_, _>>()?;
        files.extend(folder.left_out.iter().map(|(path, why)| (path.clone(), Err(*why))));
        let inside = folder.folders.clone();
        Ok((Part { path: path.to_owned(), folder, files }, inside))
    }

    /// What stands in a folder.
    fn entries(&self, open: &OpenFolder, path: &str, stamp: Stamp) -> io::Result<Folder> {
        let mut folder = Folder { stamp, files: Vec::new(), left_out: Vec::new(), folders: Vec::new() };
        for entry in open.entries()? {
            if is_dropping(&entry.name.to_string_lossy()) {
                continue;
            }
            let full = format!("{path}/{}", entry.name.to_string_lossy());
            match (entry.name.to_str(), entry.kind) {
                (None, _) => folder.left_out.push((SourcePath::new(&full), LeftOut::Name)),
                (Some(name), EntryKind::Folder) => {
                    let source = SourcePath::new(&full);
                    if Role::is_missed_at(&source) {
                        folder.left_out.push((source, LeftOut::Folder));
                    }
                    folder.folders.push(name.to_owned());
                }
                (Some(_), EntryKind::File) => folder.files.push(self.known(&full)),
                (Some(_), EntryKind::Link) => folder.left_out.push((SourcePath::new(&full), LeftOut::Link)),
                (Some(_), EntryKind::Special) => {
                    folder.left_out.push((SourcePath::new(&full), LeftOut::Special));
                }
            }
        }
        Ok(folder)
    }

    fn known(&self, path: &str) -> SourcePath {
        let texts = self.before.texts.get_key_value(path).map(|(path, _)| path);
        let known = texts.or_else(|| self.before.carried.get_key_value(path).map(|(path, _)| path));
        known.cloned().unwrap_or_else(|| SourcePath::new(path))
    }
}

/// A path below the root as the tool spells it, on Windows too.
pub fn spelled(relative: &Path) -> String {
    let pieces: Vec<_> = relative.iter().map(OsStr::to_string_lossy).collect();
    pieces.join("/")
}

/// What editors, office programs and file managers leave lying about, and what is hidden: none of it is the paper's.
fn is_dropping(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && !matches!(name, ".nojekyll" | ".well-known");
    let ends = ["~", ".swp", ".tmp", ".bak"];
    let names = ["4913", "Thumbs.db", "desktop.ini"];
    is_hidden || name.starts_with("~$") || ends.iter().any(|end| name.ends_with(end)) || names.contains(&name)
}
