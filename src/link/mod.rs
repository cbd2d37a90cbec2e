//! Link: drafts → the site. All files together: editions, columns, addresses, figures, links. Cannot fail, only find.

mod addresses;
mod columns;
mod directions;
mod editions;
mod exhibits;
mod figures;
mod numerals;
mod print;
mod proofs;
mod reckon;
mod resolve;
mod running_order;
mod schedule;
mod summary;
mod targets;

use std::sync::Arc;

use rayon::prelude::*;

use crate::finding::{Finding, Noted};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::paper::Paper;
use crate::model::site::{LedgerId, LedgerRecord, Said, Site, Story, StoryId, Waiting};
use crate::project::{Audience, Today};
use columns::Columns;
pub use resolve::Remembered;
use resolve::Resolver;

/// Resolves every name of the paper as it stands on the day; what `before` remembers of a story is not looked up again. Also
/// what is to be remembered.
#[must_use]
pub fn link(
    drafts: &Drafts,
    today: Today,
    audience: Audience,
    before: &Remembered,
) -> (Noted<Site>, Remembered) {
    let mut findings = Vec::new();
    let today = today.in_zone(drafts.paper.timezone);
    let due = schedule::due(drafts, today, audience).note_into(&mut findings);
    let placed = editions::place(drafts, &due, today).note_into(&mut findings);
    let standing = drafts.standing.iter().zip(&due.standing);
    let pages: Vec<&Arc<StoryDraft>> = standing.filter(|(_, due)| **due).map(|(page, _)| page).collect();
    let ledgers = figures::Ledgers::new(drafts);
    let resolver = Resolver::new(drafts, &ledgers, before);
    let targets = targets::Targets::new(drafts, &placed, &pages, &due.carried);
    let resolve = |draft: &Arc<StoryDraft>| {
        let said = resolver.resolve(draft);
        let waiting = due.waiting.get(&draft.path).copied();
        (story(draft, &said.value, waiting, &drafts.paper, &targets), said)
    };
    let (columns, found): (_, Vec<_>) = rayon::join(
        || columns::gather(&drafts.paper, &placed),
        || placed.stories.par_iter().map(|(draft, _)| resolve(draft)).collect(),
    );
    let columns = columns.note_into(&mut findings);
    let standing: Vec<_> = pages.iter().map(|draft| resolve(draft)).collect();
    let (mut saids, mut all) = (Vec::with_capacity(found.len()), Vec::with_capacity(found.len()));
    for (story, said) in found.into_iter().chain(standing) {
        findings.extend(said.findings.iter().cloned());
        all.push(story.note_into(&mut findings));
        saids.push(said);
    }
    let remembered = resolver.remember(all.iter().map(|story| &story.draft).zip(saids));
    let standing = all.split_off(placed.stories.len());
    let mut stories = all;
    stories.par_iter_mut().zip(&placed.stories).for_each(|(story, (draft, place))| {
        story.placed = Some(*place);
        (story.column, story.topics) = (columns.column_of(draft), columns.topics_of(draft));
    });
    let Columns { columns, topics, .. } = columns;
    exhibits::prove_kept(&ledgers).note_into(&mut findings);
    let ledgers = records(drafts, &stories, &mut findings);
    let terms = exhibits::terms(&stories).note_into(&mut findings);
    let site = Site {
        day: today,
        paper: Arc::clone(&drafts.paper),
        theme: Arc::clone(&drafts.theme),
        editions: placed.editions,
        stories,
        standing,
        columns,
        topics,
        ledgers,
        terms,
        carried: due.carried,
    };
    (Noted::new(site, findings), remembered)
}

/// A story with its names resolved, but for where it stands.
fn story(
    draft: &Arc<StoryDraft>,
    said: &Arc<Said>,
    waiting: Option<Waiting>,
    paper: &Paper,
    targets: &targets::Targets,
) -> Noted<Story> {
    let Noted { value: targets, findings } = targets.resolve(draft);
    let story = Story {
        draft: Arc::clone(draft),
        said: Arc::clone(said),
        placed: None,
        waiting,
        form: columns::form_of(draft, paper),
        column: None,
        topics: Vec::new(),
        targets,
    };
    Noted::new(story, findings)
}

/// Each ledger with what was proved of it and the stories that print its figures.
fn records(drafts: &Drafts, stories: &[Story], findings: &mut Vec<Finding>) -> Vec<LedgerRecord> {
    let mut records: Vec<LedgerRecord> = drafts
        .ledgers
        .iter()
        .map(|ledger| LedgerRecord {
            proofs: proofs::prove(ledger).note_into(findings),
            texts: ledger.figures.values().map(print::plain).collect(),
            printed_in: vec![Vec::new(); ledger.figures.len()],
            ledger: Arc::clone(ledger),
        })
        .collect();
    let shown = stories.iter().enumerate().rev();
    for (index, story) in shown.filter(|(_, story)| story.draft.slip.schedule.withdrawn.is_none()) {
        for (LedgerId(ledger), row) in &*story.said.rows {
            records[*ledger].printed_in[*row].push(StoryId(index));
        }
    }
    records
}
