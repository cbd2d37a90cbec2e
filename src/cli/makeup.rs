//! `lanmu makeup`

use super::terminal::Terminal;
use super::{FINDINGS, GOOD};
use crate::fault::Fault;
use crate::finding::Finding;
use crate::pipeline;
use crate::project::Project;

/// Lays out the pages of an edition, or of all, and describes them.
pub(crate) fn run(project: &Project, edition: Option<&str>, terminal: &mut Terminal) -> Result<u8, Fault> {
    let made_up = pipeline::make_up(project, edition)?;
    terminal.speak(made_up.report.language);
    terminal.findings(&made_up.report);
    if made_up.report.findings.iter().any(Finding::blocks_printing) {
        return Ok(FINDINGS);
    }
    terminal.pages(&made_up.pages);
    Ok(GOOD)
}
