//! Plan: the site → every document. Only what is in this list is published.

pub(crate) mod routes;
mod sitemap;

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::finding::{Finding, Noted, Severity};
use crate::model::document::{ADDRESSES_OF_SITEMAP, Document, Subject};
use crate::model::edition::Month;
use crate::model::ids::{CarriedId, ColumnId, EditionId, LedgerId, SignerId, StandingId, StoryId, TopicId};
use crate::model::paper::PaperKind;
use crate::model::registers;
use crate::model::site::Site;
use crate::model::theme::NAMES_PER_LIST;
use crate::source::{Place, SourcePath, Span};
use crate::words::{content, files};
pub(crate) use routes::{
    EDITION_SHEETS, FONTS, PRINTS, SEARCH_FILES, SHARE_PICTURES, carried, edition_of_sheet, is_document,
    is_fingerprinted, is_print, is_search_file, leads_to_others, proof, proofs, standing, story, story_path,
};

/// Lists every document of the site. Two with the same address are a finding.
#[must_use]
pub fn plan(site: &Site) -> Noted<Vec<Document>> {
    let documents: Vec<Document> = subjects(site)
        .into_par_iter()
        .map(|subject| Document { route: routes::route(&subject, site), subject })
        .collect();
    let mut findings = shared_addresses(&documents, site);
    findings.extend(OFTEN_OWN.iter().filter_map(|subject| {
        let (place, route) =
            (Place::new(own_file(subject, site)?, Span::default()), routes::route(subject, site));
        Some(Finding::new(Severity::Info, Some(place), files::in_place_of_ours(route.as_str())))
    }));
    Noted::new(documents, findings)
}

/// Documents that an editor may replace by a file of their own: web hosts look for them.
const OFTEN_OWN: [Subject; 2] = [Subject::NotFound, Subject::Robots];

/// The editor's own file that replaces a document.
fn own_file<'s>(subject: &Subject, site: &'s Site) -> Option<&'s SourcePath> {
    let route = routes::route(subject, site);
    site.carried.iter().map(|file| &file.path).find(|path| routes::carried(path) == route)
}

