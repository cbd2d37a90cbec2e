//! Fault: a problem with the environment (a disk, a lock, a folder), not with the content.
//!
//! A fault stops the build. It says what was attempted, and on which path.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use crate::isolate::Panicked;

/// What was being attempted.
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
    /// Moving a finished file or folder into place.
    Exchange,
    /// Removing an output file.
    Remove,
    /// Waiting for another build of the same paper.
    Lock,
    /// Writing to a folder that the program did not create.
    TakeOver,
    /// Reading the marker of an output folder, which is damaged.
    ReadMarker,
    /// Printing into a home folder or the root of the file system.
    PrintAtHome,
    /// Changing an output folder that is read-only.
    WriteReadOnly,
    /// Printing proofs into the folder of a paper.
    ProofOverPaper,
    /// Printing into a folder that contains sources, or is among them.
    PrintAmongSources,
    /// Finding a story to print.
    FindContent,
    /// Find a story: the only one is misnamed.
    FindRightName,
    /// Finding a paper, in a folder that has none.
    FindPaper,
    /// Finding a paper, in a folder that has only documents of other programs.
    FindPaperAmongDocuments,
    /// Starting a paper in a folder that is not empty.
    StartPaper,
    /// Making a file that exists already.
    MakeAgain,
    /// Starting a theme that extends the one of its own name.
    ExtendItself,
    /// Listening for browsers.
    Listen,
    /// Reading a revision from git.
    AskRevision,
    /// Asking a target what is live there.
    AskTarget,
    /// Publishing to a target.
    Publish,
    /// Publishing into the paper itself, a home folder or the root of the file system.
    PublishInPaper,
    /// Comparing what is live with what was published.
    Verify,
    /// Finding everything as it was sent.
    FindAsSent,
    /// Making the release before the live one live again.
    RollBack,
    /// Running the command of a host, which failed.
    RunHostCommand,
    /// Running a command that nobody has confirmed.
    RunCommand,
    /// Finding out who approves an edition.
    FindApprover,
    /// Publishing a proof for approval where the paper is live.
    PublishProof,
    /// Publishing to a target to which this machine is publishing already.
    ClaimTarget,
    /// Locking a target against other runs.
    LockTarget,
    /// Replacing what was live when the run began, and is not any more.
    ReplaceWhatWasLive,
    /// Taking the lock of a target, in whose place is a file of somebody else.
    TakeLock,
    /// Finding the value of an environment variable: a key or a password.
    FindSecret,
    /// Finding a browser that prints.
    FindBrowser,
    /// Running the browser that was named.
    RunBrowser,
    /// Printing a PDF.
    PrintPdf,
    /// Finding a profile in the shared file of keys.
    FindProfile,
    /// Finishing: the program itself failed.
    Finish,
}

/// Why a server did not do what it was asked. It is the cause of a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unserved {
    /// There is no such host.
    NoHost,
    /// It answered with this status, and said this.
    Answered { status: u16, said: String },
    /// Its certificate is not trusted, for this reason.
    Untrusted(String),
    /// The connection failed, for this reason.
    Broken(String),
}

impl Error for Unserved {}

/// Why another program did not do what it was asked. It is the cause of a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ProgramFailed {
    /// It is not installed.
    Missing(String),
    /// It ended with this exit code, unless it was killed, and said this.
    Ended { program: String, code: Option<i32>, said: String },
    /// It took longer than this, and was ended.
    TooSlow { program: String, seconds: u64 },
    /// It reported success, said this, and made nothing.
    MadeNothing { program: String, said: String },
    /// It cannot be told this name of a file.
    UnsuitedName(String),
}

impl Error for ProgramFailed {}

/// A file of the output folder, which has changed since it was planned to publish it. It is the cause of a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChangedMeanwhile(pub String);

impl Error for ChangedMeanwhile {}

/// A problem that an editor cannot solve in the content: what was attempted, on which path, and what the system
/// reported.
#[derive(Debug)]
pub struct Fault {
    /// What was being attempted.
    pub action: Action,
    /// The file or folder.
    pub path: PathBuf,
    /// The error of the system, if there was one.
    pub cause: Option<io::Error>,
}

impl Fault {
    /// A fault reported by the system.
    pub fn new(action: Action, path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self { action, path: path.into(), cause: Some(cause) }
    }

    /// A refusal by this program, without an error of the system.
    pub fn refused(action: Action, path: impl Into<PathBuf>) -> Self {
        Self { action, path: path.into(), cause: None }
    }

    /// For `map_err`: turns a system error on `path` into a fault.
    pub fn on(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |cause| Self { action, path, cause: Some(cause) }
    }

    /// The error of the system, if only that can be handed on.
    pub(crate) fn into_error(self) -> io::Error {
        self.cause.unwrap_or_else(|| io::ErrorKind::Other.into())
    }

    /// The same while something else was attempted, of which this was a part.
    pub(crate) fn while_doing(self, action: Action) -> Self {
        Self { action, ..self }
    }

    /// A panic in work that belongs to no single document of the paper at `root`.
    #[must_use]
    pub fn of_program(root: &Path, panicked: &Panicked) -> Self {
        Self::new(Action::Finish, root, io::Error::other(panicked.to_string()))
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.cause.as_ref()?)
    }
}
