//! Figures as YAML: values of every kind, qualifiers, parts, series.

use chrono::DateTime;
use indexmap::IndexMap;

use super::phrased;
use super::reference::is_key;
use crate::fields::{
    self, Fields, KeyShape, KeyValue, Node, NodeKind, half_width, is_missing, is_missing_name, parse_number,
    partial_date,
};
use crate::finding::Notes;
use crate::language::TextLanguage;
use crate::model::figure::{About, Figure, Number, Unit, Value, numbers_in};
use crate::source::{Place, Span};
use crate::words::idle::{self, Idle};
use crate::words::reading::{self, ValueShape};
use crate::words::{Wording, figures};

/// Reads `figures:`. A part is added under a key of its own, made from that of its whole: `recruits.county`.
pub(crate) fn figures(entries: &[KeyValue], notes: &mut Notes) -> IndexMap<String, Figure> {
    let mut figures = IndexMap::new();
    for entry in entries {
        let Some((mut whole, parts)) = figure(&entry.key, entry, None, notes) else { continue };
        let part = |part: &KeyValue| {
            let key = format!("{}.{}", entry.key, part.key);
            figure(&key, part, Some(&whole), notes).map(|(part, _)| part)
        };
        let parts: Vec<Figure> = parts.iter().filter_map(part).collect();
        whole.parts = parts.iter().map(|part| part.key.clone()).collect();
        std::iter::once(whole).chain(parts).for_each(|figure| add(figure, &mut figures, notes));
    }
    figures
}

/// Adds a figure, whose key must be its own.
pub(super) fn add(figure: Figure, figures: &mut IndexMap<String, Figure>, notes: &mut Notes) {
    if figures.contains_key(&figure.key) {
        notes.error(figure.at.span, figures::key_twice(&figure.key));
    }
    figures.insert(figure.key.clone(), figure);
}

/// The shape of `figures:`.
pub(crate) fn shape() -> KeyShape {
    let ask = |fields: &Fields, notes: &mut Notes| {
        drop(fields_of("", Span::default(), (false, None), fields, notes))
    };
    KeyShape::free(KeyShape::mapping("figure", ask))
}

fn shape_of_parts() -> KeyShape {
    let ask = |fields: &Fields, notes: &mut Notes| {
        drop(fields_of("", Span::default(), (true, None), fields, notes))
    };
    KeyShape::free(KeyShape::mapping("figure", ask))
}

/// One figure, and the entries of its parts, whose unit and window are those of the whole unless they have their own.
fn figure<'n>(
    key: &str,
    entry: &'n KeyValue,
    whole: Option<&Figure>,
    notes: &mut Notes,
) -> Option<(Figure, &'n [KeyValue])> {
    let (mut figure, parts) = Fields::of(&entry.value, notes, |fields, notes| {
        fields_of(key, entry.key_span, (whole.is_some(), whole), fields, notes)
    })?;
    figure.unit = figure.unit.or_else(|| whole?.unit.clone());
    figure.window = figure.window.or_else(|| whole?.window.clone());
    report_idle(&entry.value, &figure, parts, notes);
    Some((figure, parts))
}

/// The fields of a figure, and the entries of its parts. A part cannot have parts itself.
fn fields_of<'n>(
    key: &str,
    at: Span,
    (is_part, whole): (bool, Option<&Figure>),
    fields: &Fields<'n>,
    notes: &mut Notes,
) -> (Figure, &'n [KeyValue]) {
    let mut parts: &[KeyValue] = &[];
    let figure = Figure {
        key: fields.needed(usable_key(key, at, notes)),
        label: if has_name(fields, "label", notes) { fields.nonempty_text("label", notes) } else { None },
        value: own_value(fields, whole, notes),
        unit: unit(fields, notes),
        measure: fields.text("measure", notes),
        about: about(fields, notes),
        window: fields.nonempty_text("window", notes),
        as_of: fields.partial_date("as_of", notes),
        parts: Vec::new(),
        exhaustive: if is_part {
            true
        } else {
            fields.declare("parts", shape_of_parts);
            parts = fields.mapping("parts", notes);
            fields.boolean("exhaustive", notes).unwrap_or(true)
        },
        series: series(fields, key, at, notes),
        indicator: fields.nonempty_text("indicator", notes),
        source: fields.text("source", notes),
        note: fields.text("note", notes),
        at: Place::new(notes.path(), at),
    };
    (figure, parts)
}

/// A column of a ledger's rows: its figures without their values.
pub(super) fn column(entry: &KeyValue, notes: &mut Notes) -> Option<Figure> {
    let at = Place::new(notes.path(), entry.key_span);
    Fields::of(&entry.value, notes, |fields, notes| column_fields(&entry.key, at, fields, notes))
}

