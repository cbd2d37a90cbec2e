//! Isolate: runs the work on one document so that a panic in it becomes an error of that document instead of ending the program.
//!
//! Whatever stages share is either replaced whole or guarded by a lock that is taken over after a panic, so nobody
//! sees what a panic leaves half done.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, resume_unwind, set_hook, take_hook};
use std::sync::{Mutex, PoisonError};

use crate::finding::{Finding, Severity};
use crate::source::{Place, SourcePath, Span};
use crate::words::program;
pub(crate) use crate::words::program::Task;

/// The message of a panic, and where in the program's source it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked {
    message: String,
    location: Option<String>,
}

impl fmt::Display for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lanmu {}", env!("CARGO_PKG_VERSION"))?;
        if let Some(location) = &self.location {
            write!(f, ", {location}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Runs `work` for the document called `name`, from `file`. A panic becomes an error of that document, unless it came
/// from another document that `work` computed on the way: then it stays that one's error.
///
/// # Errors
/// The finding to report, if the work panics.
pub(crate) fn alone<T>(
    task: Task,
    name: &str,
    file: Option<&SourcePath>,
    work: impl FnOnce() -> T,
) -> Result<T, Box<Finding>> {
    let work = || {
        #[cfg(debug_assertions)]
        trap::spring(&format!("{task:?} {name}"));
        work()
    };
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        payload.downcast::<Finding>().unwrap_or_else(|payload| {
            let place = file.map(|file| Place::new(file, Span::default()));
            let wording = program::failed(task, name, &Panicked::of(&*payload).to_string());
            Box::new(Finding::new(Severity::Error, place, wording))
        })
    })
}

/// Ends the work on a document because one that it needs has failed. The finding of that one is reported.
pub(crate) fn give_up(finding: &Finding) -> ! {
    resume_unwind(Box::new(finding.clone()))
}

/// Runs work that belongs to no document.
///
/// # Errors
/// The panic, if the work panics.
pub(crate) fn attempt<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    attempt_called("elsewhere", work)
}

/// The same, under a name by which a test can make it panic.
///
/// # Errors
/// As [`attempt`].
pub(crate) fn attempt_called<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, Panicked> {
    let work = || {
        #[cfg(debug_assertions)]
        trap::spring(name);
        #[cfg(not(debug_assertions))]
        let _ = name;
        work()
    };
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| Panicked::of(&*payload))
}

/// Panics that were recorded but not reported yet.
static NOTED: Mutex<Vec<Panicked>> = Mutex::new(Vec::new());
/// How many of them are kept; panics in threads that nobody joins are dropped in time.
const KEPT: usize = 64;

/// Records panics from now on, so that they can be reported. They are printed only if a backtrace was asked for.
pub(crate) fn note_panics() {
    let usual = take_hook();
    set_hook(Box::new(move |panic| {
        note(panic);
        if std::env::var_os("RUST_BACKTRACE").is_some_and(|wish| wish != "0") {
            usual(panic);
        }
    }));
}

fn note(panic: &PanicHookInfo) {
    let mut noted = NOTED.lock().unwrap_or_else(PoisonError::into_inner);
    if noted.len() == KEPT {
        noted.remove(0);
    }
    noted.push(Panicked {
        message: message(panic.payload()),
        location: panic.location().map(ToString::to_string),
    });
}

impl Panicked {
    /// The panic with this payload, as it was recorded: only the hook knows its location.
    fn of(payload: &(dyn Any + Send)) -> Self {
        let message = message(payload);
        let mut noted = NOTED.lock().unwrap_or_else(PoisonError::into_inner);
        let place = noted.iter().rposition(|noted| noted.message == message);
        place.map(|place| noted.remove(place)).unwrap_or(Self { message, location: None })
    }
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    text.or_else(|| Some(payload.downcast_ref::<Finding>()?.wording.code.to_string())).unwrap_or_default()
}

/// Makes the program panic where a test asks for it. Release builds do not have this.
#[cfg(debug_assertions)]
mod trap {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A task and a document, such as `Read content/a.md`; the name of other work; or `elsewhere`.
    const TRAP: &str = "LANMU_PANIC";
    /// How many times it panics; always by default.
    const TIMES: &str = "LANMU_PANIC_TIMES";

    static SPRUNG: AtomicUsize = AtomicUsize::new(0);

    /// Panics if a test asked for it here.
    pub(crate) fn spring(here: &str) {
        static SET: OnceLock<Option<(String, usize)>> = OnceLock::new();
        let set = SET.get_or_init(|| {
            let times = std::env::var(TIMES).ok().and_then(|times| times.parse().ok());
            Some((std::env::var(TRAP).ok()?, times.unwrap_or(usize::MAX)))
        });
        let Some((trap, times)) = set else { return };
        let is_over = || SPRUNG.fetch_add(1, Ordering::Relaxed) >= *times;
        assert!(trap != here || is_over(), "the trap for tests has sprung");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_reported_once_by_the_innermost_document() {
        let (page, story) = (SourcePath::new("content/a.md"), SourcePath::new("content/b.md"));
        let outer = alone(Task::Render, "index.html", Some(&page), || {
            let inner = alone(Task::MakeUp, "page 1", Some(&story), || panic!("no such {}", "area"));
            inner.unwrap_or_else(|finding| give_up(&finding))
        });
        let reported: Box<Finding> = outer.map(|(): ()| ()).unwrap_err();
        assert_eq!(reported.place.map(|place| place.path), Some(story));
        assert!(reported.wording.said(crate::words::Language::English).message.contains("no such area"));
    }
}
