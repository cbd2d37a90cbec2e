//! Documents for machines: the sitemap, ledgers as CSV and JSON, and their indexes.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde_json::{Value, json};

use super::super::escape::cell;
use super::ledger::STORIES_OF_FIGURE;
use crate::language::TextLanguage;
use crate::model::document::{ADDRESSES_OF_SITEMAP, Route, Subject};
use crate::model::figure::Figure;
use crate::model::ids::LedgerId;
use crate::model::site::Story;
use crate::trace::{DatedDocument, Reader};

/// The sitemap, or a part of it: documents for readers, with the day on which each last changed, if it is known; or the addresses
/// of the parts.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SitemapView {
    documents: Vec<PlaceView>,
    parts: Vec<PlaceView>,
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
        let part = |year: Option<i32>, number: usize| {
            let url = reader.canonical(reader.route(&Subject::SitemapPart(year, number))?)?;
            // It is not said of a part with a document of which it is not known.
            let days: Option<Vec<NaiveDate>> =
                documents_of_part(reader, year, number).map(|document| document.modified).collect();
            let modified = days.and_then(|days| days.into_iter().max()).map(|day| day.to_string());
            Some(PlaceView { url, modified })
        };
        let of_year = |year| (0..).map_while(move |number| part(year, number));
        let parts: Vec<PlaceView> = parts.into_iter().flat_map(of_year).collect();
        if !parts.is_empty() {
            return Self { parts, ..Self::default() };
        }
        Self { documents: places(reader, reader.documents()), parts }
    }

    /// A part (from 0) of the documents of the editions of a year, or of those that belong to no edition.
    #[must_use]
    pub(crate) fn part(reader: &Reader, year: Option<i32>, number: usize) -> Self {
        Self { documents: places(reader, documents_of_part(reader, year, number)), ..Self::default() }
    }
}

/// The documents that a part (from 0) of the sitemap lists.
fn documents_of_part<'s>(
    reader: &Reader<'s>,
    year: Option<i32>,
    number: usize,
) -> impl Iterator<Item = DatedDocument<'s>> {
    let documents = reader.documents_of(year);
    documents.skip(number * ADDRESSES_OF_SITEMAP).take(ADDRESSES_OF_SITEMAP)
}

fn places<'d>(reader: &Reader, documents: impl Iterator<Item = DatedDocument<'d>>) -> Vec<PlaceView> {
    let place = |DatedDocument { document, modified, .. }: DatedDocument| {
        let url = reader.canonical(&document.route)?;
        Some(PlaceView { url, modified: modified.map(|date| date.to_string()) })
    };
    documents.filter_map(place).collect()
}

/// The columns of a ledger as CSV.
const CSV_COLUMNS: [&str; 10] =
    ["key", "label", "value", "unit", "about", "window", "as_of", "source", "note", "text"];

/// A ledger as CSV: one row per figure, with a byte order mark, without which Excel assumes another encoding. No cell is a
/// formula.
#[must_use]
pub(crate) fn ledger_csv(reader: &Reader, id: LedgerId) -> Vec<u8> {
    let (record, language) = (reader.ledger(id), reader.paper().language);
    let mut rows = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    rows.write_record(CSV_COLUMNS).expect("writing to memory does not fail");
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

/// `datapackage.json`, by which programs know what the columns of the CSV files are: a tabular data package of Frictionless Data.
#[must_use]
pub(crate) fn data_package(reader: &Reader) -> Vec<u8> {
    let resources = reader.ledgers().iter().enumerate().filter_map(|(index, record)| {
        let path = reader.path(&Subject::LedgerCsv(LedgerId(index)))?;
        let inside = path.rsplit_once("ledgers/").map_or(path, |(_, inside)| inside);
        let field = |name: &str| json!({"name": name, "type": "string"});
        let mut resource = json!({
            "name": inside.trim_end_matches(".csv").replace('/', "-").to_lowercase(),
            "title": record.ledger.title,
            "description": record.ledger.note.as_deref().unwrap_or_default(),
            "path": inside,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {"fields": CSV_COLUMNS.map(field), "primaryKey": "key"},
        });
        if let Some(source) = &record.ledger.source {
            let mut named = json!({"title": source.name});
            source.url.iter().for_each(|url| named["path"] = url.as_str().into());
            resource["sources"] = json!([named]);
        }
        Some(resource)
    });
    let paper = reader.paper();
    lines(&json!({
        "profile": "tabular-data-package",
        "name": "ledgers",
        "title": paper.name,
        "homepage": paper.url.as_ref().map(url::Url::as_str),
        "resources": resources.collect::<Vec<_>>(),
    }))
}

/// `_redirects`, in the form of Netlify and Cloudflare Pages: from where, to where, and that it is for good.
#[must_use]
pub(crate) fn redirects(reader: &Reader) -> Vec<u8> {
    let root = reader.paper().url.as_ref().map_or("/", url::Url::path);
    let line = |(old, new): (&Route, &Route)| format!("{root}{} {root}{} 301\n", old.as_str(), new.as_str());
    reader.old_addresses().into_iter().map(line).collect::<String>().into_bytes()
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

pub(super) fn lines(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