fn subjects(site: &Site) -> Vec<Subject> {
    let mut subjects = Vec::new();
    if !site.stories.is_empty() {
        subjects.push(Subject::Front);
    }
    if site.editions.is_empty() {
        subjects.extend(sheets(site, site.stories.len()).skip(1).map(Subject::Undated));
    }
    for (index, edition) in site.editions.iter().enumerate() {
        subjects.extend(site.theme.grid.is_some().then_some(Subject::Sheet(EditionId(index))));
        subjects.extend((0..edition.pages.len()).map(|page| Subject::Page(EditionId(index), page)));
        // An editor's own file may stand in its place.
        let has_pdf = site.pdfs.contains_key(&EditionId(index));
        let pdf = has_pdf.then_some(Subject::Pdf(EditionId(index)));
        subjects.extend(pdf.filter(|pdf| own_file(pdf, site).is_none()));
    }
    subjects.extend((0..site.stories.len()).map(|story| Subject::Story(StoryId(story))));
    for (index, column) in site.columns.iter().enumerate() {
        subjects
            .extend(sheets(site, column.stories.len()).map(|sheet| Subject::Column(ColumnId(index), sheet)));
    }
    for (index, topic) in site.topics.iter().enumerate() {
        subjects.extend(sheets(site, topic.stories.len()).map(|sheet| Subject::Topic(TopicId(index), sheet)));
    }
    // A theme may leave out the list of topics.
    if site.theme.templates.contains_key("topics.html") {
        subjects.extend((0..site.topics.len().div_ceil(NAMES_PER_LIST)).map(Subject::Topics));
    }
    subjects.extend(of_signers(site));
    subjects.extend(of_ledgers(site));
    subjects.extend((0..site.standing.len()).map(|page| Subject::Standing(StandingId(page))));
    subjects.extend(tables(site));
    subjects.extend(of_archive(site));
    if !site.search.periods.is_empty() {
        subjects.push(Subject::Search);
        subjects.extend(site.search.files().map(Subject::SearchFile));
    }
    subjects.extend(OFTEN_OWN.into_iter().filter(|subject| own_file(subject, site).is_none()));
    subjects.push(Subject::FiguresIndex);
    let has_csv = site.ledgers.iter().any(|record| record.ledger.public);
    subjects.extend(has_csv.then_some(Subject::DataPackage));
    let draws_icon = site.paper.icon.is_none() && site.theme.templates.contains_key("icon.svg");
    subjects.extend(draws_icon.then_some(Subject::Icon));
    if site.paper.url.is_some() {
        // A feed needs stories with a date.
        subjects.extend(feeds(site));
    }
    if site.paper.url.is_some() && site.paper.kind != PaperKind::Internal {
        let parts = sitemap::parts(&subjects, site, ADDRESSES_OF_SITEMAP);
        subjects.push(Subject::Sitemap);
        subjects.extend(parts);
    }
    for (index, story) in site.stories.iter().enumerate() {
        subjects.extend(story.said.aliases.iter().map(|alias| Subject::Moved(StoryId(index), alias.clone())));
    }
    let has_moved = site.stories.iter().any(|story| !story.said.aliases.is_empty());
    let redirects = has_moved.then_some(Subject::Redirects);
    subjects.extend(redirects.filter(|subject| own_file(subject, site).is_none()));
    subjects.extend(site.theme.assets.keys().cloned().map(Subject::Asset));
    subjects.extend(site.share_pictures.keys().copied().map(Subject::SharePicture));
    let faces = site.faces.by_name.keys();
    subjects.extend(faces.flat_map(|name| [Subject::Font(name.clone()), Subject::FontSheet(name.clone())]));
    subjects.extend(site.carried.iter().enumerate().flat_map(|(index, file)| {
        let id = CarriedId(index);
        let itself = file.is_attached.then_some(Subject::Carried(id));
        itself.into_iter().chain(file.prints.iter().map(move |width| Subject::Print(id, *width)))
    }));
    subjects
}

/// The feeds of the paper, and of its columns with stories that have a date.
fn feeds(site: &Site) -> impl Iterator<Item = Subject> {
    let has_day = |story: &StoryId| site.story(*story).placed.is_some();
    let of_columns = site.columns.iter().enumerate();
    let of_columns = of_columns.filter(move |(_, column)| column.stories.iter().any(has_day));
    let of_paper = (!site.editions.is_empty()).then_some([Subject::Feed, Subject::JsonFeed]);
    let of_columns = of_columns.map(|(index, _)| Subject::ColumnFeed(ColumnId(index)));
    of_paper.into_iter().flatten().chain(of_columns)
}

/// The documents of a list of this many stories, at least one.
fn sheets(site: &Site, stories: usize) -> std::ops::Range<usize> {
    0..stories.div_ceil(site.theme.stories_per_list).max(1)
}

/// The tables of figures of stories and standing documents.
fn tables(site: &Site) -> impl Iterator<Item = Subject> {
    let of_stories = site.stories.iter().enumerate().flat_map(|(index, story)| {
        (0..story.said.tables).map(move |number| Subject::Table(StoryId(index), number))
    });
    let of_standing = site.standing.iter().enumerate().flat_map(|(index, page)| {
        (0..page.said.tables).map(move |number| Subject::StandingTable(StandingId(index), number))
    });
    of_stories.chain(of_standing)
}

/// The lists of the stories that people and offices signed, and the index of these. A theme may leave them out.
fn of_signers(site: &Site) -> Vec<Subject> {
    if !site.theme.templates.contains_key("bylines.html") {
        return Vec::new();
    }
    let each = site.signers.iter().enumerate();
    let lists = each.flat_map(|(index, signer)| {
        sheets(site, signer.stories.len()).map(move |sheet| Subject::Signer(SignerId(index), sheet))
    });
    lists.chain((0..site.signers.len().div_ceil(NAMES_PER_LIST)).map(Subject::Bylines)).collect()
}

