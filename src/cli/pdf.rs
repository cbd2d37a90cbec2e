//! `lanmu pdf`

use std::time::Instant;

use serde_json::{Value, json};

use super::args::PdfOptions;
use super::build::Progress;
use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::finding::Finding;
use crate::model::edition::EditionKey;
use crate::pdf::{self, PdfMade, PdfObserver, PdfRequest, PdfsMade};
use crate::project::Project;
use crate::words::Language;
use crate::words::pdf as words;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu pdf                      还没有的、改过的各期 · the editions that have none, or have changed
  lanmu pdf 2025-11-20           这一期，再印一次 · this edition, once more
  lanmu pdf --browser /opt/chromium/chrome   用这个浏览器 · with this browser";

/// Prints editions as PDFs.
pub(crate) fn run(project: &Project, said: &PdfOptions, terminal: &mut Terminal) -> Result<u8, Fault> {
    let request = PdfRequest {
        edition: said.edition.as_deref(),
        browser: said.browser.as_deref(),
        without_sandbox: said.no_sandbox,
    };
    let mut observer = Progress { terminal, start: Instant::now() };
    let outcome = pdf::print(project, &mut Cache::of(&project.root), request, &mut observer);
    terminal.end_progress();
    let outcome = outcome?;
    terminal.speak(outcome.report.language);
    let is_serious = |finding: &&Finding| outcome.pdfs.is_none() || finding.blocks_printing();
    terminal.some_findings(outcome.report.findings.iter().filter(is_serious), &outcome.report);
    let Some(made) = &outcome.pdfs else { return Ok(FINDINGS) };
    terminal.say(made);
    Ok(GOOD)
}

impl PdfObserver for Progress<'_> {
    fn prints(&mut self, edition: &EditionKey) {
        let elapsed = self.start.elapsed();
        self.terminal.progress(elapsed, |language| words::printing(&edition.to_string(), language));
    }
}

impl CommandOutput for PdfsMade {
    fn lines(&self, language: Language) -> Vec<String> {
        let one = |made: &PdfMade| {
            let PdfMade { edition, pages, sheets, is_made_up, size } = made;
            let said = words::printed(&edition.to_string(), (*pages, *sheets, *size), language);
            if *is_made_up && sheets != pages { said + words::overflows(language) } else { said }
        };
        let total = words::total(self.printed.len(), self.current, language);
        self.printed.iter().map(one).chain([total]).collect()
    }

    fn json(&self, _: Language) -> Value {
        let one = |made: &PdfMade| {
            let PdfMade { edition, pages, sheets, is_made_up: _, size } = made;
            json!({"edition": edition.to_string(), "pages": pages, "sheets": sheets, "bytes": size})
        };
        json!({"printed": self.printed.iter().map(one).collect::<Vec<_>>(), "current": self.current})
    }
}
