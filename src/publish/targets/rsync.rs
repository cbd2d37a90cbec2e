//! Fills a release through rsync: it compares checksums with the live release, links what is the same and sends the rest.

use std::io;
use std::path::Path;

use super::ssh::{quoted, rsync};
use super::ssh_server::{Filler, SshTarget};
use crate::files::OpenFolder;
use crate::publish::carrier::Shipment;
use crate::publish::manifest::LiveManifest;

/// Releases through rsync.
pub(super) struct RsyncFiller;

impl Filler for RsyncFiller {
    fn fill(&self, server: &SshTarget, shipment: &Shipment, before: Option<u64>) -> io::Result<bool> {
        let Shipment { release, plan, progress, .. } = shipment;
        let id = plan.next.generation;
        let home = tempfile::tempdir()?;
        let (temporary, extras) = (OpenFolder::open(home.path())?, home.path().join("extras"));
        let (printed, added): (Vec<&String>, Vec<&String>) =
            plan.next.files.keys().partition(|path| release.is_printed(path));
        let list = printed.into_iter().map(String::as_str).collect::<Vec<_>>().join("\0");
        temporary.replace_with("list", list.as_bytes())?;
        let files = ["--from0".to_owned(), format!("--files-from={}", home.path().join("list").display())];
        send(server, release.folder(), &files, (id, before))?;
        let extras_folder = temporary.folder_or_new("extras")?;
        for path in &added {
            extras_folder.put(path, &release.read(path)?)?;
        }
        if !added.is_empty() {
            send(server, &extras, &["-r".to_owned()], (id, before))?;
        }
        progress(plan.uploads(), plan.uploads());
        if let Some(before) = before.filter(|_| !plan.next.old.is_empty()) {
            let (old, new) = (server.release(before), server.release(id));
            let link = |path: &String| {
                Ok(format!("-ln {} {}", quoted(&format!("{old}/{path}"))?, quoted(&format!("{new}/{path}"))?))
            };
            let links: Vec<String> = plan.next.old.keys().map(link).collect::<io::Result<_>>()?;
            server.command(&links)?;
        }
        Ok(true)
    }

    fn remove(&self, server: &SshTarget, id: u64, _: &LiveManifest) -> io::Result<()> {
        let nothing = tempfile::tempdir()?;
        let only = [format!("--include=/{id}"), format!("--include=/{id}/**"), "--exclude=*".to_owned()];
        let to = format!("{}:{}/", server.server.host, server.at("releases"));
        let options = ["-r".to_owned(), "--delete".to_owned()];
        let arguments: Vec<String> = options.into_iter().chain(only).chain(["./".to_owned(), to]).collect();
        server.sftp.patience.ask(|| rsync(nothing.path(), &arguments)).map(drop)
    }
}

/// Sends a folder into a release. Files are compared by their checksums: times and sizes may deceive.
fn send(
    server: &SshTarget,
    folder: &Path,
    options: &[String],
    (id, before): (u64, Option<u64>),
) -> io::Result<()> {
    let mut arguments = vec!["--checksum".to_owned()];
    arguments.extend(before.map(|before| format!("--link-dest=../{before}")));
    arguments.extend(options.iter().cloned());
    arguments.extend(["./".to_owned(), format!("{}:{}/", server.server.host, server.release(id))]);
    server.sftp.patience.ask(|| rsync(folder, &arguments)).map(drop)
}
