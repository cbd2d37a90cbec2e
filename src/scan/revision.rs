//! Ledgers as they were in a git revision.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::fault::{Action, Fault};
use crate::model::inventory::FileRole;
use crate::project::Project;
use crate::source::SourcePath;

/// Every ledger of a revision, by its path below the paper's root.
///
/// # Errors
/// If there is no git, no repository, or no such revision.
pub(crate) fn ledgers_at(project: &Project, revision: &str) -> Result<Vec<(SourcePath, Vec<u8>)>, Fault> {
    // A revision that begins with a dash would be read as an option.
    if revision.starts_with('-') {
        return Err(Fault::refused(Action::AskRevision, revision));
    }
    let failed = |error| Fault::new(Action::AskRevision, revision, error);
    let listed = list(&project.root, revision).map_err(failed)?;
    let ledgers: Vec<(SourcePath, &str)> = listed.split('\0').filter_map(ledger).collect();
    let objects: Vec<&str> = ledgers.iter().map(|(_, object)| *object).collect();
    let bytes = read(&project.root, &objects).map_err(failed)?;
    Ok(ledgers.into_iter().map(|(path, _)| path).zip(bytes).collect())
}

/// The entries of the ledger folder in a revision, as git lists them.
fn list(root: &Path, revision: &str) -> io::Result<String> {
    let output = git(root).args(["ls-tree", "-r", "-z", revision, "--", "content/ledgers"]).output()?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

/// The path and the object of an entry, if it is a ledger: `100644 blob 8f2c…<tab>content/ledgers/a.yaml`.
fn ledger(entry: &str) -> Option<(SourcePath, &str)> {
    let (about, path) = entry.split_once('\t')?;
    let (kind, object) = about.rsplit_once(' ')?;
    let path = SourcePath::new(path);
    (kind.ends_with(" blob") && FileRole::of(&path) == FileRole::Ledger).then_some((path, object))
}

/// The contents of some objects. One git process reads them all, because starting one takes longer than reading an object.
fn read(root: &Path, objects: &[&str]) -> io::Result<Vec<Vec<u8>>> {
    let piped = git(root).args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut git = piped?;
    let Some((mut asked, answers)) = git.stdin.take().zip(git.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let mut answers = BufReader::new(answers);
    let ask = |object: &&str| {
        writeln!(asked, "{object}")?;
        answer(&mut answers)
    };
    let read = objects.iter().map(ask).collect();
    drop(asked); // This ends git.
    git.wait()?;
    read
}

/// Reads the next object from git's output: `8f2c… blob 1024`, the bytes, and a line end.
fn answer(answers: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
    let size = size.ok_or_else(|| io::Error::other(head.trim_end().to_owned()))?;
    let mut bytes = vec![0; size];
    answers.read_exact(&mut bytes)?;
    answers.read_line(&mut head)?;
    Ok(bytes)
}

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root);
    git
}
