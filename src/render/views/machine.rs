//! Documents for machines: the feed, the sitemap, ledgers as CSV and JSON, and their index.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, TimeZone};
use serde::Serialize;
use serde_json::{Value, json};

use super::super::escape::cell;
use super::card::edition_of;
use super::ledger::STORIES_OF_FIGURE;
use crate::language::TextLanguage;
use crate::model::document::{Route, Subject};
use crate::model::figure::Figure;
use crate::model::ids::{LedgerId, StoryId};
use crate::model::paper::Paper;
use crate::model::site::Story;
use crate::trace::{DatedDocument, Reader};

/// How many stories the feed holds.
const FEED_LENGTH: usize = 20;

/// The Atom feed.
#[derive(Debug, Serialize)]
pub(crate) struct FeedView {
    id: String,
    feed: String,
    updated: String,
    entries: Vec<FeedEntryView>,
}

#[derive(Debug, Serialize)]
struct FeedEntryView {
    title: String,
    url: String,
    updated: String,
    author: String,
    summary: String,
}

impl FeedView {
    /// The newest stories: the newest edition first, each edition in its own order.
    #[must_use]
    pub(crate) fn new(reader: &Reader, route: &Route) -> Self {
        let newest_first = reader.editions().into_iter().rev().flat_map(|(id, _)| &reader.edition(id).pages);
        let stories = newest_first.flat_map(|page| &page.stories).take(FEED_LENGTH);
        let entries: Vec<FeedEntryView> = stories.filter_map(|id| entry(reader, *id)).collect();
        Self {
            id: reader.paper().url.as_ref().map(url::Url::to_string).unwrap_or_default(),
            feed: reader.canonical(route).unwrap_or_default(),
            updated: entries.iter().map(|entry| entry.updated.clone()).max().unwrap_or_default(),
            entries,
        }
    }
}

fn entry(reader: &Reader, id: StoryId) -> Option<FeedEntryView> {
    let story = reader.card(id);
    let byline = story.draft.front().byline.as_ref().map(|byline| byline.authors().join(" "));
    Some(FeedEntryView {
        title: story.headline(" "),
        url: reader.canonical(reader.route(&Subject::Story(id))?)?,
        updated: {
            let day = edition_of(reader, story)?.key.date;
            midnight(reader.paper(), story.changed_on().map_or(day, |changed| changed.max(day)))
        },
        author: byline.filter(|byline| !byline.is_empty()).unwrap_or_else(|| reader.paper().name.clone()),
        summary: story.summary().to_string(),
    })
}

/// The beginning of a day in the time zone of the paper, in the format of RFC 3339.
fn midnight(paper: &Paper, date: NaiveDate) -> String {
    let midnight = date.and_hms_opt(0, 0, 0).unwrap_or_default();
    let zoned = paper.timezone.from_local_datetime(&midnight).earliest();
    zoned.map_or_else(|| midnight.and_utc().to_rfc3339(), |zoned| zoned.to_rfc3339())
}

/// The sitemap, or a part of it: documents for readers, with the day on which each last changed, if it is known; or the addresses
/// of the parts.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SitemapView {
    documents: Vec<PlaceView>,
    parts: Vec<String>,
}

#[derive(Debug, Serialize)]
struct PlaceView {
    url: String,
    modified: Option<String>,
}

impl SitemapView {
    /// Every document for readers, or the parts in which these are listed.
    #[must_use]
    pub(crate) fn new(reader: &Reader) -> Self {
        let years = reader.editions().into_iter().map(|(_, key)| Some(key.date.year()));
        let parts: BTreeSet<Option<i32>> = years.chain([None]).collect();
        let address = |year: Option<i32>| reader.canonical(reader.route(&Subject::SitemapPart(year))?);
        let parts: Vec<String> = parts.into_iter().filter_map(address).collect();
        if !parts.is_empty() {
            return Self { parts, ..Self::default() };
        }
        Self { documents: places(reader, reader.documents()), parts }
    }

    /// The documents of the editions of a year, or those that belong to no edition.
    #[must_use]
    pub(crate) fn part(reader: &Reader, year: Option<i32>) -> Self {
        Self { documents: places(reader, reader.documents_of(year)), ..Self::default() }
    }
}

fn places<'d>(reader: &Reader, documents: impl Iterator<Item = DatedDocument<'d>>) -> Vec<PlaceView> {
    let place = |DatedDocument { document, modified, .. }: DatedDocument| {
        let url = reader.canonical(&document.route)?;
        Some(PlaceView { url, modified: modified.map(|date| date.to_string()) })
    };
    documents.filter_map(place).collect()
}

