//! A folder that is made completely before it stands in its place: beside it if it is new, inside it if it is empty.

use std::io;
use std::path::{Path, PathBuf};

use super::place::{SCHEMAS, StarterFile, make};
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::model::inventory::TEXT_LIMIT;
use crate::schema;

/// What may stand in a folder in which a paper is started: what systems and version control put there, and what tells of a
/// repository.
const BESIDE: [&str; 9] =
    [".git", ".github", ".gitattributes", ".hg", ".svn", ".DS_Store", "Thumbs.db", "desktop.ini", ".idea"];
/// The beginnings of the names of files that tell of a repository.
const TELLING: [&str; 3] = ["readme", "license", "licence"];

/// A folder that is being made.
pub(super) struct StagedFolder {
    /// The folder that holds the stage.
    parent: OpenFolder,
    /// The name of the stage in it.
    name: String,
    /// The folder to be made; `None` if its files go into `parent` itself.
    target: Option<String>,
    /// Where the files will be.
    path: PathBuf,
}

impl StagedFolder {
    /// A stage for a folder that is not there, or has nothing but what may stand beside a paper and some of its `files`.
    pub(super) fn open(target: &Path, files: &[StarterFile]) -> Result<Self, Fault> {
        match OpenFolder::open(target) {
            Ok(folder) => Self::inside(folder, files),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::beside(target),
            Err(error) => Err(Fault::new(Action::CreateFolder, target, error)),
        }
    }

    fn inside(folder: OpenFolder, files: &[StarterFile]) -> Result<Self, Fault> {
        let path = folder.path().to_path_buf();
        let stage = Self { parent: folder, name: ".lanmu-new".to_owned(), target: None, path };
        let entries = stage.parent.entries().map_err(Fault::on(Action::List, &stage.path))?;
        for entry in entries {
            let name = entry.name.to_string_lossy();
            let is_telling = TELLING.iter().any(|telling| name.to_lowercase().starts_with(telling));
            if name != stage.name
                && !BESIDE.contains(&&*name)
                && !is_telling
                && !is_made(&stage.parent, &name, files)
            {
                return Err(Fault::refused(Action::StartPaper, stage.path));
            }
        }
        stage.cleared()
    }

    fn beside(target: &Path) -> Result<Self, Fault> {
        let parent = target.parent().unwrap_or(Path::new(""));
        let name = target.file_name().ok_or_else(|| Fault::refused(Action::StartPaper, target))?;
        let name = name.to_string_lossy().into_owned();
        let parent = OpenFolder::open_or_create(parent).map_err(Fault::on(Action::CreateFolder, parent))?;
        let stage = format!(".{name}.lanmu-new");
        Self { parent, name: stage, target: Some(name), path: target.to_path_buf() }.cleared()
    }

    /// Removes what a killed run has left.
    fn cleared(self) -> Result<Self, Fault> {
        let path = self.parent.path_of(&self.name);
        match self.parent.remove_all(&self.name) {
            Err(error) if !is_absent(&error) => return Err(Fault::new(Action::Remove, path, error)),
            _ => {}
        }
        self.parent.create_folder(&self.name).map_err(Fault::on(Action::CreateFolder, &path))?;
        Ok(self)
    }

    /// The folder of the stage.
    pub(super) fn folder(&self) -> PathBuf {
        self.parent.path_of(&self.name)
    }

    /// Makes files in the stage, and puts them in their place. If any of it fails, nothing stays.
    pub(super) fn finish(
        &self,
        make_all: impl FnOnce(&OpenFolder) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let open = self.parent.folder(&self.name).map_err(Fault::on(Action::List, &self.folder()));
        let placed = open.and_then(|open| {
            make_all(&open)?;
            self.put_in_place(&open)
        });
        let _ = self.parent.remove_all(&self.name);
        placed
    }

    fn put_in_place(&self, stage: &OpenFolder) -> Result<(), Fault> {
        let Some(target) = &self.target else { return self.move_entries(stage) };
        let failed = |error| Fault::new(Action::Exchange, &self.path, error);
        if self.parent.kind_of(target).map_err(failed)?.is_some() {
            return Err(Fault::refused(Action::StartPaper, &self.path));
        }
        self.parent.move_file(&self.name, &self.parent, target).map_err(failed)
    }

    /// Moves what is in the stage, `content` last: until then there is no paper.
    fn move_entries(&self, stage: &OpenFolder) -> Result<(), Fault> {
        let entries = stage.entries().map_err(Fault::on(Action::List, &self.folder()))?;
        let mut names: Vec<String> =
            entries.iter().map(|entry| entry.name.to_string_lossy().into_owned()).collect();
        names.sort_by_key(|name| (name == "content", name.clone()));
        let mut moved: Vec<&String> = Vec::new();
        for name in &names {
            let failed = |error| Fault::new(Action::Exchange, self.parent.path_of(name), error);
            let result = match self.parent.kind_of(name) {
                Ok(Some(_)) => continue, // It is the same: a killed run has put it there.
                found => found.and_then(|_| stage.move_file(name, &self.parent, name)),
            };
            if let Err(error) = result {
                for name in moved {
                    let _ = self.parent.remove_all(name);
                }
                return Err(failed(error));
            }
            moved.push(name);
        }
        Ok(())
    }
}

/// Whether an entry of a folder is what a killed run has put there: one of the files, or a folder with all of those that belong in it.
fn is_made(folder: &OpenFolder, name: &str, files: &[StarterFile]) -> bool {
    let is_there = |path: &str, is_same: &dyn Fn(&[u8]) -> bool| {
        folder.read(path, TEXT_LIMIT).is_ok_and(|bytes| is_same(&bytes))
    };
    if name == ".lanmu" {
        return is_there(&format!("{SCHEMAS}/site.json"), &schema::is_own);
    }
    let below =
        |path: &str| path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let mut planned = files.iter().filter(|file| below(&file.path)).peekable();
    name != "content"
        && planned.peek().is_some()
        && planned.all(|file| is_there(&file.path, &|bytes| bytes == file.text.as_bytes()))
}

/// Makes files below a folder.
pub(super) fn make_files(folder: &OpenFolder, files: &[StarterFile]) -> Result<(), Fault> {
    files.iter().try_for_each(|file| make(folder, file))
}
