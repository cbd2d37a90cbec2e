//! `lanmu build`

use std::mem::ManuallyDrop;
use std::time::Instant;

use super::args::Build;
use super::terminal::Terminal;
use super::{FINDINGS, GOOD};
use crate::fault::Fault;
use crate::memory::Memory;
use crate::pipeline::{self, Follow, Stage};
use crate::project::{Care, Project};

/// Builds the paper and says what came of it.
pub(crate) fn run(project: Project, said: &Build, terminal: &mut Terminal) -> Result<u8, Fault> {
    let care = if said.strict { Care::Proof } else { Care::Integrity };
    let project = Project { care, ..project };
    let start = Instant::now();
    // The process ends when this is said: the system takes memory back faster than it is given back piece by piece.
    let mut memory = ManuallyDrop::new(Memory::of(&project.root));
    let built = pipeline::build(&project, &mut memory, &mut Progress { terminal, start });
    terminal.end_progress();
    let built = built?;
    terminal.speak(built.report.language);
    terminal.findings(&built.report);
    terminal.summary(&built, &project.out, start.elapsed());
    Ok(if built.printed.is_some() { GOOD } else { FINDINGS })
}

/// Tells a patient person which stage has begun.
struct Progress<'t> {
    terminal: &'t mut Terminal,
    start: Instant,
}

impl Follow for Progress<'_> {
    fn begins(&mut self, stage: Stage) {
        self.terminal.progress(stage, self.start.elapsed());
    }
}
