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
mod schedule;
mod targets;

use std::sync::Arc;

use crate::finding::{Finding, Noted};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::site::{LedgerId, LedgerRecord, Site, Story, StoryId};
use crate::project::Today;

/// Resolves every name of the paper as it stands on the day.
#[must_use]
pub fn link(drafts: &Drafts, today: Today) -> Noted<Site> {
    let mut findings = Vec::new();
    let today = today.in_zone(drafts.paper.timezone);
    let due = schedule::due(drafts, today).note_into(&mut findings);
    let placed = editions::place(drafts, &due, today).note_into(&mut findings);
    let columns = columns::gather(&drafts.paper, &placed).note_into(&mut findings);
    let pages: Vec<&Arc<StoryDraft>> =
        drafts.standing.iter().zip(&due.standing).filter(|(_, due)| **due).map(|(page, _)| page).collect();
    let slugs = addresses::slugs(&placed.stories, &pages, &mut findings);
    let ledgers = figures::Ledgers::new(drafts);
    let targets = targets::Targets::new(drafts, &placed, &pages, &due.carried);

    let resolve = |draft: &Arc<StoryDraft>, slug: &str, findings: &mut Vec<Finding>| Story {
        draft: Arc::clone(draft),
        slug: slug.to_owned(),
        aliases: addresses::aliases(draft, findings),
        placed: None,
        form: columns::form_of(draft, &drafts.paper),
        column: None,
        topics: Vec::new(),
        printed: ledgers.print(draft).note_into(findings),
        targets: targets.resolve(draft).note_into(findings),
        exhibits: exhibits::resolve(draft, &ledgers).note_into(findings),
    };
    let mut stories = Vec::with_capacity(placed.stories.len());
    for (index, (draft, place)) in placed.stories.iter().enumerate() {
        let story = resolve(draft, &slugs.stories[index], &mut findings);
        let (column, topics) = columns.of(StoryId(index));
        stories.push(Story { placed: Some(*place), column, topics, ..story });
    }
    let mut standing = Vec::new();
    for (draft, slug) in pages.iter().zip(&slugs.standing) {
        standing.push(resolve(draft, slug, &mut findings));
    }
    exhibits::prove_kept(&ledgers).note_into(&mut findings);
    let ledgers = records(drafts, &stories, &mut findings);
    let terms = exhibits::terms(&stories).note_into(&mut findings);
    let site = Site {
        paper: Arc::clone(&drafts.paper),
        theme: Arc::clone(&drafts.theme),
        editions: placed.editions,
        stories,
        standing,
        columns: columns.columns,
        topics: columns.topics,
        ledgers,
        terms,
        carried: due.carried,
    };
    Noted::new(site, findings)
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
    for (index, story) in stories.iter().enumerate().rev() {
        proofs::prove_own(&story.draft, findings);
        let withdrawn = story.draft.front.schedule.withdrawn.is_some();
        for (LedgerId(ledger), key) in figures::used(story).filter(|_| !withdrawn) {
            let record = &mut records[ledger];
            if let Some(row) = record.ledger.figures.get_index_of(key)
                && record.printed_in[row].last() != Some(&StoryId(index))
            {
                record.printed_in[row].push(StoryId(index));
            }
        }
    }
    records
}
