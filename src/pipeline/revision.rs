//! Figures since a revision: which figures a change of ledgers has altered, and where they are printed.
//!
//! The paper is rendered twice with one cache, first with the old ledgers, then with the current ones. What is
//! rendered again the second time is affected by the change.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::goal::Goal;
use super::report::Report;
use super::run::{run, scan_folder};
use crate::cache::Cache;
use crate::exhibits::FigureOrigin;
use crate::fault::Fault;
use crate::model::document::{Content, Route};
use crate::model::ids::StoryId;
use crate::model::inventory::{FileRole, Inventory, Text};
use crate::model::site::{LedgerRecord, Site, Story};
use crate::project::Project;
use crate::render::Made;
use crate::scan;
use crate::source::SourcePath;

/// The result of a comparison with a revision.
#[derive(Debug)]
pub(crate) struct Revised {
    /// The findings in the current paper.
    pub report: Report,
    /// The date in the paper's time zone.
    pub day: NaiveDate,
    /// The figures that have changed, by ledger and key.
    pub altered: Vec<Altered>,
    /// The documents that have changed; `None` if the paper cannot be rendered with the old or the current ledgers.
    pub documents: Option<Vec<Route>>,
}

/// A figure that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Altered {
    pub ledger: String,
    /// Its key in the ledger.
    pub key: String,
    pub name: String,
    /// What it printed; `None` if it is new.
    pub before: Option<String>,
    /// What it prints; `None` if it was removed.
    pub after: Option<String>,
    /// The stories that print it.
    pub stories: Vec<PrintedIn>,
}

/// A story that prints a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrintedIn {
    /// Its file.
    pub path: SourcePath,
    /// Its headline in one line.
    pub headline: String,
    /// Its edition and its page, from 1.
    pub placed: Option<(String, usize)>,
    /// What its text printed for the figure and prints now, as its references format it: 3650万元, 20%. Empty if that
    /// has not changed, or if only an exhibit shows the figure.
    pub texts: Vec<(String, String)>,
}

/// Compares the paper with what it would be with the ledgers of a revision.
///
/// # Errors
/// If a folder or a file cannot be read, or there is no such revision.
pub(crate) fn revised(project: &Project, revision: &str) -> Result<Revised, Fault> {
    let mut cache = Cache::default();
    let now = scan_folder(project, &cache)?;
    cache.inventory = with_ledgers(&now, scan::ledgers_at(project, revision)?);
    let before = run(project, &mut cache, &Goal::Made, &mut ());
    cache.inventory = now;
    let after = run(project, &mut cache, &Goal::Made, &mut ());
    let altered = altered(&before.site, &after.site);
    let documents =
        before.documents.zip(after.documents).map(|(before, after)| changed_documents(&before, &after));
    let day = project.today.in_zone(after.site.paper.timezone);
    Ok(Revised { report: after.report, day, altered, documents })
}

/// The inventory, with other ledgers.
fn with_ledgers(now: &Inventory, ledgers: Vec<(SourcePath, Vec<u8>)>) -> Inventory {
    let mut then = now.clone();
    then.texts.retain(|path, _| FileRole::of(path) != FileRole::Ledger);
    then.texts.extend(ledgers.into_iter().map(|(path, bytes)| (path, Text::of(&bytes))));
    then
}

/// The documents that have changed or are new.
fn changed_documents(before: &[Made], after: &[Made]) -> Vec<Route> {
    let known: FxHashMap<&Route, &Content> =
        before.iter().map(|made| (&made.rendered.route, &made.rendered.content)).collect();
    let changed_documents =
        after.iter().filter(|made| known.get(&made.rendered.route) != Some(&&made.rendered.content));
    changed_documents.map(|made| made.rendered.route.clone()).collect()
}

