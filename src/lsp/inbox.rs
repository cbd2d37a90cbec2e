//! Inbox: what reaches the server, from the client and from the folders of papers. A thread of its own reads the client, so that a
//! client that waits for the server to read never has to wait for an answer.

use std::io::{BufRead, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::Message;

use crate::watch::{Mode, Wakeups};

/// How long to wait for the next message before the paper is read again: editors send several for one keystroke.
const QUIET: Duration = Duration::from_millis(10);
/// The longest wait, however many messages come.
const LONGEST_WAIT: Duration = Duration::from_millis(100);
/// How long nobody types before the whole paper is read again, after a story was read by itself.
const PAUSE: Duration = Duration::from_millis(400);
/// How many messages in a row may be malformed. A client that sends more speaks another protocol.
const MOST_MALFORMED: usize = 100;
/// How long a scan of a folder is supposed to take where changes are found by polling.
const SCAN: Duration = Duration::from_millis(50);

/// What reaches the server.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message of the client.
    Message(Message),
    /// What was not a message, and why.
    Malformed(String),
    /// Something may have changed in the folder of the paper at this root.
    FolderChanged {
        root: PathBuf,
        /// Whether nothing is known to have happened, so that every folder must be listed again.
        is_timeout: bool,
    },
    /// The client is gone.
    Closed,
}

/// Receives what reaches the server.
pub(super) struct Inbox {
    received: Receiver<Incoming>,
    sender: Sender<Incoming>,
}

impl Inbox {
    /// An inbox for the messages of a client.
    pub(super) fn of(client: impl BufRead + Send + 'static) -> Self {
        let (sender, received) = channel();
        let inbox = Self { received, sender: sender.clone() };
        thread::spawn(move || read(client, &sender));
        inbox
    }

    /// Watches the folder of a paper, until the program ends.
    pub(super) fn watch(&self, root: &Path) {
        let (root, sender) = (root.to_owned(), self.sender.clone());
        thread::spawn(move || {
            let mut wakeups = Wakeups::new(&root, Mode::Events);
            loop {
                let is_timeout = wakeups.wait(None, SCAN).is_timeout();
                wakeups.hints(); // Every folder is scanned, so the hints are only taken.
                if sender.send(Incoming::FolderChanged { root: root.clone(), is_timeout }).is_err() {
                    return;
                }
            }
        });
    }

    /// What has come, if work is waiting.
    pub(super) fn waiting(&self) -> Vec<Incoming> {
        self.received.try_iter().collect()
    }

    /// Waits a moment for the next messages; none come if the client pauses.
    pub(super) fn before_a_pause(&self) -> Vec<Incoming> {
        match self.received.recv_timeout(PAUSE) {
            Ok(first) => self.with_what_follows(first),
            Err(RecvTimeoutError::Timeout) => Vec::new(),
            Err(RecvTimeoutError::Disconnected) => vec![Incoming::Closed],
        }
    }

    /// Waits for what comes next, and takes what follows it closely.
    pub(super) fn batch(&self) -> Vec<Incoming> {
        let Ok(first) = self.received.recv() else { return vec![Incoming::Closed] };
        self.with_what_follows(first)
    }

    fn with_what_follows(&self, first: Incoming) -> Vec<Incoming> {
        let (start, mut batch) = (Instant::now(), vec![first]);
        while !batch.iter().any(Incoming::is_urgent) && start.elapsed() < LONGEST_WAIT {
            match self.received.recv_timeout(QUIET) {
                Ok(next) => batch.push(next),
                Err(_) => break,
            }
        }
        batch.extend(self.received.try_iter());
        batch
    }
}

impl Incoming {
    /// Whether it is a request, or the end of the session.
    fn is_urgent(&self) -> bool {
        matches!(self, Self::Message(Message::Request(_)) | Self::Closed)
    }
}

/// Reads messages until the client is gone.
fn read(mut client: impl BufRead, sender: &Sender<Incoming>) {
    let mut malformed = 0;
    while malformed < MOST_MALFORMED {
        let incoming = match Message::read(&mut client) {
            Ok(Some(message)) => {
                malformed = 0;
                Incoming::Message(message)
            }
            Err(error) if matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput) => {
                malformed += 1;
                Incoming::Malformed(error.to_string())
            }
            Ok(None) | Err(_) => break,
        };
        if sender.send(incoming).is_err() {
            return;
        }
    }
    let _ = sender.send(Incoming::Closed); // The server may have ended before.
}
