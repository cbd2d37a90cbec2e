//! Printer: the only place that writes to stdout and stderr. Errors of writing are remembered, so that lost output is reported.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anstream::AutoStream;
use anstream::stream::{AsLockedWrite, RawStream};

use crate::fault::{Action, Fault};
use crate::visible::{escaped, spelled};

/// Both streams, with the first error of each.
pub(crate) struct Printer {
    out: Mutex<OutputStream<io::Stdout>>,
    err: Mutex<OutputStream<io::Stderr>>,
}

/// A stream, usable until its first error.
struct OutputStream<S: RawStream> {
    name: &'static str,
    stream: AutoStream<S>,
    error: Option<io::Error>,
}

impl<S: RawStream + AsLockedWrite> OutputStream<S> {
    fn of(name: &'static str, stream: S) -> Mutex<Self> {
        Mutex::new(Self { name, stream: AutoStream::auto(stream), error: None })
    }

    /// Prints something. After an error nothing more is written, because output with gaps is worse than none.
    fn put(&mut self, text: &dyn Display) {
        if self.error.is_none() {
            let put = write!(self.stream, "{text}").and_then(|()| self.stream.flush());
            self.error = put.err();
        }
    }
}

impl Printer {
    pub(crate) fn new() -> Self {
        Self { out: OutputStream::of("stdout", io::stdout()), err: OutputStream::of("stderr", io::stderr()) }
    }

    /// Whether stderr is a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        opened(&self.err).stream.is_terminal()
    }

    /// Prints a line of the result. It stays one line, whatever it quotes from the paper.
    pub(crate) fn say(&self, line: &str) {
        opened(&self.out).put(&format_args!("{}\n", spelled(line)));
    }

    /// Prints a line about the progress of the work.
    pub(crate) fn remark(&self, line: &str) {
        opened(&self.err).put(&format_args!("{}\n", spelled(line)));
    }

    /// Prints something that is already formatted, with colours. What it quotes from the paper must be escaped.
    pub(crate) fn show(&self, set: &dyn Display) {
        opened(&self.err).put(set);
    }

    /// Prints the help or the version.
    pub(crate) fn answer(&self, set: &dyn Display) {
        opened(&self.out).put(set);
    }

    /// Prints a line of JSON.
    pub(crate) fn json(&self, value: &serde_json::Value) {
        opened(&self.out).put(&format_args!("{}\n", escaped(&value.to_string())));
    }

    /// The first error of a stream, if there was one; then output is tried again.
    pub(crate) fn take_error(&self) -> Option<StreamError> {
        let (mut out, mut err) = (opened(&self.out), opened(&self.err));
        let out = (out.name, out.error.take());
        let err = (err.name, err.error.take());
        [out, err].into_iter().find_map(|(name, error)| {
            let error = error?;
            let is_gone = error.kind() == ErrorKind::BrokenPipe;
            Some(StreamError { fault: Fault::new(Action::Write, name, error), is_gone })
        })
    }
}

/// Stdout for a protocol, whose messages are written as they are.
pub(crate) fn protocol_output() -> impl Write {
    io::stdout()
}

/// The first error of a stream.
pub(crate) struct StreamError {
    pub fault: Fault,
    /// Whether the reader has closed the stream.
    pub is_gone: bool,
}

/// A stream, which several threads may print to.
fn opened<S: RawStream>(stream: &Mutex<OutputStream<S>>) -> MutexGuard<'_, OutputStream<S>> {
    stream.lock().unwrap_or_else(PoisonError::into_inner)
}