fn of_ledgers(site: &Site) -> Vec<Subject> {
    let public = site.ledgers.iter().enumerate().filter(|(_, record)| record.ledger.public);
    let mut subjects: Vec<Subject> = public
        .flat_map(|(index, _)| {
            let id = LedgerId(index);
            [Subject::Ledger(id), Subject::LedgerCsv(id), Subject::LedgerJson(id)]
        })
        .collect();
    subjects.extend((0..registers::comparison(&site.ledgers).len()).map(Subject::Comparison));
    subjects.extend((0..registers::programmes(&site.ledgers).len()).map(Subject::Programmes));
    subjects
}

/// The archive of the editions, and a document for each month if there are more editions than it can show.
fn of_archive(site: &Site) -> Vec<Subject> {
    let months: BTreeSet<Month> = in_a_long_paper(site).map(Month::of).collect();
    let archive = (!site.editions.is_empty()).then_some(Subject::Archive);
    archive.into_iter().chain(months.into_iter().map(Subject::ArchiveMonth)).collect()
}

/// The days of the editions of a paper that has so many that its lists are divided, so that no document grows without limit.
fn in_a_long_paper(site: &Site) -> impl Iterator<Item = NaiveDate> {
    let is_long = site.editions.len() > site.theme.editions_per_archive;
    site.editions.iter().filter(move |_| is_long).map(|edition| edition.key.date)
}

/// Findings on addresses that are the same on a file system that ignores case or normalizes é, and on a file where
/// another document needs a folder.
fn shared_addresses(documents: &[Document], site: &Site) -> Vec<Finding> {
    let mut first: FxHashMap<Cow<str>, &Document> = FxHashMap::default();
    first.reserve(documents.len());
    let mut pairs = Vec::new();
    for document in documents {
        if let Some(other) = first.insert(folded(document.route.as_str()), document) {
            pairs.push((document, other));
        }
    }
    let mut known = ""; // Documents of the same folder mostly follow one another.
    for document in documents {
        let Some((folder, _)) =
            document.route.as_str().rsplit_once('/').filter(|(folder, _)| *folder != known)
        else {
            continue;
        };
        let above = folder.match_indices('/').map(|(at, _)| &folder[..at]);
        let others = above.chain([folder]).filter_map(|path| first.get(&folded(path)));
        let before = pairs.len();
        pairs.extend(others.map(|other| (document, *other)));
        known = if pairs.len() == before { folder } else { "" };
    }
    let finding = |(document, other): (&Document, &Document)| {
        let place = source_of(document, site).or_else(|| source_of(other, site));
        let other = source_of(other, site)
            .map(|place| place.path)
            .filter(|path| place.as_ref().is_none_or(|place| place.path != *path));
        let wording = content::same_address(document.route.as_str(), other.as_ref().map(SourcePath::as_str));
        Finding::new(Severity::Error, place, wording)
    };
    pairs.into_iter().map(finding).collect()
}

/// A path as a file system sees it that ignores case and normalizes Unicode.
fn folded(path: &str) -> Cow<'_, str> {
    let is_folded = path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_folded { path.into() } else { path.nfc().collect::<String>().to_lowercase().into() }
}

/// The place to which a finding about a document's address points, if there is one.
fn source_of(document: &Document, site: &Site) -> Option<Place> {
    if let Subject::Column(column, _) = &document.subject {
        let name = &site.columns[column.0].name;
        let setting = site.paper.columns.iter().find(|setting| setting.name == *name)?;
        return Some(setting.at.clone());
    }
    Some(Place::new(site.source_of(&document.subject)?, Span::default()))
}