/// The fields of a column.
pub(super) fn column_fields(key: &str, at: Place, fields: &Fields, notes: &mut Notes) -> Figure {
    Figure {
        label: fields.nonempty_text("label", notes),
        unit: unit(fields, notes),
        measure: fields.text("measure", notes),
        window: fields.nonempty_text("window", notes),
        as_of: fields.partial_date("as_of", notes),
        indicator: fields.nonempty_text("indicator", notes),
        source: fields.text("source", notes),
        note: fields.text("note", notes),
        ..Figure::unknown(key, at)
    }
}

/// What a cell takes from its column, unless it says otherwise itself.
pub(super) struct CellColumn<'c> {
    pub column: &'c Figure,
    /// The label of the cell.
    pub label: String,
}

/// A cell of a ledger's rows: a value, or a figure with keys of its own.
pub(super) fn cell(
    row: &str,
    entry: &KeyValue,
    CellColumn { column, label }: CellColumn,
    notes: &mut Notes,
) -> Option<Figure> {
    let key = format!("{row}.{}", entry.key);
    let is_figure =
        matches!(&entry.value.kind, NodeKind::Mapping(keys) if !keys.iter().any(|key| key.key == "from"));
    let alone;
    let entry = if is_figure {
        entry
    } else {
        let value = KeyValue { key: "value".to_owned(), ..entry.clone() };
        let kind = NodeKind::Mapping(vec![value]);
        alone = KeyValue { value: Node { kind, span: entry.value.span }, ..entry.clone() };
        &alone
    };
    let (own, _) = figure(&key, entry, Some(column), notes)?;
    Some(Figure {
        label: own.label.or(Some(label)),
        measure: own.measure.or_else(|| column.measure.clone()),
        as_of: own.as_of.or(column.as_of),
        indicator: own.indicator.or_else(|| column.indicator.clone()),
        source: own.source.or_else(|| column.source.clone()),
        note: own.note.or_else(|| column.note.clone()),
        ..own
    })
}

/// Reports keys of a figure without effect.
fn report_idle(node: &Node, figure: &Figure, parts: &[KeyValue], notes: &mut Notes) {
    let NodeKind::Mapping(entries) = &node.kind else { return };
    let is_timed = matches!(figure.value, Some(Value::Date(_) | Value::Time(_)));
    for entry in entries {
        let why = match entry.key.as_str() {
            "unit" if is_timed => Idle::Timed,
            "exhaustive" if parts.is_empty() => Idle::Without("parts"),
            _ => continue,
        };
        notes.warning(entry.key_span, idle::without_effect(&entry.key, &why));
    }
}

fn usable_key(key: &str, at: Span, notes: &mut Notes) -> Option<String> {
    if !is_key(key) {
        notes.error(at, figures::bad_key(key));
        return None;
    }
    Some(key.to_owned())
}

/// The value as written. If it is emptied, the figure is no longer known, whatever its series contains.
fn own_value(fields: &Fields, whole: Option<&Figure>, notes: &mut Notes) -> Option<Value> {
    fields
        .declare("value", || KeyShape::AnyOf(vec![KeyShape::Text, KeyShape::mapping("range", range_fields)]));
    let node = fields.node("value")?;
    if node.is_null() {
        notes.error(fields.key_span("value").unwrap_or(node.span), figures::missing(""));
        return None;
    }
    let unit = match (fields.get("unit"), whole) {
        (Some(unit), _) => unit.scalar().unwrap_or_default(),
        (None, Some(whole)) => whole.unit_name(TextLanguage::SimplifiedChinese),
        (None, None) => {
            let value = value(node, None, notes);
            if let Some(Value::Words(text)) = &value
                && let Some(unit) = phrased::unit_of(text)
                && let Some(number) = phrased::number(text, &unit)
            {
                notes.warning(node.span, figures::unit_in_value(text, &number.from, &number.about, &unit));
            }
            return value;
        }
    };
    value(node, Some(unit), notes)
}

/// Whether a label or a unit is usable; `N/A`, which would be printed after the number, is an error.
fn has_name(fields: &Fields, key: &'static str, notes: &mut Notes) -> bool {
    fields.declare(key, || KeyShape::Text);
    let none = fields
        .node(key)
        .filter(|node| matches!(&node.kind, NodeKind::Scalar { text, .. } if is_missing_name(text)));
    if let Some(Node { kind: NodeKind::Scalar { text, .. }, span }) = none {
        notes.error(*span, figures::no_name(key, text));
    }
    none.is_none()
}

