//! Scan: the disk → an inventory. Lists `content/` and `themes/` and reads every text, without interpreting it.
//!
//! A file whose stamp has not changed is not read again. Every scan lists all files, because only the list is
//! reliable: change notifications of a file system come late, twice, or never.

pub(crate) mod drawing;
mod listing;
pub(crate) mod picture;
mod revision;
mod whole;

use std::io::{self, Read};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{EntryKind, NotOpened, OpenFolder, Stamp};
use crate::model::draft::Carried;
use crate::model::inventory::{FileRole, Inventory, LeftOut, TEXT_LIMIT, Text};
use crate::project::{FOLDERS, Project, nothing_to_print};
use crate::source::SourcePath;
use crate::typeface::{self, FontFile};
use listing::Listing;
use picture::PictureLook;
pub(crate) use revision::ledgers_at;

/// The built-in themes.
static THEMES: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The largest file of a theme, in bytes: a Chinese font has twenty million.
const THEME_LIMIT: u64 = 64 << 20;

/// The largest carried file that is served from memory, in bytes. Printing copies files piece by piece.
const SHOWN_LIMIT: u64 = 256 << 20;

/// Lists everything in some folders, and reads the files whose stamps differ from `before`. Everything elsewhere is
/// taken from `before`.
///
/// # Errors
/// If a folder cannot be listed, a file cannot be read, or there is no story at all.
pub fn scan(project: &Project, before: &Inventory, places: &[&str]) -> Result<Inventory, Fault> {
    let inventory = scan_any(project, before, places)?;
    let is_story = |path: &SourcePath| FileRole::of(path) == FileRole::Story;
    if inventory.left_out.is_empty() && !inventory.texts.keys().any(is_story) {
        return Err(nothing_to_print(&open(project)?));
    }
    Ok(inventory)
}

/// The same of a paper that may have no story yet.
///
/// # Errors
/// If a folder cannot be listed, or a file cannot be read.
pub(crate) fn scan_any(project: &Project, before: &Inventory, places: &[&str]) -> Result<Inventory, Fault> {
    let root = open(project)?;
    let places: Vec<&str> = places.iter().copied().filter(|place| is_inside(&root, place)).collect();
    let take = |folder: &OpenFolder, path: &SourcePath, stamp| take(folder, path, stamp, before);
    let Listing { files, folders } = listing::list(&root, &places, before, take)?;
    let mut inventory = before.without(&places);
    inventory.folders.extend(folders);
    let (mut texts, mut carried) = (Vec::with_capacity(files.len()), Vec::new());
    for (path, taken) in files {
        match taken {
            Ok(ScannedFile::Text(text)) => texts.push((path, text)),
            Ok(ScannedFile::Carried(file, stamp)) => carried.push((path, (file, stamp))),
            Err(why) => inventory.left_out.push((path, why)),
        }
    }
    inventory.left_out.sort_by(|(a, _), (b, _)| a.cmp(b));
    inventory.texts.append(&mut texts.into_iter().collect());
    inventory.carried.append(&mut carried.into_iter().collect());
    add_carried_themes(&mut inventory, before);
    Ok(inventory)
}

/// Opens the root of a paper. The root may be reached through a link, but its folders may not be links: a paper from
/// elsewhere could otherwise print any folder of the machine.
fn open(project: &Project) -> Result<OpenFolder, Fault> {
    let root = OpenFolder::open(&project.root).map_err(Fault::on(Action::List, &project.root))?;
    for top in FOLDERS {
        let failed = |error| Fault::new(Action::List, root.path_of(top), error);
        if root.kind_of(top).map_err(failed)? == Some(EntryKind::Link) {
            return Err(failed(NotOpened::Link.into()));
        }
    }
    Ok(root)
}

/// Whether a path is a folder of the paper that is not reached through a link.
fn is_inside(root: &OpenFolder, place: &str) -> bool {
    let is_link = |error: io::Error| NotOpened::of(&error) == Some(NotOpened::Link);
    listing::is_of_paper(place) && !root.folder(place).is_err_and(is_link)
}

