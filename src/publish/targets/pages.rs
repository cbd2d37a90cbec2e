//! A host with a command of its own, such as Cloudflare Pages, Netlify or Vercel: the command is run on a finished copy of the
//! release, in which there is nothing but what is to be live. What was published last is remembered beside the paper.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::listing::files_in;
use super::program::{ended, failed};
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::model::target::{PLACEHOLDER, PublishTarget};
use crate::project::Project;
use crate::publish::carrier::{Carrier, Delivery, Live, Shipment};
use crate::publish::claim::Claim;
use crate::publish::commands;
use crate::publish::log::FOLDER;
use crate::publish::manifest::MANIFEST;
use crate::publish::release::FILE_LIMIT;
use crate::publish::remote::{LiveCopy, TargetFiles};
use crate::visible::without_secrets;

/// How many lines of what a command says are quoted.
const QUOTED: usize = 6;

/// A host.
pub(super) struct PagesTarget {
    root: PathBuf,
    /// The copy that the command gets.
    copy: PathBuf,
    /// The name of the file with the last manifest.
    last: String,
    /// The name of the file that is there while the command runs, and stays if it fails.
    unfinished: String,
    command: String,
}

impl PagesTarget {
    pub(super) fn new(project: &Project, target: &PublishTarget, command: &str) -> Self {
        let copy = project.root.join(FOLDER).join("pages").join(&target.name);
        // Another command may lead to another host, of which nothing is known.
        let name = format!("{}-{}", target.name, Digest::of(command.as_bytes()).short());
        let (last, unfinished) = (format!("{name}.json"), format!("{name}.unfinished"));
        Self { root: project.root.clone(), copy, last, unfinished, command: command.to_owned() }
    }

    /// Brings the copy into the state of the release. Files that only older pages use stay if they are there.
    fn fill(&self, Shipment { release, plan, progress, .. }: &Shipment) -> io::Result<()> {
        let copy = OpenFolder::open_or_create(&self.copy)?;
        let there = files_in(&copy).map_err(Fault::into_error)?;
        for path in there.into_keys() {
            if !plan.next.files.contains_key(&path) && !plan.next.old.contains_key(&path) {
                copy.remove_file(&path)?;
            }
        }
        for (done, (path, file)) in plan.next.files.iter().enumerate() {
            let is_same =
                || copy.open_file(path).and_then(Digest::of_reader).is_ok_and(|had| had == file.digest);
            if !is_same() {
                copy.put(path, &release.read(path)?)?;
            }
            progress(done + 1, plan.next.files.len());
        }
        copy.replace_with(MANIFEST, &plan.next.written())
    }

    /// Runs the command; what it said.
    fn run(&self) -> io::Result<String> {
        let folder = absolute(&self.copy)?;
        let mut words = words(&self.command).into_iter().map(|word| word.replace(PLACEHOLDER, &folder));
        let program = words.next().ok_or(io::ErrorKind::InvalidInput)?;
        let mut command = Command::new(&program);
        command.args(words).current_dir(&self.root).stdin(Stdio::null());
        let output = ended(&mut command, &program)?;
        let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if output.status.success() {
            return Ok(out.into_owned());
        }
        let lines: Vec<&str> =
            out.lines().chain(error.lines()).filter(|line| !line.trim().is_empty()).collect();
        Err(failed(&program, &output, &lines[lines.len().saturating_sub(QUOTED)..]))
    }
}

impl Carrier for PagesTarget {
    fn place(&self) -> String {
        without_secrets(&self.command).into_owned()
    }

    fn live(&self) -> Result<Live, Fault> {
        let path = Path::new(FOLDER).join(&self.last);
        match OpenFolder::open(&self.root).and_then(|root| root.read(&path, FILE_LIMIT)) {
            Err(error) if is_absent(&error) => Ok(Live::Empty),
            bytes => {
                let bytes = bytes.map_err(Fault::on(Action::Read, &self.root.join(&path)))?;
                Ok(Live::of_manifest(&bytes))
            }
        }
    }

    fn carry_out(&self, shipment: &Shipment) -> Result<Delivery, Fault> {
        if !commands::is_confirmed(&self.root, &self.command)? {
            return Err(Fault::refused(Action::RunCommand, self.place()));
        }
        let _claim = Claim::take(&self.root, &self.place())?;
        self.fill(shipment).map_err(Fault::on(Action::Write, &self.copy))?;
        let folder = OpenFolder::open(&self.root).and_then(|root| root.folder_or_new(FOLDER));
        let folder = folder.map_err(Fault::on(Action::Write, &self.root.join(FOLDER)))?;
        let unfinished = folder.replace_with(&self.unfinished, b"");
        unfinished.map_err(Fault::on(Action::Write, &folder.path_of(&self.unfinished)))?;
        let said = self.run().map_err(|error| Fault::new(Action::RunHostCommand, self.place(), error))?;
        let remembered = folder.replace_with(&self.last, &shipment.plan.next.written());
        let done = remembered.and_then(|()| folder.remove_file(&self.unfinished));
        done.map_err(Fault::on(Action::Write, &folder.path_of(&self.last)))?;
        let place = address_in(&said).map_or_else(|| self.place(), ToOwned::to_owned);
        Ok(Delivery { place, ..Delivery::default() })
    }

    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        match OpenFolder::open(&self.copy).and_then(|copy| copy.read(path, FILE_LIMIT)) {
            Err(error) if is_absent(&error) => Ok(None),
            read => read
                .map(|contents| Some(contents.into()))
                .map_err(Fault::on(Action::Read, &self.copy.join(path))),
        }
    }

    /// The host is not asked: what it has is seen only at the address of the readers. After a command that failed, nothing is known
    /// to be there.
    fn list(&self) -> Result<Option<TargetFiles>, Fault> {
        let path = Path::new(FOLDER).join(&self.unfinished);
        let found = OpenFolder::open(&self.root).and_then(|root| root.kind_of(&path));
        let found = found.map_err(Fault::on(Action::Read, &self.root.join(&path)))?;
        Ok(found.map(|_| TargetFiles::new()))
    }
}

/// The last address in what a command said: most hosts end with that of the site.
fn address_in(said: &str) -> Option<&str> {
    said.split_whitespace().rfind(|word| word.starts_with("https://"))
}

/// The words of a command. Quotation marks hold together what has spaces; nothing else is special, since no shell reads it.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut open) = (Vec::new(), None::<String>, None);
    for character in command.chars() {
        match (open, character) {
            (Some(mark), _) if character == mark => open = None,
            (None, '"' | '\'') => {
                open = Some(character);
                word.get_or_insert_default();
            }
            (None, _) if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

#[allow(clippy::disallowed_methods, reason = "a command needs a path that is valid in any folder")]
fn absolute(path: &Path) -> io::Result<String> {
    let whole = std::path::absolute(path)?;
    whole.into_os_string().into_string().map_err(|_| io::ErrorKind::InvalidInput.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_into_words_without_a_shell() {
        assert_eq!(
            words("npx wrangler  pages deploy {folder}"),
            ["npx", "wrangler", "pages", "deploy", "{folder}"]
        );
        assert_eq!(words("a \"b c\" 'd \"e' f$(g)\"\""), ["a", "b c", "d \"e", "f$(g)"]);
        assert_eq!(words("a '' "), ["a", ""]);
    }

    #[test]
    fn the_last_address_is_that_of_the_site() {
        assert_eq!(address_in("see https://docs\nDone: https://a.pages.dev\n"), Some("https://a.pages.dev"));
        assert_eq!(address_in("done"), None);
    }
}
