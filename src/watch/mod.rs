//! Watch: on each wake-up, scan again, and build the paper again if anything has changed. It does not distinguish
//! kinds of change.

mod wake;

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::cache::Cache;
use crate::fault::Fault;
use crate::finding::{Finding, LocalizedFinding};
use crate::isolate::{Panicked, attempt};
use crate::language::TextLanguage;
use crate::model::document::Route;
use crate::model::inventory::Inventory;
use crate::pipeline::{self, Goal, Observer, Report};
use crate::project::{Project, Today};
use crate::render::Made;
use crate::serve::{Problems, Shelf};
use crate::trace::Reason;
use crate::words::Language;
pub(crate) use wake::{Mode, PollReason, Wakeups};

/// How soon to scan again after a change, or if a folder could not be read: a file may be in the middle of a rename,
/// and an event may have come too early.
const RESCAN: Duration = Duration::from_millis(300);

/// What is reported to the terminal.
#[derive(Debug)]
pub(crate) enum WatchEvent<'n> {
    /// The paper was built again, or could not be.
    Built {
        /// The findings.
        report: &'n Report,
        /// The documents that were rendered again, and why; `None` if a finding prevents printing.
        made: Option<&'n [(Route, Reason)]>,
        /// How long it took, including the scan.
        took: Duration,
    },
    /// A fault occurred; the browsers keep what they show.
    Fault(&'n Fault),
    /// Changes are found by polling from now on.
    Polling(&'n PollReason),
}

/// The terminal: receives reports, and knows what depends on the command line.
pub(crate) trait Editor {
    /// Reports an event.
    fn tell(&mut self, news: WatchEvent);

    /// The current date.
    fn today(&self) -> Today;

    /// The language of the desk for a paper in this language.
    fn language(&self, paper: TextLanguage) -> Language;
}

/// Keeps `shelf` up to date with the folder of `project`, until the program ends.
pub(crate) fn watch(project: Project, shelf: &Shelf, mode: Mode, editor: &mut dyn Editor) -> ! {
    let mut wakeups = Wakeups::new(&project.root, mode);
    let mut watcher = Watcher::new(project, shelf);
    loop {
        if let Some(reason) = wakeups.poll_reason() {
            editor.tell(WatchEvent::Polling(&reason));
        }
        watcher.project.today = editor.today();
        let start = Instant::now();
        // The places that events point to are scanned first, so that an editor need not wait for the rest. A full
        // scan follows, because events may be incomplete.
        let hinted =
            wakeups.hints().map(|places| pipeline::scan_places(&watcher.project, &watcher.cache, &places));
        if let Some(Ok(inventory)) = hinted {
            watcher.update(inventory, editor, start);
        }
        let begun = Instant::now();
        let scanned = pipeline::scan_folder(&watcher.project, &watcher.cache);
        let took = begun.elapsed();
        match scanned {
            // A save may be in progress: scan again when nothing has changed for a while.
            Ok(inventory) if !inventory.is_same(&watcher.cache.inventory) && wakeups.was_disturbed() => {}
            Ok(inventory) => watcher.update(inventory, editor, start),
            Err(_) if wakeups.was_disturbed() => {}
            Err(fault) => watcher.report_fault(&fault, editor),
        }
        let again = watcher.should_rescan(start).then_some(RESCAN);
        if wakeups.wait(again, took).is_timeout() {
            watcher.cache.inventory.forget_folders();
        }
    }
}

/// Scans and builds, and keeps the state between two scans.
struct Watcher<'s> {
    project: Project,
    shelf: &'s Shelf,
    cache: Cache,
    /// The last build.
    last: Option<LastRun>,
    /// Whether the folder could not be read at the last scan.
    is_unreadable: bool,
    /// Whether the last build panicked.
    has_failed: bool,
}

/// What the last build was for, and when it was.
struct LastRun {
    language: TextLanguage,
    zone: Tz,
    day: NaiveDate,
    at: Instant,
}

