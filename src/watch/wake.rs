//! Wake-ups: when to scan again. A file system event is only a reason to scan; what has changed, the scan finds.
//! Events come late, twice, under another name, or not at all.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::project::FOLDERS;

/// How long to wait for the next event before scanning: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(10);
/// The same during a storm of events, such as the checkout or copy of a whole tree.
const STORM_QUIET: Duration = Duration::from_millis(30);
/// How many events are a storm.
const STORM: usize = 40;
/// The most folders that are scanned first.
const MOST_HINTS: usize = 8;
/// The longest wait, however many events come.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// How long to trust that nothing has changed without an event.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);
/// How often to poll if there are no events; scanning never takes more than a twentieth of the time.
const POLL: Duration = Duration::from_millis(500);

/// How to find changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// By file system events.
    Events,
    /// By polling.
    Poll,
}

/// Why changes are found by polling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PollReason {
    /// The editor asked for it.
    Requested,
    /// The system does not allow watching that many folders.
    TooManyFolders,
    /// The system provides no events; with its error.
    NoEvents(String),
}

/// Why to scan again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WakeReason {
    /// Something has happened, or may have.
    Event,
    /// Nothing is known to have happened for a long time.
    Timeout,
}

impl WakeReason {
    /// Whether nothing is known to have happened.
    #[must_use]
    pub(crate) fn is_timeout(self) -> bool {
        self == Self::Timeout
    }
}

/// What the watcher sends.
enum Signal {
    /// Something happened at these paths.
    Changed(Vec<PathBuf>),
    /// `content` or `themes` itself may be a new folder.
    Top,
    Lost(notify::Error),
}

/// Where something has happened since the last scan.
enum PendingPlaces {
    /// In these folders, below the root.
    In(BTreeSet<String>),
    Anywhere,
}

/// The wake-ups of a paper.
pub(crate) struct Wakeups {
    root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    signals: Receiver<Signal>,
    poll_reason: Option<PollReason>,
    pending: Option<PendingPlaces>,
    /// Whether the last scan was disturbed.
    is_disturbed: bool,
}

