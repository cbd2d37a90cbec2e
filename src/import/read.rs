//! Reads each file by what it is, and makes stories of it.

use std::path::Path;

use super::compose::compose;
use super::folder::PageSetting;
use super::given::{self, Given, given, name_of};
use super::manuscript::Manuscript;
use super::names::FreeNames;
use super::new_story::{NewBlock, NewStory, ReceivingPaper};
use super::proof::correct;
use super::sheet::ReadSheet;
use super::stories::{FileContent, Stories, content, stories};
use super::{ImportNote, ImportPlan, ImportRequest, ImportedFile, NewFile, NoteKind};
use super::{again, encoding, folder, literal};
use crate::cache::Cache;
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::language::TextLanguage;
use crate::pipeline::{self, AddedFiles, Goal};
use crate::project::Project;
use crate::words::import as words;

/// The largest file that is read, in bytes.
const LIMIT: u64 = 256 << 20;

/// Reads files for a paper: what it has decides what stories become.
struct Intake<'r> {
    names: FreeNames<'r>,
    /// The names of its columns.
    columns: Vec<String>,
    language: TextLanguage,
    /// The folder that stories go into.
    folder: String,
    is_dated: bool,
    request: &'r ImportRequest,
}

/// Makes what is to be written, and writes nothing.
///
/// # Errors
/// If a file or the paper cannot be read.
pub(crate) fn prepare(
    project: &Project,
    cache: &mut Cache,
    root: &OpenFolder,
    request: &ImportRequest,
) -> Result<ImportPlan, Fault> {
    let site = pipeline::proofread_added(project, cache, &AddedFiles::default(), &Goal::Linked)?.site;
    let edition = request.edition.as_ref();
    let mut intake = Intake {
        names: FreeNames::below(root),
        columns: site.paper.columns.iter().map(|column| column.name.clone()).collect(),
        language: site.paper.language,
        folder: edition.map_or("content".to_owned(), |edition| format!("content/editions/{edition}")),
        is_dated: edition.is_some(),
        request,
    };
    let mut files = Vec::new();
    for given in given(&request.files)? {
        files.push(match given {
            Given::Path(path, name) => intake.read(&path, name)?,
            Given::Rest(folder) => folder,
        });
    }
    let mut import = ImportPlan { files, language: site.paper.language };
    note_unused_edition(&mut import, request);
    literal::settle(project, cache, &mut import)?;
    correct(project, cache, &mut import, request)?;
    again::settle(root, &mut import, |path| intake.names.passed(path))?;
    Ok(import)
}