impl<'s> Watcher<'s> {
    fn new(project: Project, shelf: &'s Shelf) -> Self {
        let cache = Cache::to_read(&project.root);
        Self { project, shelf, cache, last: None, is_unreadable: false, has_failed: false }
    }

    /// Builds the paper if the inventory or the date has changed.
    fn update(&mut self, inventory: Inventory, editor: &mut dyn Editor, start: Instant) {
        let is_same = inventory.is_same(&self.cache.inventory);
        self.cache.inventory = inventory;
        let is_known = self
            .last
            .as_ref()
            .map_or(self.has_failed, |last| self.project.today.in_zone(last.zone) == last.day);
        if !is_same || !is_known || self.is_unreadable {
            self.is_unreadable = false;
            let set = attempt(|| self.build(editor, start));
            self.has_failed = set.is_err();
            if let Err(panicked) = set {
                self.reset(&panicked, editor);
            }
        }
    }

    /// Continues after a panic. The cache may be incomplete, so everything is computed again at the next change.
    fn reset(&mut self, panicked: &Panicked, editor: &mut dyn Editor) {
        let inventory = std::mem::take(&mut self.cache.inventory);
        self.cache = Cache::default();
        self.cache.inventory = inventory;
        self.tell(&Fault::of_program(&self.project.root, panicked), editor);
    }

    fn build(&mut self, editor: &mut dyn Editor, start: Instant) {
        let mut observer = ShelfObserver { shelf: self.shelf };
        let mut outcome = pipeline::run(&self.project, &mut self.cache, &Goal::MadeAndRead, &mut observer);
        let made = outcome.documents.as_ref().map(|documents| {
            let again =
                documents.iter().filter_map(|made| Some((made.rendered.route.clone(), made.reason.clone()?)));
            again.collect::<Vec<_>>()
        });
        // The shelf keeps the outcome, but not the galleys.
        let read = std::mem::take(&mut outcome.read);
        let lengths = read.into_iter().map(|story| (story.tally.path, story.tally.characters)).collect();
        let report = std::mem::take(&mut outcome.report);
        let (zone, language) = (outcome.site.paper.timezone, editor.language(report.language));
        let findings = report.findings.iter().map(|finding| localized(finding, &report, language)).collect();
        self.shelf.finish(outcome, Problems { fault: None, findings, lengths }, language);
        editor.tell(WatchEvent::Built { report: &report, made: made.as_deref(), took: start.elapsed() });
        let day = self.project.today.in_zone(zone);
        self.last = Some(LastRun { language: report.language, zone, day, at: Instant::now() });
    }

    /// Reports a fault, once; the browsers keep what they show.
    fn report_fault(&mut self, fault: &Fault, editor: &mut dyn Editor) {
        if !std::mem::replace(&mut self.is_unreadable, true) {
            self.tell(fault, editor);
        }
    }

    fn tell(&self, fault: &Fault, editor: &mut dyn Editor) {
        let language = self.last.as_ref().map_or_else(TextLanguage::default, |last| last.language);
        self.shelf.announce_fault(fault.localized(editor.language(language)).join("\n"));
        editor.tell(WatchEvent::Fault(fault));
    }

    /// Whether to scan again soon, without waiting for an event: something has just changed, or could not be read.
    fn should_rescan(&self, start: Instant) -> bool {
        self.is_unreadable || self.last.as_ref().is_some_and(|last| last.at >= start)
    }
}

fn localized(finding: &Finding, report: &Report, language: Language) -> LocalizedFinding {
    finding.localized(report.source_of(finding), language)
}

/// Hands documents to the shelf as they are rendered, starting with those that are open in a browser.
struct ShelfObserver<'s> {
    shelf: &'s Shelf,
}

impl Observer for ShelfObserver<'_> {
    fn wants_first(&self, route: &Route) -> bool {
        self.shelf.is_shown(route)
    }

    fn needs_content(&self) -> bool {
        true
    }

    fn made(&mut self, documents: &mut [Made]) {
        self.shelf.put(documents);
    }
}
