//! A single Markdown file → a story, with the pictures near it that it shows.

use std::collections::BTreeMap;
use std::path::Path;

use super::front;
use super::links::{Links, meant_files};
use super::page::{self, PageSetting};
use super::source::{SourceFolder, SourcePage, place};
use crate::fault::{Action, Fault};
use crate::files::{EntryKind, OpenFolder};
use crate::import::names::FreeNames;
use crate::import::{ImportedFile, NewContents, NewFile};
use crate::source::SourcePath;

/// Makes a story of a file, which goes into a folder of the paper.
///
/// # Errors
/// If a folder cannot be read.
pub(in crate::import) fn read(
    path: &Path,
    text: String,
    into: &str,
    setting: PageSetting,
    names: &mut FreeNames,
    file: &mut ImportedFile,
) -> Result<(), Fault> {
    let root = path.parent().unwrap_or(Path::new("")).to_owned();
    let (own_place, date) = place(&file.name);
    let page = SourcePage { path: file.name.clone(), place: own_place, date, text };
    let mut folder = SourceFolder {
        root,
        pages: vec![page],
        files: std::collections::BTreeSet::new(),
        statics: vec![String::new()],
        left_out: Vec::new(),
        skipped: Vec::new(),
    };
    let placed = near_files(&mut folder, into, names)?;
    let page = &folder.pages[0];
    let target = names.free(into, &page.place, "md")?;
    let targets = BTreeMap::from([(page.path.clone(), target.clone())]);
    let mut links = Links::new(&folder, &targets, placed);
    let made = page::read(page, &target, &mut links, setting);
    file.notes.extend(made.notes);
    let (contents, title) = (NewContents::Bytes(made.text.into_bytes()), Some(made.title));
    file.made.push(NewFile { path: target, contents, title, line: 0, is_foreign: true });
    for (path, target) in links.into_wanted() {
        let contents = NewContents::Copied(folder.root.join(path));
        file.made.push(NewFile { path: target, contents, title: None, line: 0, is_foreign: true });
    }
    Ok(())
}

/// Finds the files that the page shows, at its folder or below, and gives each a place beside the story.
fn near_files(
    folder: &mut SourceFolder,
    into: &str,
    names: &mut FreeNames,
) -> Result<BTreeMap<String, SourcePath>, Fault> {
    let page = &folder.pages[0];
    let (mapping, body) = front::split(&page.text);
    let covers = front::read(&mapping.unwrap_or_default(), &[]).pictures;
    let covers: Vec<String> = covers.into_iter().map(|picture| picture.address).collect();
    let open = OpenFolder::open(&folder.root).map_err(Fault::on(Action::List, &folder.root))?;
    let mut placed = BTreeMap::new();
    for path in meant_files(body, &page.path, &covers) {
        let is_file = open.kind_of(&path).is_ok_and(|kind| kind == Some(EntryKind::File));
        if is_file && folder.files.insert(path.clone()) {
            let name = path.rsplit('/').next().unwrap_or(&path);
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            let own = names.free(into, stem, &ending.to_lowercase())?;
            placed.insert(path, own);
        }
    }
    Ok(placed)
}
