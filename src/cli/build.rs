//! `lanmu build`

use std::mem::ManuallyDrop;
use std::time::Instant;

use super::args::Build;
use super::terminal::Terminal;
use super::{FINDINGS, GOOD};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::pipeline::{self, Observer, Stage};
use crate::project::{Project, Strictness};

/// Builds the paper and reports the result.
pub(crate) fn run(project: Project, said: &Build, terminal: &mut Terminal) -> Result<u8, Fault> {
    let strictness = if said.strict { Strictness::Proofread } else { Strictness::Integrity };
    let project = Project { strictness, ..project };
    let start = Instant::now();
    // The process ends soon and the system frees its memory at once, which is faster than dropping each value.
    let mut cache = ManuallyDrop::new(Cache::of(&project.root));
    let built = pipeline::build(&project, &mut cache, &mut Progress { terminal, start });
    terminal.end_progress();
    let built = built?;
    terminal.speak(built.report.language);
    terminal.findings(&built.report);
    terminal.summary(&built, &project.out, start.elapsed());
    Ok(if built.printed.is_some() { GOOD } else { FINDINGS })
}

/// Shows the current stage.
struct Progress<'t> {
    terminal: &'t mut Terminal,
    start: Instant,
}

impl Observer for Progress<'_> {
    fn stage_started(&mut self, stage: Stage) {
        self.terminal.progress(stage, self.start.elapsed());
    }
}
