//! Link: drafts → the site. Resolves everything that spans files: editions, columns, addresses, figures, links. It
//! cannot fail; problems are findings.

mod addresses;
mod again;
mod anchors;
mod approvals;
mod arithmetic;
mod blame;
mod columns;
mod dead;
mod directions;
mod doubled;
mod editions;
mod exhibits;
mod figure_tables;
mod figures;
mod files;
mod folders;
mod fonts;
mod form;
mod heads;
mod idle;
mod memos;
mod paths;
mod patterns;
mod print;
mod printed;
pub(crate) mod remote;
mod resolve;
mod running_order;
mod schedule;
mod share_pictures;
mod signers;
mod spellings;
mod summary;
mod surroundings;
mod suspects;
mod tables;
mod targets;
mod verify;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::finding::{Finding, Noted};
use crate::isolate::{Task, alone};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::edition::EditionKey;
use crate::model::ids::{LedgerId, StoryId};
use crate::model::ledger::Ledger;
use crate::model::paper::Paper;
use crate::model::search::SearchIndex;
use crate::model::site::{LedgerRecord, Site, Story};
use crate::project::{Audience, Today};
pub(crate) use again::relink;
use columns::Columns;
use heads::ListedNames;
pub use memos::LinkMemos;
use paths::FilePaths;
use resolve::Resolver;
use schedule::Due;
use signers::Signers;
use targets::Targets;

/// Resolves every name of the paper, for one day and audience.
#[must_use]
pub fn link(drafts: &Drafts, today: Today, audience: Audience, memos: &LinkMemos) -> Noted<Site> {
    let mut findings = Vec::new();
    heads::prepare(drafts, &memos.breaks);
    let now = today.moment_in(drafts.paper.timezone);
    let due = schedule::due(drafts, now, audience).note_into(&mut findings);
    let placed = editions::place(drafts, &due).note_into(&mut findings);
    let standing = drafts.standing.iter().zip(&due.standing);
    let pages: Vec<&Arc<StoryDraft>> = standing.filter(|(_, due)| **due).map(|(page, _)| page).collect();
    let resolver = Resolver::new(figures::LedgerIndex::new(drafts), &memos.resolved);
    let paths = FilePaths::of(drafts);
    let files = files::select(drafts, &due, &paths).note_into(&mut findings);
    remote::report(placed.stories.iter().map(|(draft, _)| draft).chain(pages.iter().copied()), &mut findings);
    let targets = Targets::new((drafts, &paths), &placed, &pages, &files);
    let resolve = |draft: &Arc<StoryDraft>| {
        let work = || resolved(draft, &resolver, &targets, &due, &drafts.paper);
        alone(Task::Resolve, draft.path.as_str(), Some(&draft.path), work)
    };
    let (columns, found): (_, Vec<_>) = rayon::join(
        || columns::gather(&drafts.paper, &placed),
        || placed.stories.par_iter().map(|(draft, _)| resolve(draft)).collect(),
    );
    let columns = columns.note_into(&mut findings);
    let signers = Signers::gather(&placed);
    let standing: Vec<_> = pages.iter().map(|draft| resolve(draft)).collect();
    let mut all = match gathered(found.into_iter().chain(standing), &mut findings) {
        Ok(gathered) => gathered,
        Err(failed) => return without(drafts, failed, |rest| link(rest, today, audience, memos)),
    };
    let mut standing = all.split_off(placed.stories.len());
    let mut stories = all;
    stories.par_iter_mut().zip(&placed.stories).for_each(|(story, (draft, place))| {
        story.placed = *place;
        (story.column, story.topics) = (columns.column_of(draft), columns.topics_of(draft));
        story.signers = signers.of(draft);
    });
    let Columns { columns, topics, .. } = columns;
    versions::link(&mut stories).note_into(&mut findings);
    exhibits::prove_kept(&resolver.ledgers).note_into(&mut findings);
    let ledger_ids = resolver.ledgers.by_id.clone();
    let ledgers = records(drafts, &ledger_ids, &stories, &mut findings);
    let terms = exhibits::terms(&stories).note_into(&mut findings);
    let names = ListedNames::of(drafts, &terms);
    let of_heads = |story: &mut Story| heads::set_breaks(story, &names, &memos.breaks).err();
    let failed: Vec<_> = stories.par_iter_mut().chain(&mut standing).filter_map(of_heads).collect();
    findings.extend(failed.into_iter().map(|failed| *failed));
    let fonts = fonts::usable_fonts(drafts).note_into(&mut findings);
    let of_paper = (&*fonts, drafts.paper.name.as_str());
    let faces = fonts::faces(of_paper, &placed.editions, (&stories, &standing), &memos.letters);
    let faces = faces.note_into(&mut findings);
    let pictures = share_pictures::share_pictures(&drafts.paper, &fonts, &placed.editions, &stories);
    let share_pictures = pictures.note_into(&mut findings);
    let site = Site {
        day: now.date(),
        next_change: due.next_change,
        held: due.held,
        empty_editions: due.empty_editions,
        expired: due.expired,
        paper: paper_for(audience, &drafts.paper),
        theme: Arc::clone(&drafts.theme),
        editions: placed.editions,
        stories,
        standing,
        columns,
        topics,
        signers: signers.all,
        ledgers,
        ledger_ids,
        terms,
        carried: files.carried,
        faces,
        share_pictures,
        search: SearchIndex::default(),
        pdfs: BTreeMap::new(),
    };
    Noted::new(site, findings)
}

