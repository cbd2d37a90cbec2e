//! Editions and their pages: which story is on which page, and in what order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Datelike;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::approvals;
use super::blame::blame;
use super::folders;
use super::form::form_of;
use super::idle;
use super::running_order::RunningOrder;
use super::schedule::{self, Due, edition_of};
use crate::finding::{Finding, Noted};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::edition::{
    Edition, EditionDraft, EditionKey, HandMade, MakeupDraft, PAGE_LIMIT, Page, PageDraft, PlacedWish,
};
use crate::model::ids::{EditionId, StoryId};
use crate::model::site::Placed;
use crate::model::story::Form;
use crate::source::{Place, Span};
use crate::words::{content, makeup, reading};

/// The stories that are printed, in reading order, and their editions.
pub(crate) struct PlacedStories {
    /// Oldest first.
    pub editions: Vec<Edition>,
    /// Those without an edition first, newest first; then by edition, page and rank.
    pub stories: Vec<(Arc<StoryDraft>, Option<Placed>)>,
}

/// Puts every story that is due on a page of its edition, if it has one.
pub(crate) fn place(drafts: &Drafts, due: &Due) -> Noted<PlacedStories> {
    let mut findings = Vec::new();
    let mut by_edition: BTreeMap<EditionKey, Vec<&Arc<StoryDraft>>> = BTreeMap::new();
    let empty_editions = &due.empty_editions;
    let due = drafts.stories.iter().zip(&due.stories).filter(|(_, is_due)| **is_due).map(|(story, _)| story);
    let due: Vec<(Option<EditionKey>, &Arc<StoryDraft>)> =
        due.map(|story| (edition_of(story), story)).collect();
    let mut undated: Vec<&Arc<StoryDraft>> = Vec::new();
    findings.extend(folders::check(drafts));
    for run in due.chunk_by(|(key, _), (next, _)| key == next) {
        let stories = run.iter().map(|(_, story)| *story);
        stories.clone().for_each(|story| check_day(story, &mut findings));
        match &run[0].0 {
            Some(key) => by_edition.entry(key.clone()).or_default().extend(stories),
            None => undated.extend(stories),
        }
    }
    if !by_edition.is_empty() || !drafts.editions.is_empty() {
        let newest = by_edition.keys().chain(drafts.editions.keys()).map(|key| key.date).max();
        let newest = newest.map(|date| date.to_string()).unwrap_or_default();
        findings.extend(undated.iter().filter_map(|story| ask_date(story, &newest)));
    }
    let members = members(drafts);
    let unsaid = EditionDraft::default();
    let said_of = |key: &EditionKey| drafts.editions.get(key).map_or(&unsaid, |said| &**said);
    for key in empty_editions {
        check_edition(key, said_of(key), &[], &mut findings);
    }
    let filled: Vec<_> = by_edition
        .into_par_iter()
        .map(|(key, stories)| {
            let mut findings = Vec::new();
            let known = members.get(&key).map_or(&[][..], Vec::as_slice);
            check_edition(&key, said_of(&key), known, &mut findings);
            let pages = fill_pages(said_of(&key), stories, drafts, &mut findings);
            (key, Noted::new(pages, findings))
        })
        .collect();
    undated.sort_by_key(|story| {
        std::cmp::Reverse((story.slip.rank.map_or(u32::MAX, |(rank, _)| rank), &story.path))
    });
    let undated = undated.into_iter().map(|story| (Arc::clone(story), None));
    let mut placed = PlacedStories { editions: Vec::new(), stories: undated.collect() };
    let (mut number, mut numbers) = (drafts.paper.masthead.number_from, FxHashMap::default());
    for (key, pages) in filled {
        let said = said_of(&key);
        number = said.number.as_ref().map_or(number, |(said, _)| *said);
        findings.extend(same_number(&key, number, said, &mut numbers));
        let edition = EditionId(placed.editions.len());
        let pages = pages.note_into(&mut findings).into_iter().enumerate();
        let pages = pages.map(|(page, filled)| filled.placed(edition, page, &mut placed.stories)).collect();
        let approvals = drafts.approvals.get(&key).cloned().unwrap_or_default();
        approvals::check(&approvals, &drafts.paper, &mut findings);
        placed.editions.push(Edition {
            key,
            number,
            total: said.total,
            name: said.name.clone(),
            pages,
            editors: said.editors.clone(),
            notice: said.notice.clone(),
            distribution: said.distribution.or(&drafts.paper.distribution),
            classification: said.classification.clone().or_else(|| drafts.paper.classification.clone()),
            approvals,
        });
        number = number.saturating_add(1);
    }
    Noted::new(placed, findings)
}

/// A warning for an edition that is given the number of another one of its year; `numbers` are those up to now.
fn same_number(
    key: &EditionKey,
    number: u32,
    said: &EditionDraft,
    numbers: &mut FxHashMap<(i32, u32), EditionKey>,
) -> Option<Finding> {
    let before = numbers.insert((key.date.year(), number), key.clone())?;
    let (_, place) = said.number.as_ref()?;
    Some(Finding::warning(place.clone(), content::same_number(number, &before.to_string())))
}