impl Wakeups {
    /// The wake-ups for the paper at `root`.
    #[must_use]
    pub(crate) fn new(root: &Path, mode: Mode) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let (sender, signals) = channel();
        let mut wakeups =
            Self { root, watcher: None, signals, poll_reason: None, pending: None, is_disturbed: false };
        match mode {
            Mode::Poll => wakeups.poll_reason = Some(PollReason::Requested),
            Mode::Events => match wakeups.watcher(sender) {
                Ok(watcher) => wakeups.watcher = Some(watcher),
                Err(error) => wakeups.fall_back_to_polling(&error),
            },
        }
        wakeups
    }

    /// Why changes are found by polling from now on; `None` if that has not changed.
    pub(crate) fn poll_reason(&mut self) -> Option<PollReason> {
        self.poll_reason.take()
    }

    /// Whether something happened during the last scan or right after it, so that its result may be incomplete. Never
    /// true twice in a row: if something happens all the time, an incomplete result must do.
    pub(crate) fn was_disturbed(&mut self) -> bool {
        self.wait_for_quiet();
        self.is_disturbed = self.pending.is_some() && !self.is_disturbed;
        self.is_disturbed
    }

    /// Waits for a reason to scan, but not longer than `again`, if given; the last scan took `took`.
    pub(crate) fn wait(&mut self, again: Option<Duration>, took: Duration) -> WakeReason {
        if self.watcher.is_none() {
            std::thread::sleep(again.unwrap_or_default().max(POLL).max(took * 20));
            return WakeReason::Timeout;
        }
        if self.pending.is_some() {
            self.wait_for_quiet();
            return WakeReason::Event;
        }
        self.is_disturbed = false;
        match self.signals.recv_timeout(again.unwrap_or(IDLE_TIMEOUT)) {
            Ok(signal) => {
                self.receive(signal);
                self.wait_for_quiet();
                WakeReason::Event
            }
            Err(RecvTimeoutError::Timeout) if again.is_some() => WakeReason::Event,
            Err(RecvTimeoutError::Timeout) => WakeReason::Timeout,
            Err(RecvTimeoutError::Disconnected) => {
                self.fall_back_to_polling(&notify::Error::generic("the watcher ended"));
                WakeReason::Timeout
            }
        }
    }

    /// The folders where something seems to have happened, to be scanned first; `None` if they are unknown or too
    /// many. The full scan afterwards finds everything else.
    pub(crate) fn hints(&mut self) -> Option<Vec<String>> {
        let Some(PendingPlaces::In(folders)) = self.pending.take() else { return None };
        if folders.len() > MOST_HINTS {
            return None;
        }
        self.is_disturbed = false; // These folders have been quiet.
        Some(folders.into_iter().collect())
    }

    /// Waits until events stop.
    fn wait_for_quiet(&mut self) {
        let (start, mut events) = (Instant::now(), 0);
        while start.elapsed() < LONGEST_WAIT {
            let quiet = if events < STORM { QUIET } else { STORM_QUIET };
            match self.signals.recv_timeout(quiet) {
                Ok(signal) => self.receive(signal),
                Err(_) => return,
            }
            events += 1;
        }
    }

    fn receive(&mut self, signal: Signal) {
        match signal {
            Signal::Changed(paths) => self.note(&paths),
            Signal::Top => {
                self.pending = Some(PendingPlaces::Anywhere);
                self.watch_tops();
            }
            Signal::Lost(error) => {
                self.pending = Some(PendingPlaces::Anywhere);
                self.fall_back_to_polling(&error);
            }
        }
    }

    /// Records the folders of some paths.
    fn note(&mut self, paths: &[PathBuf]) {
        let folder =
            |path: &PathBuf| Some(path.parent()?.strip_prefix(&self.root).ok()?.to_str()?.replace('\\', "/"));
        let folders: Option<Vec<String>> = paths.iter().map(folder).collect();
        let folders = folders.filter(|folders| !folders.is_empty());
        self.pending = Some(match (self.pending.take(), folders) {
            (None, Some(folders)) => PendingPlaces::In(folders.into_iter().collect()),
            (Some(PendingPlaces::In(pending)), Some(folders)) => {
                PendingPlaces::In(pending.into_iter().chain(folders).collect())
            }
            (Some(PendingPlaces::Anywhere), _) | (_, None) => PendingPlaces::Anywhere,
        });
    }

    /// `content` and `themes`.
    fn tops(&self) -> [PathBuf; 2] {
        FOLDERS.map(|folder| self.root.join(folder))
    }

    fn watcher(&self, sender: Sender<Signal>) -> notify::Result<RecommendedWatcher> {
        let tops = self.tops();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let signal = match event {
                Ok(event) if is_reading(event.kind) => return,
                Ok(event) if event.paths.iter().any(|path| tops.contains(path)) => Signal::Top,
                Ok(event) if is_of(&event, &tops) => Signal::Changed(event.paths),
                Ok(_) => return,
                Err(error) => Signal::Lost(error),
            };
            let _ = sender.send(signal); // The receiver is gone when the program ends.
        })?;
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for top in self.tops().iter().filter(|top| top.is_dir()) {
            watcher.watch(top, RecursiveMode::Recursive)?;
        }
        Ok(watcher)
    }

    /// Watches `content` and `themes` again: they may have been removed and created again.
    fn watch_tops(&mut self) {
        let tops = self.tops();
        let failed = self.watcher.as_mut().and_then(|watcher| {
            tops.iter().filter(|top| top.is_dir()).find_map(|top| {
                let _ = watcher.unwatch(top); // A new folder is not watched yet.
                watcher.watch(top, RecursiveMode::Recursive).err()
            })
        });
        if let Some(error) = failed
            && self.root.is_dir()
            && !matches!(error.kind, ErrorKind::PathNotFound | ErrorKind::Io(_))
        {
            self.fall_back_to_polling(&error);
        }
    }

    fn fall_back_to_polling(&mut self, error: &notify::Error) {
        self.watcher = None;
        self.poll_reason = Some(match error.kind {
            ErrorKind::MaxFilesWatch => PollReason::TooManyFolders,
            _ => PollReason::NoEvents(error.to_string()),
        });
    }
}

/// Whether an event is a mere read: scanning causes such events, and would wake itself forever.
fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if !matches!(access, AccessKind::Close(AccessMode::Write)))
}

fn is_of(event: &Event, tops: &[PathBuf]) -> bool {
    event.need_rescan()
        || event.paths.is_empty()
        || event.paths.iter().any(|path| tops.iter().any(|top| path.starts_with(top)))
}
