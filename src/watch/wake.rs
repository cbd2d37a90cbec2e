//! Wake: when to look again. What a file system tells of its changes is a reason to look, and never what has changed: it comes late,
//! twice, under another name, or not at all.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::project::FOLDERS;

/// How long it must be quiet before it is looked: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(10);
/// How long it must be quiet when very much happens at once: a whole tree that is checked out or copied.
const STORM_QUIET: Duration = Duration::from_millis(30);
/// How many events are very much.
const STORM: usize = 40;
/// Into how many folders at most it is looked first.
const FEW: usize = 8;
/// After how long it is looked in spite of all that happens.
const LONGEST: Duration = Duration::from_secs(2);
/// How long no event is believed to mean that nothing has happened.
const SLOW: Duration = Duration::from_secs(20);
/// How often it is looked where there are no events: so often, but never for more than a twentieth of the time.
const POLL: Duration = Duration::from_millis(500);

/// How changes are to be noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// By what the file system tells.
    Events,
    /// By looking again and again.
    Poll,
}

/// How changes are noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Waking {
    /// By looking again and again, as the editor wished.
    Polling,
    /// By looking again and again, because the system allows no more folders to be watched.
    TooManyFolders,
    /// By looking again and again, because the system does not tell; with its own words.
    NoEvents(String),
}

/// Why it is looked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Woken {
    /// Something happened, or may have.
    Early,
    /// Nothing is known to have happened for long.
    Slow,
}

impl Woken {
    /// Whether nothing is known to have happened.
    #[must_use]
    pub(crate) fn is_slow(self) -> bool {
        self == Self::Slow
    }
}

/// What comes from the watcher.
enum Signal {
    /// Something did at these paths.
    Changed(Vec<PathBuf>),
    /// `content` or `themes` itself may be a new folder.
    Top,
    Lost(notify::Error),
}

/// Where something happened that was not looked at yet.
enum NotedPlaces {
    /// In these folders, below the root.
    In(BTreeSet<String>),
    /// Who knows where.
    Anywhere,
}

/// Wake-ups.
pub(crate) struct Wakes {
    root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    signals: Receiver<Signal>,
    news: Option<Waking>,
    noted: Option<NotedPlaces>,
    /// Whether the last look was disturbed.
    is_disturbed: bool,
}

