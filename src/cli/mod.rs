//! The command line: arguments in, exit code out. One file for each command; only `printer` prints.

mod approve;
mod args;
mod build;
mod calendar;
mod caret;
mod check;
mod command;
mod doctor;
mod explain;
mod export;
mod fetching;
mod figure_list;
mod figures;
mod folding;
mod help;
mod host_command;
mod import;
mod lsp;
mod makeup;
mod mending;
mod new;
mod numbers;
mod pdf;
mod planned;
mod printer;
mod publish;
mod published;
mod refused;
mod report;
mod rollback;
mod schema;
mod shell;
mod start_args;
mod summary;
mod tallies;
mod target_words;
mod terminal;
mod usage;
mod verified;
mod watch;
mod watched;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::ValueEnum;

use crate::fault::Fault;
use crate::isolate::{attempt, note_panics};
use crate::pipeline;
use crate::project::{Audience, Project, Strictness, Today};
use crate::words::Language;
use args::{Common, Format, Lang};
use command::{Arguments, Command};
use terminal::Terminal;

/// Exit code: nothing prevents printing.
const GOOD: u8 = 0;
/// Exit code: findings prevent printing.
const FINDINGS: u8 = 1;
/// Exit code: a fault, or a panic.
const FAULT: u8 = 2;

/// Runs the program as the command line says.
#[must_use]
pub fn run() -> ExitCode {
    note_panics();
    let (mut terminal, code) = match arguments() {
        Ok((arguments, proofs)) => {
            let mut terminal = Terminal::new(&arguments.common);
            let code = execute(arguments, proofs, &mut terminal);
            (terminal, code)
        }
        Err(answer) => {
            let terminal = Terminal::plain();
            terminal.answer(&answer, language_of(std::env::args()).or_else(language_of_paper));
            (terminal, if answer.use_stderr() { FAULT } else { GOOD })
        }
    };
    ExitCode::from(if terminal.all_was_written() { code } else { FAULT })
}

/// Runs a command. A panic that belongs to no document ends it like a fault.
fn execute(arguments: Arguments, proofs: Option<PathBuf>, terminal: &mut Terminal) -> u8 {
    let out = arguments.common.out.clone();
    let project = project(arguments.common);
    let root = project.root.clone();
    let work = || match arguments.command.unwrap_or_default() {
        Command::Build(said) => build::run(project, &said, terminal),
        Command::Watch(said) => watch::run(project, &said, terminal),
        Command::Check(said) => check::run(project, &said, proofs, terminal),
        Command::Figures(said) => figures::run(&project, &said, terminal),
        Command::Approve(said) => approve::run(project, &said, terminal),
        Command::Import(said) => import::run(project, &said, terminal),
        Command::Export(said) => export::run(project, &said, out.as_deref(), terminal),
        Command::Pdf(said) => pdf::run(&project, &said, terminal),
        Command::Calendar => calendar::run(&project, terminal),
        Command::New(said) => new::run(&project, &said, terminal),
        Command::Schema(said) => schema::run(&project, &said, terminal),
        Command::Publish(said) => publish::run(&project, &said, terminal),
        Command::Verify(said) => publish::verify(&project, &said, terminal),
        Command::Lsp => Ok(lsp::run(&project, terminal)),
        Command::Makeup { edition } => makeup::run(&project, edition.as_deref(), terminal),
        Command::Doctor => Ok(doctor::run(&project, terminal)),
        Command::Completions { shell } => Ok(shell::completions(shell, terminal)),
        Command::Man => shell::manual(&project.root, terminal),
    };
    let result = attempt(work).unwrap_or_else(|panicked| Err(Fault::of_program(&root, &panicked)));
    result.unwrap_or_else(|fault| {
        terminal.end_progress();
        terminal.fault(&fault);
        FAULT
    })
}

/// The arguments, and the folder for proofs if these are wanted, which only `check` allows. Otherwise the answer of
/// the parser: help, version, or an error.
fn arguments() -> Result<(Arguments, Option<PathBuf>), clap::Error> {
    let arguments = help::parse()?;
    let (common, command) = (&arguments.common, arguments.command.clone().unwrap_or_default());
    if common.format == Format::Csv && !command.lists_figures() {
        return Err(usage::conflict("--format csv", command.name()));
    }
    if common.out.is_some() && !command.uses_out() {
        return Err(usage::conflict("--out", command.name()));
    }
    if common.format != Format::Html {
        return Ok((arguments, None));
    }
    let other = match command {
        Command::Check(said) => said.dry_run.then_some("--dry-run"),
        other => Some(other.name()),
    };
    if let Some(other) = other {
        return Err(usage::conflict("--format html", other));
    }
    let proofs = common.out.clone().unwrap_or_else(|| common.root.join("proofs"));
    Ok((arguments, Some(proofs)))
}

/// The language that a command line asks for, even one that cannot be understood as a whole.
fn language_of(arguments: impl Iterator<Item = String>) -> Option<Language> {
    let said = after("--lang", &arguments.collect::<Vec<_>>())?;
    Lang::from_str(&said, true).ok().map(Language::from)
}

/// The language of the paper that a command line is about, if there is one and the line cannot be understood.
fn language_of_paper() -> Option<Language> {
    let root = after("--root", &std::env::args().collect::<Vec<_>>()).unwrap_or_else(|| ".".to_owned());
    let root = PathBuf::from(root);
    if !root.join("content/site.yaml").is_file() {
        return None;
    }
    let out = root.join("public");
    let (audience, strictness) = (Audience::Readers, Strictness::Integrity);
    let project = Project { root, out, today: now(), audience, strictness };
    Some(pipeline::settings(&project).value.language.into())
}

/// What stands after an option: in the next argument, or after `=`.
fn after(option: &str, arguments: &[String]) -> Option<String> {
    let next = arguments.windows(2).find(|pair| pair[0] == option).map(|pair| pair[1].clone());
    let joined = arguments.iter().find_map(|argument| argument.strip_prefix(option)?.strip_prefix('='));
    next.or_else(|| joined.map(str::to_owned))
}

/// The only place that reads the clock.
#[allow(clippy::disallowed_methods, reason = "now is settled here")]
fn clock() -> DateTime<Utc> {
    Utc::now()
}

fn now() -> Today {
    Today::Clock(clock())
}

fn project(common: Common) -> Project {
    let today = common.as_of.unwrap_or_else(now);
    let out = common.out.unwrap_or_else(|| common.root.join("public"));
    Project { root: common.root, out, today, audience: Audience::Readers, strictness: Strictness::Integrity }
}
