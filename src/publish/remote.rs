//! A remote: a target that takes one file at a time, such as object storage.

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use crate::words::Remark;

/// A target that takes one file at a time. Paths are relative, with `/`.
pub(crate) trait Remote: Sync {
    /// A file; `None` if there is none.
    fn get(&self, path: &str) -> Result<Option<LiveCopy>, Failure>;

    /// Every file that is there, also those of others.
    fn list(&self) -> Result<TargetFiles, Failure>;

    /// Writes a file. Readers see the old contents or the new, never a part.
    fn put(&self, path: &str, contents: &[u8], headers: &[(&'static str, String)]) -> Result<(), Failure>;

    /// Writes a file unless there is one; false if there was one. Called only if the remote [can lock](Self::can_lock).
    fn put_if_absent(&self, path: &str, contents: &[u8]) -> Result<bool, Failure>;

    /// The same, for a remote that may ignore the condition: the file is put twice, and the second time must be refused.
    ///
    /// # Errors
    /// As `Unsupported` if the condition is ignored; the file is written then.
    fn put_once(&self, path: &str, contents: &[u8]) -> Result<bool, Failure> {
        if !self.put_if_absent(path, contents)? {
            return Ok(false);
        }
        if self.put_if_absent(path, contents)? {
            return Err(Failure::Lasting(io::ErrorKind::Unsupported.into()));
        }
        Ok(true)
    }

    /// Deletes a file. A missing file is no error.
    fn delete(&self, path: &str) -> Result<(), Failure>;

    /// Whether two runs at once can be told apart by a lock file.
    fn can_lock(&self) -> bool {
        true
    }

    /// Removes what unfinished runs left behind that readers were never led to.
    fn tidy(&self) -> Result<(), Failure> {
        Ok(())
    }

    /// How many files may be sent at once.
    fn parallel(&self) -> usize {
        8
    }

    /// What the editor should know about it after publishing.
    fn remark(&self) -> Option<Remark> {
        None
    }
}

/// A file as it is on a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LiveCopy {
    pub contents: Vec<u8>,
    /// The headers that the target keeps with it, by names in lower case; `None` if it keeps none.
    pub headers: Option<HeaderValues>,
}

/// The files on a target by their paths, each with its size in bytes if the target tells it.
pub(crate) type TargetFiles = BTreeMap<String, Option<u64>>;

/// Headers, by names in lower case.
pub(crate) type HeaderValues = BTreeMap<String, String>;

impl From<Vec<u8>> for LiveCopy {
    /// A file that has nothing but contents.
    fn from(contents: Vec<u8>) -> Self {
        Self { contents, headers: None }
    }
}

/// Why a remote did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It may work if tried again, at the earliest after this time.
    Passing(io::Error, Option<Duration>),
    /// It will not work if tried again.
    Lasting(io::Error),
}

impl Failure {
    /// The error of the system or the server.
    pub(crate) fn into_error(self) -> io::Error {
        match self {
            Self::Passing(error, _) | Self::Lasting(error) => error,
        }
    }
}

impl From<io::Error> for Failure {
    /// Errors of the network pass, others last.
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::TimedOut
            | Kind::ConnectionReset
            | Kind::ConnectionRefused
            | Kind::ConnectionAborted
            | Kind::BrokenPipe
            | Kind::UnexpectedEof
            | Kind::Interrupted
            | Kind::WouldBlock => Self::Passing(error, None),
            _ => Self::Lasting(error),
        }
    }
}