impl Wakes {
    /// Wake-ups for the paper at `root`.
    #[must_use]
    pub(crate) fn new(root: &Path, mode: Mode) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let (sender, signals) = channel();
        let mut wakes = Self { root, watcher: None, signals, news: None, noted: None, is_disturbed: false };
        match mode {
            Mode::Poll => wakes.news = Some(Waking::Polling),
            Mode::Events => match wakes.watcher(sender) {
                Ok(watcher) => wakes.watcher = Some(watcher),
                Err(error) => wakes.give_up(&error),
            },
        }
        wakes
    }

    /// How changes are noticed from now on, if that is other than it was.
    pub(crate) fn news(&mut self) -> Option<Waking> {
        self.news.take()
    }

    /// Whether something happened while it was looked, or just after, so that what was seen may be half of it. Not twice in a
    /// row: where something happens all the time and everywhere, halves must do.
    pub(crate) fn was_disturbed(&mut self) -> bool {
        self.rest();
        self.is_disturbed = self.noted.is_some() && !self.is_disturbed;
        self.is_disturbed
    }

    /// Waits until there is reason to look, but no longer than `again`, where it is said; the last look took `took`.
    pub(crate) fn wait(&mut self, again: Option<Duration>, took: Duration) -> Woken {
        if self.watcher.is_none() {
            std::thread::sleep(again.unwrap_or_default().max(POLL).max(took * 20));
            return Woken::Slow;
        }
        if self.noted.is_some() {
            self.rest();
            return Woken::Early;
        }
        self.is_disturbed = false;
        match self.signals.recv_timeout(again.unwrap_or(SLOW)) {
            Ok(signal) => {
                self.take(signal);
                self.rest();
                Woken::Early
            }
            Err(RecvTimeoutError::Timeout) if again.is_some() => Woken::Early,
            Err(RecvTimeoutError::Timeout) => Woken::Slow,
            Err(RecvTimeoutError::Disconnected) => {
                self.give_up(&notify::Error::generic("the watcher ended"));
                Woken::Slow
            }
        }
    }

    /// The folders where something seems to have happened, if events point to some and few: to be looked into first. Where else
    /// something happened is seen when everything is looked at, after.
    pub(crate) fn hints(&mut self) -> Option<Vec<String>> {
        let Some(NotedPlaces::In(folders)) = self.noted.take() else { return None };
        if folders.len() > FEW {
            return None;
        }
        self.is_disturbed = false; // What is seen where they point was seen when it was quiet.
        Some(folders.into_iter().collect())
    }

    /// Waits until it is quiet.
    fn rest(&mut self) {
        let (start, mut events) = (Instant::now(), 0);
        while start.elapsed() < LONGEST {
            let quiet = if events < STORM { QUIET } else { STORM_QUIET };
            match self.signals.recv_timeout(quiet) {
                Ok(signal) => self.take(signal),
                Err(_) => return,
            }
            events += 1;
        }
    }

    fn take(&mut self, signal: Signal) {
        match signal {
            Signal::Changed(paths) => self.note(&paths),
            Signal::Top => {
                self.noted = Some(NotedPlaces::Anywhere);
                self.watch_tops();
            }
            Signal::Lost(error) => {
                self.noted = Some(NotedPlaces::Anywhere);
                self.give_up(&error);
            }
        }
    }

    /// Notes the folders in which paths lie.
    fn note(&mut self, paths: &[PathBuf]) {
        let folder =
            |path: &PathBuf| Some(path.parent()?.strip_prefix(&self.root).ok()?.to_str()?.replace('\\', "/"));
        let folders: Option<Vec<String>> = paths.iter().map(folder).collect();
        let folders = folders.filter(|folders| !folders.is_empty());
        self.noted = Some(match (self.noted.take(), folders) {
            (None, Some(folders)) => NotedPlaces::In(folders.into_iter().collect()),
            (Some(NotedPlaces::In(noted)), Some(folders)) => {
                NotedPlaces::In(noted.into_iter().chain(folders).collect())
            }
            (Some(NotedPlaces::Anywhere), _) | (_, None) => NotedPlaces::Anywhere,
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
            let _ = sender.send(signal); // Nobody waits any more when the program ends.
        })?;
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for top in self.tops().iter().filter(|top| top.is_dir()) {
            watcher.watch(top, RecursiveMode::Recursive)?;
        }
        Ok(watcher)
    }

    /// Watches `content` and `themes` anew: they may have been taken away and put back.
    fn watch_tops(&mut self) {
        let tops = self.tops();
        let failed = self.watcher.as_mut().and_then(|watcher| {
            tops.iter().filter(|top| top.is_dir()).find_map(|top| {
                let _ = watcher.unwatch(top); // It is not watched, when it is new.
                watcher.watch(top, RecursiveMode::Recursive).err()
            })
        });
        if let Some(error) = failed
            && self.root.is_dir()
            && !matches!(error.kind, ErrorKind::PathNotFound | ErrorKind::Io(_))
        {
            self.give_up(&error);
        }
    }

    /// Looks again and again from now on.
    fn give_up(&mut self, error: &notify::Error) {
        self.watcher = None;
        self.news = Some(match error.kind {
            ErrorKind::MaxFilesWatch => Waking::TooManyFolders,
            _ => Waking::NoEvents(error.to_string()),
        });
    }
}

/// Reading is no change: our own reading would wake us for ever.
fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if !matches!(access, AccessKind::Close(AccessMode::Write)))
}

fn is_of(event: &Event, tops: &[PathBuf]) -> bool {
    event.need_rescan()
        || event.paths.is_empty()
        || event.paths.iter().any(|path| tops.iter().any(|top| path.starts_with(top)))
}
