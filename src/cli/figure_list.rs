//! `lanmu figures` without `--since`: every figure of the ledgers, and where it is printed.

use std::path::Path;

use serde_json::{Value, json};

use super::report;
use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::finding::Finding;
use crate::model::site::Site;
use crate::pipeline::{self, Goal};
use crate::project::Project;
use crate::render::spreadsheet_cell;
use crate::words::Language;

/// Lists the figures, as text, JSON or CSV; `report` is a new file for the same as CSV.
pub(super) fn run(project: &Project, report: Option<&Path>, terminal: &mut Terminal) -> Result<u8, Fault> {
    let mut cache = Cache::of(&project.root);
    cache.inventory = pipeline::scan_folder(project, &cache)?;
    let outcome = pipeline::run(project, &mut cache, &Goal::Linked, &mut ());
    terminal.speak(outcome.report.language);
    if outcome.report.findings.iter().any(Finding::blocks_printing) {
        terminal.findings(&outcome.report);
        return Ok(FINDINGS);
    }
    let figures = listed(&outcome.site);
    let sheet = || sheet(&figures, terminal.language_for(outcome.report.language));
    if let Some(path) = report {
        report::save(path, &sheet())?;
    }
    if terminal.writes_csv() {
        let sheet = sheet();
        terminal.table(&sheet);
    } else {
        for figure in &figures {
            terminal.say(figure);
        }
    }
    Ok(GOOD)
}

/// A figure of a ledger.
struct ListedFigure {
    ledger: String,
    key: String,
    name: String,
    /// Its value without a unit.
    value: String,
    unit: String,
    window: String,
    /// As it prints.
    printed: String,
    /// The files of the stories that print it.
    stories: Vec<String>,
}

fn listed(site: &Site) -> Vec<ListedFigure> {
    let mut figures = Vec::new();
    for record in &site.ledgers {
        let rows = record.ledger.figures.values().zip(&record.texts).zip(&record.printed_in);
        figures.extend(rows.map(|((figure, text), stories)| ListedFigure {
            ledger: record.ledger.id.clone(),
            key: figure.key.clone(),
            name: figure.name().to_owned(),
            value: figure.shown().map_or_else(String::new, |value| value.plain()),
            unit: figure.unit_name(site.paper.language).to_owned(),
            window: figure.window.clone().unwrap_or_default(),
            printed: text.clone(),
            stories: stories.iter().map(|story| site.story(*story).draft.path.to_string()).collect(),
        }));
    }
    figures
}

impl CommandOutput for ListedFigure {
    fn lines(&self, _: Language) -> Vec<String> {
        let mut lines = vec![format!("{}:{} {}　{}", self.ledger, self.key, self.name, self.printed)];
        lines.extend(self.stories.iter().map(|story| format!("    {story}")));
        lines
    }

    fn json(&self, _: Language) -> Value {
        json!({
            "ledger": self.ledger,
            "key": self.key,
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "window": self.window,
            "printed": self.printed,
            "stories": self.stories,
        })
    }
}

/// The figures as CSV, with a byte order mark, as the ledgers' own. No cell is a formula.
fn sheet(figures: &[ListedFigure], language: Language) -> String {
    let mut rows = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    let head = match language {
        Language::Chinese => ["台账", "键", "名称", "值", "单位", "时段", "印成", "稿件"],
        Language::English => ["ledger", "key", "name", "value", "unit", "window", "printed", "stories"],
    };
    let _ = rows.write_record(head); // Writing into memory does not fail.
    for figure in figures {
        let ListedFigure { ledger, key, name, value, unit, window, printed, stories } = figure;
        let stories = stories.join(" ");
        let cells = [ledger, key, name, value, unit, window, printed, &stories];
        let _ = rows.write_record(cells.map(|cell| spreadsheet_cell(cell).into_owned()));
    }
    String::from_utf8(rows.into_inner().unwrap_or_default()).unwrap_or_default()
}