/// A unit: a word, or `{one: tree, other: trees}`, in a bilingual paper with `zh:`.
fn unit(fields: &Fields, notes: &mut Notes) -> Option<Unit> {
    fields.declare("unit", || KeyShape::AnyOf(vec![KeyShape::Text, KeyShape::mapping("unit", unit_forms)]));
    let node = fields.node("unit")?;
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        return if has_name(fields, "unit", notes) { fields.text("unit", notes) } else { None }
            .map(|word| Unit::word(&word));
    }
    Fields::of(node, notes, unit_forms)
}

fn unit_forms(fields: &Fields, notes: &mut Notes) -> Unit {
    let chinese = fields.nonempty_text("zh", notes);
    Unit::forms(fields.needed_text("one", notes), fields.needed_text("other", notes), chinese)
}

fn about(fields: &Fields, notes: &mut Notes) -> Vec<About> {
    fields.declare("about", || KeyShape::list(qualifiers()));
    let mut found = Vec::new();
    for (word, span) in fields.texts_at("about", notes) {
        match About::of(&word) {
            Some(about) => found.push(about),
            None => notes.error(span, figures::unknown_about(&word)),
        }
    }
    found
}

fn qualifiers() -> KeyShape {
    let word = |about: About| about.word(TextLanguage::SimplifiedChinese).to_owned();
    let others = [TextLanguage::TraditionalChinese, TextLanguage::English];
    let names = |about: About| others.map(|language| about.word(language).to_owned()).into();
    KeyShape::Words(About::all().map(|about| (word(about), names(about))).collect())
}

/// A series by period, sorted with the oldest first. A figure has either a series or a value.
fn series(fields: &Fields, figure: &str, at: Span, notes: &mut Notes) -> Vec<(String, Number)> {
    fields.declare("series", || KeyShape::free(KeyShape::Number));
    let entries = fields.mapping("series", notes);
    if fields.node("value").is_none() && entries.is_empty() {
        notes.error(at, figures::no_value(figure));
    }
    let numbers =
        entries.iter().filter_map(|entry| Some((entry.key.clone(), fields::number_of(entry, notes)?)));
    let mut series: Vec<(String, Number)> = numbers.collect();
    series.sort_by_cached_key(|(period, _)| numbers_in(period));
    series
}

fn value(node: &Node, unit: Option<&str>, notes: &mut Notes) -> Option<Value> {
    match &node.kind {
        NodeKind::Scalar { text, plain } => {
            let value = scalar(text, *plain);
            let is_missing = is_missing(text) || About::of(text.trim()).is_some();
            let missing = || is_missing.then(|| figures::missing(text));
            let half = || half_a_number(text).filter(|_| *plain);
            let refusal = missing().or_else(half).or_else(|| phrased_number(text, &value, unit?));
            if let Some(refusal) = refusal {
                notes.error(node.span, refusal);
                return None;
            }
            Some(value)
        }
        NodeKind::Mapping(_) => range(node, notes),
        NodeKind::List(_) => {
            notes.error(node.span, reading::wrong_type(ValueShape::Number, "`[…]`"));
            None
        }
    }
}

fn range(node: &Node, notes: &mut Notes) -> Option<Value> {
    let (from, to) = Fields::of(node, notes, range_fields)?;
    let (from, to) = from.zip(to)?;
    if from.amount > to.amount {
        notes.error(node.span, figures::backward_range(&from.written, &to.written));
    }
    Some(Value::Range(from, to))
}

fn range_fields(fields: &Fields, notes: &mut Notes) -> (Option<Number>, Option<Number>) {
    let mut end = |key| {
        fields.declare(key, || KeyShape::Number);
        fields.declare_needed(key);
        if fields.get(key).is_none() {
            notes.error(fields.span, reading::missing_key(key));
        }
        fields::number(fields.get(key)?, notes)
    };
    (end("from"), end("to"))
}

/// The kind of a scalar: a number in quotes is a code; otherwise its form decides.
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

/// The finding for text that says a number, and would be printed whole before the unit.
fn phrased_number(text: &str, value: &Value, unit: &str) -> Option<Wording> {
    let is_text = matches!(value, Value::Words(_) | Value::Code(_)) && !unit.is_empty();
    let number = phrased::number(text, unit).filter(|_| is_text)?;
    let value = match &number.to {
        Some(to) => format!("{{from: {}, to: {to}}}", number.from),
        None => number.from,
    };
    Some(figures::phrased_number(text, unit, &value, &number.about))
}

/// The finding for text that looks like a number or a date but is not one; arithmetic would silently skip it.
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

/// Whether a text is a number in a form that is not accepted: `1,200`, `５`, `1e3`, `100%`, `−5`, `+5`. `0931` is a
/// code, and so is `1+3`.
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
