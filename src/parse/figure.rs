//! Figures as YAML: values of every kind, qualifiers, parts, series.

use chrono::DateTime;
use indexmap::IndexMap;

use super::reference::is_key;
use super::shape::{self, Fields, parse_number, partial_date};
use super::yaml::{Entry, Kind, Node};
use crate::finding::Notes;
use crate::model::figure::{About, Figure, Number, Value};
use crate::source::Place;
use crate::words::figures;
use crate::words::reading::{self, Shape};

const KEYS: [&str; 13] = [
    "label",
    "value",
    "unit",
    "measure",
    "about",
    "window",
    "as_of",
    "parts",
    "exhaustive",
    "series",
    "indicator",
    "source",
    "note",
];

/// Reads `figures:`; a part joins its whole under a key of its own, `recruits.county`.
pub fn figures(entries: &[Entry], notes: &mut Notes) -> IndexMap<String, Figure> {
    let mut figures = IndexMap::new();
    for entry in entries {
        let Some(fields) = Fields::of(&entry.value, &KEYS, notes) else { continue };
        let Some(mut whole) = figure(&entry.key, entry, &fields, None, notes) else { continue };
        let mut parts = Vec::new();
        for part in fields.mapping("parts", notes) {
            let key = format!("{}.{}", entry.key, part.key);
            let fields = Fields::of(&part.value, &KEYS, notes);
            parts.extend(fields.and_then(|fields| figure(&key, part, &fields, Some(&whole), notes)));
        }
        whole.parts = parts.iter().map(|part| part.key.clone()).collect();
        figures.insert(whole.key.clone(), whole);
        figures.extend(parts.into_iter().map(|part| (part.key.clone(), part)));
    }
    figures
}

fn figure(
    key: &str,
    entry: &Entry,
    fields: &Fields,
    whole: Option<&Figure>,
    notes: &mut Notes,
) -> Option<Figure> {
    if !is_key(key) {
        notes.error(entry.key_span, figures::bad_key(key));
        return None;
    }
    let at = Place::new(notes.path(), entry.key_span);
    let value = fields.get("value").and_then(|node| value(node, notes));
    let series = series(fields.mapping("series", notes), notes);
    if fields.get("value").is_none() && series.is_empty() {
        notes.error(entry.key_span, figures::no_value(key));
    }
    Some(Figure {
        key: key.to_owned(),
        label: fields.text("label", notes),
        value,
        unit: fields.text("unit", notes).or_else(|| whole?.unit.clone()),
        measure: fields.text("measure", notes),
        about: about(fields, notes),
        window: fields.text("window", notes).or_else(|| whole?.window.clone()),
        as_of: fields.partial_date("as_of", notes),
        parts: Vec::new(),
        exhaustive: fields.truth("exhaustive", notes).unwrap_or(true),
        series,
        indicator: fields.text("indicator", notes),
        source: fields.text("source", notes),
        note: fields.text("note", notes),
        at,
    })
}

fn about(fields: &Fields, notes: &mut Notes) -> Vec<About> {
    let mut found = Vec::new();
    for (word, span) in fields.texts_at("about", notes) {
        match About::ALL.iter().find(|about| about.word() == word) {
            Some(about) => found.push(*about),
            None => notes.error(span, figures::unknown_about(&word)),
        }
    }
    found
}

/// A series by period, oldest first, in whatever order it is written.
fn series(entries: &[Entry], notes: &mut Notes) -> Vec<(String, Number)> {
    let numbers =
        entries.iter().filter_map(|entry| Some((entry.key.clone(), shape::number(&entry.value, notes)?)));
    let mut series: Vec<(String, Number)> = numbers.collect();
    series.sort_by_cached_key(|(period, _)| numbers_in(period));
    series
}

/// The numbers that a period names, so that 第10期 comes after 第9期.
fn numbers_in(period: &str) -> Vec<u64> {
    let runs = period.split(|character: char| !character.is_ascii_digit());
    runs.filter_map(|run| run.parse().ok()).collect()
}

fn value(node: &Node, notes: &mut Notes) -> Option<Value> {
    match &node.kind {
        Kind::Scalar { text, plain } => Some(scalar(text, *plain)),
        Kind::Mapping(_) => {
            let fields = Fields::of(node, &["from", "to"], notes)?;
            let mut end = |key| {
                if fields.get(key).is_none() {
                    notes.error(fields.span, reading::missing_key(key));
                }
                shape::number(fields.get(key)?, notes)
            };
            Some(Value::Range(end("from")?, end("to")?))
        }
        Kind::List(_) => {
            notes.error(node.span, reading::wrong_type(Shape::Number, "`[…]`"));
            None
        }
    }
}

/// What a scalar is: quotes make a number a code, everything else shows by its shape.
fn scalar(text: &str, plain: bool) -> Value {
    if plain && let Some(number) = parse_number(text) {
        return Value::Number(number);
    }
    if let Some(date) = partial_date(text) {
        return Value::Date(date);
    }
    if let Ok(time) =
        DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"))
    {
        return Value::Time(time);
    }
    let dashed_digits = text.contains('-')
        && text.chars().all(|character| character.is_ascii_digit() || "-+ ".contains(character));
    if dashed_digits {
        Value::Phone(text.to_owned())
    } else if !text.is_ascii() {
        Value::Words(text.to_owned())
    } else {
        Value::Code(text.to_owned())
    }
}
