//! `lanmu schema`

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::GOOD;
use super::start_args::Schema;
use super::terminal::{CommandOutput, Terminal};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::pipeline;
use crate::project::Project;
use crate::schema::{PaperNames, schemas};
use crate::start;
use crate::words::Language;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu schema --write           更新 .lanmu/schema · update .lanmu/schema
  lanmu schema site              只印一种 · print one of them";

/// Prints the JSON Schemas of the paper's files, or writes them into a folder.
pub(crate) fn run(project: &Project, said: &Schema, terminal: &mut Terminal) -> Result<u8, Fault> {
    let drafts = pipeline::drafts(project, &mut Cache::to_read(&project.root))?;
    terminal.speak(drafts.paper.language);
    let mut schemas = schemas(&PaperNames::of_paper(&drafts), terminal.language());
    schemas.retain(|(name, _)| said.name.as_ref().is_none_or(|wanted| wanted == name));
    match &said.write {
        None => terminal.say(&PrintedSchemas(&schemas)),
        Some(folder) => {
            let folder = project.root.join(folder);
            let written = start::write_schemas(&folder, &schemas)?;
            terminal.say(&WrittenSchemas { folder: &folder, written });
        }
    }
    Ok(GOOD)
}

/// Schemas, to be printed: a single one as it is, several by their names.
struct PrintedSchemas<'s>(&'s [(&'static str, Value)]);

impl CommandOutput for PrintedSchemas<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let text = serde_json::to_string_pretty(&self.json(language)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    fn json(&self, _: Language) -> Value {
        match self.0 {
            [(_, schema)] => schema.clone(),
            several => several
                .iter()
                .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
                .collect::<Map<_, _>>()
                .into(),
        }
    }
}

/// Schemas that were written.
struct WrittenSchemas<'s> {
    folder: &'s Path,
    written: Vec<PathBuf>,
}

impl CommandOutput for WrittenSchemas<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let (count, folder) = (self.written.len(), self.folder.display());
        vec![match language {
            Language::Chinese => format!("{count} 份 JSON Schema 写在 {folder}"),
            Language::English => format!("{count} JSON Schemas written to {folder}"),
        }]
    }

    fn json(&self, _: Language) -> Value {
        let written: Vec<String> = self.written.iter().map(|path| path.display().to_string()).collect();
        serde_json::json!({"written": written})
    }
}
