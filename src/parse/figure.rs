//! Figures as YAML: values of every kind, qualifiers, parts, series.

use chrono::DateTime;
use indexmap::IndexMap;

use super::missing::{half_width, is_missing, is_no_name};
use super::node::{KeyValue, Node, NodeKind};
use super::reference::is_key;
use super::shape::{self, Fields, parse_number, partial_date};
use crate::finding::Notes;
use crate::model::figure::{About, Figure, Number, Value, numbers_in};
use crate::source::Place;
use crate::words::reading::{self, ValueShape};
use crate::words::{Wording, figures};

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

/// A part is no whole: it has no parts of its own.
const PART_KEYS: [&str; 11] = [
    "label",
    "value",
    "unit",
    "measure",
    "about",
    "window",
    "as_of",
    "series",
    "indicator",
    "source",
    "note",
];

/// Reads `figures:`; a part joins its whole under a key of its own, `recruits.county`.
pub(crate) fn figures(entries: &[KeyValue], notes: &mut Notes) -> IndexMap<String, Figure> {
    let mut figures = IndexMap::new();
    for entry in entries {
        let Some(fields) = Fields::of(&entry.value, &KEYS, notes) else { continue };
        let Some(mut whole) = figure(&entry.key, entry, &fields, None, notes) else { continue };
        let mut parts = Vec::new();
        for part in fields.mapping("parts", notes) {
            let key = format!("{}.{}", entry.key, part.key);
            let fields = Fields::of(&part.value, &PART_KEYS, notes);
            parts.extend(fields.and_then(|fields| figure(&key, part, &fields, Some(&whole), notes)));
        }
        whole.parts = parts.iter().map(|part| part.key.clone()).collect();
        for figure in std::iter::once(whole).chain(parts) {
            if figures.contains_key(&figure.key) {
                notes.error(figure.at.span, figures::key_twice(&figure.key));
            }
            figures.insert(figure.key.clone(), figure);
        }
    }
    figures
}

fn figure(
    key: &str,
    entry: &KeyValue,
    fields: &Fields,
    whole: Option<&Figure>,
    notes: &mut Notes,
) -> Option<Figure> {
    if !is_key(key) {
        notes.error(entry.key_span, figures::bad_key(key));
        return None;
    }
    let at = Place::new(notes.path(), entry.key_span);
    let value = match fields.node("value") {
        // One that is emptied is no longer known, whatever the series says.
        Some(node) if node.is_null() => {
            notes.error(fields.key_span("value").unwrap_or(node.span), figures::missing(""));
            None
        }
        Some(node) => value(node, notes),
        None => None,
    };
    let series_entries = fields.mapping("series", notes);
    if fields.node("value").is_none() && series_entries.is_empty() {
        notes.error(entry.key_span, figures::no_value(key));
    }
    let series = series(series_entries, notes);
    Some(Figure {
        key: key.to_owned(),
        label: if has_name(fields, "label", notes) { fields.said_text("label", notes) } else { None },
        value,
        unit: if has_name(fields, "unit", notes) { fields.text("unit", notes) } else { None }
            .or_else(|| whole?.unit.clone()),
        measure: fields.text("measure", notes),
        about: about(fields, notes),
        window: fields.said_text("window", notes).or_else(|| whole?.window.clone()),
        as_of: fields.partial_date("as_of", notes),
        parts: Vec::new(),
        exhaustive: fields.truth("exhaustive", notes).unwrap_or(true),
        series,
        indicator: fields.said_text("indicator", notes),
        source: fields.text("source", notes),
        note: fields.text("note", notes),
        at,
    })
}

/// Whether a label or a unit is usable; `N/A`, which would be printed after the number, is an error.
fn has_name(fields: &Fields, key: &str, notes: &mut Notes) -> bool {
    let none = fields
        .node(key)
        .filter(|node| matches!(&node.kind, NodeKind::Scalar { text, .. } if is_no_name(text)));
    if let Some(Node { kind: NodeKind::Scalar { text, .. }, span }) = none {
        notes.error(*span, figures::no_name(key, text));
    }
    none.is_none()
}

