//! A server that is reached through ssh: the commands that releases need there, and how they are filled.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::ssh::{Sftp, make_folders, quoted};
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::model::target::Server;
use crate::publish::carrier::Shipment;
use crate::publish::claim::Claim;
use crate::publish::manifest::{LiveManifest, MANIFEST};
use crate::publish::plan::Plan;
use crate::publish::release::FILE_LIMIT;
use crate::publish::remote::TargetFiles;

/// The folder that locks the target, and the file in it with the time at which the run began.
const LOCK: &str = "lanmu-lock";
const SINCE: &str = "since.txt";
/// After how long a lock is taken for that of a run that was killed.
const ABANDONED: TimeDelta = TimeDelta::hours(2);
/// A run that takes the lock writes the file in it at once. If it is still not there after this time, the run was cut off.
const UNWRITTEN: Duration = Duration::from_secs(1);

/// How a release gets to the server.
pub(super) trait Filler {
    /// Fills `releases/ID`, which exists and is empty but for the manifest. Files that are the same in the live release, which has
    /// the number `before`, are linked; whether they could be. `None` if that release is not there.
    ///
    /// # Errors
    /// If anything could not be sent.
    fn fill(&self, server: &SshTarget, shipment: &Shipment, before: Option<u64>) -> io::Result<bool>;

    /// Removes a release, which has this manifest.
    ///
    /// # Errors
    /// If it cannot be removed.
    fn remove(&self, server: &SshTarget, id: u64, manifest: &LiveManifest) -> io::Result<()>;
}

/// A server.
pub(super) struct SshTarget {
    /// The folder of the paper, to remember there that a run was killed.
    pub root: PathBuf,
    pub server: Server,
    pub sftp: Sftp,
    pub now: DateTime<Utc>,
}

