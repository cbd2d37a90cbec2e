//! `lanmu import`

use serde_json::{Value, json};

use super::args::Import as Said;
use super::report;
use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::cache::Cache;
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::import::{self, ImportNote, ImportPlan, ImportRequest, ImportedFile, NewFile, NoteKind};
use crate::project::{Audience, Project, nothing_to_print};
use crate::words::Language;
use crate::words::import as words;
use crate::write;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu import 来稿.docx --edition 2025-11-20    变成这一期的稿件 · make stories of an edition
  lanmu import 统计表.xlsx                       变成台账 · make a ledger
  lanmu import 统计表.xlsx --map 栏名.yaml       说明哪一列是什么 · say which column is what
  lanmu import ~/blog --dry-run                  先看会写什么 · first show what would be written";

/// Makes stories and ledgers of files, and lists what is uncertain.
pub(crate) fn run(project: Project, said: &Said, terminal: &mut Terminal) -> Result<u8, Fault> {
    let project = Project { audience: Audience::Desk, ..project };
    let mut cache = Cache::of(&project.root);
    let root = OpenFolder::open(&project.root).map_err(Fault::on(Action::List, &project.root))?;
    let is_paper = root.kind_of("content").is_ok_and(|kind| kind.is_some());
    if !is_paper && !said.files.iter().any(|file| file.is_dir()) {
        return Err(nothing_to_print(&root)); // A folder of another generator becomes a paper; one file does not.
    }
    let request = ImportRequest {
        files: said.files.clone(),
        edition: said.edition.clone(),
        columns: said.map.as_deref().map(import::column_names).transpose()?.unwrap_or_default(),
        uses_figures: said.figures,
    };
    let import = import::prepare(&project, &mut cache, &root, &request)?;
    terminal.speak(import.language);
    if !said.dry_run {
        root.folder_or_new("content").map_err(Fault::on(Action::CreateFolder, &root.path_of("content")))?;
        let held = write::lock_paper(&project.root)?;
        import::put(&held.root, &import)?;
    }
    import.files.iter().for_each(|file| terminal.say(file));
    terminal.say(&ImportTotal { import: &import, is_dry: said.dry_run });
    if let Some(path) = &said.report {
        let language = terminal.language_for(import.language);
        let lines: Vec<String> = import.files.iter().flat_map(|file| file.lines(language)).collect();
        report::save(path, &(lines.join("\n") + "\n"))?;
    }
    let is_refused = import.files.iter().any(|file| file.refused.is_some());
    Ok(if is_refused { FINDINGS } else { GOOD })
}

impl CommandOutput for ImportedFile {
    fn lines(&self, language: Language) -> Vec<String> {
        let mut lines = vec![words::imported(&self.name, self.made.len(), language)];
        if let Some(refused) = &self.refused {
            let said = refused.said(language);
            lines.push(format!("    {}", said.message));
            lines.extend(said.help.iter().map(|help| format!("    {help}")));
        }
        let made =
            |made: &NewFile| format!("    {}　{}", made.path, made.title.as_deref().unwrap_or_default());
        lines.extend(self.made.iter().map(|file| made(file).trim_end().to_owned()));
        for kind in [NoteKind::Doubt, NoteKind::Aside, NoteKind::Done] {
            let notes: Vec<&ImportNote> = self.notes.iter().filter(|note| note.kind == kind).collect();
            if !notes.is_empty() {
                lines.push(format!("  {}", words::kind(kind, language)));
                lines.extend(notes.into_iter().map(|note| format!("    {}", self.line_of(note, language))));
            }
        }
        lines
    }

    fn json(&self, language: Language) -> Value {
        let note = |note: &ImportNote| {
            json!({
                "kind": note.kind.word(),
                "line": (note.line > 0).then_some(note.line),
                "message": note.remark.said(language).message,
                "text": note.text,
            })
        };
        let made = |made: &NewFile| json!({"file": made.path.as_str(), "title": made.title});
        json!({
            "imported": self.name,
            "made": self.made.iter().map(made).collect::<Vec<_>>(),
            "notes": self.notes.iter().map(note).collect::<Vec<_>>(),
            "refused": self.refused.as_ref().map(|refused| refused.said(language).message.clone()),
        })
    }
}

impl ImportedFile {
    /// A note in one line; line breaks of the text are shown as spaces.
    fn line_of(&self, note: &ImportNote, language: Language) -> String {
        let place = words::place(note.line, self.has_paragraphs, language);
        let text = note.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = &note.remark.said(language).message;
        if text.is_empty() { format!("{place}{message}") } else { format!("{place}{message}　{text}") }
    }
}

/// How much was made.
struct ImportTotal<'i> {
    import: &'i ImportPlan,
    is_dry: bool,
}

impl CommandOutput for ImportTotal<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let files = &self.import.files;
        let made = files.iter().map(|file| file.made.len()).sum();
        let doubts = files.iter().flat_map(|file| &file.notes).filter(|note| note.kind == NoteKind::Doubt);
        let marked = files.iter().flat_map(|file| &file.made).map(NewFile::doubts).sum();
        vec![words::total(made, (doubts.count(), marked), self.is_dry, language)]
    }

    fn json(&self, _: Language) -> Value {
        let made: usize = self.import.files.iter().map(|file| file.made.len()).sum();
        json!({"made": made, "written": !self.is_dry})
    }
}
