//! A folder of Hugo, Hexo, Jekyll or Zola → stories of the paper, where they stood, with their pictures.

mod front;
mod links;
mod one_page;
mod page;
mod shortcodes;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::given::name_of;
use super::names::FreeNames;
use super::new_story::{ImportNote, NoteKind};
use super::{ImportedFile, NewContents, NewFile};
use crate::fault::Fault;
use crate::words::import as words;
use links::Links;
pub(super) use one_page::read as read_page;
pub(super) use page::PageSetting;
pub(super) use source::is_markdown;
use source::{SourceFolder, SourcePage};

/// How many files that were not taken are named.
const SHOWN: usize = 5;

/// Makes stories of all Markdown files of a folder.
///
/// # Errors
/// If the folder cannot be read.
pub(super) fn read(
    path: &Path,
    names: &mut FreeNames,
    columns: &[String],
    file: &mut ImportedFile,
) -> Result<(), Fault> {
    let folder = SourceFolder::open(path)?;
    let (mut targets, mut stems) = (BTreeMap::new(), BTreeSet::new());
    for page in &folder.pages {
        let (at, stem) = target(page);
        let stem = own_stem(&stem, &mut stems);
        targets.insert(page.path.clone(), names.free(&at, &stem, "md")?);
    }
    let mut links = Links::new(&folder, &targets, BTreeMap::new());
    let setting = PageSetting { columns, is_dated: false };
    for page in &folder.pages {
        let target = &targets[&page.path];
        let made = page::read(page, target, &mut links, setting);
        file.notes.extend(
            made.notes
                .into_iter()
                .map(|note| ImportNote { text: format!("{}: {}", page.path, note.text), ..note }),
        );
        let (contents, title) = (NewContents::Bytes(made.text.into_bytes()), Some(made.title));
        file.made.push(NewFile { path: target.clone(), contents, title, line: 0, is_foreign: true });
    }
    let wanted = links.into_wanted();
    file.notes.extend(untaken(&folder, &|path| wanted.contains_key(path)));
    for (path, target) in wanted {
        let contents = NewContents::Copied(folder.root.join(path));
        file.made.push(NewFile { path: target, contents, title: None, line: 0, is_foreign: true });
    }
    if folder.pages.is_empty() {
        file.refused = Some(words::no_markdown());
    }
    for left in folder.left_out {
        file.notes.push(ImportNote {
            line: 0,
            kind: NoteKind::Aside,
            remark: words::not_read_here(),
            text: left,
        });
    }
    Ok(())
}

/// A folder in which there are manuscripts and no page of another program.
pub(super) struct FolderOfManuscripts {
    /// Their paths below it.
    pub files: Vec<String>,
    /// The folder itself, with what is not taken.
    pub rest: ImportedFile,
}

/// The manuscripts of a folder; `None` if it has pages of another program, or no manuscript.
///
/// # Errors
/// If the folder cannot be read.
pub(super) fn manuscripts(
    path: &Path,
    is_manuscript: &dyn Fn(&str) -> bool,
) -> Result<Option<FolderOfManuscripts>, Fault> {
    let folder = SourceFolder::open(path)?;
    let files: Vec<String> = folder.files.iter().filter(|file| is_manuscript(file)).cloned().collect();
    if files.is_empty() || !folder.pages.is_empty() || !folder.left_out.is_empty() {
        return Ok(None);
    }
    let notes = untaken(&folder, is_manuscript);
    Ok(Some(FolderOfManuscripts { files, rest: ImportedFile { notes, ..ImportedFile::of(name_of(path)) } }))
}

/// What of the folder is in no story: folders that were not looked into, and files that no story uses.
fn untaken(folder: &SourceFolder, is_taken: &dyn Fn(&str) -> bool) -> Vec<ImportNote> {
    let aside = |remark, text: String| ImportNote { line: 0, kind: NoteKind::Aside, remark, text };
    let skipped =
        (!folder.skipped.is_empty()).then(|| aside(words::folders_not_read(), folder.skipped.join(" ")));
    let unused: Vec<&str> = folder.files.iter().map(String::as_str).filter(|path| !is_taken(path)).collect();
    let files = (!unused.is_empty()).then(|| {
        let shown = unused[..unused.len().min(SHOWN)].join(" ");
        let more = if unused.len() > SHOWN { " …" } else { "" };
        aside(words::files_not_taken(unused.len()), format!("{shown}{more}"))
    });
    skipped.into_iter().chain(files).collect()
}

/// The folder and the name of a story: those it had, unless the folder has a meaning of its own here.
fn target(page: &SourcePage) -> (String, String) {
    let (folder, name) = page.place.rsplit_once('/').unwrap_or(("", &page.place));
    let own = ["editions", "ledgers", "style", "theme", "pages", ".well-known"];
    let mut pieces: Vec<String> =
        folder.split('/').filter(|piece| !piece.is_empty()).map(super::names::fit).collect();
    if let Some(first) = pieces.first_mut().filter(|first| own.contains(&first.as_str())) {
        first.push_str("-1");
    }
    pieces.insert(0, "content".to_owned());
    (pieces.join("/"), name.to_owned())
}

/// A name that no other story of the folder has: the address of an undated story is made of it alone.
fn own_stem(stem: &str, given: &mut BTreeSet<String>) -> String {
    let mut own = stem.to_owned();
    let mut number = 1;
    while !given.insert(own.to_lowercase()) {
        number += 1;
        own = format!("{stem}-{number}");
    }
    own
}
