//! Every file under the folders of a paper, with its stamp, listed in parallel.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::fault::{Action, Fault};
use crate::files::{self, EntryKind, OpenFolder, Stamp, is_absent, walk};
use crate::model::inventory::{FileRole, Folder, Inventory, LeftOut};
use crate::project::FOLDERS;
use crate::source::SourcePath;

/// All files and folders of a listing.
pub(crate) struct Listing<T> {
    /// Its files by path, each scanned or left out with a reason.
    pub files: Vec<(SourcePath, Result<T, LeftOut>)>,
    pub folders: FxHashMap<String, Arc<Folder>>,
}

/// Lists everything in some folders, and scans each file by its stamp. A folder whose stamp is the same as `before`
/// is not listed again; the stamps of files are always read.
///
/// # Errors
/// If a folder cannot be listed, or a file cannot be scanned.
pub(crate) fn list<T: Send>(
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

/// Whether a path is a folder that a full listing visits: in `content` or `themes`, and not hidden.
#[must_use]
pub(crate) fn is_of_paper(place: &str) -> bool {
    let mut pieces = place.split('/');
    pieces.next().is_some_and(|top| FOLDERS.contains(&top))
        && pieces.all(|piece| !piece.is_empty() && !is_junk(piece))
}

/// The listing of one folder.
struct FolderPart<T> {
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
    /// The listing of one folder, and the names of its subfolders.
    fn visit<T: Send>(
        &self,
        open: io::Result<&OpenFolder>,
        path: &str,
    ) -> Result<(FolderPart<T>, Vec<String>), Fault>
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
        Ok((FolderPart { path: path.to_owned(), folder, files }, inside))
    }

    /// The entries of a folder.
    fn entries(&self, open: &OpenFolder, path: &str, stamp: Stamp) -> io::Result<Folder> {
        let mut folder = Folder { stamp, files: Vec::new(), left_out: Vec::new(), folders: Vec::new() };
        for entry in open.entries()? {
            if is_junk(&entry.name.to_string_lossy()) {
                continue;
            }
            let full = format!("{path}/{}", entry.name.to_string_lossy());
            match (entry.name.to_str(), entry.kind) {
                (None, _) => folder.left_out.push((SourcePath::new(&full), LeftOut::Name)),
                (Some(name), EntryKind::Folder) => {
                    let source = SourcePath::new(&full);
                    if FileRole::is_missed_at(&source) {
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

/// A path below the root with `/` as its separator, on Windows too.
pub(crate) fn spelled(relative: &Path) -> String {
    let pieces: Vec<_> = relative.iter().map(OsStr::to_string_lossy).collect();
    pieces.join("/")
}

/// Hidden names that are part of a paper: web hosts and servers look for them.
const SHOWN_HIDDEN: [&str; 4] = [".nojekyll", ".well-known", ".htaccess", ".user.ini"];
/// Names of files that systems, editors, office programs and file servers leave behind, in lower case.
const JUNK_NAMES: [&str; 17] = [
    "4913",
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
    "@eadir",
    "#recycle",
    "@recycle",
    "@recently-snapshot",
    "$recycle.bin",
    "recycler",
    "system volume information",
    "lost+found",
    "network trash folder",
    "temporary items",
];
/// Endings of backup, partial and temporary files, in lower case.
const TEMPORARY_ENDINGS: [&str; 33] = [
    "~",
    ".swp",
    ".swo",
    ".swn",
    ".tmp",
    ".temp",
    ".bak",
    ".old",
    ".orig",
    ".rej",
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".downloading",
    ".opdownload",
    ".aria2",
    ".td",
    ".xltd",
    ".filepart",
    "___jb_tmp___",
    "___jb_old___",
    ".kate-swp",
    ".stackdump",
    ".save",
    ".asd",
    ".wbk",
    ".lck",
    ".bc!",
    ".!ut",
    ".!qb",
    ".lnk",
    ".webloc",
];

/// Whether a file is hidden, or was left behind by an editor, office program or file manager: it is not part of the paper.
fn is_junk(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && !SHOWN_HIDDEN.contains(&name);
    let lower = name.to_lowercase();
    let is_autosaved = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    is_hidden
        || is_autosaved
        || ["~$", "~wrl", "$~"].iter().any(|start| lower.starts_with(start))
        || TEMPORARY_ENDINGS.iter().any(|end| lower.ends_with(end))
        || is_sandboxed(&lower)
        || JUNK_NAMES.contains(&lower.as_str())
}

/// Temporary files of TextEdit and similar programs: `a.md.sb-3f2a91c0-Qx81Zk`.
fn is_sandboxed(lower: &str) -> bool {
    let passing = lower.rsplit_once(".sb-").map_or("", |(_, passing)| passing);
    let (number, random) = passing.split_once('-').unwrap_or_default();
    number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_hexdigit()) && random.len() == 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn junk_is_recognized_in_every_folder() {
        for name in [
            "~$\u{62a5}.docx",
            ".~lock.a.md#",
            ".#a.md",
            "#a.md#",
            "a.md~",
            "a.md.orig",
            "a.rej",
            "a.swo",
            "A.BAK",
            "a.md___jb_tmp___",
            "a.pdf.part",
            "a.crdownload",
            "Thumbs.db",
            "THUMBS.DB",
            "Desktop.ini",
            ".DS_Store",
            "Icon\r",
            "__MACOSX",
            "@eaDir",
            ".git",
            "._a.md",
            "4913",
            "a.md.sb-3f2a91c0-Qx81Zk",
            "$RECYCLE.BIN",
            "a.md.save",
            "报.wbk",
            "报.docx.lnk",
        ] {
            assert!(is_junk(name), "{name:?}");
        }
        for name in [
            "a.md",
            "#1.md",
            "a.parts.pdf",
            "icon.png",
            ".well-known",
            ".htaccess",
            "_headers",
            "tmp",
            "a.sb-1.md",
        ] {
            assert!(!is_junk(name), "{name:?}");
        }
    }
}