/// Distributes an edition's stories over its pages, and sorts each page by running order, rank and weight.
fn fill_pages<'d>(
    said: &EditionDraft,
    stories: Vec<&'d Arc<StoryDraft>>,
    drafts: &Drafts,
    findings: &mut Vec<Finding>,
) -> Vec<FilledPage<'d>> {
    let order = RunningOrder::of(said);
    let mut pages: Vec<Vec<&'d Arc<StoryDraft>>> = vec![Vec::new(); said.pages.len().max(1)];
    for story in stories {
        let page = page_of(story, &order, findings);
        if pages.len() <= page {
            pages.resize(page + 1, Vec::new());
        }
        pages[page].push(story);
    }
    check_blank(said, &pages, findings);
    check_wishes(said, &pages, drafts, findings);
    idle::check(said, &pages, &order, drafts, findings);
    let mut filled = Vec::new();
    for (index, mut stories) in pages.into_iter().enumerate() {
        stories.sort_by_cached_key(|story| place_of(story, said, &order, index, drafts));
        let said = said.pages.get(index);
        filled.push(FilledPage {
            name: said.and_then(|page| page.name.clone()),
            wishes: stories.iter().map(|story| order.wish(index, story.path.stem())).collect(),
            by_hand: said.and_then(|page| by_hand(page, &stories, findings)),
            stories,
        });
    }
    filled
}

/// A page whose stories have no ids in the site yet.
struct FilledPage<'d> {
    name: Option<String>,
    stories: Vec<&'d Arc<StoryDraft>>,
    wishes: Vec<PlacedWish>,
    by_hand: Option<HandMade>,
}

impl FilledPage<'_> {
    /// The page; its stories come after those already `placed`.
    fn placed(
        self,
        edition: EditionId,
        page: usize,
        placed: &mut Vec<(Arc<StoryDraft>, Option<Placed>)>,
    ) -> Page {
        let first = placed.len();
        let stories = (first..first + self.stories.len()).map(StoryId).collect();
        for (rank, story) in (1..).zip(self.stories) {
            placed.push((Arc::clone(story), Some(Placed { edition, page, rank })));
        }
        Page { name: self.name, stories, wishes: self.wishes, by_hand: self.by_hand }
    }
}

/// Settings for stories must be on the right page, and spans must fit the page.
fn check_wishes<'d>(
    said: &EditionDraft,
    pages: &[Vec<&'d Arc<StoryDraft>>],
    drafts: &Drafts,
    findings: &mut Vec<Finding>,
) {
    let Some(columns) = drafts.theme.grid.as_ref().map(|grid| grid.columns) else { return };
    let is_bad = |span: u32| span == 0 || span as usize > columns;
    let stem = |story: &&'d Arc<StoryDraft>| story.path.stem();
    let all: FxHashSet<&str> = pages.iter().flatten().map(stem).collect();
    for (page, stories) in said.pages.iter().zip(pages) {
        let MakeupDraft::Wishes(wishes) = &page.makeup else { continue };
        let here: FxHashSet<&str> = stories.iter().map(stem).collect();
        for (name, place, wish) in wishes {
            if !here.contains(name.as_str()) && all.contains(name.as_str()) {
                findings.push(Finding::warning(place.clone(), makeup::wish_elsewhere(name)));
            }
            if let Some(span) = wish.span.filter(|span| is_bad(*span)) {
                findings.push(Finding::error(place.clone(), makeup::bad_span(name, span, columns)));
            }
        }
    }
    for story in pages.iter().flatten() {
        if let Some((span, at)) = story.slip.span.filter(|(span, _)| is_bad(*span)) {
            blame(story, at, makeup::bad_span(story.path.stem(), span, columns), findings);
        }
    }
}

/// A manual layout with its names resolved: each is the name of a story, or a letter for its place in the running order.
fn by_hand(page: &PageDraft, stories: &[&Arc<StoryDraft>], findings: &mut Vec<Finding>) -> Option<HandMade> {
    let MakeupDraft::ByHand(rows, place) = &page.makeup else { return None };
    let letter = |name: &str| match name.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a')).filter(|place| *place < stories.len()),
        _ => None,
    };
    let mut by_stem: FxHashMap<&str, usize> = FxHashMap::default();
    for (place, story) in stories.iter().enumerate() {
        by_stem.entry(story.path.stem()).or_insert(place);
    }
    let known = |name: &String| by_stem.get(name.as_str()).copied().or_else(|| letter(name));
    let unknown: BTreeSet<&String> = rows.iter().flatten().filter(|name| known(name).is_none()).collect();
    for name in &unknown {
        let names = stories.iter().map(|story| story.path.stem());
        findings.push(Finding::error(place.clone(), content::unknown_story(name, names)));
    }
    let rows = rows.iter().map(|row| row.iter().filter_map(known).collect()).collect();
    unknown.is_empty().then(|| HandMade { rows, place: place.clone() })
}

