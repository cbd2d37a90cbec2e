//! `rows:` of a ledger: records with a key. Each of their cells is a figure of the ledger, `ROW.COLUMN`.

use indexmap::IndexMap;

use super::figure::{self, CellColumn};
use crate::fields::{Fields, KeyShape, KeyValue, Node, NodeKind};
use crate::finding::Notes;
use crate::language::is_han;
use crate::model::figure::Figure;
use crate::source::{Place, Span};
use crate::words::idle::{self, Idle};
use crate::words::{figures, reading};

/// The keys of a row that are not columns.
const OWN_KEYS: [&str; 2] = ["key", "label"];

/// The rows of a ledger, read.
pub(super) struct LedgerRows {
    /// The labels of the columns, by key.
    pub columns: IndexMap<String, String>,
    /// The labels of the rows, by key.
    pub rows: IndexMap<String, String>,
    /// The cells.
    pub figures: Vec<Figure>,
}

/// Reads `columns:` and `rows:`.
pub(super) fn read(fields: &Fields, notes: &mut Notes) -> LedgerRows {
    fields.declare("columns", || KeyShape::free(KeyShape::mapping("figure", column_keys)));
    fields.declare("rows", || {
        let row = || KeyShape::free(KeyShape::Any);
        KeyShape::AnyOf(vec![KeyShape::free(row()), KeyShape::list(row())])
    });
    let columns = columns(fields, notes);
    let written = written(fields, notes);
    match (fields.key_span("rows"), fields.key_span("columns")) {
        (None, Some(at)) => notes.warning(at, idle::without_effect("columns", &Idle::Without("rows"))),
        (Some(at), _) if columns.is_empty() => notes.error(at, reading::missing_key("columns")),
        _ => {}
    }
    let (mut rows, mut figures) = (IndexMap::new(), Vec::new());
    for row in written {
        let label = row.label(notes);
        for entry in row.cells() {
            if columns.is_empty() || entry.key.is_empty() {
                continue; // That there are no columns, or that there is no key, has been reported.
            }
            let Some(column) = columns.get(&entry.key) else {
                let known = columns.keys().map(String::as_str);
                notes.error(entry.key_span, reading::unknown_key(&entry.key, known));
                continue;
            };
            let of = joined(&label, column.name());
            figures.extend(figure::cell(&row.key, entry, CellColumn { column, label: of }, notes));
        }
        if rows.insert(row.key.clone(), label).is_some() {
            notes.error(row.at, figures::key_twice(&row.key));
        }
    }
    let columns =
        columns.into_values().map(|column| (column.key.clone(), column.name().to_owned())).collect();
    LedgerRows { columns, rows, figures }
}

/// Asks for the keys of a column.
fn column_keys(fields: &Fields, notes: &mut Notes) {
    let at = Place::new(notes.path(), Span::default());
    drop(figure::column_fields("", at, fields, notes));
}

/// The columns: figures without a value, from which each cell takes its unit.
fn columns(fields: &Fields, notes: &mut Notes) -> IndexMap<String, Figure> {
    let mut columns = IndexMap::new();
    for entry in fields.mapping("columns", notes) {
        if OWN_KEYS.contains(&entry.key.as_str()) {
            notes.error(entry.key_span, figures::reserved_key(&entry.key));
        }
        columns.extend(figure::column(entry, notes).map(|column| (entry.key.clone(), column)));
    }
    columns
}

/// A row as it is written.
struct WrittenRow<'n> {
    key: String,
    at: Span,
    entries: &'n [KeyValue],
}

impl<'n> WrittenRow<'n> {
    fn entry(&self, key: &str) -> Option<&'n KeyValue> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    fn cells(&self) -> impl Iterator<Item = &'n KeyValue> {
        self.entries.iter().filter(|entry| !OWN_KEYS.contains(&entry.key.as_str()))
    }

    /// Its label; without one, its key.
    fn label(&self, notes: &mut Notes) -> String {
        let label = self.entry("label").and_then(|entry| crate::fields::nonempty_text(&entry.value, notes));
        label.unwrap_or_else(|| self.key.clone())
    }
}

/// The rows: a mapping of keys to mappings, or a list of mappings that have a `key`.
fn written<'n>(fields: &Fields<'n>, notes: &mut Notes) -> Vec<WrittenRow<'n>> {
    if let Some(Node { kind: NodeKind::List(items), .. }) = fields.get("rows") {
        return items.iter().filter_map(|item| listed(item, notes)).collect();
    }
    let keyed = |entry: &'n KeyValue, notes: &mut Notes| {
        let entries = mapping(&entry.value, notes)?;
        if let Some(key) = entries.iter().find(|inner| inner.key == "key") {
            notes.warning(key.key_span, idle::without_effect("key", &Idle::Beside("rows")));
        }
        Some(WrittenRow { key: entry.key.clone(), at: entry.key_span, entries })
    };
    fields.mapping("rows", notes).iter().filter_map(|entry| keyed(entry, notes)).collect()
}

fn listed<'n>(item: &'n Node, notes: &mut Notes) -> Option<WrittenRow<'n>> {
    let entries = mapping(item, notes)?;
    let Some(key) = entries.iter().find(|entry| entry.key == "key") else {
        let at = entries.first().map_or(item.span, |entry| entry.key_span);
        notes.error(at, reading::missing_key("key"));
        return None;
    };
    let text = crate::fields::nonempty_text(&key.value, notes)?;
    Some(WrittenRow { key: text, at: key.value.span, entries })
}

fn mapping<'n>(node: &'n Node, notes: &mut Notes) -> Option<&'n [KeyValue]> {
    Fields::opened(node, "{label: …}", notes)?;
    if let NodeKind::Mapping(entries) = &node.kind { Some(entries) } else { None }
}

/// The label of a cell: 东岭县植树; Dongling: trees planted.
fn joined(row: &str, column: &str) -> String {
    let touches = |character: Option<char>| character.is_some_and(is_han);
    let is_chinese = touches(row.chars().next_back()) || touches(column.chars().next());
    if is_chinese { format!("{row}{column}") } else { format!("{row}: {column}") }
}
