//! A host with a command of its own, such as Cloudflare Pages, Netlify or Vercel: the command is run on a finished copy of the
//! release, in which there is nothing but what is to be live. What was published last is remembered beside the paper.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::listing::files_in;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::model::target::PublishTarget;
use crate::project::Project;
use crate::publish::carrier::{Carrier, Delivery, Live, Shipment};
use crate::publish::commands;
use crate::publish::log::FOLDER;
use crate::publish::manifest::{LiveManifest, MANIFEST};
use crate::publish::release::FILE_LIMIT;
use crate::publish::remote::LiveCopy;

/// What stands for the folder in a command.
const PLACEHOLDER: &str = "{folder}";
/// How many lines of what a command says are quoted.
const QUOTED: usize = 6;

/// A host.
pub(super) struct PagesTarget {
    root: PathBuf,
    /// The copy that the command gets.
    copy: PathBuf,
    /// The name of the file with the last manifest.
    last: String,
    command: String,
}

impl PagesTarget {
    pub(super) fn new(project: &Project, target: &PublishTarget, command: &str) -> Self {
        let copy = project.root.join(FOLDER).join("pages").join(&target.name);
        let last = format!("{}.json", target.name);
        Self { root: project.root.clone(), copy, last, command: command.to_owned() }
    }

    fn failed(&self) -> impl Fn(io::Error) -> Fault {
        |error| Fault::new(Action::Publish, &self.command, error)
    }

    /// Brings the copy into the state of the release. Files that only older pages use stay if they are there.
    fn fill(&self, Shipment { release, plan, progress, .. }: &Shipment) -> io::Result<()> {
        let copy = OpenFolder::open_or_create(&self.copy)?;
        let there = files_in(&copy).map_err(|fault| fault.cause.unwrap_or(io::ErrorKind::Other.into()))?;
        for path in there {
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
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.root).stdin(Stdio::null());
        let output = command.output()?;
        let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if output.status.success() {
            return Ok(out.into_owned());
        }
        let lines: Vec<&str> =
            out.lines().chain(error.lines()).filter(|line| !line.trim().is_empty()).collect();
        let last = lines[lines.len().saturating_sub(QUOTED)..].join("; ");
        Err(io::Error::other(format!("{}: {last}", output.status)))
    }
}

impl Carrier for PagesTarget {
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
            return Err(Fault::refused(Action::RunCommand, &self.command));
        }
        self.fill(shipment).map_err(Fault::on(Action::Write, &self.copy))?;
        let said = self.run().map_err(self.failed())?;
        let remember = || {
            let folder = OpenFolder::open(&self.root)?.folder_or_new(FOLDER)?;
            folder.replace_with(&self.last, &shipment.plan.next.written())
        };
        remember().map_err(Fault::on(Action::Write, &self.root.join(FOLDER).join(&self.last)))?;
        let place = address_in(&said).unwrap_or(&self.command).to_owned();
        Ok(Delivery { place, ..Delivery::default() })
    }

    fn roll_back(&self) -> Result<Option<LiveManifest>, Fault> {
        Ok(None)
    }

    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        match OpenFolder::open(&self.copy).and_then(|copy| copy.read(path, FILE_LIMIT)) {
            Err(error) if is_absent(&error) => Ok(None),
            read => read.map(|contents| Some(contents.into())).map_err(self.failed()),
        }
    }

    /// The host is not asked: what it has is seen only at the address of the readers.
    fn list(&self) -> Result<Option<BTreeSet<String>>, Fault> {
        Ok(None)
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
