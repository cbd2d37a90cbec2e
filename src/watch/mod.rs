//! Watch: for each wake-up, look again, and set the paper again if anything is not as it was. No logic about kinds of change.

mod wake;

use std::time::{Duration, Instant};

use crate::fault::Fault;
use crate::finding::{Finding, Told};
use crate::memory::Memory;
use crate::model::document::Route;
use crate::model::paper::PaperLanguage;
use crate::pipeline::{self, Follow, Report};
use crate::project::{Project, Today};
use crate::render::Made;
use crate::serve::{Shelf, Trouble};
use crate::trace::Reason;
use crate::words::Language;
use wake::Wakes;
pub use wake::{Mode, Waking};

/// How long it is waited for a folder to come to rest.
const LONGEST: Duration = Duration::from_secs(3);
/// How soon it is looked again after a change, or where a folder could not be read: a file may still be on its way from one name
/// to another, and an event may have come too early.
const AGAIN: Duration = Duration::from_millis(300);

/// What an editor at the terminal is told.
#[derive(Debug)]
pub enum News<'n> {
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
pub trait Editor {
    /// Tells.
    fn tell(&mut self, news: News);

    /// Which day it is now.
    fn today(&self) -> Today;

    /// The language that the desk speaks of a paper.
    fn language(&self, paper: PaperLanguage) -> Language;
}

/// Keeps `shelf` as the folder of `project` says, until the program ends.
pub fn watch(mut project: Project, shelf: &Shelf, mode: Mode, editor: &mut dyn Editor) -> ! {
    let mut wakes = Wakes::new(&project.root, mode);
    let mut memory = Memory::default();
    // Nothing, where the paper must be set whether anything changed or not.
    let mut known: Option<Known> = None;
    let mut language = PaperLanguage::default();
    loop {
        if let Some(waking) = wakes.news() {
            editor.tell(News::Waking(&waking));
        }
        project.today = editor.today();
        let start = Instant::now();
        let (mut looked, mut took);
        loop {
            let begun = Instant::now();
            looked = pipeline::look(&project, &memory);
            took = begun.elapsed();
            if !wakes.was_disturbed(took) || start.elapsed() > LONGEST {
                break;
            }
        }
        let again = match looked {
            Ok(inventory) => {
                let is_same = inventory.is_same(&memory.inventory);
                memory.inventory = inventory;
                let is_due = known.as_ref().is_none_or(|known| !is_same || !known.is_of(project.today));
                if is_due {
                    let now = set(&project, &mut memory, shelf, editor, start);
                    language = now.language;
                    known = Some(now);
                }
                is_due.then_some(AGAIN)
            }
            Err(fault) => {
                if known.is_some() || !shelf.is_refused() {
                    editor.tell(News::Fault(&fault));
                }
                shelf.refuse(fault.told(editor.language(language)));
                known = None;
                Some(AGAIN)
            }
        };
        if wakes.wait(again, took).is_slow() {
            memory.inventory.folders.clear(); // A slow look opens every folder.
        }
    }
}

/// What the paper was last set for.
struct Known {
    language: PaperLanguage,
    zone: chrono_tz::Tz,
    day: chrono::NaiveDate,
}

impl Known {
    /// Whether it is still the same day.
    fn is_of(&self, today: Today) -> bool {
        today.in_zone(self.zone) == self.day
    }
}

fn set(
    project: &Project,
    memory: &mut Memory,
    shelf: &Shelf,
    editor: &mut dyn Editor,
    start: Instant,
) -> Known {
    let mut set = pipeline::set(project, memory, &mut Hands { shelf });
    let made = set.documents.as_ref().map(|documents| {
        let again =
            documents.iter().filter_map(|made| Some((made.rendered.route.clone(), made.reason.clone()?)));
        again.collect::<Vec<_>>()
    });
    let zone = set.site.paper.timezone;
    let report = std::mem::take(&mut set.report);
    let language = editor.language(report.language);
    let findings = report.findings.iter().map(|finding| told(finding, &report, language)).collect();
    shelf.settle(set, Trouble { fault: None, findings }, language);
    editor.tell(News::Set { report: &report, made: made.as_deref(), took: start.elapsed() });
    Known { language: report.language, zone, day: project.today.in_zone(zone) }
}

fn told(finding: &Finding, report: &Report, language: Language) -> Told {
    let text = finding.place.as_ref().and_then(|place| report.texts.get(&place.path));
    finding.told(text.map_or("", String::as_str), language)
}

/// Hands documents to the shelf as they are made, those first that somebody looks at.
struct Hands<'s> {
    shelf: &'s Shelf,
}

impl Follow for Hands<'_> {
    fn waits_for(&self, route: &Route) -> bool {
        self.shelf.is_looked_at(route)
    }

    fn made(&mut self, documents: &[Made]) {
        self.shelf.put(documents);
    }
}