impl SshTarget {
    pub(super) fn failed(&self, action: Action) -> impl Fn(io::Error) -> Fault {
        let place = self.place();
        move |error| Fault::new(action, &place, error)
    }

    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.server.host, self.server.path)
    }

    /// A path below the target's.
    pub(super) fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.server.path)
    }

    /// The path of a release.
    pub(super) fn release(&self, id: u64) -> String {
        self.at(&format!("releases/{id}"))
    }

    /// The contents of a file; `None` if there is none.
    pub(super) fn get(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let mut found = None;
        self.get_all([path].into_iter(), &mut |_, contents| {
            found = contents;
            Ok(())
        })?;
        Ok(found)
    }

    /// Hands the contents of some files to `each`, in their order.
    pub(super) fn get_all<'p>(
        &self,
        paths: impl Iterator<Item = &'p str>,
        each: &mut dyn FnMut(&'p str, Option<Vec<u8>>) -> io::Result<()>,
    ) -> io::Result<()> {
        let home = tempfile::tempdir()?;
        let paths: Vec<&str> = paths.collect();
        let get = |(index, path): (usize, &&str)| Ok(format!("-get {} {index}", quoted(&self.at(path))?));
        let lines: Vec<String> = paths.iter().enumerate().map(get).collect::<io::Result<_>>()?;
        let said = self.sftp.run(home.path(), &lines)?;
        let folder = OpenFolder::open(home.path())?;
        for (index, path) in paths.into_iter().enumerate() {
            match folder.read(index.to_string(), FILE_LIMIT) {
                Err(error) if is_absent(&error) && said.is_absent => each(path, None)?,
                contents => each(path, Some(contents?))?,
            }
        }
        Ok(())
    }

    /// Runs commands that need no local file.
    pub(super) fn command(&self, lines: &[String]) -> io::Result<Vec<String>> {
        Ok(self.sftp.run(Path::new("."), lines)?.said.concat())
    }

    pub(super) fn manifest_at(&self, folder: &str) -> io::Result<Option<LiveManifest>> {
        Ok(self.get(&format!("{folder}/{MANIFEST}"))?.and_then(|bytes| LiveManifest::read(&bytes)))
    }

    /// Every file below a folder.
    pub(super) fn files_in(&self, folder: &str) -> io::Result<TargetFiles> {
        let (mut files, mut folders) = (TargetFiles::new(), vec![String::new()]);
        while !folders.is_empty() {
            let list = |inside: &String| {
                Ok(format!("-ls -lan {}", quoted(&self.at(&format!("{folder}/{inside}")))?))
            };
            let lines: Vec<String> = folders.iter().map(list).collect::<io::Result<_>>()?;
            let said = self.sftp.run(Path::new("."), &lines)?.said;
            let found = folders.iter().zip(&said).flat_map(|(inside, lines)| {
                let entries = lines.iter().filter_map(|line| listed(line));
                entries.map(move |entry| ListedEntry { name: format!("{inside}{}", entry.name), ..entry })
            });
            let (below, here): (Vec<_>, Vec<_>) = found.partition(|entry| entry.kind == 'd');
            files.extend(here.into_iter().map(|file| (file.name, file.size.filter(|_| file.kind == '-'))));
            folders = below.into_iter().map(|folder| format!("{}/", folder.name)).collect();
        }
        Ok(files)
    }

    /// The numbers of the releases that are there.
    pub(super) fn releases(&self) -> io::Result<BTreeSet<u64>> {
        let lines = self.command(&[format!("-ls -1 {}", quoted(&self.at("releases"))?)])?;
        let number = |line: &String| line.trim().rsplit('/').next()?.parse().ok();
        Ok(lines.iter().filter_map(number).collect())
    }

    /// Locks the target.
    pub(super) fn lock(&self) -> Result<Claim, Fault> {
        let mut claim = Claim::take(&self.root, &self.place())?;
        let own = self.now.to_rfc3339();
        claim.note(&own)?;
        if self.take_lock(&claim, &own).map_err(self.failed(Action::Publish))? {
            return Ok(claim);
        }
        Err(Fault::refused(Action::LockTarget, format!("{}:{}", self.server.host, self.at(LOCK))))
    }

    /// Takes the lock: nobody has it, or a run that was killed. False if another run has it.
    fn take_lock(&self, claim: &Claim, own: &str) -> io::Result<bool> {
        let lock = self.at(LOCK);
        let mut folders = make_folders(&self.server.path)?;
        let releases = self.at("releases");
        folders.extend(make_folders(&releases)?);
        // If the last folder is not there, what was said about those above it is the cause.
        folders.push(format!("ls -1 {}", quoted(&releases)?));
        self.command(&folders)?;
        let home = written(SINCE, format!("{own}\n").as_bytes())?;
        let put = format!("put {SINCE} {}", quoted(&format!("{lock}/{SINCE}"))?);
        let mkdir = format!("mkdir {}", quoted(&lock)?);
        let Err(failure) = self.sftp.run_once(home.path(), &[mkdir, put.clone()]) else {
            return Ok(true);
        };
        if self.command(&[format!("ls -1 {}", quoted(&lock)?)]).is_err() {
            return Err(failure.into_error());
        }
        let mut since = self.locked_since()?;
        if since.is_none() {
            thread::sleep(UNWRITTEN);
            since = self.locked_since()?;
        }
        let is_abandoned = |since: &str| {
            let began = since.trim().parse::<DateTime<Utc>>();
            began.is_ok_and(|began| self.now.signed_duration_since(began) > ABANDONED)
        };
        let is_free = since.is_none_or(|since| claim.owns(&since) || is_abandoned(&since));
        if is_free {
            self.sftp.run(home.path(), &[put])?;
        }
        Ok(is_free)
    }

    /// What the file in the lock says; `None` if there is none.
    fn locked_since(&self) -> io::Result<Option<String>> {
        let bytes = self.get(&format!("{LOCK}/{SINCE}"))?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    pub(super) fn unlock(&self, claim: Claim) -> Result<(), Fault> {
        let remove = || {
            let lock = self.at(LOCK);
            let since = quoted(&format!("{lock}/{SINCE}"))?;
            self.command(&[format!("-rm {since}"), format!("-rmdir {}", quoted(&lock)?)])
        };
        remove().map_err(self.failed(Action::Publish))?;
        claim.forget()
    }

    /// Whether `current` can be replaced in one step: it is a link or not there, and the server has links.
    pub(super) fn can_swap(&self, id: u64) -> io::Result<bool> {
        let listed = self.command(&[format!("ls -la {}", quoted(&self.server.path)?)])?;
        let is_current = |line: &&String| line.ends_with(" current") || line.ends_with("/current");
        match listed.iter().find(is_current).and_then(|line| line.chars().next()) {
            Some('l') => return Ok(true),
            Some(_) => return Ok(false),
            None => {}
        }
        if self.command(&self.link(id)?).is_ok() {
            return Ok(true);
        }
        // The server can still be reached, so it is the link that it refused.
        self.command(&[format!("ls -1 {}", quoted(&self.server.path)?)]).map(|_| false)
    }

    /// The commands that make the link to a release beside `current`.
    pub(super) fn link(&self, id: u64) -> io::Result<[String; 2]> {
        let new = quoted(&self.at("current.new"))?;
        Ok([format!("-rm {new}"), format!("ln -s {} {new}", quoted(&format!("releases/{id}"))?)])
    }

    /// Makes a release the live one, in one step.
    pub(super) fn swap(&self, id: u64) -> io::Result<()> {
        let rename = format!("rename {} {}", quoted(&self.at("current.new"))?, quoted(&self.at("current"))?);
        let lines: Vec<String> = self.link(id)?.into_iter().chain([rename]).collect();
        self.command(&lines).map(drop)
    }

    /// Creates the folder of a release, with the manifest and the folders that its files are in.
    pub(super) fn create(&self, id: u64, plan: &Plan) -> io::Result<()> {
        let release = self.release(id);
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        for path in plan.next.files.keys().chain(plan.next.old.keys()) {
            folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        let home = written(MANIFEST, &plan.next.written())?;
        let mut lines = make_folders(&release)?;
        lines.push(format!("put {MANIFEST} {}", quoted(&format!("{release}/{MANIFEST}"))?));
        for folder in folders {
            lines.push(format!("-mkdir {}", quoted(&format!("{release}/{folder}"))?));
        }
        self.sftp.run(home.path(), &lines).map(drop)
    }
}

/// An entry of a long listing.
#[derive(Debug, PartialEq, Eq)]
struct ListedEntry {
    /// `-` for a file, `d` for a folder, `l` for a link.
    kind: char,
    name: String,
    /// In bytes, if it can be read.
    size: Option<u64>,
}

/// A line of a long listing: `-rw-r--r-- 1 0 0 4 Nov 29 08:16 /srv/current/a.html`.
fn listed(line: &str) -> Option<ListedEntry> {
    let (mut rest, mut size) = (line.trim_start(), None);
    let kind = rest.chars().next()?;
    for column in 0..8 {
        let (value, after) = rest.split_once(char::is_whitespace)?;
        size = if column == 4 { value.parse().ok() } else { size };
        rest = after.trim_start();
    }
    let name = rest.rsplit('/').next()?;
    (!matches!(name, "" | "." | "..")).then(|| ListedEntry { kind, name: unescaped(name), size })
}

/// A name as sftp prints it: of what is not ASCII, each byte is `\` and three octal digits.
fn unescaped(name: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), name.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 8).ok()).filter(|_| *first == b'\\');
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[3..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A temporary folder with one file.
fn written(name: &str, contents: &[u8]) -> io::Result<tempfile::TempDir> {
    let home = tempfile::tempdir()?;
    OpenFolder::open(home.path())?.replace_with(name, contents)?;
    Ok(home)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_in_a_listing_may_have_spaces_and_escapes() {
        let line = r"-rw-r--r--    1 0 0    4 Nov 29 08:16 /srv/current/more of it/\350\241\250 1.txt";
        let file = ListedEntry { kind: '-', name: "表 1.txt".to_owned(), size: Some(4) };
        assert_eq!(listed(line), Some(file));
        let folder = ListedEntry { kind: 'd', name: "assets".to_owned(), size: Some(4096) };
        assert_eq!(listed("drwxr-xr-x    ? 0 0  4096 Nov 29  2025 current/assets"), Some(folder));
        assert_eq!(listed("drwxr-xr-x    2 0 0  4096 Nov 29 08:16 /srv/current/.."), None);
        assert_eq!(listed("Couldn't stat remote file"), None);
    }
}
