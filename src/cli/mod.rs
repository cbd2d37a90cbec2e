//! The command line: arguments in, exit code out. One file a command; `terminal` alone prints.

mod args;
mod build;
mod check;
mod explain;
mod figures;
mod json;
mod makeup;
mod mending;
mod report;
mod terminal;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::Utc;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use crate::project::{Audience, Care, Project, Today};
use args::{Arguments, Command, Common, Format};
use terminal::Terminal;

/// Nothing forbids the paper to be printed.
const GOOD: u8 = 0;
/// Findings forbid it.
const FINDINGS: u8 = 1;
/// The world refused.
const FAULT: u8 = 2;

/// Does what the command line says.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let proofs = proofs(&arguments);
    let mut terminal = Terminal::new(arguments.common.format, arguments.common.lang);
    let project = project(arguments.common);
    let result = match arguments.command.unwrap_or_default() {
        Command::Build(said) => build::run(project, &said, &mut terminal),
        Command::Watch(said) => watch::run(project, &said, &mut terminal),
        Command::Check(said) => check::run(project, &said, proofs, &mut terminal),
        Command::Figures(said) => figures::run(&project, &said, &mut terminal),
        Command::Makeup { edition } => makeup::run(&project, edition.as_deref(), &mut terminal),
    };
    ExitCode::from(result.unwrap_or_else(|fault| {
        terminal.fault(&fault);
        FAULT
    }))
}

/// The folder for proofs, if they are wanted; of other commands nobody can want them, nor of one that is to write nothing.
fn proofs(arguments: &Arguments) -> Option<PathBuf> {
    let common = &arguments.common;
    if common.format != Format::Html {
        return None;
    }
    let said = match &arguments.command {
        Some(Command::Check(said)) if said.dry_run => Some("--format html: --dry-run"),
        Some(Command::Check(_)) => None,
        _ => Some("--format html: lanmu check"),
    };
    if let Some(said) = said {
        Arguments::command().error(ErrorKind::ArgumentConflict, said).exit();
    }
    Some(common.out.clone().unwrap_or_else(|| common.root.join("proofs")))
}

/// The only place that looks at the clock for the day.
#[allow(clippy::disallowed_methods, reason = "today is settled here")]
fn now() -> Today {
    Today::Clock(Utc::now())
}

fn project(common: Common) -> Project {
    let today = common.as_of.map_or_else(now, Today::Given);
    let out = common.out.unwrap_or_else(|| common.root.join("public"));
    Project { root: common.root, out, today, audience: Audience::Readers, care: Care::Integrity }
}
