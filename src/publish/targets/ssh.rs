//! Runs the system's sftp and rsync. Host keys and credentials are ssh's own business: its agent and its configuration. It never
//! asks for anything, so that no run waits for an answer that nobody gives.

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::program::{ended, failed};
use crate::fault::ProgramFailed;
use crate::publish::remote::Failure;
use crate::publish::retry::Patience;

/// The options of ssh: no questions, and no endless wait for a silent server.
const OPTIONS: [&str; 4] =
    ["BatchMode=yes", "ConnectTimeout=20", "ServerAliveInterval=15", "ServerAliveCountMax=4"];

/// What ssh says if a connection failed in a way that may pass.
const PASSING: [&str; 6] = [
    "Connection reset",
    "Connection refused",
    "Connection timed out",
    "Broken pipe",
    "kex_exchange_identification",
    "Timeout, server",
];

/// How the echo of a command begins.
const PROMPT: &str = "sftp> ";

/// What sftp says if there is nothing at a path.
const ABSENT: [&str; 2] = ["not found", "No such file"];

/// The sftp of a server.
pub(super) struct Sftp {
    pub host: String,
    pub patience: Patience,
}

impl Sftp {
    pub(super) fn of(host: &str) -> Self {
        let patience = Patience { tries: 4, pause: Duration::from_millis(500) };
        Self { host: host.to_owned(), patience }
    }

    /// Runs a batch of commands; local names are relative to `folder`. It may be run again after a failure. What it printed.
    ///
    /// # Errors
    /// If the server cannot be reached, or a command fails that is not preceded by `-`.
    pub(super) fn run(&self, folder: &Path, lines: &[String]) -> io::Result<ProgramOutput> {
        self.patience.ask(|| self.run_once(folder, lines))
    }

    /// Runs a batch once.
    pub(super) fn run_once(&self, folder: &Path, lines: &[String]) -> Result<ProgramOutput, Failure> {
        let mut batch = tempfile::NamedTempFile::new()?;
        batch.write_all(lines.join("\n").as_bytes())?;
        batch.write_all(b"\n")?;
        batch.flush()?;
        let mut command = Command::new("sftp");
        command.args(["-o", "LogLevel=ERROR", "-b"]).arg(batch.path()).current_dir(folder);
        command.args(OPTIONS.iter().flat_map(|option| ["-o", option]));
        said("sftp", command.arg("--").arg(&self.host))
    }
}

/// Runs rsync with some arguments in a folder.
///
/// # Errors
/// If it is not installed, here or there, or does not succeed.
pub(super) fn rsync(folder: &Path, arguments: &[String]) -> Result<ProgramOutput, Failure> {
    let shell = format!("ssh -o {}", OPTIONS.join(" -o "));
    let mut command = Command::new("rsync");
    said("rsync", command.current_dir(folder).args(["-s", "-e", &shell]).args(arguments))
}

/// What a program printed.
#[derive(Debug)]
pub(super) struct ProgramOutput {
    /// The lines of its output after the echo of each command.
    pub said: Vec<Vec<String>>,
    /// Whether it said that something does not exist.
    pub is_absent: bool,
}

/// Runs a program, in the language in which its messages are known.
fn said(program: &str, command: &mut Command) -> Result<ProgramOutput, Failure> {
    let output = ended(command.env("LC_ALL", "C"), program)?;
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let is_absent = ABSENT.iter().any(|absent| error.contains(absent));
    if output.status.success() {
        let mut said: Vec<Vec<String>> = Vec::new();
        for line in out.lines() {
            match said.last_mut() {
                Some(last) if !line.starts_with(PROMPT) => last.push(line.to_owned()),
                _ => said.push(Vec::new()),
            }
        }
        return Ok(ProgramOutput { said, is_absent });
    }
    let is_error = |line: &&str| !line.is_empty() && !line.starts_with("Connected to ");
    let lines: Vec<&str> = error.lines().map(str::trim).filter(is_error).collect();
    let cause = failed(program, &output, &lines);
    let is_passing = PASSING.iter().any(|words| error.contains(words));
    Err(if is_passing { Failure::Passing(cause, None) } else { Failure::Lasting(cause) })
}

/// A name as an argument of a command in a batch. In quotes, nothing else has a special meaning.
///
/// # Errors
/// If it cannot be quoted: it has a quotation mark, a backslash or a control character.
pub(super) fn quoted(name: &str) -> io::Result<String> {
    if name.contains(|character: char| matches!(character, '"' | '\\') || character.is_control()) {
        return Err(io::Error::other(ProgramFailed::UnsuitedName(name.to_owned())));
    }
    Ok(format!("\"{name}\""))
}

/// The command that creates a folder, which may exist.
pub(super) fn make_folder(path: &str) -> io::Result<String> {
    Ok(format!("-mkdir {}", quoted(path)?))
}

/// The commands that create the folder at a path, and those that it is in.
pub(super) fn make_folders(path: &str) -> io::Result<Vec<String>> {
    let ends = path.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0).chain([path.len()]);
    ends.map(|end| make_folder(&path[..end])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_quoted_or_refused() {
        assert_eq!(quoted("a b*[1].pdf").ok().as_deref(), Some("\"a b*[1].pdf\""));
        for name in ["a\"b", "a\\b", "a\nb"] {
            assert!(quoted(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn every_folder_on_the_way_is_created() {
        assert_eq!(
            make_folders("/srv/www/报").unwrap_or_default(),
            ["-mkdir \"/srv\"", "-mkdir \"/srv/www\"", "-mkdir \"/srv/www/报\""]
        );
        assert_eq!(make_folders("www").unwrap_or_default(), ["-mkdir \"www\""]);
    }
}
