//! Fills a release through sftp: what is unchanged is linked on the server, file by file, and the rest is sent.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashSet;

use super::ssh::quoted;
use super::ssh_server::{Filler, SshTarget};
use crate::files::OpenFolder;
use crate::publish::carrier::Shipment;
use crate::publish::manifest::{LiveManifest, MANIFEST};
use crate::publish::parallel;
use crate::publish::plan::Plan;

/// How many commands go to the server by one connection, and how many connections there are at once.
const COMMANDS: usize = 250;
const CONNECTIONS: usize = 4;

/// Releases through sftp.
pub(super) struct SftpFiller;

impl Filler for SftpFiller {
    fn fill(&self, server: &SshTarget, shipment: &Shipment, before: Option<u64>) -> io::Result<bool> {
        let Shipment { release, plan, progress, .. } = shipment;
        let new = server.release(plan.next.generation);
        let old = before.map(|before| server.release(before));
        let is_linking = match &old {
            Some(old) => can_link(server, old, &new)?,
            None => false,
        };
        let changed: FxHashSet<&String> = plan.sent().collect();
        let extras = tempfile::tempdir()?;
        let mut sent = (Vec::new(), Vec::new());
        let mut links = Vec::new();
        for path in plan.next.files.keys() {
            if is_linking && !changed.contains(path) {
                links.push(path.as_str());
            } else if !release.is_printed(path) {
                OpenFolder::open(extras.path())?
                    .replace_with(sent.1.len().to_string(), &release.read(path)?)?;
                let number = sent.1.len();
                sent.1.push(format!("put {number} {}", quoted(&format!("{new}/{path}"))?));
            } else {
                sent.0.push(format!("put {} {}", quoted(path)?, quoted(&format!("{new}/{path}"))?));
            }
        }
        let all = sent.0.len() + sent.1.len();
        let done = AtomicUsize::new(0);
        let report = |commands: usize| progress(done.fetch_add(commands, Ordering::Relaxed) + commands, all);
        in_parallel(server, release.folder(), &sent.0, &report)?;
        in_parallel(server, extras.path(), &sent.1, &report)?;
        if let Some(old) = old {
            let link = |path: &str| {
                Ok(format!("ln {} {}", quoted(&format!("{old}/{path}"))?, quoted(&format!("{new}/{path}"))?))
            };
            let links: Vec<String> = links.into_iter().map(link).collect::<io::Result<_>>()?;
            in_parallel(server, Path::new("."), &links, &|_| {})?;
            keep_old(server, plan, (&old, &new), is_linking)?;
        }
        Ok(is_linking)
    }

    fn remove(&self, server: &SshTarget, id: u64, manifest: &LiveManifest) -> io::Result<()> {
        let release = server.release(id);
        let files: Vec<&str> = manifest.files.keys().chain(manifest.old.keys()).map(String::as_str).collect();
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        for path in &files {
            folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        let remove =
            |command: &str, path: &str| Ok(format!("-{command} {}", quoted(&format!("{release}/{path}"))?));
        let files: Vec<String> =
            files.into_iter().map(|path| remove("rm", path)).collect::<io::Result<_>>()?;
        in_parallel(server, Path::new("."), &files, &|_| {})?;
        let mut rest: Vec<String> =
            folders.into_iter().rev().map(|path| remove("rmdir", path)).collect::<io::Result<_>>()?;
        rest.extend([remove("rm", MANIFEST)?, format!("-rmdir {}", quoted(&release)?)]);
        server.command(&rest).map(drop)
    }
}

/// Whether the server can link files: it is tried with the manifest.
fn can_link(server: &SshTarget, old: &str, new: &str) -> io::Result<bool> {
    let old = quoted(&format!("{old}/{MANIFEST}"))?;
    let tried = quoted(&format!("{new}/.linked"))?;
    let lines = [format!("-rm {tried}"), format!("ln {old} {tried}"), format!("rm {tried}")];
    Ok(server.sftp.run(Path::new("."), &lines).is_ok())
}

/// Keeps the files that only older pages use: as links, or as copies.
fn keep_old(server: &SshTarget, plan: &Plan, (old, new): (&str, &str), can_link: bool) -> io::Result<()> {
    let paths = plan.next.old.keys();
    if plan.next.old.is_empty() {
        return Ok(());
    }
    let mut lines = Vec::new();
    for (number, path) in paths.enumerate() {
        let (from, to) = (quoted(&format!("{old}/{path}"))?, quoted(&format!("{new}/{path}"))?);
        if can_link {
            lines.push(format!("-ln {from} {to}"));
        } else {
            lines.push(format!("-get {from} {number}"));
            lines.push(format!("-put {number} {to}"));
        }
    }
    let home = tempfile::tempdir()?;
    server.sftp.run(home.path(), &lines).map(drop)
}

/// Runs commands that do not depend on one another, by several connections. `report` is told how many were run.
fn in_parallel(
    server: &SshTarget,
    folder: &Path,
    lines: &[String],
    report: &(dyn Fn(usize) + Sync),
) -> io::Result<()> {
    let batches: Vec<&[String]> = lines.chunks(COMMANDS).collect();
    parallel::each(&batches, CONNECTIONS, |batch| {
        server.sftp.run(folder, batch)?;
        report(batch.len());
        Ok(())
    })
}