/// A ledger as CSV: one row per figure, with a byte order mark, without which Excel assumes another encoding. No cell is a
/// formula.
#[must_use]
pub(crate) fn ledger_csv(reader: &Reader, id: LedgerId) -> Vec<u8> {
    let (record, language) = (reader.ledger(id), reader.paper().language);
    let mut rows = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    let heads = ["key", "label", "value", "unit", "about", "window", "as_of", "source", "note", "text"];
    rows.write_record(heads).expect("writing to memory does not fail");
    for (figure, text) in record.ledger.figures.values().zip(&record.texts) {
        let value = figure.shown().map(|value| value.plain()).unwrap_or_default();
        let as_of = figure.as_of.or(record.ledger.as_of).map(|date| date.iso());
        let cells: [&str; 10] = [
            &figure.key,
            figure.label.as_deref().unwrap_or_default(),
            &value,
            figure.unit.as_ref().map(|unit| unit.name(language)).unwrap_or_default(),
            &about(figure, language).join(" "),
            figure.window.as_deref().unwrap_or_default(),
            as_of.as_deref().unwrap_or_default(),
            figure.source.as_deref().unwrap_or_default(),
            figure.note.as_deref().unwrap_or_default(),
            text,
        ];
        rows.write_record(cells.map(|text| cell(text).into_owned()))
            .expect("writing to memory does not fail");
    }
    rows.into_inner().expect("writing to memory does not fail")
}

/// A table of figures of a story as CSV, in the same form.
#[must_use]
pub(crate) fn table_csv(story: &Story, number: usize) -> Vec<u8> {
    let mut rows = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    let mut tables = story.exhibits().iter().filter(|exhibit| exhibit.is_figure_table());
    let made = tables.nth(number).map(|exhibit| &exhibit.made);
    for record in made.into_iter().flat_map(|made| made.as_records(story.language.table_words().brackets)) {
        let cells = record.iter().map(|text| cell(text).into_owned());
        rows.write_record(cells.collect::<Vec<_>>()).expect("writing to memory does not fail");
    }
    rows.into_inner().expect("writing to memory does not fail")
}

fn about(figure: &Figure, language: TextLanguage) -> Vec<&'static str> {
    figure.about.iter().map(|about| about.word(language)).collect()
}

/// A unit: its word, or both of its forms.
fn unit(figure: &Figure, language: TextLanguage) -> Value {
    let Some(unit) = &figure.unit else { return Value::Null };
    match unit.both() {
        Some((one, other)) => json!({"one": one, "other": other}),
        None => unit.name(language).into(),
    }
}

/// A ledger as JSON.
#[must_use]
pub(crate) fn ledger_json(reader: &Reader, id: LedgerId) -> Vec<u8> {
    let (record, language) = (reader.ledger(id), reader.paper().language);
    let ledger = &record.ledger;
    let figures = ledger.figures.values().enumerate().map(|(index, figure)| {
        let printed_in = &record.printed_in[index];
        let stories = printed_in.iter().take(STORIES_OF_FIGURE).filter_map(|story| {
            let path = reader.path(&Subject::Story(*story))?;
            Some(json!({"headline": reader.headline(*story, " "), "path": path}))
        });
        json!({
            "key": figure.key,
            "label": figure.label,
            "value": figure.shown().map(|value| value.plain()),
            "unit": unit(figure, language),
            "about": about(figure, language),
            "window": figure.window,
            "as_of": figure.as_of.or(ledger.as_of).map(|date| date.iso()),
            "parts": figure.parts,
            "series": figure.series.iter().map(|(period, number)| json!([period, number.written])).collect::<Vec<_>>(),
            "indicator": figure.indicator,
            "source": figure.source,
            "note": figure.note,
            "text": record.texts[index],
            "printed_in": stories.collect::<Vec<_>>(),
            "story_count": printed_in.len(),
        })
    });
    let value = json!({
        "id": ledger.id,
        "title": ledger.title,
        "owner": ledger.owner,
        "as_of": ledger.as_of.map(|date| date.iso()),
        "source": ledger.source.as_ref().map(|source| json!({"name": source.name, "url": source.url})),
        "note": ledger.note,
        "figures": figures.collect::<Vec<_>>(),
        "relations": record.proofs.iter().map(|proof| json!({"written": proof.written, "shown": proof.shown})).collect::<Vec<_>>(),
    });
    lines(&value)
}

/// `figures.json`: the addresses of each ledger's figures.
#[must_use]
pub(crate) fn figures_index(reader: &Reader) -> Vec<u8> {
    let ledgers = reader.ledgers().iter().enumerate().filter_map(|(index, record)| {
        let id = LedgerId(index);
        Some(json!({
            "id": record.ledger.id,
            "title": record.ledger.title,
            "as_of": record.ledger.as_of.map(|date| date.iso()),
            "figures": record.ledger.figures.len(),
            "html": reader.path(&Subject::Ledger(id))?,
            "csv": reader.path(&Subject::LedgerCsv(id))?,
            "json": reader.path(&Subject::LedgerJson(id))?,
        }))
    });
    lines(&json!({"paper": reader.paper().name, "ledgers": ledgers.collect::<Vec<_>>()}))
}

fn lines(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
