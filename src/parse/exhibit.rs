//! Exhibits as YAML: the body of a fence, or an entry of a ledger.

use super::figure::is_nearly_a_number;
use super::reference;
use super::yaml;
use crate::exhibits::{Added, CHINESE_NAMES, ChartKind, ExhibitReading, KINDS, Quantity, Shape, kind_named};
use crate::fields::{
    self, Fields, KeyShape, KnownWord, MappingKeys, NameKind, Node, NodeKind, Number, is_missing,
    parse_number,
};
use crate::finding::Notes;
use crate::language::Unit;
use crate::model::exhibit::ExhibitDraft;
use crate::model::phrase::Reference;
use crate::source::{Place, SourcePath, Span};
use crate::words::{Wording, exhibits, figures, nearest, reading};

/// The languages in which an example of an exhibit may be shown.
const DATA_LANGUAGES: [&str; 11] =
    ["yaml", "yml", "json", "json5", "jsonc", "toml", "text", "txt", "plaintext", "markdown", "md"];

/// The kind that a fence's first word names, built in or added by the theme.
#[must_use]
pub(crate) fn kind_of_fence<'k>(word: &str, added: &'k [String]) -> Option<&'k str> {
    added.iter().map(String::as_str).find(|kind| *kind == word).or_else(|| kind_named(word))
}

/// The kind whose keys the body of a fence has, although its first word names none: a kind that the word resembles,
/// or one that the body can be read as without a finding. Any other body is code.
#[must_use]
pub(crate) fn kind_by_keys<'k>(
    word: &str,
    body: &str,
    added: &'k [String],
    path: &SourcePath,
) -> Option<&'k str> {
    if word.is_empty() || DATA_LANGUAGES.contains(&word) || !body.contains(':') {
        return None;
    }
    let mut notes = Notes::on(path);
    let root = yaml::parse(body, Span::new(0, body.len()), &mut notes)?;
    if !matches!(&root.kind, NodeKind::Mapping(entries) if !entries.is_empty()) {
        return None;
    }
    let findings = |kind: &str| {
        let mut notes = Notes::on(path);
        parse(kind, &root, root.span, added, &mut notes);
        notes.findings
    };
    let kinds = || KINDS.iter().copied().chain(added.iter().map(String::as_str));
    let near =
        nearest(word, kinds().chain(CHINESE_NAMES.iter().flat_map(|(names, _)| names.iter().copied())));
    let near = near.and_then(|near| kind_of_fence(near, added));
    let has_its_keys =
        |kind: &&str| findings(kind).iter().all(|finding| finding.wording.code != "unknown-key");
    near.filter(has_its_keys).or_else(|| KINDS.iter().copied().find(|kind| findings(kind).is_empty()))
}

/// Reads an exhibit of `kind`; findings about the whole of it point at `at`.
pub(crate) fn parse(
    kind: &str,
    root: &Node,
    at: Span,
    added: &[String],
    notes: &mut Notes,
) -> Option<ExhibitDraft> {
    let Some(fields) = Fields::open(root) else {
        let is_added = added.iter().any(|name| name == kind);
        let sample = if is_added { "{title: …}".to_owned() } else { fields::sample(&keys(kind).keys) };
        fields::report_no_mapping(root, &sample, notes);
        return None;
    };
    if added.iter().any(|name| name == kind) {
        return ask(kind, Some(Shape::Added(Added::of(kind, root))), &fields, at, notes);
    }
    let exhibit = ask(kind, None, &fields, at, notes);
    fields.finish(notes).then_some(exhibit).flatten()
}

/// Reads the keys of every exhibit, and those of its kind unless this is `added` by the theme.
fn ask(
    kind: &str,
    added: Option<Shape>,
    fields: &Fields,
    at: Span,
    notes: &mut Notes,
) -> Option<ExhibitDraft> {
    let title = fields.text("title", notes);
    let note = fields.text("note", notes);
    let source = fields.text("source", notes);
    let as_of = if added.is_some() { None } else { fields.partial_date("as_of", notes) };
    let ledger = fields.name_at("ledger", NameKind::Ledger, notes);
    fields.accept("kind");
    let mut references = Vec::new();
    let shape = added.or_else(|| {
        let mut quantity = |node: &Node, notes: &mut Notes| quantity(node, &mut references, notes);
        Shape::ask(kind, fields, &mut ExhibitReading { notes, quantity: &mut quantity })
    })?;
    let at = Place::new(notes.path(), at);
    Some(ExhibitDraft { title, note, source, as_of, ledger, shape, references, at })
}

/// The keys of an exhibit of a built-in kind, in a fence.
#[must_use]
pub(crate) fn keys(kind: &str) -> MappingKeys {
    MappingKeys::of(Shape::mapping_name(kind), None, |fields, notes| {
        ask(kind, None, fields, Span::default(), notes)
    })
}

/// What an entry of `exhibits:` in a ledger may be: an exhibit that names its kind. One that the theme adds may have any keys.
pub(crate) fn shape_in_ledger(added: &[String]) -> KeyShape {
    let kinds = KINDS.iter().copied().filter(|kind| *kind != "exhibit");
    let known = kinds.map(|kind| KeyShape::Mapping(keys_in_ledger(kind)));
    let any = (!added.is_empty()).then(|| KeyShape::free(KeyShape::Any));
    KeyShape::AnyOf(known.chain(any).collect())
}

fn keys_in_ledger(kind: &'static str) -> MappingKeys {
    MappingKeys::of(Shape::mapping_name(kind), None, |fields, notes| {
        fields.declare_needed("kind");
        if kind != "chart" {
            let names = CHINESE_NAMES.iter().filter(|(_, named)| *named == kind);
            let names = names.flat_map(|(names, _)| names.iter().map(|name| (*name).to_owned())).collect();
            fields.declare("kind", || KeyShape::Words(vec![(kind.to_owned(), names)]));
        }
        ask(kind, None, fields, Span::default(), notes)
    })
}

/// The kind of an exhibit in a ledger. A chart names its kind of chart, as in a fence.
pub(crate) fn kind_of<'k>(fields: &Fields, added: &'k [String], notes: &mut Notes) -> Option<&'k str> {
    let chinese = CHINESE_NAMES.iter().filter(|(_, kind)| !matches!(*kind, "exhibit" | "chart"));
    let known: Vec<KnownWord<&'k str>> = KINDS
        .iter()
        .copied()
        .filter(|kind| !matches!(*kind, "exhibit" | "chart"))
        .chain(added.iter().map(String::as_str))
        .map(|kind| KnownWord::new(kind, "", kind))
        .chain(ChartKind::ALL.map(|known| KnownWord::new(known.word, known.names, "chart")))
        .chain(chinese.flat_map(|(names, kind)| names.iter().map(|name| KnownWord::new(name, "", *kind))))
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
