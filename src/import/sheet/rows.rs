//! The rows below the head → figures; totals are added up.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::above;
use super::amount::amount;
use super::columns::{ColumnRole, SheetHead};
use super::grid::{SheetCell, SheetGrid};
use super::ledger::{FreeKeys, NewFigure, NewLedger, PlainNumber};
use crate::import::new_story::ImportNote;
use crate::words::Remark;
use crate::words::import::{self as words, NoteKind};

/// The words for a total.
const TOTALS: [&str; 6] = ["合计", "总计", "共计", "小计", "总数", "合计数"];
/// A total of more figures gets no relation: it would be too long to read.
const TERMS: usize = 30;

/// Reads the rows of a sheet.
#[must_use]
pub(super) fn read(
    grid: &SheetGrid,
    head: &SheetHead,
    title: &str,
    notes: &mut Vec<ImportNote>,
) -> NewLedger {
    let mut ledger = NewLedger::default();
    let unit = above::read(head, title, &mut ledger, notes);
    let indicators = head.roles.iter().filter(|role| matches!(role, ColumnRole::Indicator(..))).count();
    let is_single = indicators == 1 && !head.roles.contains(&ColumnRole::Value);
    let mut reader = RowReader {
        head,
        is_single,
        unit,
        ledger,
        keys: FreeKeys::default(),
        notes,
        label: String::new(),
        summands: BTreeMap::new(),
        line: 0,
    };
    let rows = reader.divided(grid);
    for (index, row) in rows.iter().enumerate().skip(head.row + 1) {
        reader.line = index + 1;
        reader.row(row);
    }
    reader.unread_columns(grid);
    reader.ledger
}

struct RowReader<'r> {
    head: &'r SheetHead,
    /// Whether the only column of values has a name of its own.
    is_single: bool,
    /// The unit of values that state none.
    unit: Option<String>,
    ledger: NewLedger,
    keys: FreeKeys,
    notes: &'r mut Vec<ImportNote>,
    /// The last label: merged cells leave those below empty.
    label: String,
    /// What the next total of each column adds up: the keys and values since the last one.
    summands: BTreeMap<usize, Vec<(String, Decimal)>>,
    line: usize,
}

