//! The proof margin (校样边栏): notes for the editor beside each paragraph, as JSON for the script of the page.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::problems::Problems;
use crate::exhibits::FigureOrigin;
use crate::finding::{LocalizedFinding, LocalizedPlace};
use crate::model::body::Block;
use crate::model::document::{Subject, figure_address};
use crate::model::ids::{EditionId, StoryId};
use crate::model::layout::{Area, Shown};
use crate::model::site::{LedgerRecord, Story};
use crate::pipeline::Outcome;
use crate::source::SourcePath;
use crate::visible::masked;

/// The notes on the page at a path: for a story its blocks, for a page of an edition its areas, and for both the figures.
pub(crate) fn of(paper: &Outcome, path: &str, problems: &Problems) -> Value {
    let site = &paper.site;
    let made = paper.documents.iter().flatten().find(|made| made.rendered.route.as_str() == path);
    let Some(made) = made else { return Value::Null };
    match &made.subject {
        Subject::Story(id) => story(paper, *id, problems),
        Subject::Front => match site.editions.len().checked_sub(1) {
            Some(newest) => page(paper, EditionId(newest), 0, problems),
            None => match *site.undated().collect::<Vec<_>>() {
                [only] => story(paper, only, problems),
                _ => Value::Null,
            },
        },
        Subject::Page(edition, number) => page(paper, *edition, *number, problems),
        Subject::Standing(id) => {
            let page = &site.standing[id.0];
            json!({
                "file": page.draft.path.as_str(),
                "characters": length(page, problems),
                "blocks": blocks(page, &problems.findings),
                "figures": {},
            })
        }
        _ => Value::Null,
    }
}

fn story(paper: &Outcome, id: StoryId, problems: &Problems) -> Value {
    let story = paper.site.story(id);
    let slot = story.placed.and_then(|placed| {
        let page = &paper.site.edition(placed.edition).pages[placed.page];
        let place = page.stories.iter().position(|other| *other == id)?;
        Some(slot(story, area(paper, placed.edition, placed.page, place)?, place, problems))
    });
    json!({
        "file": story.draft.path.as_str(),
        "characters": length(story, problems),
        "slots": slot.into_iter().collect::<Vec<_>>(),
        "blocks": blocks(story, &problems.findings),
        "figures": figures(paper, &[id]),
    })
}

fn page(paper: &Outcome, edition: EditionId, number: usize, problems: &Problems) -> Value {
    let Some(page) = paper.site.editions.get(edition.0).and_then(|edition| edition.pages.get(number)) else {
        return Value::Null;
    };
    let slots = page.stories.iter().enumerate().filter_map(|(place, id)| {
        Some(slot(paper.site.story(*id), area(paper, edition, number, place)?, place, problems))
    });
    json!({"slots": slots.collect::<Vec<_>>(), "figures": figures(paper, &page.stories)})
}

/// The characters of a story, as `check` counts them.
fn length(story: &Story, problems: &Problems) -> usize {
    problems.lengths.get(&story.draft.path).copied().unwrap_or(story.draft.characters)
}

/// The document of each story, standing document and ledger, by its file.
#[must_use]
pub(crate) fn documents_of_files(paper: &Outcome) -> FxHashMap<&SourcePath, &str> {
    let documents = paper.documents.iter().flatten();
    let shown = documents.filter(|made| made.subject.is_for_readers());
    shown
        .filter_map(|made| Some((paper.site.source_of(&made.subject)?, made.rendered.route.as_str())))
        .collect()
}

fn area(paper: &Outcome, edition: EditionId, page: usize, place: usize) -> Option<&Area> {
    paper.layouts.get(edition.0)?.get(page)?.as_ref()?.areas.get(place)
}

