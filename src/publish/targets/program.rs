//! Runs other programs: git, sftp, rsync, and the commands of hosts. What they report when they fail is the cause of a fault.

use std::io;
use std::process::{Command, Output};

use crate::fault::ProgramFailed;

/// Runs a program to its end, however that is.
///
/// # Errors
/// If it cannot be run.
pub(super) fn ended(command: &mut Command, program: &str) -> io::Result<Output> {
    command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::other(ProgramFailed::Missing(program.to_owned())),
        _ => error,
    })
}

/// Runs a program that must succeed.
///
/// # Errors
/// If it cannot be run, or does not succeed.
pub(super) fn output_of(command: &mut Command, program: &str) -> io::Result<Output> {
    let output = ended(command, program)?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    Err(failed(program, &output, &lines.collect::<Vec<_>>()))
}

/// The failure of a program that said these lines.
pub(super) fn failed(program: &str, output: &Output, said: &[&str]) -> io::Error {
    let (program, code, said) = (program.to_owned(), output.status.code(), said.join("; "));
    io::Error::other(ProgramFailed::Ended { program, code, said })
}
