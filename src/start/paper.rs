//! A new paper: a small one that builds, checks and teaches by example.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use include_dir::{Dir, DirEntry, include_dir};

use super::fill::{WordValues, filled, in_yaml};
use super::name::printable;
use super::place::{SCHEMAS, StarterFile, write_schemas};
use super::staged::{StagedFolder, make_files};
use crate::cache::Cache;
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::pipeline;
use crate::project::Project;
use crate::schema::{PaperNames, schemas};
use crate::words::Language;

/// The files of a new paper, in each language. In their names `DATE` stands for the day, and `dot-` for a dot.
static TEXTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/start/texts");

/// A paper that is to be started, and where.
#[derive(Clone, Debug)]
pub(crate) struct NewPaper {
    /// Its folder, which may be there, if it is empty.
    pub folder: PathBuf,
    /// Its kind, as `site.yaml` spells it.
    pub kind: &'static str,
    pub language: Language,
    /// The date of its first edition.
    pub day: NaiveDate,
}

/// Starts a paper. Returns its name.
///
/// # Errors
/// If the folder is not empty, or something cannot be written; then nothing is left.
pub(crate) fn paper(project: &Project, new: &NewPaper) -> Result<String, Fault> {
    let name = name_of(&new.folder, new.language)?;
    let files = files(new, &name);
    let stage = StagedFolder::open(&new.folder, &files)?;
    let staged = Project { root: stage.folder(), ..project.clone() };
    stage.finish(|folder| {
        make_files(folder, &files)?;
        add_schemas(folder, &staged, new.language)
    })?;
    Ok(name)
}

fn add_schemas(folder: &OpenFolder, staged: &Project, language: Language) -> Result<(), Fault> {
    let drafts = pipeline::drafts(staged, &mut Cache::default())?;
    let schemas = schemas(&PaperNames::of_paper(&drafts), language);
    write_schemas(&folder.path_of(SCHEMAS), &schemas).map(drop)
}

/// The name of a paper, by its folder.
fn name_of(folder: &Path, language: Language) -> Result<String, Fault> {
    let whole = std::path::absolute(folder).map_err(Fault::on(Action::CreateFolder, folder))?;
    let whole = std::fs::canonicalize(&whole).unwrap_or(whole);
    let last = whole.file_name().map(|name| printable(&name.to_string_lossy())).unwrap_or_default();
    let spoken = if last.is_ascii() { last.replace(['-', '_'], " ") } else { last };
    let spoken = spoken.trim();
    let usual = match language {
        Language::Chinese => "我的报",
        Language::English => "My Paper",
    };
    Ok(if spoken.chars().any(char::is_alphanumeric) { spoken.to_owned() } else { usual.to_owned() })
}

/// The files of a paper of this name.
fn files(new: &NewPaper, name: &str) -> Vec<StarterFile> {
    let (folder, publisher) = match new.language {
        Language::Chinese => ("paper.zh", format!("{name}编辑部")),
        Language::English => ("paper.en", format!("The editors of {name}")),
    };
    let filling = [
        ("NAME", in_yaml(name)),
        ("PUBLISHER", in_yaml(&publisher)),
        ("BYLINE", in_yaml(&byline(new.language, &publisher))),
        ("KIND", new.kind.to_owned()),
        ("CIRCULATION", circulation(new).to_owned()),
        ("DATE", new.day.to_string()),
        ("YEAR", new.day.year().to_string()),
        ("LAST YEAR", (new.day.year() - 1).to_string()),
        ("YEAR BEFORE", (new.day.year() - 2).to_string()),
    ];
    let mut files = Vec::new();
    if let Some(folder) = TEXTS.get_dir(folder) {
        gather(folder, folder.path(), &filling, &mut files);
    }
    files.sort_by(|a: &StarterFile, b| a.path.cmp(&b.path));
    files
}

fn byline(language: Language, publisher: &str) -> String {
    match language {
        Language::Chinese => format!("（{publisher}）"),
        Language::English => publisher.to_owned(),
    }
}

/// The keys of `site.yaml` that tell who may read the paper and who gets it. An internal paper says that it is one.
fn circulation(new: &NewPaper) -> &'static str {
    match (new.kind, new.language) {
        ("internal", Language::Chinese) => include_str!("texts/internal.zh.yaml"),
        ("circular", Language::Chinese) => include_str!("texts/circular.zh.yaml"),
        ("internal", Language::English) => include_str!("texts/internal.en.yaml"),
        ("circular", Language::English) => include_str!("texts/circular.en.yaml"),
        _ => "",
    }
}

fn gather(folder: &Dir, above: &Path, filling: &WordValues, files: &mut Vec<StarterFile>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => gather(inner, above, filling, files),
            DirEntry::File(file) => {
                let path = file.path().strip_prefix(above).unwrap_or(file.path());
                let pieces = path.iter().map(|piece| file_name(&piece.to_string_lossy(), filling));
                let path = pieces.collect::<Vec<_>>().join("/");
                files.push(StarterFile {
                    path,
                    text: filled(file.contents_utf8().unwrap_or_default(), filling),
                });
            }
        }
    }
}

/// `DATE` → `2025-11-20`, `dot-gitignore` → `.gitignore`.
fn file_name(piece: &str, filling: &WordValues) -> String {
    let date = filling.iter().find(|(word, _)| *word == piece).map(|(_, value)| value.clone());
    date.unwrap_or_else(|| piece.strip_prefix("dot-").map_or(piece.to_owned(), |name| format!(".{name}")))
}