fn about(fields: &Fields, notes: &mut Notes) -> Vec<About> {
    let mut found = Vec::new();
    for (word, span) in fields.texts_at("about", notes) {
        match About::of(&word) {
            Some(about) => found.push(about),
            None => notes.error(span, figures::unknown_about(&word)),
        }
    }
    found
}

/// A series by period, oldest first, in whatever order it is written.
fn series(entries: &[KeyValue], notes: &mut Notes) -> Vec<(String, Number)> {
    let numbers =
        entries.iter().filter_map(|entry| Some((entry.key.clone(), shape::number_of(entry, notes)?)));
    let mut series: Vec<(String, Number)> = numbers.collect();
    series.sort_by_cached_key(|(period, _)| numbers_in(period));
    series
}

fn value(node: &Node, notes: &mut Notes) -> Option<Value> {
    match &node.kind {
        NodeKind::Scalar { text, plain } => {
            let missing = || is_missing(text).then(|| figures::missing(text));
            let refusal = missing().or_else(|| half_a_number(text).filter(|_| *plain));
            if let Some(refusal) = refusal {
                notes.error(node.span, refusal);
                return None;
            }
            Some(scalar(text, *plain))
        }
        NodeKind::Mapping(_) => range(node, notes),
        NodeKind::List(_) => {
            notes.error(node.span, reading::wrong_type(ValueShape::Number, "`[…]`"));
            None
        }
    }
}

fn range(node: &Node, notes: &mut Notes) -> Option<Value> {
    let fields = Fields::of(node, &["from", "to"], notes)?;
    let mut end = |key| {
        if fields.get(key).is_none() {
            notes.error(fields.span, reading::missing_key(key));
        }
        shape::number(fields.get(key)?, notes)
    };
    let (from, to) = (end("from")?, end("to")?);
    if from.amount > to.amount {
        notes.error(node.span, figures::backward_range(&from.written, &to.written));
    }
    Some(Value::Range(from, to))
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
    } else if text.is_ascii() {
        Value::Code(text.to_owned())
    } else {
        Value::Words(text.to_owned())
    }
}

/// What looks like a number or a date and is none, so that arithmetic would pass it over unsaid.
fn half_a_number(text: &str) -> Option<Wording> {
    let digits = |piece: &str| !piece.is_empty() && piece.chars().all(|character| character.is_ascii_digit());
    let pieces: Vec<&str> = text.split('-').collect();
    let is_dated = pieces.len() > 1
        && pieces[0].len() == 4
        && pieces[1].len() == 2
        && pieces.iter().take(2).all(|piece| digits(piece));
    if is_dated && !text.contains('T') && partial_date(text).is_none() {
        return Some(reading::wrong_type(ValueShape::Date, &format!("`{text}`")));
    }
    if let [from, to] = pieces.as_slice()
        && digits(from)
        && digits(to)
        && !from.starts_with('0')
        && from.len() + to.len() < 7
        && !is_dated
    {
        return Some(figures::dashed_range(from, to));
    }
    is_nearly_a_number(text).then(|| figures::half_a_number(text))
}

/// Whether a text is a number in a form that is not read: `1,200`, `５`, `1e3`, `100%`, `−5`, `+5`. `0931` is a code, `1+3` too.
pub(crate) fn is_nearly_a_number(text: &str) -> bool {
    let half = half_width(text);
    let is_sign = |character: char| "+-–—― \u{30FC}".contains(character);
    let unsigned = half.trim().trim_start_matches(is_sign);
    let (number, power) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let digit = |character: char| character.is_ascii_digit();
    let is_power =
        power.strip_prefix(['+', '-']).unwrap_or(power).chars().all(digit) && power.ends_with(digit);
    let is_number = number.contains(digit)
        && number.chars().all(|character| digit(character) || ".,%‰_'".contains(character));
    let is_code = text.starts_with('0') && text.chars().all(digit);
    is_number && is_power && !is_code && parse_number(text).is_none()
}
