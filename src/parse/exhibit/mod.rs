//! Exhibits as YAML: the body of a fence, or an entry of a ledger.

mod chart;
mod kinds;

use super::figure::is_nearly_a_number;
use super::{reference, thousands};
use crate::fields::{self, Fields, KeyValue, Node, NodeKind, is_missing, parse_number};
use crate::finding::Notes;
use crate::model::exhibit::{ChartKind, Entry, ExhibitDraft, Plain, Quantity, Shape};
use crate::model::figure::Number;
use crate::model::phrase::Reference;
use crate::source::{Place, Span};
use crate::words::reading::{self, ValueShape as Wanted};
use crate::words::{Wording, exhibits, figures};

/// The kinds that the program knows, as fences spell them; `exhibit` shows one that a ledger keeps.
pub(crate) const KINDS: [&str; 14] = [
    "board",
    "registry",
    "method",
    "loop",
    "programme",
    "training",
    "placement",
    "pairs",
    "funnel",
    "glossary",
    "documents",
    "contest",
    "chart",
    "exhibit",
];

/// Whether a fence's first word is a kind: the program's, or one that the theme adds.
#[must_use]
pub(crate) fn is_kind(word: &str, added: &[String]) -> bool {
    KINDS.contains(&word) || added.iter().any(|kind| kind == word)
}

/// The kind that a fence's first word nearly is.
#[must_use]
pub(crate) fn nearly<'k>(word: &str, added: &'k [String]) -> Option<&'k str> {
    crate::words::nearest(word, KINDS.into_iter().chain(added.iter().map(String::as_str)))
}

/// Reads an exhibit of `kind`; `at` is where findings about the whole of it point.
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
    let mut reading = ExhibitReading { references: Vec::new(), notes };
    let shape = if is_added {
        Some(Shape::Added(kind.to_owned(), plain(root)))
    } else {
        kinds::shape(kind, &fields, &mut reading)
    };
    let ExhibitReading { references, notes } = reading;
    if !is_added && !fields.finish(notes) {
        return None;
    }
    Some(ExhibitDraft {
        title,
        note,
        source,
        as_of,
        ledger,
        shape: shape?,
        references,
        at: Place::new(notes.path(), at),
    })
}

/// The kind that an exhibit kept in a ledger says it is; a chart says which, as it does in a fence.
pub(crate) fn kind_of<'k>(fields: &Fields, added: &'k [String], notes: &mut Notes) -> Option<&'k str> {
    let known: Vec<(&str, &'k str)> = KINDS
        .into_iter()
        .filter(|kind| !matches!(*kind, "exhibit" | "chart"))
        .chain(added.iter().map(String::as_str))
        .map(|kind| (kind, kind))
        .chain(ChartKind::ALL.map(|(word, _)| (word, "chart")))
        .collect();
    if fields.get("kind").is_none() {
        notes.error(fields.span, reading::missing_key("kind"));
    }
    fields.word("kind", &known, notes)
}

/// One exhibit while it is read.
struct ExhibitReading<'n, 'a> {
    references: Vec<Reference>,
    notes: &'n mut Notes<'a>,
}

impl ExhibitReading<'_, '_> {
    fn place(&self, node: &Node) -> Place {
        Place::new(self.notes.path(), node.span)
    }

    /// What `ask` makes of the keys of a mapping.
    fn mapping<T>(&mut self, node: &Node, ask: impl FnOnce(&Fields, &mut Self) -> T) -> Option<T> {
        let fields = Fields::open(node, self.notes)?;
        let value = ask(&fields, self);
        fields.finish(self.notes).then_some(value)
    }

    /// A number as written (`271`, `271名`, `70%`), or a figure by its key, perhaps of another ledger.
    fn quantity(&mut self, node: &Node) -> Option<Quantity> {
        let text = fields::text(node, self.notes)?;
        if let Some((number, unit)) = literal(&text) {
            return Some(Quantity::Literal(number, unit));
        }
        if let Some(refusal) = no_quantity(&text) {
            self.notes.error(node.span, refusal);
            return None;
        }
        let written = format!("{{{{{text}}}}}");
        let reference = reference::read(&written, node.span, self.notes)?;
        if !reference.filters.is_empty() {
            self.notes.error(node.span, exhibits::no_filters());
        }
        self.references.push(reference);
        Some(Quantity::Figure(self.references.len() - 1))
    }

