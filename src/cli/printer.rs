//! The only place that prints: lines and JSON to the two streams of the terminal. What a stream refuses is remembered, so that
//! nobody takes for said what was not.

use std::cell::RefCell;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use anstream::AutoStream;
use anstream::stream::{AsLockedWrite, RawStream};

use crate::fault::{Action, Fault};
use crate::visible::{escaped, spelled};

/// Both streams, and what they refused first.
pub(crate) struct Printer {
    out: RefCell<Outlet<io::Stdout>>,
    err: RefCell<Outlet<io::Stderr>>,
}

/// A stream, until it refuses.
struct Outlet<S: RawStream> {
    name: &'static str,
    stream: AutoStream<S>,
    refused: Option<io::Error>,
}

impl<S: RawStream + AsLockedWrite> Outlet<S> {
    fn of(name: &'static str, stream: S) -> RefCell<Self> {
        RefCell::new(Self { name, stream: AutoStream::auto(stream), refused: None })
    }

    /// Prints something as it is. After a refusal nothing more is tried: half of what follows would be worse than nothing.
    fn put(&mut self, text: &dyn Display) {
        if self.refused.is_none() {
            let put = write!(self.stream, "{text}").and_then(|()| self.stream.flush());
            self.refused = put.err();
        }
    }
}

impl Printer {
    pub(crate) fn new() -> Self {
        Self { out: Outlet::of("stdout", io::stdout()), err: Outlet::of("stderr", io::stderr()) }
    }

    /// Whether somebody sits before the stream of errors.
    pub(crate) fn is_watched(&self) -> bool {
        self.err.borrow().stream.is_terminal()
    }

    /// A line of what was asked for; whatever of the paper stands in it, it stays one line.
    pub(crate) fn say(&self, line: &str) {
        self.out.borrow_mut().put(&format_args!("{}\n", spelled(line)));
    }

    /// A line about the work.
    pub(crate) fn remark(&self, line: &str) {
        self.err.borrow_mut().put(&format_args!("{}\n", spelled(line)));
    }

    /// Something about the work that is set already, with colours: what stands in it of the paper was spelled before.
    pub(crate) fn show(&self, set: &dyn Display) {
        self.err.borrow_mut().put(set);
    }

    /// What was asked for of the command itself: its help, its version.
    pub(crate) fn answer(&self, set: &dyn Display) {
        self.out.borrow_mut().put(set);
    }

    /// A line for programs.
    pub(crate) fn json(&self, value: &serde_json::Value) {
        self.out.borrow_mut().put(&format_args!("{}\n", escaped(&value.to_string())));
    }

    /// What a stream refused first, if one did; from now on it is tried again.
    pub(crate) fn refused(&self) -> Option<RefusedStream> {
        let (mut out, mut err) = (self.out.borrow_mut(), self.err.borrow_mut());
        let out = (out.name, out.refused.take());
        let err = (err.name, err.refused.take());
        [out, err].into_iter().find_map(|(name, refused)| {
            let refused = refused?;
            let is_gone = refused.kind() == ErrorKind::BrokenPipe;
            Some(RefusedStream { fault: Fault::new(Action::Write, name, refused), is_gone })
        })
    }
}

/// What a stream refused.
pub(crate) struct RefusedStream {
    pub fault: Fault,
    /// Whether its reader went away.
    pub is_gone: bool,
}
