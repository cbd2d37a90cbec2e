//! Import (来稿): files of other programs → stories, ledgers and pictures of the paper.
//!
//! A reader makes a manuscript of a file; `sort` divides it into stories; `compose` writes their Markdown; the proofreader's
//! certain fixes are applied, and the result is put beside what is there. Nothing is overwritten, and every character of a file is
//! in a story or on the list.

mod again;
mod annexes;
mod closing;
mod columns;
mod compose;
mod distribution;
mod docx;
mod encoding;
mod escape;
mod folder;
mod foot;
mod form;
mod furniture;
mod given;
mod headline_group;
mod line_kind;
mod lines;
mod literal;
mod manuscript;
mod names;
mod neighbours;
mod new_story;
mod offers;
mod official;
mod package;
mod place;
mod proof;
mod read;
mod run_in;
mod sheet;
mod sort;
mod stories;
mod text;
mod titles;
mod xml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(crate) use new_story::{ImportNote, NoteKind};
pub(crate) use place::put;
pub(crate) use read::prepare;

use crate::fault::{Action, Fault};
use crate::language::TextLanguage;
use crate::pipeline::AddedFiles;
use crate::source::SourcePath;
use crate::words::{Language, Remark};

/// What is to be imported.
#[derive(Clone, Debug)]
pub(crate) struct ImportRequest {
    pub files: Vec<PathBuf>,
    /// The edition that stories go into.
    pub edition: Option<String>,
    /// Which column of a sheet is what, by our names: `label: 工作内容`.
    pub columns: BTreeMap<String, String>,
    /// Whether numbers that a ledger has become references to it.
    pub uses_figures: bool,
}

/// What an import makes, before it is written.
#[derive(Debug, Default)]
pub(crate) struct ImportPlan {
    pub files: Vec<ImportedFile>,
    /// The paper's.
    pub language: TextLanguage,
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct ImportedFile {
    /// Its name; in a folder of manuscripts, its path below that.
    pub name: String,
    /// What is made of it.
    pub made: Vec<NewFile>,
    pub notes: Vec<ImportNote>,
    /// Why it could not be read.
    pub refused: Option<Remark>,
    /// Whether places in it are counted by paragraphs, not by lines.
    pub has_paragraphs: bool,
}

/// A file that is to be written.
#[derive(Debug)]
pub(crate) struct NewFile {
    pub path: SourcePath,
    pub contents: NewContents,
    /// The headline of a story, the title of a ledger.
    pub title: Option<String>,
    /// The line of its source at which it begins.
    pub line: usize,
    /// Whether it comes from a folder of another program, whose words are left as they are.
    pub is_foreign: bool,
}

/// What a new file holds.
#[derive(Debug)]
pub(crate) enum NewContents {
    Bytes(Vec<u8>),
    /// The same as this file.
    Copied(PathBuf),
}

impl ImportPlan {
    /// The new files, as the paper would have them.
    fn added(&self) -> AddedFiles {
        let made = self.files.iter().flat_map(|file| &file.made);
        let mut added = AddedFiles::default();
        for file in made {
            match file.text() {
                Some(text) => drop(added.texts.insert(file.path.clone(), text.to_owned())),
                None => added.files.push(file.path.clone()),
            }
        }
        added
    }
}

impl ImportedFile {
    /// A file of which nothing is made yet.
    fn of(name: String) -> Self {
        Self { name, made: Vec::new(), notes: Vec::new(), refused: None, has_paragraphs: false }
    }
}

impl NewFile {
    /// A file that is made here.
    fn of(path: SourcePath, bytes: Vec<u8>, title: Option<String>, line: usize) -> Self {
        Self { path, contents: NewContents::Bytes(bytes), title, line, is_foreign: false }
    }

    /// How many of its comments say what an editor must look at.
    #[must_use]
    pub(crate) fn doubts(&self) -> usize {
        self.text().map_or(0, compose::doubts)
    }

    /// Its text, if it is a story or a ledger.
    #[must_use]
    fn text(&self) -> Option<&str> {
        match &self.contents {
            NewContents::Bytes(bytes) if self.title.is_some() => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }
}

/// Reads the file that says which column of a sheet is what.
///
/// # Errors
/// If it cannot be read, or is no YAML of names.
pub(crate) fn column_names(path: &Path) -> Result<BTreeMap<String, String>, Fault> {
    let bytes = read::bytes(path)?;
    serde_yaml::from_slice(&bytes)
        .map_err(|error| Fault::new(Action::Read, path, std::io::Error::other(error.to_string())))
}

/// The stories of a file and what is in none of them, for tests; `None` if the file cannot be read.
#[must_use]
pub(crate) fn texts_of(bytes: &[u8]) -> Option<(Vec<String>, Vec<String>)> {
    let mut notes = Vec::new();
    let read = stories::content(bytes, Path::new("story"), "story", &BTreeMap::new(), &mut notes).ok()?;
    let stories::FileContent::Manuscript(manuscript) = read else { return None };
    let paper =
        new_story::ReceivingPaper { columns: &[], takes_dates: true, language: TextLanguage::default() };
    let made = stories::stories(*manuscript, "story", &paper);
    let text =
        |story| compose::compose(story, &made.manuscript, &|_| "picture.png".to_owned(), Language::Chinese);
    let texts = made.stories.iter().map(text).collect();
    Some((texts, made.notes.into_iter().map(|note| note.text).collect()))
}
