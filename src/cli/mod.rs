//! The command line: arguments in, exit code out. One file a command; `terminal` alone prints.

mod args;
mod build;
mod explain;
mod makeup;
mod report;
mod terminal;
mod watch;

use std::process::ExitCode;

use chrono::Utc;
use clap::Parser;

use crate::project::{Audience, Project, Today};
use args::{Arguments, Command, Common};
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
    let mut terminal = Terminal::new(arguments.common.format, arguments.common.lang);
    let project = project(arguments.common);
    let result = match arguments.command.unwrap_or(Command::Build) {
        Command::Build => build::run(&project, &mut terminal),
        Command::Watch(said) => watch::run(project, &said, &mut terminal),
        Command::Makeup { edition } => makeup::run(&project, edition.as_deref(), &mut terminal),
    };
    ExitCode::from(result.unwrap_or_else(|fault| {
        terminal.fault(&fault);
        FAULT
    }))
}

/// The only place that looks at the clock for the day.
#[allow(clippy::disallowed_methods, reason = "today is settled here")]
fn now() -> Today {
    Today::Clock(Utc::now())
}

fn project(common: Common) -> Project {
    let today = common.as_of.map_or_else(now, Today::Given);
    let out = common.out.unwrap_or_else(|| common.root.join("public"));
    Project { root: common.root, out, today, audience: Audience::Readers }
}