/// Pages without a story are reported where the edition names them, or at the next story that skips them.
fn check_blank(said: &EditionDraft, pages: &[Vec<&Arc<StoryDraft>>], findings: &mut Vec<Finding>) {
    let blank: Vec<usize> = (0..pages.len()).filter(|page| pages[*page].is_empty()).collect();
    for run in blank.chunk_by(|page, next| page + 1 == *next) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let skipping = || {
            let story = pages.get(last + 1)?.first()?;
            Some(Place::new(&story.path, story.slip.page?.1))
        };
        if let Some(place) = said.pages.get(first).map(|page| page.place.clone()).or_else(skipping) {
            findings.push(Finding::warning(place, content::blank_pages(first + 1, last + 1)));
        }
    }
}

/// The sort key of a story on its page: the lead first, then running order, rank, weight, and the file name.
fn place_of<'s>(
    story: &'s StoryDraft,
    said: &EditionDraft,
    order: &RunningOrder,
    page: usize,
    drafts: &Drafts,
) -> (bool, usize, u32, u8, std::cmp::Reverse<usize>, &'s str) {
    let stem = story.path.stem();
    let leads = said.lead.as_ref().is_some_and(|(name, _)| name == stem);
    (
        !leads,
        order.place(page, stem).unwrap_or(usize::MAX),
        order.wish(page, stem).wish.rank.or(story.slip.rank.map(|(rank, _)| rank)).unwrap_or(u32::MAX),
        weight(form_of(story, &drafts.paper)),
        std::cmp::Reverse(story.characters),
        story.path.as_str(),
    )
}

/// How the trade ranks forms if the editor has not ranked the stories.
fn weight(form: Form) -> u8 {
    match form {
        Form::Feature | Form::Report | Form::Speech | Form::Reprint => 0,
        Form::Commentary | Form::History | Form::Explainer => 1,
        Form::Brief => 2,
        Form::Photo => 3,
        Form::Notice => 4,
    }
}

/// The page (from 0) that a story or the running order specifies.
fn page_of(story: &StoryDraft, order: &RunningOrder, findings: &mut Vec<Finding>) -> usize {
    match story.slip.page {
        Some((page, span)) if page == 0 || page > PAGE_LIMIT => {
            blame(story, span, content::bad_page(page, PAGE_LIMIT), findings);
            0
        }
        Some((page, _)) => page as usize - 1,
        None => order.page(story.path.stem()).unwrap_or(0),
    }
}

/// A date in a story that differs from its folder is ignored.
fn check_day(story: &StoryDraft, findings: &mut Vec<Finding>) {
    if let (Some(key), Some((date, span))) = (&story.edition, story.slip.date)
        && key.date != date
    {
        let wording = content::date_not_heard(&date.to_string(), &key.to_string());
        findings.push(Finding::warning(Place::new(&story.path, span), wording));
    }
}

/// A warning for a story without an edition, in a paper that has editions; it names the newest day.
fn ask_date(story: &StoryDraft, newest: &str) -> Option<Finding> {
    let is_blamed = folders::dateless(&story.path).is_some();
    let place = Place::new(&story.path, Span::default());
    (!is_blamed).then(|| Finding::warning(place, content::undated_story(newest)))
}

/// The names of the stories of each edition with an `edition.yaml`, including those that are not due or could not be read.
fn members(drafts: &Drafts) -> BTreeMap<EditionKey, Vec<&str>> {
    let mut members: BTreeMap<EditionKey, Vec<&str>> = BTreeMap::new();
    let read = drafts.stories.iter().filter_map(|story| Some((edition_of(story)?, &story.path)));
    for (key, path) in read.filter(|(key, _)| drafts.editions.contains_key(key)) {
        members.entry(key).or_default().push(path.stem());
    }
    for path in &drafts.unread {
        if let Some(key) = schedule::edition_folder(path) {
            members.entry(key).or_default().push(path.stem());
        }
    }
    members
}

/// The stories that `edition.yaml` names must exist, and its date must be that of its folder.
fn check_edition(key: &EditionKey, said: &EditionDraft, known: &[&str], findings: &mut Vec<Finding>) {
    if let Some((date, place)) = said.date.as_ref().filter(|(date, _)| *date != key.date) {
        findings
            .push(Finding::error(place.clone(), content::other_date(&date.to_string(), &key.to_string())));
    }
    let wished = said.pages.iter().flat_map(|page| match &page.makeup {
        MakeupDraft::Wishes(wishes) => wishes.as_slice(),
        MakeupDraft::ByHand(..) => &[],
    });
    let named = said.pages.iter().flat_map(|page| &page.stories).chain(&said.lead);
    let named = named.map(|(name, place)| (name, place)).chain(wished.map(|(name, place, _)| (name, place)));
    let all: FxHashSet<&str> = known.iter().copied().collect();
    for (name, place) in named.filter(|(name, _)| !all.contains(name.as_str())) {
        let wording = if name.contains([',', '，', '、', ';', '；']) {
            reading::joined_names(name)
        } else {
            content::unknown_story(name, known.iter().copied())
        };
        findings.push(Finding::error(place.clone(), wording));
    }
}