fn altered(before: &Site, after: &Site) -> Vec<Altered> {
    let ids =
        |site: &Site| site.ledgers.iter().map(|record| record.ledger.id.clone()).collect::<BTreeSet<_>>();
    let all: BTreeSet<String> = ids(before).union(&ids(after)).cloned().collect();
    let reprinted = reprinted(before, after);
    all.iter().flat_map(|id| of_ledger(id, before, after, &reprinted)).collect()
}

fn of_ledger(id: &str, before: &Site, after: &Site, reprinted: &Reprinted) -> Vec<Altered> {
    let record = |site: &'_ Site| site.ledgers.iter().position(|record| record.ledger.id == id);
    let (then, now) = (
        record(before).map(|place| &before.ledgers[place]),
        record(after).map(|place| &after.ledgers[place]),
    );
    let keys = |record: Option<&LedgerRecord>| {
        record.into_iter().flat_map(|record| record.ledger.figures.keys().cloned()).collect::<Vec<_>>()
    };
    let mut all = keys(now);
    all.extend(keys(then));
    let mut seen = BTreeSet::new();
    all.retain(|key| seen.insert(key.clone()));
    let figure = |key: String| {
        let (was, is) = (row(then, &key), row(now, &key));
        let (holder, site) = if is.is_some() { (now, after) } else { (then, before) };
        let (place, _) = is.or(was)?;
        let holder = holder?;
        let printing = |story: &StoryId| {
            let story = site.story(*story);
            let texts = reprinted.get(&(&story.draft.path, id, &key)).cloned().unwrap_or_default();
            PrintedIn { texts, ..printing(site, story) }
        };
        let stories: Vec<PrintedIn> = holder.printed_in[place].iter().map(printing).collect();
        let is_same = was.map(|(_, text)| text) == is.map(|(_, text)| text);
        if is_same && stories.iter().all(|story| story.texts.is_empty()) {
            return None;
        }
        Some(Altered {
            ledger: id.to_owned(),
            name: holder.ledger.figures[place].name().to_owned(),
            key,
            before: was.map(|(_, text)| text.to_owned()),
            after: is.map(|(_, text)| text.to_owned()),
            stories,
        })
    };
    all.into_iter().filter_map(figure).collect()
}

/// The index of a figure, and what it prints.
fn row<'r>(record: Option<&'r LedgerRecord>, key: &str) -> Option<(usize, &'r str)> {
    let record = record?;
    let place = record.ledger.figures.get_index_of(key)?;
    Some((place, record.texts[place].as_str()))
}

fn printing(site: &Site, story: &Story) -> PrintedIn {
    let placed = story.placed.map(|placed| (site.edition(placed.edition).key.to_string(), placed.page + 1));
    PrintedIn { path: story.draft.path.clone(), headline: story.title(), placed, texts: Vec::new() }
}

/// By story, ledger and key: what the story's references to the figure printed and print now, if that differs,
/// without duplicates.
type Reprinted<'s> = FxHashMap<(&'s SourcePath, &'s str, &'s str), Vec<(String, String)>>;

fn reprinted<'s>(before: &Site, after: &'s Site) -> Reprinted<'s> {
    let known: FxHashMap<&SourcePath, &Story> = all(before).map(|story| (&story.draft.path, story)).collect();
    let mut reprinted = Reprinted::default();
    for story in all(after) {
        let Some(then) = known.get(&story.draft.path).filter(|then| then.said.digest != story.said.digest)
        else {
            continue;
        };
        for (then, now) in
            then.printed().iter().zip(story.printed()).filter(|(then, now)| then.text != now.text)
        {
            let FigureOrigin::Ledger(id, key) = &now.origin else { continue };
            let figure = (&story.draft.path, &**id, key.as_str());
            let texts: &mut Vec<_> = reprinted.entry(figure).or_default();
            let pair = (then.text.clone(), now.text.clone());
            if !texts.contains(&pair) {
                texts.push(pair);
            }
        }
    }
    reprinted
}

/// Every story and standing document.
fn all(site: &Site) -> impl Iterator<Item = &Story> {
    site.stories_and_standing()
}