/// The paper as its audience sees it.
fn paper_for(audience: Audience, paper: &Arc<Paper>) -> Arc<Paper> {
    match audience {
        Audience::Readers | Audience::Desk => Arc::clone(paper),
        Audience::Approvers => Arc::new(paper.as_proof()),
    }
}

/// A story that is not yet placed on a page or in a column.
fn resolved(
    draft: &Arc<StoryDraft>,
    resolver: &Resolver,
    targets: &Targets,
    due: &Due,
    paper: &Paper,
) -> Noted<Story> {
    let (said, figured) = resolver.resolve(draft);
    let Noted { value: targets, mut findings } = targets.resolve(draft);
    findings.extend(said.findings.iter().cloned());
    let story = Story {
        draft: Arc::clone(draft),
        said: Arc::clone(&said.value),
        figured,
        breaks: Arc::default(),
        placed: None,
        waiting: due.waiting.get(&draft.path).copied(),
        language: draft.slip.language.unwrap_or(paper.language),
        versions: Vec::new(),
        form: form::form_of(draft, paper),
        column: None,
        topics: Vec::new(),
        signers: Vec::new(),
        targets,
    };
    Noted::new(story, findings)
}

/// The edition that a story belongs to, and the slug of its address.
pub(crate) fn addressed(draft: &StoryDraft) -> (Option<EditionKey>, String) {
    (schedule::edition_of(draft), addresses::slug(draft, &mut Vec::new()))
}

/// Collects the stories that were resolved.
///
/// # Errors
/// The errors of those that panicked.
fn gathered(
    resolved: impl Iterator<Item = Result<Noted<Story>, Box<Finding>>>,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Story>, Vec<Finding>> {
    let (mut stories, mut failed) = (Vec::new(), Vec::new());
    for one in resolved {
        match one {
            Ok(story) => stories.push(story.note_into(findings)),
            Err(finding) => failed.push(*finding),
        }
    }
    if failed.is_empty() { Ok(stories) } else { Err(failed) }
}

/// Links the paper without the drafts that panicked: they count as unread.
fn without(drafts: &Drafts, failed: Vec<Finding>, link: impl FnOnce(&Drafts) -> Noted<Site>) -> Noted<Site> {
    let mut rest = drafts.clone();
    rest.unread.extend(failed.iter().filter_map(|finding| Some(finding.place.as_ref()?.path.clone())));
    let Drafts { stories, standing, unread, .. } = &mut rest;
    stories.retain(|story| !unread.contains(&story.path));
    standing.retain(|page| !unread.contains(&page.path));
    let mut site = link(&rest);
    site.findings.extend(failed);
    site
}

/// Each ledger with its proofs and the stories that print its figures.
fn records(
    drafts: &Drafts,
    ids: &FxHashMap<Arc<str>, LedgerId>,
    stories: &[Story],
    findings: &mut Vec<Finding>,
) -> Vec<LedgerRecord> {
    let mut record = |ledger: &Arc<Ledger>| {
        let path = &ledger.at.path;
        let verified = alone(Task::Resolve, path.as_str(), Some(path), || verify::verify(ledger));
        LedgerRecord {
            proofs: verified
                .unwrap_or_else(|failed| Noted::new(Vec::new(), vec![*failed]))
                .note_into(findings),
            texts: ledger
                .figures
                .values()
                .map(|figure| print::plain(figure, drafts.paper.language))
                .collect(),
            printed_in: vec![Vec::new(); ledger.figures.len()],
            ledger: Arc::clone(ledger),
        }
    };
    let mut records: Vec<LedgerRecord> = drafts.ledgers.iter().map(&mut record).collect();
    let shown = stories.iter().enumerate().rev();
    for (index, story) in shown.filter(|(_, story)| !story.draft.is_withdrawn()) {
        for (ledger, key) in &*story.said.rows {
            let record = ids.get(ledger).map(|id| &mut records[id.0]);
            let Some(LedgerRecord { ledger, printed_in, .. }) = record else { continue };
            if let Some(row) = ledger.figures.get_index_of(key) {
                printed_in[row].push(StoryId(index));
            }
        }
    }
    records
}