/// A story's place on its page (from 1): how many characters it has, how many its columns hold, and how many
/// characters the full text has too many.
fn slot(story: &Story, area: &Area, place: usize, problems: &Problems) -> Value {
    let lines = area.height.saturating_sub(area.head + 1) * area.inner.columns;
    let holds = lines * usize::try_from(area.inner.measure).unwrap_or(0);
    let is_cut = area.shown != Shown::All;
    json!({
        "place": place + 1,
        "characters": length(story, problems),
        "columns": area.inner.columns,
        "measure": area.inner.measure,
        "lines": area.height.saturating_sub(area.head + 1),
        "holds": holds,
        "over": if is_cut { story.draft.characters.saturating_sub(holds) } else { 0 },
    })
}

/// The findings in each block of a narrative.
fn blocks(story: &Story, findings: &[LocalizedFinding]) -> Vec<Vec<Value>> {
    let places = findings.iter().filter_map(|finding| Some((finding.place.as_ref()?, finding)));
    let mut here: Vec<_> = places.filter(|(place, _)| place.file == story.draft.path).collect();
    here.sort_by_key(|(place, _)| place.span.start);
    let before = |at: usize| here.partition_point(|(place, _)| place.span.start < at);
    let inside = |block: &Block| {
        let of_block = &here[before(block.span.start)..before(block.span.end)];
        of_block.iter().map(|(_, finding)| note(finding)).collect()
    };
    story.draft.body().blocks.iter().map(inside).collect()
}

/// A note, with the words that it is about, if they are in one line.
fn note(finding: &LocalizedFinding) -> Value {
    let words = finding.place.as_ref().filter(|place| place.start.0 == place.end.0).map(|place| {
        let (first, after) = (place.start.1 - place.from, place.end.1.saturating_sub(place.from));
        masked(&place.line).chars().skip(first).take(after.saturating_sub(first)).collect::<String>()
    });
    json!({
        "severity": finding.severity.word(),
        "code": finding.code,
        "message": finding.message,
        "help": finding.help,
        "words": words,
        "place": finding.place.as_ref().map(LocalizedPlace::spelled),
    })
}

/// The origins of the figures of some stories, by the address below the root that each links to, or by the anchor in
/// the same document.
fn figures(paper: &Outcome, stories: &[StoryId]) -> BTreeMap<String, Value> {
    let site = &paper.site;
    let mut figures = BTreeMap::new();
    let documents = paper.documents.iter().flatten();
    let routes: FxHashMap<&str, &str> = documents
        .filter_map(|made| match made.subject {
            Subject::Ledger(id) => {
                Some((site.ledgers[id.0].ledger.id.as_str(), made.rendered.route.as_str()))
            }
            _ => None,
        })
        .collect();
    for story in stories.iter().map(|id| site.story(*id)) {
        let printed = story.printed().iter().map(|printed| (&printed.origin, &printed.value));
        let drawn = story.exhibits().iter().flat_map(|exhibit| &exhibit.figures);
        for (origin, value) in printed.chain(drawn.map(|figure| (&figure.origin, &figure.value))) {
            let (key, figure, ledger) = match origin {
                FigureOrigin::Ledger(id, key) => {
                    let Some(LedgerRecord { ledger, .. }) = site.ledger(id) else { continue };
                    let route = routes.get(&**id).copied().unwrap_or_default();
                    (figure_address(route, key), ledger.figures.get(key), Some(ledger))
                }
                FigureOrigin::Own(key) => (figure_address("", key), story.draft.figures().get(key), None),
                FigureOrigin::Unresolved => continue,
            };
            let Some(figure) = figure else { continue };
            let source = figure.source.as_deref();
            let source = source.or(ledger.and_then(|ledger| Some(ledger.source.as_ref()?.name.as_str())));
            figures.insert(
                key,
                json!({
                    "label": figure.name(),
                    "value": value,
                    "window": figure.window,
                    "source": source,
                    "ledger": ledger.map(|ledger| ledger.title.as_str()),
                    "file": figure.at.path.as_str(),
                }),
            );
        }
    }
    figures
}
