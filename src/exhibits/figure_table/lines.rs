//! What the rows of a table are, and how they are grouped.

use super::super::prelude::*;
use super::{named_keys, one_of};
use crate::fields::nonempty_text;
use crate::source::Span;
use crate::words::tables::literal_row;

/// The words for every row, and for every period.
const ALL: [&str; 3] = ["all", "全部", "*"];

/// What the rows of a table are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum TableLines {
    /// Ledgers by their ids, or by patterns.
    Ledgers(Vec<NamedKey>),
    /// Rows of one ledger by their keys, or by patterns.
    Rows(Vec<NamedKey>),
    /// Figures.
    Figures(Vec<Entry>),
    /// Periods of series.
    Periods(Vec<NamedKey>),
}

/// A name in a list of rows, and what is printed for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NamedKey {
    pub key: String,
    /// What is printed; `None` for its own name.
    pub name: Option<String>,
    /// Where it is written.
    pub at: Span,
}

impl NamedKey {
    /// Whether it means all of them.
    pub(crate) fn is_all(&self) -> bool {
        ALL.contains(&self.key.as_str())
    }
}

impl TableLines {
    pub(super) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Option<Self> {
        let ledgers = named_keys(fields, "ledgers", reading.notes);
        let rows = named_keys(fields, "rows", reading.notes);
        let periods = named_keys(fields, "periods", reading.notes);
        let figures = figures(fields, reading);
        if !one_of(&["ledgers", "rows", "figures", "periods"], fields, fields.span, reading.notes) {
            return None;
        }
        let is_written = |key| fields.get(key).is_some();
        Some(match () {
            () if is_written("ledgers") => Self::Ledgers(ledgers),
            () if is_written("rows") => Self::Rows(rows),
            () if is_written("periods") => Self::Periods(periods),
            () => Self::Figures(figures),
        })
    }

    /// Of which keys a column needs exactly one, and which have no effect in one.
    pub(super) fn keys_of_columns(&self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Ledgers(_) => (&["key", "indicator"], &[]),
            Self::Rows(_) => (&["key"], &["indicator", "snapshot"]),
            Self::Figures(_) => (&[], &["key", "indicator"]),
            Self::Periods(_) => (&["key", "indicator"], &["period"]),
        }
    }

    /// The key that says what the rows are.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Ledgers(_) => "ledgers",
            Self::Rows(_) => "rows",
            Self::Figures(_) => "figures",
            Self::Periods(_) => "periods",
        }
    }
}

/// `figures:`, none of them written as a number.
fn figures(fields: &Fields, reading: &mut ExhibitReading) -> Vec<Entry> {
    if fields.get("figures").is_none() {
        return Vec::new();
    }
    let entries = reading.entries(fields, "figures");
    for entry in entries.iter().filter(|entry| matches!(entry.quantity, Quantity::Literal(..))) {
        reading.notes.error(entry.at.span, literal_row());
    }
    entries
}

/// Rows with a common name and a subtotal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LineGroup {
    pub name: String,
    /// The keys of its rows, or patterns.
    pub keys: Vec<(String, Span)>,
}

/// `groups: {城区: [a, b], 县: [c]}`.
pub(super) fn groups(fields: &Fields, notes: &mut Notes) -> Vec<LineGroup> {
    let entries = fields.mapping("groups", notes).iter();
    let group = |entry: &crate::fields::KeyValue| {
        let nodes = match &entry.value.kind {
            crate::fields::NodeKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&entry.value),
        };
        let keys = nodes.iter().filter_map(|node| Some((nonempty_text(node, notes)?, node.span))).collect();
        LineGroup { name: entry.key.clone(), keys }
    };
    entries.map(group).collect()
}
