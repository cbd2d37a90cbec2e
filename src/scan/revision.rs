//! Ledgers as they were in a revision: asked of git, which alone knows.

use std::path::Path;
use std::process::{Command, Output};

use crate::fault::{Action, Fault};
use crate::model::inventory::Role;
use crate::project::Project;
use crate::source::SourcePath;

/// Every ledger of a revision, by its path below the paper's root.
///
/// # Errors
/// When there is no git, no repository, or no such revision.
pub fn ledgers_at(project: &Project, revision: &str) -> Result<Vec<(SourcePath, Vec<u8>)>, Fault> {
    // A revision that begins with a dash would be read as an option.
    if revision.starts_with('-') {
        return Err(Fault::refused(Action::AskRevision, revision));
    }
    let listed = git(
        &project.root,
        revision,
        &["ls-tree", "-r", "-z", "--name-only", revision, "--", "content/ledgers"],
    )?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let paths = listed.split('\0').map(SourcePath::new).filter(|path| Role::of(path) == Role::Ledger);
    let ledger = |path: SourcePath| {
        let object = format!("{revision}:./{path}");
        let shown = git(&project.root, revision, &["show", &object])?;
        Ok((path, shown.stdout))
    };
    paths.map(ledger).collect()
}

fn git(root: &Path, revision: &str, arguments: &[&str]) -> Result<Output, Fault> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let output = output.map_err(|error| Fault::new(Action::AskRevision, revision, error))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Fault::new(Action::AskRevision, revision, std::io::Error::other(said)))
}
