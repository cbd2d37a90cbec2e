//! Scan: the disk → what there is to read. Lists `content/` and `themes/`, reads every text, looks at no meaning.
//!
//! What looks as it did when it was last read is not read again; everything is listed every time, because the list alone is
//! the truth: what a file system tells of its changes comes late, twice, or not at all.

#![allow(clippy::disallowed_methods, reason = "scan touches the disk")]

mod listing;
mod revision;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use rayon::prelude::*;

use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::model::draft::Carried;
use crate::model::inventory::{Inventory, LeftOut, Role, Stamp, TEXT_LIMIT, Text};
use crate::project::Project;
use crate::source::SourcePath;
use listing::Listing;
pub use revision::ledgers_at;

/// The theme that the program carries, so that a paper without `themes/` can be printed.
static BROADSHEET: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/broadsheet");

/// Lists everything in some folders, and reads what does not look as it did `before`; what lies elsewhere is taken as it was.
///
/// # Errors
/// When a folder cannot be listed, a file cannot be read, or there is no story at all.
pub fn scan(project: &Project, before: &Inventory, places: &[&str]) -> Result<Inventory, Fault> {
    let places: Vec<&str> =
        places.iter().copied().filter(|place| listing::is_of_paper(&project.root, place)).collect();
    let Listing { files, folders } = listing::list(&project.root, &places, before)?;
    let taken: Vec<(SourcePath, Taken)> = files
        .into_par_iter()
        .map(|(path, looks)| {
            let on_disk = || project.root.join(path.as_str());
            let taken = match looks {
                Ok(stamp) => take(&path, stamp, &on_disk, before)?,
                Err(why) => Taken::Not(why),
            };
            Ok((path, taken))
        })
        .collect::<Result<_, Fault>>()?;
    let mut inventory = before.without(&places);
    inventory.folders.extend(folders);
    let (mut texts, mut carried) = (Vec::with_capacity(taken.len()), Vec::new());
    for (path, taken) in taken {
        match taken {
            Taken::Text(text) => texts.push((path, text)),
            Taken::Carried(file, stamp) => carried.push((path, (file, stamp))),
            Taken::Not(why) => inventory.left_out.push((path, why)),
        }
    }
    inventory.left_out.sort_by(|(a, _), (b, _)| a.cmp(b));
    inventory.texts.append(&mut texts.into_iter().collect());
    inventory.carried.append(&mut carried.into_iter().collect());
    let is_story = |path: &SourcePath| Role::of(path) == Role::Story;
    if inventory.left_out.is_empty() && !inventory.texts.keys().any(is_story) {
        return Err(Fault::refused(Action::FindContent, project.root.join("content")));
    }
    add_carried_theme(&mut inventory, before);
    Ok(inventory)
}

/// What became of a file.
enum Taken {
    Text(Text),
    Carried(Carried, Stamp),
    Not(LeftOut),
}

/// Takes a file as it was before where it looks the same; otherwise from the disk.
fn take(
    path: &SourcePath,
    stamp: Stamp,
    on_disk: &dyn Fn() -> PathBuf,
    before: &Inventory,
) -> Result<Taken, Fault> {
    let role = Role::of(path);
    if !role.is_read() {
        let (file, stamp) = match before.carried.get(path) {
            Some((same, known)) if stamp.surely_is(*known) => (same.clone(), *known),
            known => {
                let by_looks = stamp.settled && known.is_none_or(|(_, known)| known.settled);
                (carried(path, by_looks.then_some(stamp), &on_disk())?, stamp)
            }
        };
        return Ok(Taken::Carried(file, stamp));
    }
    if stamp.size > TEXT_LIMIT && role != Role::Theme {
        return Ok(Taken::Not(LeftOut::TooLarge));
    }
    match before.texts.get(path) {
        Some(text) if stamp.surely_is(text.stamp) && (text.bytes.is_some() || role.is_draft()) => {
            Ok(Taken::Text(text.clone()))
        }
        _ => {
            let bytes = read(&on_disk())?;
            Ok(Taken::Text(Text { digest: Digest::of(&bytes), bytes: Some(bytes.into()), stamp }))
        }
    }
}

fn read(on_disk: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(on_disk).map_err(Fault::on(Action::Read, on_disk))
}

/// A file that is carried over: told apart by its looks where these can be trusted, because a paper's pictures are many and
/// large; otherwise by its content.
fn carried(path: &SourcePath, looks: Option<Stamp>, on_disk: &Path) -> Result<Carried, Fault> {
    let size = imagesize::size(on_disk).ok();
    let size = size.and_then(|size| Some((size.width.try_into().ok()?, size.height.try_into().ok()?)));
    let version = match looks {
        Some(stamp) => Digest::of_value(&stamp),
        None => Digest::of(&read(on_disk)?),
    };
    Ok(Carried { path: path.clone(), size, version })
}

/// What stands in a file that is carried over.
///
/// # Errors
/// When it cannot be read, or is no plain file any more.
pub fn carried_bytes(project: &Project, path: &SourcePath) -> Result<Vec<u8>, Fault> {
    let on_disk = project.root.join(path.as_str());
    let failed = Fault::on(Action::Read, &on_disk);
    let mut options = fs::OpenOptions::new();
    options.read(true);
    follow_nothing(&mut options);
    let read = || {
        let mut file = options.open(&on_disk)?;
        let mut bytes = Vec::new();
        if file.metadata()?.is_file() {
            file.read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
        Err(io::Error::from(io::ErrorKind::InvalidInput))
    };
    read().map_err(failed)
}

/// What stands in a text of the inventory that is not at hand; nothing, where it is not what it was, or cannot be read.
#[must_use]
pub fn text_bytes(project: &Project, path: &SourcePath, text: &Text) -> Option<Arc<[u8]>> {
    let held = text.bytes.clone();
    held.or_else(|| {
        let bytes = carried_bytes(project, path).ok()?;
        (Digest::of(&bytes) == text.digest).then(|| bytes.into())
    })
}

/// Neither a link is followed nor a pipe waited for that came to stand where a file stood.
#[cfg(unix)]
fn follow_nothing(options: &mut fs::OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
}

#[cfg(not(unix))]
fn follow_nothing(_: &mut fs::OpenOptions) {}

/// Adds the carried theme where the paper has none of that name on disk.
fn add_carried_theme(inventory: &mut Inventory, before: &Inventory) {
    let prefix = "themes/broadsheet/";
    if inventory.texts.keys().any(|path| path.as_str().starts_with(prefix)) {
        return;
    }
    let mut folders = vec![&BROADSHEET];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = SourcePath::new(&format!("{prefix}{}", listing::spelled(file.path())));
            let known = before.texts.get(&path).filter(|text| text.bytes.as_deref() == Some(file.contents()));
            let text = known.cloned().unwrap_or_else(|| Text::of(file.contents()));
            inventory.texts.insert(path, text);
        }
    }
}
