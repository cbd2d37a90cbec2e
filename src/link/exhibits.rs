//! Exhibits → exhibits with their figures, each proved as its kind demands.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::figure_tables::{self, TableSource};
use super::figures::{LedgerIndex, Ledgers};
use super::tables;
use crate::exhibits::figure_table::{self, MadeTable};
use crate::exhibits::{Counted, FigureOrigin, KeptExhibit, Shape, Table};
use crate::finding::{Finding, Noted, Notes};
use crate::isolate::{Task, alone};
use crate::language::TextLanguage;
use crate::model::draft::StoryDraft;
use crate::model::exhibit::{Exhibit, ExhibitDraft};
use crate::model::figure::{Unit, Value};
use crate::model::ids::StoryId;
use crate::model::ledger::Ledger;
use crate::model::phrase::Reference;
use crate::model::site::{ExplainedTerm, Story};
use crate::words::exhibits;

/// Resolves the exhibits of a story.
pub(crate) fn resolve(draft: &StoryDraft, ledgers: &Ledgers) -> Noted<Vec<Exhibit>> {
    let mut notes = Notes::on(&draft.path);
    let mut resolved = Vec::new();
    let own = draft.slip.ledger.as_ref().map(|(id, _)| id.as_str());
    for exhibit in draft.exhibits() {
        let Shape::KeptExhibit(shown) = &exhibit.shape else {
            let home = exhibit.ledger.as_ref().map(|(id, _)| id.as_str()).or(own);
            let exhibit = of(exhibit, home, draft, ledgers, &mut notes);
            exhibit.kind().prove(exhibit.resolved(), &mut notes);
            resolved.push(exhibit);
            continue;
        };
        resolved.push(match kept(shown, exhibit, ledgers, &mut notes) {
            // Proved where it is kept.
            Some(kept) => of(&kept, Some(&shown.ledger), draft, ledgers, &mut Notes::on(&kept.at.path)),
            None => empty(exhibit, ledgers.language_of(draft)),
        });
    }
    Noted::new(resolved, notes.findings)
}

/// Proves the exhibits that a ledger keeps, whether a story shows them or not.
pub(crate) fn prove_kept(ledgers: &LedgerIndex) -> Noted<()> {
    let mut findings = Vec::new();
    for ledger in ledgers.all() {
        let path = &ledger.at.path;
        let proved =
            alone(Task::Resolve, path.as_str(), Some(path), || prove_kept_in(ledger, &Ledgers::of(ledgers)));
        findings.extend(proved.unwrap_or_else(|failed| vec![*failed]));
    }
    Noted::new((), findings)
}

fn prove_kept_in(ledger: &Ledger, ledgers: &Ledgers) -> Vec<Finding> {
    let mut notes = Notes::on(&ledger.at.path);
    let nobody = StoryDraft::unwritten(&ledger.at.path);
    for exhibit in ledger.exhibits.values() {
        let home = exhibit.ledger.as_ref().map_or(ledger.id.as_str(), |(id, _)| id);
        let exhibit = of(exhibit, Some(home), &nobody, ledgers, &mut notes);
        exhibit.kind().prove(exhibit.resolved(), &mut notes);
    }
    notes.findings
}

/// The terms that glossaries explain; one that an edition explains twice is a finding.
pub(crate) fn terms(stories: &[Story]) -> Noted<Vec<ExplainedTerm>> {
    let mut terms: Vec<ExplainedTerm> = Vec::new();
    let mut seen = FxHashSet::default();
    let mut findings = Vec::new();
    for (index, story) in stories.iter().enumerate() {
        let Some(placed) = story.placed.filter(|_| story.said.explains) else { continue };
        let explained = story.exhibits().iter().filter_map(|exhibit| match &exhibit.draft.shape {
            Shape::Glossary(glossary) => Some(&glossary.0),
            _ => None,
        });
        for term in explained.flatten() {
            if seen.insert((placed.edition, term.term.as_str())) {
                let id = format!("term-{}", terms.len() + 1);
                terms.push(ExplainedTerm {
                    edition: placed.edition,
                    term: term.term.clone(),
                    story: StoryId(index),
                    id,
                });
            } else {
                let mut notes = Notes::on(&term.at.path);
                term.note_twice(&mut notes);
                findings.extend(notes.findings);
            }
        }
    }
    Noted::new(terms, findings)
}

