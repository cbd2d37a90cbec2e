//! Exhibits as YAML: the body of a fence, or an entry of a ledger.

use super::figure::is_nearly_a_number;
use super::reference;
use crate::exhibits::{Added, ChartKind, ExhibitReading, KINDS, Quantity, Shape};
use crate::fields::{self, Fields, KnownWord, Node, Number, is_missing, parse_number};
use crate::finding::Notes;
use crate::language::Unit;
use crate::model::exhibit::ExhibitDraft;
use crate::model::phrase::Reference;
use crate::source::{Place, Span};
use crate::words::{Wording, exhibits, figures, nearest, reading};

/// Whether a fence's first word is a kind of exhibit, built in or added by the theme.
#[must_use]
pub(crate) fn is_kind(word: &str, added: &[String]) -> bool {
    KINDS.contains(&word) || added.iter().any(|kind| kind == word)
}

/// The kind that a fence's first word is probably meant to be.
#[must_use]
pub(crate) fn nearest_kind<'k>(word: &str, added: &'k [String]) -> Option<&'k str> {
    nearest(word, KINDS.iter().copied().chain(added.iter().map(String::as_str)))
}

/// Reads an exhibit of `kind`; findings about the whole of it point at `at`.
pub(crate) fn parse(
    kind: &str,
    root: &Node,
    at: Span,
    added: &[String],
    notes: &mut Notes,
) -> Option<ExhibitDraft> {
    let fields = Fields::open(root, notes)?;
    let is_added = added.iter().any(|name| name == kind);
    let title = fields.text("title", notes);
    let note = fields.text("note", notes);
    let source = fields.text("source", notes);
    let as_of = if is_added { None } else { fields.partial_date("as_of", notes) };
    let ledger = fields.text_at("ledger", notes);
    fields.accept("kind");
    let mut references = Vec::new();
    let shape = if is_added {
        Some(Shape::Added(Added::of(kind, root)))
    } else {
        let mut quantity = |node: &Node, notes: &mut Notes| quantity(node, &mut references, notes);
        Shape::ask(kind, &fields, &mut ExhibitReading { notes, quantity: &mut quantity })
    };
    if !is_added && !fields.finish(notes) {
        return None;
    }
    let (shape, at) = (shape?, Place::new(notes.path(), at));
    Some(ExhibitDraft { title, note, source, as_of, ledger, shape, references, at })
}

/// The kind of an exhibit in a ledger. A chart names its kind of chart, as in a fence.
pub(crate) fn kind_of<'k>(fields: &Fields, added: &'k [String], notes: &mut Notes) -> Option<&'k str> {
    let known: Vec<KnownWord<&'k str>> = KINDS
        .iter()
        .copied()
        .filter(|kind| !matches!(*kind, "exhibit" | "chart"))
        .chain(added.iter().map(String::as_str))
        .map(|kind| KnownWord::new(kind, "", kind))
        .chain(ChartKind::ALL.map(|known| KnownWord::new(known.word, known.names, "chart")))
        .collect();
    if fields.get("kind").is_none() {
        notes.error(fields.span, reading::missing_key("kind"));
    }
    fields.word("kind", &known, notes)
}

/// A number as written (`271`, `271名`, `70%`), or a figure by its key, which may belong to another ledger and is added
/// to `references`.
fn quantity(node: &Node, references: &mut Vec<Reference>, notes: &mut Notes) -> Option<Quantity> {
    let text = fields::text(node, notes)?;
    if let Some((number, unit)) = literal(&text) {
        return Some(Quantity::Literal(number, unit));
    }
    if let Some(refusal) = quantity_refusal(&text) {
        notes.error(node.span, refusal);
        return None;
    }
    let reference = reference::read(&format!("{{{{{text}}}}}"), node.span, notes)?;
    if !reference.filters.is_empty() {
        notes.error(node.span, exhibits::no_filters());
    }
    references.push(reference);
    Some(Quantity::Figure(references.len() - 1))
}

/// Why a text can be neither a number nor the key of a figure. `nan` and `无` are valid keys.
fn quantity_refusal(text: &str) -> Option<Wording> {
    let key = text.rsplit_once(':').map_or(text, |(_, key)| key).trim();
    if !reference::is_key(key) && is_missing(text) {
        return Some(figures::missing(text));
    }
    is_nearly_a_number(text).then(|| figures::half_a_number(text))
}

/// A number followed by its unit: `271名`.
fn literal(text: &str) -> Option<(Number, Unit)> {
    let end = text
        .find(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | '-')))
        .unwrap_or(text.len());
    let number = parse_number(&text[..end])?;
    let unit = text[end..].trim();
    let is_unit =
        !unit.contains([':', '.', '_']) && !unit.chars().any(|character| character.is_ascii_digit());
    is_unit.then(|| (number, Unit::word(unit)))
}
