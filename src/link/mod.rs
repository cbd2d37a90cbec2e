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
mod schedule;
mod targets;

use std::sync::Arc;

use rayon::prelude::*;

use crate::finding::{Finding, Noted};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::site::{LedgerId, LedgerRecord, Site, Story, StoryId};
use crate::project::{Audience, Today};
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
    let columns = columns::gather(&drafts.paper, &placed).note_into(&mut findings);
    let standing = drafts.standing.iter().zip(&due.standing);
    let pages: Vec<&Arc<StoryDraft>> = standing.filter(|(_, due)| **due).map(|(page, _)| page).collect();
    let slugs = addresses::slugs(&placed.stories, &pages, &mut findings);
    let ledgers = figures::Ledgers::new(drafts);
    let resolver = Resolver::new(drafts, &ledgers, before);
    let targets = targets::Targets::new(drafts, &placed, &pages, &due.carried);

    let found: Vec<(Story, Vec<Finding>)> = placed
        .stories
        .par_iter()
        .enumerate()
        .map(|(index, (draft, place))| {
            let mut findings = Vec::new();
            let story = story(draft, &slugs.stories[index], &resolver, &targets, &mut findings);
            let (column, topics) = columns.of(StoryId(index));
            let waiting = due.waiting.get(&draft.path).copied();
            (Story { placed: Some(*place), waiting, column, topics, ..story }, findings)
        })
        .collect();
    let mut stories = Vec::with_capacity(found.len());
    for (story, of_story) in found {
        stories.push(story);
        findings.extend(of_story);
    }
    let standing = pages.iter().zip(&slugs.standing);
    let standing: Vec<Story> = standing
        .map(|(draft, slug)| {
            let waiting = due.waiting.get(&draft.path).copied();
            Story { waiting, ..story(draft, slug, &resolver, &targets, &mut findings) }
        })
        .collect();
    let remembered = resolver.into_remembered();
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
    (Noted::new(site, findings), remembered)
}

/// A story with its names resolved, but for where it stands.
fn story(
    draft: &Arc<StoryDraft>,
    slug: &str,
    resolver: &Resolver,
    targets: &targets::Targets,
    findings: &mut Vec<Finding>,
) -> Story {
    let said = resolver.resolve(draft);
    findings.extend(said.findings.iter().cloned());
    Story {
        draft: Arc::clone(draft),
        slug: slug.to_owned(),
        aliases: addresses::aliases(draft, findings),
        placed: None,
        waiting: None,
        form: columns::form_of(draft, resolver.paper()),
        column: None,
        topics: Vec::new(),
        printed: Arc::clone(&said.printed),
        targets: targets.resolve(draft).note_into(findings),
        exhibits: Arc::clone(&said.exhibits),
        digest: said.digest,
    }
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