/// The exhibit of a ledger that is to be shown.
fn kept(
    shown: &KeptExhibit,
    at: &ExhibitDraft,
    ledgers: &Ledgers,
    notes: &mut Notes,
) -> Option<Arc<ExhibitDraft>> {
    let ledger = ledgers.named(&shown.ledger, at.at.span, notes)?;
    let found = ledger.exhibits.get(&shown.name).cloned();
    if found.is_none() {
        let known = ledger.exhibits.keys().map(String::as_str);
        notes.error(at.at.span, exhibits::unknown_exhibit(&shown.ledger, &shown.name, known));
    }
    found
}

/// An exhibit with the figures of the ledger `home`, where its keys do not name another.
fn of(
    draft: &Arc<ExhibitDraft>,
    home: Option<&str>,
    story: &StoryDraft,
    ledgers: &Ledgers,
    notes: &mut Notes,
) -> Exhibit {
    if let Some((id, span)) = &draft.ledger {
        ledgers.named(id, *span, notes);
    }
    let figures: Vec<Counted> =
        draft.references.iter().map(|reference| counted(reference, home, story, ledgers, notes)).collect();
    let ledger = home.and_then(|id| ledgers.get(id));
    let mut exhibit = Exhibit {
        draft: Arc::clone(draft),
        figures,
        table: Table::default(),
        made: MadeTable::default(),
        source: draft.source.clone().or_else(|| Some(ledger?.source.as_ref()?.name.clone())),
        as_of: draft.as_of.or_else(|| ledger?.as_of),
        language: ledgers.language_of(story),
    };
    if let Shape::Chart(chart) = &draft.shape {
        exhibit.table = tables::table(&chart.data, exhibit.resolved(), story, ledgers, notes);
    }
    if let Shape::FigureTable(table) = &draft.shape {
        let (language, at) = (exhibit.language, draft.at.span);
        let source = TableSource { table, home, story, ledgers, language, at };
        let gathered = figure_tables::gather(source, &mut exhibit.figures, notes);
        exhibit.made = figure_table::make(table, &gathered, exhibit.resolved(), notes);
    }
    exhibit
}

fn counted(
    reference: &Reference,
    home: Option<&str>,
    story: &StoryDraft,
    ledgers: &Ledgers,
    notes: &mut Notes,
) -> Counted {
    let found = ledgers.find(story, home, reference, notes);
    // That a figure has no value was told where it is written.
    let Some((figure, origin, shown)) =
        found.and_then(|(figure, origin)| Some((figure, origin, figure.shown()?)))
    else {
        return unresolved();
    };
    Counted {
        text: super::print::plain(figure, ledgers.language_of(story)),
        value: shown.plain(),
        label: figure.name().to_owned(),
        number: match shown {
            Value::Number(number) => Some(number),
            _ => None,
        },
        unit: figure.unit.clone().unwrap_or_default(),
        about: figure.about.clone(),
        origin,
    }
}

fn unresolved() -> Counted {
    Counted {
        text: String::new(),
        value: String::new(),
        label: String::new(),
        number: None,
        unit: Unit::default(),
        about: Vec::new(),
        origin: FigureOrigin::Unresolved,
    }
}

/// What stands for an exhibit that is not there: a finding says so.
fn empty(draft: &Arc<ExhibitDraft>, language: TextLanguage) -> Exhibit {
    Exhibit {
        draft: Arc::clone(draft),
        figures: Vec::new(),
        table: Table::default(),
        made: MadeTable::default(),
        source: None,
        as_of: None,
        language,
    }
}
