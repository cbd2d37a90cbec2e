//! A table as it is printed, and its forms: for a template, for make-up, and as rows of texts.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::exhibits::view::TextTable;

/// A table, its numbers calculated and its rows in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct MadeTable {
    /// The heading of the ranks, if there are any.
    pub(super) rank: Option<String>,
    /// The heading of the names; may be empty.
    pub(super) names: String,
    pub(super) columns: Vec<MadeColumn>,
    pub(super) lines: Vec<MadeLine>,
    /// What a cell without a figure means, if there is one.
    pub(super) gap_note: Option<String>,
    /// Whether the figures of a column are about different times.
    pub(super) differs: bool,
}

/// The heading of a column, and the unit of its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct MadeColumn {
    pub label: String,
    pub unit: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct MadeLine {
    pub kind: TableLineKind,
    pub rank: Option<usize>,
    pub name: String,
    /// None in the heading of a group.
    pub cells: Vec<MadeCell>,
}

/// What a line of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum TableLineKind {
    /// A row of figures.
    Row,
    /// The heading of a group.
    Group,
    /// The sums of a group.
    Subtotal,
    /// The sums of the rows that are not shown.
    Rest,
    /// The sums of all rows.
    Total,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct MadeCell {
    /// For readers; empty where no sum makes sense.
    pub text: String,
    /// For machines, in the unit of the figure.
    pub value: String,
    /// For machines, in the unit of the column.
    pub plain: String,
    /// The padding that aligns the number with the others of its column at the decimal point: `.00`.
    pub pad: String,
    /// The index of its figure in the exhibit, unless it is calculated.
    pub figure: Option<usize>,
}

impl MadeLine {
    /// Whether nothing in it can be added up.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.is_empty())
    }
}

impl TableLineKind {
    /// Its word, for classes in templates.
    fn word(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Group => "group",
            Self::Subtotal => "subtotal",
            Self::Rest => "rest",
            Self::Total => "total",
        }
    }
}

impl MadeTable {
    /// Its data for a template. `row` is the address of a figure's row.
    pub(super) fn view(&self, row: &dyn Fn(usize) -> Option<String>) -> Value {
        let cell = |cell: &MadeCell| {
            let row = cell.figure.and_then(row);
            json!({"text": cell.text, "value": cell.value, "pad": cell.pad, "row": row})
        };
        let line = |line: &MadeLine| {
            let cells: Vec<Value> = line.cells.iter().map(cell).collect();
            json!({"kind": line.kind.word(), "rank": line.rank, "name": line.name, "cells": cells})
        };
        let columns = self.columns.iter().map(|column| json!({"label": column.label, "unit": column.unit}));
        json!({
            "rank": self.rank,
            "names": self.names,
            "columns": columns.collect::<Vec<_>>(),
            "lines": self.lines.iter().map(line).collect::<Vec<_>>(),
            "gap_note": self.gap_note,
            "differs": self.differs,
        })
    }

    /// Its rows as they are read, the headings first. Units are put in brackets.
    pub(super) fn as_texts(&self, brackets: [&str; 2]) -> Vec<Vec<String>> {
        let head = self.head(brackets);
        let line = |line: &MadeLine| {
            let cells = line.cells.iter().map(|cell| format!("{}{}", cell.text, cell.pad));
            self.led(line, cells)
        };
        std::iter::once(head).chain(self.lines.iter().map(line)).collect()
    }

    /// Its rows as they are printed, and below them what a cell without a figure means. Units are put in brackets.
    pub(super) fn as_printed(&self, brackets: [&str; 2]) -> TextTable {
        let line = |line: &MadeLine| self.led(line, line.cells.iter().map(|cell| cell.text.clone()));
        let note = self.gap_note.iter().map(|note| vec![note.clone()]);
        TextTable { head: self.head(brackets), rows: self.lines.iter().map(line).chain(note).collect() }
    }

    /// Its rows for machines, the headings first; groups have no heading.
    pub(crate) fn as_records(&self, brackets: [&str; 2]) -> Vec<Vec<String>> {
        let head = self.head(brackets);
        let lines = self.lines.iter().filter(|line| line.kind != TableLineKind::Group);
        let record = |line: &MadeLine| self.led(line, line.cells.iter().map(|cell| cell.plain.clone()));
        std::iter::once(head).chain(lines.map(record)).collect()
    }

    fn head(&self, [open, close]: [&str; 2]) -> Vec<String> {
        let columns = self.columns.iter().map(|MadeColumn { label, unit }| {
            if unit.is_empty() { label.clone() } else { format!("{label}{open}{unit}{close}") }
        });
        self.rank.iter().cloned().chain([self.names.clone()]).chain(columns).collect()
    }

    /// The cells of a line after its rank and its name.
    fn led(&self, line: &MadeLine, cells: impl Iterator<Item = String>) -> Vec<String> {
        let rank = self.rank.iter().map(|_| line.rank.map(|rank| rank.to_string()).unwrap_or_default());
        rank.chain([line.name.clone()]).chain(cells).collect()
    }
}
