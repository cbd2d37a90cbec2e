//! Watch: for each wake-up, look again, and set the paper again if anything is not as it was. No logic about kinds of change.

mod wake;

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::cache::Cache;
use crate::fault::Fault;
use crate::finding::{Finding, Told};
use crate::isolate::{Panicked, attempt};
use crate::model::document::Route;
use crate::model::inventory::Inventory;
use crate::model::paper::PaperLanguage;
use crate::pipeline::{self, Goal, Observer, Report};
use crate::project::{Project, Today};
use crate::render::Made;
use crate::serve::{Problems, Shelf};
use crate::trace::Reason;
use crate::words::Language;
use wake::Wakes;
pub(crate) use wake::{Mode, Waking};

/// How soon it is looked again after a change, or where a folder could not be read: a file may still be on its way from one name
/// to another, and an event may have come too early.
const AGAIN: Duration = Duration::from_millis(300);

/// What an editor at the terminal is told.
#[derive(Debug)]
pub(crate) enum WatchEvent<'n> {
    /// The paper was set anew, or could not be.
    Set {
        /// What was found.
        report: &'n Report,
        /// The documents that were made again, and why; nothing, when a finding forbids it.
        made: Option<&'n [(Route, Reason)]>,
        /// How long it took, from the first look.
        took: Duration,
    },
    /// The world refused; what was shown stays.
    Fault(&'n Fault),
    /// How changes are noticed from now on.
    Waking(&'n Waking),
}

/// Whoever sits at the terminal: told what happens, and asked what only the command line may know.
pub(crate) trait Editor {
    /// Tells.
    fn tell(&mut self, news: WatchEvent);

    /// Which day it is now.
    fn today(&self) -> Today;

    /// The language that the desk speaks of a paper.
    fn language(&self, paper: PaperLanguage) -> Language;
}

/// Keeps `shelf` as the folder of `project` says, until the program ends.
pub(crate) fn watch(project: Project, shelf: &Shelf, mode: Mode, editor: &mut dyn Editor) -> ! {
    let mut wakes = Wakes::new(&project.root, mode);
    let mut lookout = Lookout::new(project, shelf);
    loop {
        if let Some(waking) = wakes.news() {
            editor.tell(WatchEvent::Waking(&waking));
        }
        lookout.project.today = editor.today();
        let start = Instant::now();
        // Where events point is looked at first, so that whoever saved need not wait for the rest; but it is never believed to
        // be all.
        let hinted = wakes.hints().map(|places| pipeline::look_in(&lookout.project, &lookout.cache, &places));
        if let Some(Ok(inventory)) = hinted {
            lookout.take(inventory, editor, start);
        }
        let begun = Instant::now();
        let looked = pipeline::look(&lookout.project, &lookout.cache);
        let took = begun.elapsed();
        match looked {
            // Half a save is no save: it is looked again when it is quiet.
            Ok(inventory) if !inventory.is_same(&lookout.cache.inventory) && wakes.was_disturbed() => {}
            Ok(inventory) => lookout.take(inventory, editor, start),
            Err(_) if wakes.was_disturbed() => {}
            Err(fault) => lookout.refuse(&fault, editor),
        }
        let again = lookout.is_restless(start).then_some(AGAIN);
        if wakes.wait(again, took).is_slow() {
            lookout.cache.inventory.forget_folders();
        }
    }
}

/// Who looks, and what is known between two looks.
struct Lookout<'s> {
    project: Project,
    shelf: &'s Shelf,
    cache: Cache,
    /// What the paper was last set for.
    last: Option<LastSet>,
    /// Whether the folder could not be read when it was last looked.
    is_refused: bool,
    /// Whether the program failed when it last set the paper.
    has_failed: bool,
}

/// What the paper was last set for, and when.
struct LastSet {
    language: PaperLanguage,
    zone: Tz,
    day: NaiveDate,
    at: Instant,
}

impl<'s> Lookout<'s> {
    fn new(project: Project, shelf: &'s Shelf) -> Self {
        let cache = Cache::to_read(&project.root);
        Self { project, shelf, cache, last: None, is_refused: false, has_failed: false }
    }

    /// Sets the paper if the inventory, or the day, is another than it was.
    fn take(&mut self, inventory: Inventory, editor: &mut dyn Editor, start: Instant) {
        let is_same = inventory.is_same(&self.cache.inventory);
        self.cache.inventory = inventory;
        let is_known = self
            .last
            .as_ref()
            .map_or(self.has_failed, |last| self.project.today.in_zone(last.zone) == last.day);
        if !is_same || !is_known || self.is_refused {
            self.is_refused = false;
            let set = attempt(|| self.set(editor, start));
            self.has_failed = set.is_err();
            if let Err(panicked) = set {
                self.forget(&panicked, editor);
            }
        }
    }

    /// Goes on after the program failed: what it knew may be half of it, and is made anew when something changes.
    fn forget(&mut self, panicked: &Panicked, editor: &mut dyn Editor) {
        let inventory = std::mem::take(&mut self.cache.inventory);
        self.cache = Cache::default();
        self.cache.inventory = inventory;
        self.tell(&Fault::of_program(&self.project.root, panicked), editor);
    }

    fn set(&mut self, editor: &mut dyn Editor, start: Instant) {
        let mut observer = ShelfObserver { shelf: self.shelf };
        let mut outcome = pipeline::run(&self.project, &mut self.cache, &Goal::MadeAndRead, &mut observer);
        let made = outcome.documents.as_ref().map(|documents| {
            let again =
                documents.iter().filter_map(|made| Some((made.rendered.route.clone(), made.reason.clone()?)));
            again.collect::<Vec<_>>()
        });
        let report = std::mem::take(&mut outcome.report);
        let (zone, language) = (outcome.site.paper.timezone, editor.language(report.language));
        let findings = report.findings.iter().map(|finding| told(finding, &report, language)).collect();
        self.shelf.settle(outcome, Problems { fault: None, findings }, language);
        editor.tell(WatchEvent::Set { report: &report, made: made.as_deref(), took: start.elapsed() });
        let day = self.project.today.in_zone(zone);
        self.last = Some(LastSet { language: report.language, zone, day, at: Instant::now() });
    }

    /// Says what the world refused, once; what is shown stays.
    fn refuse(&mut self, fault: &Fault, editor: &mut dyn Editor) {
        if !std::mem::replace(&mut self.is_refused, true) {
            self.tell(fault, editor);
        }
    }

    fn tell(&self, fault: &Fault, editor: &mut dyn Editor) {
        let language = self.last.as_ref().map_or_else(PaperLanguage::default, |last| last.language);
        self.shelf.refuse(fault.told(editor.language(language)).join("\n"));
        editor.tell(WatchEvent::Fault(fault));
    }

    /// Whether it should be looked again soon, whatever events say: something changed just now, or could not be read.
    fn is_restless(&self, start: Instant) -> bool {
        self.is_refused || self.last.as_ref().is_some_and(|last| last.at >= start)
    }
}

fn told(finding: &Finding, report: &Report, language: Language) -> Told {
    finding.told(report.source_of(finding), language)
}

/// Hands documents to the shelf as they are made, those first that are open in a browser.
struct ShelfObserver<'s> {
    shelf: &'s Shelf,
}

impl Observer for ShelfObserver<'_> {
    fn wants_first(&self, route: &Route) -> bool {
        self.shelf.is_looked_at(route)
    }

    fn needs_content(&self) -> bool {
        true
    }

    fn made(&mut self, documents: &mut [Made]) {
        self.shelf.put(documents);
    }
}