    /// Something counted: a bare key or number, or `{name, value}`.
    fn entry(&mut self, node: &Node) -> Option<Entry> {
        let at = self.place(node);
        if let NodeKind::Scalar { .. } = node.kind {
            return Some(Entry { name: None, quantity: self.quantity(node)?, at });
        }
        let (name, quantity) = self.mapping(node, |fields, reading| {
            let name = fields.text("name", reading.notes);
            (name, reading.needed(fields, "value").and_then(|value| reading.quantity(value)))
        })?;
        Some(Entry { name, quantity: quantity?, at })
    }

    /// Entries of which there must be one at least.
    fn needed_entries(&mut self, fields: &Fields, key: &'static str) -> Vec<Entry> {
        self.needed_list(fields, key);
        self.entries(fields, key)
    }

    /// The entries of a list, or of a mapping of names to numbers.
    fn entries(&mut self, fields: &Fields, key: &'static str) -> Vec<Entry> {
        if let Some(Node { kind: NodeKind::Mapping(entries), .. }) = fields.get(key) {
            return entries.iter().filter_map(|entry| self.named_entry(entry)).collect();
        }
        thousands::blame(fields.list(key), self.notes);
        fields.list(key).iter().filter_map(|node| self.entry(node)).collect()
    }

    /// A name and what it counts: `甲: 5`.
    fn named_entry(&mut self, named: &KeyValue) -> Option<Entry> {
        if named.value.is_null() {
            self.notes.error(named.key_span, figures::missing(""));
            return None;
        }
        let quantity = self.quantity(&named.value)?;
        let at = Place::new(self.notes.path(), Span::new(named.key_span.start, named.value.span.end));
        Some(Entry { name: Some(named.key.clone()), quantity, at })
    }

    fn one_entry(&mut self, fields: &Fields, key: &'static str) -> Option<Entry> {
        self.filled(fields, key).and_then(|node| self.entry(node))
    }

    fn one_quantity(&mut self, fields: &Fields, key: &'static str) -> Option<Quantity> {
        self.filled(fields, key).and_then(|node| self.quantity(node))
    }

    /// A value that need not be there; but where its key stands, it is not left empty.
    fn filled<'y>(&mut self, fields: &Fields<'y>, key: &'static str) -> Option<&'y Node> {
        let node = fields.get(key);
        if let Some(span) = fields.key_span(key).filter(|_| node.is_none()) {
            self.notes.error(span, figures::missing(""));
        }
        node
    }

    /// A value that must be there.
    fn needed<'y>(&mut self, fields: &Fields<'y>, key: &'static str) -> Option<&'y Node> {
        let node = fields.get(key);
        if node.is_none() {
            self.notes.error(fields.span, reading::missing_key(key));
        }
        node
    }

    /// The items of a list that must not be empty.
    fn needed_list<'y>(&mut self, fields: &Fields<'y>, key: &'static str) -> &'y [Node] {
        let list = fields.list(key);
        if list.is_empty() {
            self.notes.error(fields.span, exhibits::nothing_listed(key));
        }
        list
    }
}

/// Why a text can be neither a number nor the key of a figure. `nan` and `无` can be keys: a figure may be called so.
fn no_quantity(text: &str) -> Option<Wording> {
    let key = text.rsplit_once(':').map_or(text, |(_, key)| key).trim();
    if !reference::is_key(key) && is_missing(text) {
        return Some(figures::missing(text));
    }
    is_nearly_a_number(text).then(|| figures::half_a_number(text))
}

/// A number with its unit behind it: `271名`.
fn literal(text: &str) -> Option<(Number, String)> {
    let end = text
        .find(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | '-')))
        .unwrap_or(text.len());
    let number = parse_number(&text[..end])?;
    let unit = text[end..].trim();
    let is_unit =
        !unit.contains([':', '.', '_']) && !unit.chars().any(|character| character.is_ascii_digit());
    is_unit.then(|| (number, unit.to_owned()))
}

fn plain(node: &Node) -> Plain {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Plain::Text(text.clone()),
        NodeKind::List(items) => Plain::List(items.iter().map(plain).collect()),
        NodeKind::Mapping(entries) => {
            Plain::Mapping(entries.iter().map(|entry| (entry.key.clone(), plain(&entry.value))).collect())
        }
    }
}

/// A list where another shape stands.
fn wanted_list(node: &Node, notes: &mut Notes) {
    notes.error(node.span, reading::wrong_type(Wanted::List, "`{…}`"));
}
