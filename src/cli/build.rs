//! `lanmu build`

use std::mem::ManuallyDrop;
use std::time::Instant;

use super::args::Build;
use super::summary::Summary;
use super::terminal::Terminal;
use super::{FINDINGS, GOOD};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::finding::{Finding, Severity};
use crate::pipeline::{self, Observer, Stage};
use crate::project::{Project, Strictness};
use crate::words::Language;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu                                       排出报纸 · build the paper
  lanmu --root ~/paper --out /srv/www/paper   从别处，写到别处 · from and to elsewhere
  lanmu --as-of 2025-11-20                    当作那一天排 · as of that day
  lanmu build --strict                        校对有错误就不排 · not if proofreading finds errors";

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
    let must = if said.strict {
        |finding: &Finding| finding.severity == Severity::Error
    } else {
        Finding::blocks_printing
    };
    let summary = Summary { built: &built, out: &project.out, elapsed: start.elapsed(), must };
    if built.printed.is_none() {
        terminal.remark(&summary);
        return Ok(FINDINGS);
    }
    terminal.say(&summary);
    Ok(GOOD)
}

/// Shows the current stage.
pub(crate) struct Progress<'t> {
    pub terminal: &'t mut Terminal,
    pub start: Instant,
}

impl Observer for Progress<'_> {
    fn developed(&mut self, done: usize, of: usize) {
        let elapsed = self.start.elapsed();
        self.terminal.progress(elapsed, |language| developing(done, of, language));
    }

    fn stage_started(&mut self, stage: Stage) {
        let elapsed = self.start.elapsed();
        self.terminal.progress(elapsed, |language| doing(stage, language).to_owned());
    }
}

/// The progress of the darkroom.
fn developing(done: usize, of: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("冲印照片 {done}／{of}……"),
        Language::English => format!("developing photographs, {done} of {of} …"),
    }
}

/// What a stage does.
fn doing(stage: Stage, language: Language) -> &'static str {
    match (language, stage) {
        (Language::Chinese, Stage::Scan) => "读取文件夹……",
        (Language::Chinese, Stage::Parse) => "读稿……",
        (Language::Chinese, Stage::Link) => "核对……",
        (Language::Chinese, Stage::Render) => "排版……",
        (Language::Chinese, Stage::Write) => "写出……",
        (Language::English, Stage::Scan) => "scanning …",
        (Language::English, Stage::Parse) => "reading …",
        (Language::English, Stage::Link) => "checking …",
        (Language::English, Stage::Render) => "rendering …",
        (Language::English, Stage::Write) => "writing …",
    }
}