impl Intake<'_> {
    fn read(&mut self, path: &Path, name: String) -> Result<ImportedFile, Fault> {
        let mut file = ImportedFile::of(name);
        if path.is_dir() {
            folder::read(path, &mut self.names, &self.columns, &mut file)?;
            return Ok(file);
        }
        if given::is_lock(&name_of(path)) {
            file.refused = Some(words::lock_file());
            return Ok(file);
        }
        let bytes = bytes(path)?;
        if folder::is_markdown(&file.name) {
            self.page(path, &bytes, &mut file)?;
            return Ok(file);
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match content(&bytes, path, &stem, &self.request.columns, &mut file.notes) {
            Ok(FileContent::Manuscript(manuscript)) => self.stories(*manuscript, &stem, &mut file)?,
            Ok(FileContent::Sheets(sheets)) => self.ledgers(sheets, &stem, &mut file)?,
            Err(refused) => file.refused = Some(refused),
        }
        Ok(file)
    }

    /// Makes a story of a Markdown file.
    fn page(&mut self, path: &Path, bytes: &[u8], file: &mut ImportedFile) -> Result<(), Fault> {
        let Some((text, encoding)) = encoding::decode(bytes) else {
            file.refused = Some(words::not_text());
            return Ok(());
        };
        if let Some(encoding) = encoding {
            let remark = words::read_as(encoding);
            file.notes.push(ImportNote { line: 0, kind: NoteKind::Done, remark, text: String::new() });
        }
        let setting = PageSetting { columns: &self.columns, is_dated: self.is_dated };
        folder::read_page(path, text, &self.folder, setting, &mut self.names, file)
    }

    /// Makes stories of a manuscript.
    fn stories(&mut self, manuscript: Manuscript, stem: &str, file: &mut ImportedFile) -> Result<(), Fault> {
        let (columns, language) = (&self.columns, self.language);
        let paper = ReceivingPaper { columns, takes_dates: !self.is_dated, language };
        let Stories { stories, notes, manuscript } = stories(manuscript, stem, &paper);
        file.notes.extend(notes);
        file.has_paragraphs = manuscript.has_paragraphs;
        if stories.is_empty() {
            file.refused = Some(words::nothing_in_it());
        }
        let is_one = stories.len() == 1;
        for (index, story) in stories.into_iter().enumerate() {
            let name = if is_one { stem.to_owned() } else { format!("{stem}-{}", index + 1) };
            self.write(&story, &manuscript, &name, file)?;
        }
        Ok(())
    }

    /// Writes the ledgers of a file.
    fn ledgers(&mut self, sheets: Vec<ReadSheet>, stem: &str, file: &mut ImportedFile) -> Result<(), Fault> {
        for sheet in sheets {
            let name = format!("{stem} {}", sheet.name);
            let path = self.names.free("content/ledgers", name.trim(), "yaml")?;
            let yaml = sheet.yaml(self.language.into());
            file.made.push(NewFile::of(path, yaml.into_bytes(), Some(sheet.title), 0));
        }
        Ok(())
    }

    /// Writes a story and its pictures.
    fn write(
        &mut self,
        story: &NewStory,
        manuscript: &Manuscript,
        name: &str,
        file: &mut ImportedFile,
    ) -> Result<(), Fault> {
        let mut pictures: Vec<(usize, String)> = Vec::new();
        for placed in &story.blocks {
            let NewBlock::Picture(index, _) = &placed.block else { continue };
            let picture = &manuscript.pictures[*index];
            if let Some(there) = self.names.same(&self.folder, name, picture.ending, &picture.bytes) {
                pictures.push((*index, there.file_name().to_owned()));
                continue;
            }
            let path = self.names.free(&self.folder, name, picture.ending)?;
            if picture.alt.is_empty() {
                let (line, kind, remark) = (0, NoteKind::Doubt, words::no_alt());
                file.notes.push(ImportNote { line, kind, remark, text: path.file_name().to_owned() });
            }
            pictures.push((*index, path.file_name().to_owned()));
            file.made.push(NewFile::of(path, picture.bytes.clone(), None, story.line));
        }
        let picture = |wanted: usize| {
            let found = pictures.iter().find(|(index, _)| *index == wanted);
            found.map_or_else(String::new, |(_, name)| name.clone())
        };
        let text = compose(story, manuscript, &picture, self.language.into());
        let path = self.names.free(&self.folder, name, "md")?;
        let title = story.headline.clone();
        file.made.push(NewFile::of(path, text.into_bytes(), title, story.line));
        Ok(())
    }
}

/// Says that an edition was named although no story goes into it.
fn note_unused_edition(import: &mut ImportPlan, request: &ImportRequest) {
    let is_story = |made: &NewFile| made.path.has_ending(&["md"]);
    let has_story = import.files.iter().flat_map(|file| &file.made).any(is_story);
    let made = import.files.iter_mut().rfind(|file| !file.made.is_empty());
    if let (Some(file), Some(edition), false) = (made, &request.edition, has_story) {
        let (kind, remark) = (NoteKind::Doubt, words::edition_unused(edition));
        file.notes.push(ImportNote { line: 0, kind, remark, text: String::new() });
    }
}

/// The contents of a file that somebody named.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    let failed = |error| Fault::new(Action::Read, path, error);
    let name = path.file_name().ok_or_else(|| Fault::refused(Action::Read, path))?;
    let folder = OpenFolder::open(path.parent().unwrap_or(Path::new(""))).map_err(failed)?;
    folder.read(Path::new(name), LIMIT).map_err(failed)
}