impl RowReader<'_> {
    fn note(&mut self, kind: NoteKind, remark: Remark, text: String) {
        self.notes.push(ImportNote { line: self.line, kind, remark, text });
    }

    /// The rows without merged cells: words hold for each row of the area, a number for the first.
    fn divided(&mut self, grid: &SheetGrid) -> Vec<Vec<SheetCell>> {
        let mut rows = grid.rows.clone();
        for (first, last, column) in grid.tall.iter().filter(|(first, ..)| *first > self.head.row) {
            let Some(cell) = rows.get(*first).and_then(|row| row.get(*column)).cloned() else { continue };
            let role = self.head.roles.get(*column);
            if matches!(role, Some(ColumnRole::Value | ColumnRole::Indicator(..) | ColumnRole::Period(_))) {
                self.line = first + 1;
                self.note(NoteKind::Doubt, words::merged_number(), cell.text());
                continue;
            }
            for row in rows.iter_mut().take(last + 1).skip(first + 1) {
                if let Some(below) = row.get_mut(*column).filter(|below| below.is_empty()) {
                    below.clone_from(&cell);
                }
            }
        }
        rows
    }

    /// The text of the row's cell in the column of a role.
    fn text(&self, row: &[SheetCell], role: &ColumnRole) -> Option<String> {
        let column = self.head.roles.iter().position(|known| known == role)?;
        row.get(column).map(SheetCell::text).filter(|text| !text.is_empty())
    }

    fn row(&mut self, row: &[SheetCell]) {
        if row.iter().all(SheetCell::is_empty) {
            return;
        }
        if let Some(label) = self.text(row, &ColumnRole::Label) {
            self.label = label;
        }
        let label = self.label.clone();
        let figure = NewFigure {
            label: label.clone(),
            window: self.text(row, &ColumnRole::Window),
            source: self.text(row, &ColumnRole::Source),
            note: self.text(row, &ColumnRole::Note),
            unit: self.text(row, &ColumnRole::Unit).or_else(|| self.unit.clone()),
            ..NewFigure::default()
        };
        let key = self.text(row, &ColumnRole::Key).unwrap_or_else(|| label.clone());
        let mut series = IndexMap::new();
        let mut is_read = false;
        for (column, role) in self.head.roles.iter().enumerate() {
            let cell = row.get(column).unwrap_or(&SheetCell::Empty);
            if cell.is_empty() {
                continue;
            }
            match role {
                ColumnRole::Value => is_read |= self.value(column, cell, &key, &figure, None),
                ColumnRole::Indicator(name, unit) => {
                    is_read |= self.value(column, cell, &key, &figure, Some((name, unit.as_ref())));
                }
                ColumnRole::Period(period) => {
                    if let Some(number) = self.number(cell, &label) {
                        series.insert(period.clone(), PlainNumber(number.number));
                    }
                }
                _ => {}
            }
        }
        if !series.is_empty() {
            let key = self.keys.of(&key);
            self.ledger.figures.insert(key, NewFigure { series, ..figure });
        } else if !is_read {
            let words: Vec<String> =
                row.iter().map(SheetCell::text).filter(|text| !text.is_empty()).collect();
            self.note(NoteKind::Aside, words::row_without_number(), words.join(" "));
        }
    }

    /// The number of a cell; if there is none, why.
    fn number(&mut self, cell: &SheetCell, label: &str) -> Option<super::amount::CellAmount> {
        let found = amount(cell);
        let text = format!("{label} {}", cell.text());
        match (&found, cell) {
            (None, SheetCell::Inexact(_)) => self.note(NoteKind::Aside, words::too_many_digits(), text),
            (None, SheetCell::Failed(_)) => self.note(NoteKind::Aside, words::failed_formula(), text),
            (None, _) => self.note(NoteKind::Aside, words::no_number(), text),
            (Some(found), SheetCell::Number(_)) if may_be_percentage(label, found.number) => {
                self.note(NoteKind::Doubt, words::may_be_percentage(), text);
            }
            _ => {}
        }
        found
    }

    /// Adds the figure of a cell; returns whether it is one, or is listed.
    fn value(
        &mut self,
        column: usize,
        cell: &SheetCell,
        key: &str,
        figure: &NewFigure,
        indicator: Option<(&str, Option<&String>)>,
    ) -> bool {
        let name = indicator.filter(|_| !self.is_single).map_or("", |(name, _)| name);
        let label = format!("{}{name}", figure.label);
        let full = format!("{label}{}", indicator.map_or("", |(name, _)| name));
        let Some(found) = self.number(cell, &full) else { return true };
        let key = if name.is_empty() { key.to_owned() } else { format!("{key}.{name}") };
        let key = self.keys.of(&key);
        let stated = indicator.and_then(|(_, unit)| unit.cloned()).or_else(|| figure.unit.clone());
        let unit = match (found.unit, stated) {
            (Some(scale), Some(unit)) if matches!(scale.as_str(), "万" | "亿") => Some(scale + &unit), // 3万 in 方
            (own, stated) => own.or(stated),
        };
        let new = NewFigure {
            label,
            unit,
            value: Some(PlainNumber(found.number)),
            about: found.about,
            ..figure.clone()
        };
        let summands = self.summands.remove(&column).unwrap_or_default();
        if TOTALS.iter().any(|total| figure.label.replace(char::is_whitespace, "").ends_with(total)) {
            self.total(&key, new, found.number, &summands);
        } else {
            let mut summands = summands;
            summands.push((key.clone(), found.number));
            self.summands.insert(column, summands);
            self.ledger.figures.insert(key, new);
        }
        true
    }

    /// Adds a total: with the figures above as its parts, or a relation, if it is their sum.
    fn total(&mut self, key: &str, total: NewFigure, number: Decimal, summands: &[(String, Decimal)]) {
        let sum: Decimal = summands.iter().map(|(_, number)| *number).sum();
        let same_unit = |key: &String| {
            self.ledger.figures.get(key).is_some_and(|part| part.unit == total.unit && part.about.is_empty())
        };
        let is_whole = key.contains('.') || summands.iter().any(|(key, _)| key.contains('.'));
        if summands.len() < 2 {
            self.ledger.figures.insert(key.to_owned(), total);
        } else if sum != number || !summands.iter().all(|(key, _)| same_unit(key)) {
            let text = format!("{} {number} / {sum}", total.label);
            self.note(NoteKind::Doubt, words::wrong_total(), text);
            self.ledger.figures.insert(key.to_owned(), total);
        } else if is_whole {
            let terms: Vec<&str> = summands.iter().map(|(key, _)| key.as_str()).collect();
            if terms.len() <= TERMS {
                self.ledger.relations.push(format!("{key} == {}", terms.join(" + ")));
            }
            self.ledger.figures.insert(key.to_owned(), total);
        } else {
            let mut parts = IndexMap::new();
            for (key, _) in summands {
                if let Some(part) = self.ledger.figures.shift_remove(key) {
                    parts.insert(key.clone(), NewFigure { unit: None, ..part });
                }
            }
            self.ledger.figures.insert(key.to_owned(), NewFigure { parts, ..total });
        }
    }

    /// Lists the columns that say nothing of a figure.
    fn unread_columns(&mut self, grid: &SheetGrid) {
        self.line = self.head.row + 1;
        for (column, role) in
            self.head.roles.iter().enumerate().filter(|(_, role)| **role == ColumnRole::Other)
        {
            let cells =
                grid.rows[self.head.row..].iter().filter_map(|row| row.get(column)).map(SheetCell::text);
            let texts: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
            if !texts.is_empty() && *role == ColumnRole::Other {
                self.note(NoteKind::Aside, words::unread_column(), texts.join(" "));
            }
        }
    }
}

/// Whether a small number under such a name may be shown as a percentage.
fn may_be_percentage(label: &str, number: Decimal) -> bool {
    let is_share =
        ["率", "占比", "比重", "比例", "%", "增幅", "增速"].iter().any(|word| label.contains(word));
    is_share && !number.is_zero() && number.abs() <= Decimal::ONE
}
