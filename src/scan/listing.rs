//! Every file under the folders of a paper, and how it looks: folder by folder, in parallel, nothing opened.

#![allow(clippy::disallowed_methods, reason = "scan touches the disk")]

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::fault::{Action, Fault};
use crate::looks::{self, OpenFolder};
use crate::model::inventory::{Folder, Inventory, LeftOut, Role, Stamp};
use crate::project::FOLDERS;
use crate::source::SourcePath;

/// Everything under the folders of a paper.
pub struct Listing {
    /// Its files, by path, and how they look or why they are not taken.
    pub files: Vec<(SourcePath, Result<Stamp, LeftOut>)>,
    /// Its folders.
    pub folders: FxHashMap<String, Arc<Folder>>,
}

/// Lists everything in some folders. A folder that looks as it did `before` holds what it held; how its files look is asked
/// always.
///
/// # Errors
/// When a folder cannot be listed.
pub fn list(root: &Path, places: &[&str], before: &Inventory) -> Result<Listing, Fault> {
    let lister = Lister { root, before, now: looks::now() };
    let mut listing = Listing { files: Vec::new(), folders: FxHashMap::default() };
    for place in places {
        if root.join(place).is_dir() {
            for part in lister.folder((*place).to_owned())? {
                listing.files.extend(part.files);
                listing.folders.insert(part.path, part.folder);
            }
        }
    }
    listing.files.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    Ok(listing)
}

/// Whether a folder is one that is listed when everything is: below `content` or `themes`, behind no link, nothing hidden.
#[must_use]
pub fn is_of_paper(root: &Path, place: &str) -> bool {
    let mut pieces = place.split('/');
    let Some(top) = pieces.next().filter(|top| FOLDERS.contains(top)) else { return false };
    let mut path = root.join(top);
    pieces.all(|piece| {
        path.push(piece);
        let is_link = fs::symlink_metadata(&path).is_ok_and(|looks| looks.is_symlink());
        !piece.is_empty() && !is_dropping(piece) && !is_link
    })
}

/// One folder of the listing.
struct Part {
    path: String,
    folder: Arc<Folder>,
    files: Vec<(SourcePath, Result<Stamp, LeftOut>)>,
}

struct Lister<'b> {
    root: &'b Path,
    before: &'b Inventory,
    now: SystemTime,
}

impl Lister<'_> {
    /// A folder, and every folder in it.
    fn folder(&self, path: String) -> Result<Vec<Part>, Fault> {
        let on_disk = self.root.join(&path);
        let failed = |error| Fault::new(Action::List, &on_disk, error);
        let open = OpenFolder::open(&on_disk).map_err(failed)?;
        let stamp = open.looks(self.now).map_err(failed)?;
        let known = self.before.folders.get(&path).filter(|known| stamp.surely_is(known.stamp));
        let folder = match known {
            Some(known) => Arc::clone(known),
            None => Arc::new(self.open(&on_disk, &path, stamp).map_err(failed)?),
        };
        let mut files: Vec<(SourcePath, Result<Stamp, LeftOut>)> = Vec::with_capacity(folder.files.len());
        for path in &folder.files {
            let looks = open.looks_of(path.file_name(), self.now);
            let looks =
                looks.map_err(|error| Fault::new(Action::Read, self.root.join(path.as_str()), error))?;
            files.push((path.clone(), Ok(looks)));
        }
        drop(open);
        files.extend(folder.left_out.iter().map(|(path, why)| (path.clone(), Err(*why))));
        let inside: Vec<Vec<Part>> =
            folder.folders.par_iter().map(|path| self.folder(path.clone())).collect::<Result<_, _>>()?;
        let mut parts: Vec<Part> = inside.into_iter().flatten().collect();
        parts.push(Part { path, folder, files });
        Ok(parts)
    }

    fn open(&self, on_disk: &Path, path: &str, stamp: Stamp) -> io::Result<Folder> {
        let mut folder = Folder { stamp, files: Vec::new(), left_out: Vec::new(), folders: Vec::new() };
        for entry in fs::read_dir(on_disk)? {
            let entry = entry?;
            let name = entry.file_name();
            let text = name.to_string_lossy();
            if is_dropping(&text) {
                continue;
            }
            let (kind, path) = (entry.file_type()?, format!("{path}/{text}"));
            if name.to_str().is_none() {
                folder.left_out.push((SourcePath::new(&path), LeftOut::Name));
            } else if kind.is_dir() {
                let source = SourcePath::new(&path);
                if Role::is_missed_at(&source) {
                    folder.left_out.push((source, LeftOut::Folder));
                }
                folder.folders.push(path);
            } else if kind.is_symlink() {
                folder.left_out.push((SourcePath::new(&path), LeftOut::Link));
            } else if kind.is_file() {
                folder.files.push(self.known(&path));
            } else {
                folder.left_out.push((SourcePath::new(&path), LeftOut::Special));
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
    let pieces: Vec<_> = relative.iter().map(|piece| piece.to_string_lossy()).collect();
    pieces.join("/")
}

/// What editors, office programs and file managers leave lying about, and what is hidden: none of it is the paper's.
fn is_dropping(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && !matches!(name, ".nojekyll" | ".well-known");
    let ends = ["~", ".swp", ".tmp", ".bak"];
    let names = ["4913", "Thumbs.db", "desktop.ini"];
    is_hidden || name.starts_with("~$") || ends.iter().any(|end| name.ends_with(end)) || names.contains(&name)
}