enum ScannedFile {
    Text(Text),
    Carried(Carried, Stamp),
}

/// Takes a file from `before` if its stamp is unchanged, and from the disk otherwise.
fn take(
    folder: &OpenFolder,
    path: &SourcePath,
    stamp: Stamp,
    before: &Inventory,
) -> Result<Result<ScannedFile, LeftOut>, Fault> {
    let role = FileRole::of(path);
    if !role.is_read() {
        let (file, stamp) = match before.carried.get(path) {
            Some((same, known)) if stamp.is_unchanged_since(*known) => (same.clone(), *known),
            known => {
                let by_stamp = stamp.settled && known.is_none_or(|(_, known)| known.settled);
                match carried(folder, path, by_stamp.then_some(stamp)) {
                    Err(error) => return left_out(folder, path, error),
                    Ok(file) => (file, stamp),
                }
            }
        };
        return Ok(Ok(ScannedFile::Carried(file, stamp)));
    }
    match before.texts.get(path) {
        Some(text) if stamp.is_unchanged_since(text.stamp) && (text.bytes.is_some() || role.is_draft()) => {
            Ok(Ok(ScannedFile::Text(text.clone())))
        }
        _ => match read(folder, path, &role, limit(&role)) {
            Err(error) => left_out(folder, path, error),
            Ok((bytes, is_cut)) => {
                let (digest, bytes) = (Digest::of(&bytes), Some(bytes.into()));
                Ok(Ok(ScannedFile::Text(Text { bytes, digest, is_cut, stamp })))
            }
        },
    }
}

/// The largest text of this role that is read, in bytes.
fn limit(role: &FileRole) -> u64 {
    if *role == FileRole::Theme { THEME_LIMIT } else { TEXT_LIMIT }
}

/// Reads a file. Of a story that is too large, only the beginning is read, because it may withdraw the story; the
/// flag reports this.
fn read(folder: &OpenFolder, path: &SourcePath, role: &FileRole, limit: u64) -> io::Result<(Vec<u8>, bool)> {
    match folder.read(path.file_name(), limit) {
        Err(error) if role.is_narrative() && NotOpened::of(&error) == Some(NotOpened::TooLarge) => {
            Ok((beginning(folder, path.file_name(), limit)?, true))
        }
        whole => Ok((whole?, false)),
    }
}

