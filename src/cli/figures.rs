//! `lanmu figures`

use super::args::Figures;
use super::terminal::Terminal;
use super::{FINDINGS, GOOD};
use crate::desk;
use crate::fault::Fault;
use crate::finding::Finding;
use crate::pipeline;
use crate::project::Project;
use crate::write;

/// Reports which figures have changed since a revision, and where they are printed.
pub(crate) fn run(project: &Project, said: &Figures, terminal: &mut Terminal) -> Result<u8, Fault> {
    let revised = pipeline::revised(project, &said.since)?;
    terminal.speak(revised.report.language);
    let stopping = revised.report.findings.iter().any(Finding::blocks_printing);
    if stopping {
        terminal.findings(&revised.report);
    }
    terminal.revised(&revised);
    if said.erratum && !stopping {
        let held = write::lock_paper(&project.root)?;
        let correction = desk::erratum(&held.root, revised.day, &revised.altered)?;
        terminal.erratum(correction.as_ref());
    }
    Ok(if stopping { FINDINGS } else { GOOD })
}
