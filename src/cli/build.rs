//! `lanmu build`

use std::time::Instant;

use super::terminal::Terminal;
use super::{FINDINGS, GOOD};
use crate::fault::Fault;
use crate::memory::Memory;
use crate::pipeline;
use crate::project::Project;

/// Builds the paper and says what came of it.
pub fn run(project: &Project, terminal: &mut Terminal) -> Result<u8, Fault> {
    let start = Instant::now();
    let built = pipeline::build(project, &mut Memory::default(), &mut |stage| {
        terminal.progress(stage, start.elapsed())
    });
    terminal.end_progress();
    let built = built?;
    terminal.speak(built.report.language);
    terminal.findings(&built.report);
    terminal.summary(&built, &project.out, start.elapsed());
    Ok(if built.printed.is_some() { GOOD } else { FINDINGS })
}