fn beginning(folder: &OpenFolder, path: &str, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    folder.open_file(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a file is left out if it has changed its kind since it was listed; otherwise a fault.
fn left_out<T>(
    folder: &OpenFolder,
    path: &SourcePath,
    error: io::Error,
) -> Result<Result<T, LeftOut>, Fault> {
    match NotOpened::of(&error) {
        Some(NotOpened::Link) => Ok(Err(LeftOut::Link)),
        Some(NotOpened::NotAFile) => Ok(Err(LeftOut::Special)),
        Some(NotOpened::TooLarge) => Ok(Err(LeftOut::TooLarge)),
        None => Err(Fault::new(Action::Read, folder.path_of(path.file_name()), error)),
    }
}

/// A carried file, identified by its stamp if that is reliable, because a paper's pictures are many and large, and
/// otherwise by its contents. These are read piece by piece, whatever the size.
fn carried(folder: &OpenFolder, path: &SourcePath, stamp: Option<Stamp>) -> io::Result<Carried> {
    let file = folder.open_file(path.file_name())?;
    let length = file.metadata()?.len();
    let PictureLook { mut size, mut unfit, photograph } = picture::look(&file, path)?;
    let font = font(folder, path)?;
    let version = match stamp {
        // The names of its prints depend on what it shows, those of its subsets on its letters.
        Some(stamp) if photograph.is_none() && font.is_none() => Digest::of_value(&stamp),
        _ => Digest::of_reader(folder.open_file(path.file_name())?)?,
    };
    let mut runs = false;
    if drawing::is_xml(path) {
        runs = match folder.read(path.file_name(), drawing::LIMIT) {
            Err(error) if NotOpened::of(&error) == Some(NotOpened::TooLarge) => true,
            bytes => {
                let bytes = bytes?;
                if let (true, shown) = drawing::look(&bytes) {
                    (size, unfit) = (shown, None);
                }
                drawing::runs(path, &bytes)
            }
        };
    }
    Ok(Carried { path: path.clone(), size, photograph, font, length, unfit, runs, version })
}

/// What is known of a file as a font.
fn font(folder: &OpenFolder, path: &SourcePath) -> io::Result<Option<Arc<FontFile>>> {
    if !path.has_ending(&typeface::ENDINGS) {
        return Ok(None);
    }
    match folder.read(path.file_name(), typeface::MOST_BYTES) {
        Err(error) if NotOpened::of(&error) == Some(NotOpened::TooLarge) => Ok(None),
        bytes => Ok(typeface::look(&bytes?).map(Arc::new)),
    }
}

/// The contents of a carried file.
///
/// # Errors
/// If it cannot be read, is no longer a plain file, or is too large to be served from memory.
pub(crate) fn carried_bytes(project: &Project, path: &SourcePath) -> Result<Vec<u8>, Fault> {
    let failed = |error| Fault::new(Action::Read, project.root.join(path.as_str()), error);
    open(project)?.read(path.as_str(), SHOWN_LIMIT).map_err(failed)
}

/// Reads a text of the paper from the disk; `None` if it cannot be read.
#[must_use]
pub(crate) fn text(project: &Project, path: &SourcePath) -> Option<Text> {
    let (root, role) = (open(project).ok()?, FileRole::of(path));
    let folder = root.folder(path.folder()).ok()?;
    let (bytes, is_cut) = read(&folder, path, &role, limit(&role)).ok()?;
    Some(Text { is_cut, ..Text::of(&bytes) })
}

/// The contents of a text of the inventory; `None` if it has changed since, or cannot be read.
#[must_use]
pub(crate) fn text_bytes(project: &Project, path: &SourcePath, known: &Text) -> Option<Arc<[u8]>> {
    let fetched = || text(project, path).filter(|now| now.digest == known.digest)?.bytes;
    known.bytes.clone().or_else(fetched)
}

/// Adds each built-in theme unless the paper has a theme of its name.
fn add_carried_themes(inventory: &mut Inventory, before: &Inventory) {
    for theme in THEMES.dirs() {
        let folder = format!("themes/{}/", listing::spelled(theme.path()));
        if inventory.texts.keys().any(|path| path.as_str().starts_with(&folder)) {
            continue;
        }
        for (path, contents) in files_of(theme) {
            let path = SourcePath::new(&format!("themes/{path}"));
            let known = before.texts.get(&path).filter(|text| text.bytes.as_deref() == Some(contents));
            let text = known.cloned().unwrap_or_else(|| Text::of(contents));
            inventory.texts.insert(path, text);
        }
    }
}

/// The files of a built-in theme, by their paths in it; empty if there is none of that name.
#[must_use]
pub(crate) fn carried_theme(name: &str) -> Vec<(String, &'static [u8])> {
    let files = THEMES.get_dir(name).map(files_of).unwrap_or_default().into_iter();
    let prefix = format!("{name}/");
    files.filter_map(|(path, contents)| Some((path.strip_prefix(&prefix)?.to_owned(), contents))).collect()
}

/// The files below a folder of the built-in themes, by their paths below `themes/`.
fn files_of(folder: &'static Dir<'static>) -> Vec<(String, &'static [u8])> {
    let (mut files, mut folders) = (Vec::new(), vec![folder]);
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().map(|file| (listing::spelled(file.path()), file.contents())));
    }
    files
}
