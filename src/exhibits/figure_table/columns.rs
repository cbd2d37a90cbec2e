//! The columns of a table: which figures each shows, and what it makes of them.

use super::super::prelude::*;
use super::{TableLines, one_of};
use crate::fields::{KeyShape, KnownWord, NodeKind, nonempty_text};
use crate::language::Scale;
use crate::source::Span;
use crate::words::idle::{self, Idle};

/// The most decimals that a column can have.
const MOST_DECIMALS: u32 = 9;

/// A column as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TableColumn {
    /// Which figures it shows.
    pub source: ColumnSource,
    /// Its heading; `None` for the label of its figures.
    pub label: Option<String>,
    /// What it makes of them.
    pub derived: Option<Derived>,
    /// The large unit that its numbers are counted in.
    pub scale: Option<Scale>,
    /// How many decimals its numbers have; `None` for those that are written.
    pub decimals: Option<u32>,
    /// Where it is written.
    pub at: Span,
}

/// Which figures a column shows, as far as its rows leave it open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ColumnSource {
    /// The key of a figure, or of a column of a ledger's rows.
    pub key: Option<String>,
    /// The indicator that figures of several ledgers share.
    pub indicator: Option<String>,
    /// A period of a series.
    pub period: Option<String>,
    /// A dated snapshot of the ledger; empty for the ledger itself.
    pub snapshot: Option<String>,
}

/// What a column makes of its figures, with another column, a figure or a period that it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Derived {
    /// Their share, in per cent.
    Share(String),
    /// The difference from it.
    Change(String),
    /// The difference in per cent of it.
    ChangePercent(String),
}

impl Derived {
    /// The column, figure or period that is named.
    pub(crate) fn named(&self) -> &str {
        match self {
            Self::Share(named) | Self::Change(named) | Self::ChangePercent(named) => named,
        }
    }
}

impl TableColumn {
    /// A column that shows these figures as they are.
    pub(crate) fn plain(source: ColumnSource, at: Span) -> Self {
        Self { source, at, ..Self::default() }
    }

    /// Whether it makes percentages of its figures.
    pub(super) fn is_in_per_cent(&self) -> bool {
        matches!(self.derived, Some(Derived::Share(_) | Derived::ChangePercent(_)))
    }

    /// Whether it shows how its figures have changed.
    pub(super) fn is_change(&self) -> bool {
        matches!(self.derived, Some(Derived::Change(_) | Derived::ChangePercent(_)))
    }

    /// The name by which other keys of the table may refer to it, besides its label.
    pub(crate) fn handle(&self) -> &str {
        let ColumnSource { key, indicator, period, snapshot } = &self.source;
        let handle = [key, indicator, period, snapshot].into_iter().flatten().next();
        handle.map_or("", String::as_str)
    }
}

/// The columns of a table.
pub(super) fn ask(
    fields: &Fields,
    lines: Option<&TableLines>,
    reading: &mut ExhibitReading,
) -> Vec<TableColumn> {
    let nodes = fields.list("columns").iter();
    nodes.filter_map(|node| column(node, lines?, reading)).collect()
}

fn column(node: &Node, lines: &TableLines, reading: &mut ExhibitReading) -> Option<TableColumn> {
    if let NodeKind::Scalar { .. } = node.kind {
        let name = nonempty_text(node, reading.notes)?;
        return Some(TableColumn::plain(alone(name, lines), node.span));
    }
    let column = reading.mapping(node, |fields, reading| written(fields, lines, reading))?;
    column.map(|column| TableColumn { at: node.span, ..column })
}

/// The figures that a bare name stands for: a key, or, in a table of figures, a period or a snapshot (`@2025-06`).
fn alone(name: String, lines: &TableLines) -> ColumnSource {
    if !matches!(lines, TableLines::Figures(_)) {
        return ColumnSource { key: Some(name), ..ColumnSource::default() };
    }
    match name.strip_prefix('@') {
        Some(date) => ColumnSource { snapshot: Some(date.to_owned()), ..ColumnSource::default() },
        None => ColumnSource { period: Some(name), ..ColumnSource::default() },
    }
}

/// The shape of `columns:`.
pub(super) fn shape() -> KeyShape {
    let column = KeyShape::mapping("table column", |fields, notes| drop(fields_of(fields, notes)));
    KeyShape::list(KeyShape::AnyOf(vec![KeyShape::Text, column]))
}

fn written(fields: &Fields, lines: &TableLines, reading: &mut ExhibitReading) -> Option<TableColumn> {
    let notes = &mut *reading.notes;
    let column = fields_of(fields, notes);
    let (needed, idle) = lines.keys_of_columns();
    for key in idle {
        if let Some(span) = fields.key_span(key) {
            notes.warning(span, idle::without_effect(key, &Idle::Beside(lines.word())));
        }
    }
    one_of(needed, fields, fields.span, notes).then_some(column)
}

/// The fields of a column.
fn fields_of(fields: &Fields, notes: &mut Notes) -> TableColumn {
    let source = ColumnSource {
        key: fields.nonempty_text("key", notes),
        indicator: fields.nonempty_text("indicator", notes),
        period: fields.nonempty_text("period", notes),
        snapshot: fields.text("snapshot", notes).map(|date| date.trim_start_matches('@').to_owned()),
    };
    TableColumn {
        source,
        label: fields.nonempty_text("label", notes),
        derived: derived(fields, notes),
        scale: scale(fields, notes),
        decimals: fields.whole_number("decimals", notes).map(|decimals| decimals.min(MOST_DECIMALS)),
        at: fields.span,
    }
}

fn derived(fields: &Fields, notes: &mut Notes) -> Option<Derived> {
    let share = fields.nonempty_text("share_of", notes);
    let change = fields.nonempty_text("change_from", notes);
    let percent = fields.boolean("percent", notes).unwrap_or(false);
    let mut idle = |key: &'static str, why: &Idle| {
        if let Some(span) = fields.key_span(key) {
            notes.warning(span, idle::without_effect(key, why));
        }
    };
    match (share, change) {
        (Some(share), change) => {
            if change.is_some() {
                idle("change_from", &Idle::Beside("share_of"));
            }
            idle("percent", &Idle::Beside("share_of"));
            Some(Derived::Share(share))
        }
        (None, Some(change)) if percent => Some(Derived::ChangePercent(change)),
        (None, Some(change)) => Some(Derived::Change(change)),
        (None, None) => {
            idle("percent", &Idle::Without("change_from"));
            None
        }
    }
}

fn scale(fields: &Fields, notes: &mut Notes) -> Option<Scale> {
    const SCALES: [KnownWord<'static, Scale>; 6] = [
        KnownWord::new("万", "萬", Scale::Wan),
        KnownWord::new("亿", "億", Scale::Yi),
        KnownWord::new("thousand", "", Scale::Thousand),
        KnownWord::new("million", "", Scale::Million),
        KnownWord::new("billion", "", Scale::Billion),
        KnownWord::new("trillion", "", Scale::Trillion),
    ];
    fields.word("scale", &SCALES, notes)
}
