//! Scan: the disk → what there is to read. Lists `content/` and `themes/`, reads every text, looks at no meaning.

#![allow(clippy::disallowed_methods, reason = "scan touches the disk")]

use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::fault::{Action, Fault};
use crate::model::draft::Carried;
use crate::model::inventory::{Inventory, LeftOut, Role, TEXT_LIMIT};
use crate::project::Project;
use crate::source::SourcePath;

/// The theme that the program carries, so that a paper without `themes/` can be printed.
static BROADSHEET: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/broadsheet");

/// Lists and reads everything under `content/` and `themes/`.
///
/// # Errors
/// When a folder cannot be listed, a file cannot be read, or there is no story at all.
pub fn scan(project: &Project) -> Result<Inventory, Fault> {
    let mut inventory = Inventory::default();
    let mut wanted = Vec::new();
    for top in ["content", "themes"] {
        let folder = project.root.join(top);
        if folder.exists() {
            list(&project.root, &folder, &mut wanted, &mut inventory)?;
        }
    }
    inventory.texts = wanted
        .into_par_iter()
        .map(|path| {
            let on_disk = project.root.join(path.as_str());
            fs::read(&on_disk).map(|bytes| (path, bytes)).map_err(Fault::on(Action::Read, &on_disk))
        })
        .collect::<Result<_, _>>()?;
    let is_story = |path: &SourcePath| Role::of(path) == Role::Story;
    if inventory.left_out.is_empty() && !inventory.texts.keys().any(is_story) {
        return Err(Fault::refused(Action::FindContent, project.root.join("content")));
    }
    add_carried_theme(&mut inventory);
    Ok(inventory)
}

fn list(
    root: &Path,
    folder: &Path,
    wanted: &mut Vec<SourcePath>,
    inventory: &mut Inventory,
) -> Result<(), Fault> {
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_dropping(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_path_buf();
            Fault::new(Action::List, path, error.into())
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path = spelled(relative);
        match judge(&entry, relative, &path) {
            Taken::Text => wanted.push(path),
            Taken::Carried => {
                let size = imagesize::size(entry.path()).ok();
                let size =
                    size.and_then(|size| Some((size.width.try_into().ok()?, size.height.try_into().ok()?)));
                inventory.carried.push(Carried { path, size });
            }
            Taken::Not(why) => inventory.left_out.push((path, why)),
        }
    }
    Ok(())
}

enum Taken {
    Text,
    Carried,
    Not(LeftOut),
}

fn judge(entry: &walkdir::DirEntry, relative: &Path, path: &SourcePath) -> Taken {
    if relative.to_str().is_none() {
        return Taken::Not(LeftOut::Name);
    }
    if entry.path_is_symlink() {
        return Taken::Not(LeftOut::Link);
    }
    if !entry.file_type().is_file() {
        return Taken::Not(LeftOut::Special);
    }
    let role = Role::of(path);
    if !role.is_read() {
        return Taken::Carried;
    }
    match entry.metadata() {
        Ok(metadata) if metadata.len() > TEXT_LIMIT && role != Role::Theme => Taken::Not(LeftOut::TooLarge),
        _ => Taken::Text,
    }
}

/// A path below the root as the tool spells it, on Windows too.
fn spelled(relative: &Path) -> SourcePath {
    let pieces: Vec<_> = relative.iter().map(|piece| piece.to_string_lossy()).collect();
    SourcePath::new(&pieces.join("/"))
}

/// What editors, office programs and file managers leave lying about, and what is hidden: none of it is the paper's.
fn is_dropping(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && !matches!(name, ".nojekyll" | ".well-known");
    let ends = ["~", ".swp", ".tmp", ".bak"];
    let names = ["4913", "Thumbs.db", "desktop.ini"];
    is_hidden || name.starts_with("~$") || ends.iter().any(|end| name.ends_with(end)) || names.contains(&name)
}

/// Adds the carried theme where the paper has none of that name on disk.
fn add_carried_theme(inventory: &mut Inventory) {
    let prefix = "themes/broadsheet/";
    if inventory.texts.keys().any(|path| path.as_str().starts_with(prefix)) {
        return;
    }
    let mut folders = vec![&BROADSHEET];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = format!("{prefix}{}", spelled(file.path()));
            inventory.texts.insert(SourcePath::new(&path), file.contents().to_vec());
        }
    }
}
