//! Fault: something is wrong with the world (a disk, a lock, a folder), not with the content.
//!
//! A fault stops the build and names what was being done and to which path.

use std::io;
use std::path::{Path, PathBuf};

use crate::files::NotOpened;
use crate::isolate::Panicked;
use crate::visible::spelled;
use crate::words::{Language, Message};

/// What was being attempted when the world refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Listing a folder.
    List,
    /// Reading a file.
    Read,
    /// Creating a folder.
    CreateFolder,
    /// Writing a file.
    Write,
    /// Putting a finished file or folder in its place.
    Exchange,
    /// Removing something that is ours.
    Remove,
    /// Waiting for another build of the same paper.
    Lock,
    /// Taking a folder for output that is not ours to write.
    TakeOver,
    /// Reading the mark of an output folder, which is damaged.
    ReadMark,
    /// Taking for output a folder that is somebody's home, or the root of the system.
    PrintAtHome,
    /// Changing an output folder that nobody may write to.
    WriteReadOnly,
    /// Taking the folder of a paper for its proofs.
    ProofOverPaper,
    /// Taking for output a folder that holds sources, or lies among them.
    PrintAmongSources,
    /// Finding any story to print.
    FindContent,
    /// Listening for browsers.
    Listen,
    /// Asking git what stood in a revision.
    AskRevision,
    /// Finishing at all: the program itself failed.
    Finish,
}

/// Something the editor cannot mend in the content: what was done, to which path, and what the system said.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.told(Language::English).join("\n"))]
pub struct Fault {
    /// What was being attempted.
    pub action: Action,
    /// The file or folder it was attempted on.
    pub path: PathBuf,
    /// The system's own words, where it said any.
    #[source]
    pub cause: Option<io::Error>,
}

impl Fault {
    /// A fault that the system reported.
    pub fn new(action: Action, path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self { action, path: path.into(), cause: Some(cause) }
    }

    /// A refusal of our own, with nothing from the system to add.
    pub fn refused(action: Action, path: impl Into<PathBuf>) -> Self {
        Self { action, path: path.into(), cause: None }
    }

    /// For `map_err`: turns the system's error on `path` into a fault.
    pub fn on(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |cause| Self { action, path, cause: Some(cause) }
    }

    /// A failure of the program in what belongs to no document of the paper at `root`.
    #[must_use]
    pub fn of_program(root: &Path, panicked: &Panicked) -> Self {
        Self::new(Action::Finish, root, io::Error::other(panicked.to_string()))
    }

    /// The whole in the reader's language, line by line: what is the matter, with the system's words after it, and what to do.
    #[must_use]
    pub fn told(&self, language: Language) -> Vec<String> {
        let Message { message, help } = crate::words::fault(self.action, &self.path, language);
        // What is damaged is told in full; where the reader of JSON stumbled helps nobody, and it speaks English alone.
        let is_heard = |_: &&io::Error| self.action != Action::ReadMark || language == Language::English;
        let said = |cause: &io::Error| match NotOpened::of(cause) {
            Some(why) => crate::words::not_opened(why, language).to_owned(),
            None => spelled(&cause.to_string()).into_owned(),
        };
        let message = match self.cause.as_ref().filter(is_heard) {
            Some(cause) => format!("{message}: {}", said(cause)),
            None => message,
        };
        std::iter::once(message).chain(help.map(|help| format!("  {help}"))).collect()
    }
}
