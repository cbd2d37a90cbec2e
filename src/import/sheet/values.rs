//! The numbers of a row → figures: each with its own unit, or with none where its unit is not certain.

use rust_decimal::Decimal;

use super::amount::{CellAmount, amount};
use super::column_name::is_span;
use super::columns::Measure;
use super::dates::may_be_a_date;
use super::grid::SheetCell;
use super::ledger::{NewFigure, PlainNumber};
use super::row_name::joined;
use super::unit::{fits, is_of_the_row, is_share, is_unit};
use crate::language::measures;
use crate::model::figure::numbers_in;
use crate::words::Remark;
use crate::words::import::{self as words, NoteKind};

/// What is known of every number of a row.
pub(super) struct RowUnits<'r> {
    /// The name of the row.
    pub label: &'r str,
    /// The units that the row states, in a column of units and beside its name.
    pub stated: Vec<String>,
    /// The unit of the sheet.
    pub sheet: Option<&'r str>,
    /// Whether there is only one measure.
    pub is_single: bool,
}

/// A figure that was read, and what was said of it.
#[derive(Default)]
pub(super) struct ReadValue {
    pub figure: NewFigure,
    /// The amounts by period; empty if there is no number.
    pub amounts: Vec<(Option<String>, Decimal)>,
    pub doubts: Vec<Remark>,
    /// The remarks about cells: the kind and the words of each.
    pub notes: Vec<(NoteKind, Remark, String)>,
}

/// A unit, or that there is none, or that the number cannot be read without it.
enum FoundUnit {
    Known(Option<String>),
    Unreadable,
}

/// Whether a number has no unit but a large number: 1.2万.
fn is_scale(found: &CellAmount) -> bool {
    matches!(found.unit.as_deref(), Some("万" | "亿"))
}

/// Reads the cells of a measure.
#[must_use]
pub(super) fn read(measure: &Measure, row: &[SheetCell], units: &RowUnits) -> ReadValue {
    let cell = |column: usize| row.get(column).unwrap_or(&SheetCell::Empty);
    let mut read = ReadValue::default();
    read.figure.label = joined(units.label, &measure.name);
    match &measure.columns[..] {
        [(column, None)] => read.single(cell(*column), measure, units),
        columns => {
            let latest = columns
                .iter()
                .filter_map(|(_, period)| period.as_ref())
                .max_by_key(|period| numbers_in(period));
            let is_empty = columns.iter().all(|(column, _)| cell(*column).is_empty());
            for (column, period) in columns {
                let Some(period) = period else { continue };
                if !cell(*column).is_empty() {
                    read.of_period(cell(*column), period, measure, units);
                } else if !is_empty && Some(period) != latest {
                    read.empty_period(period, false);
                }
            }
            let latest = latest.filter(|latest| !read.figure.series.contains_key(*latest));
            if let Some(latest) = latest.filter(|_| !read.amounts.is_empty()) {
                read.empty_period(latest, true);
            }
        }
    }
    read
}

impl ReadValue {
    fn note(&mut self, kind: NoteKind, remark: Remark, cell: &SheetCell) {
        let text = format!("{} {}", self.figure.label, cell.text());
        self.notes.push((kind, remark, text));
    }

    fn doubt(&mut self, remark: Remark, cell: &SheetCell) {
        self.note(NoteKind::Doubt, remark.clone(), cell);
        self.doubts.push(remark);
    }

    fn single(&mut self, cell: &SheetCell, measure: &Measure, units: &RowUnits) {
        if cell.is_empty() {
            return;
        }
        let Some(found) = self.number(cell) else { return };
        let FoundUnit::Known(unit) = self.unit(&found, cell, measure, units) else { return };
        self.figure.unit = unit;
        self.figure.value = Some(PlainNumber(found.number));
        self.figure.about = found.about;
        self.amounts.push((None, found.number));
    }

    /// The cell of a period. All periods have the same unit, and no qualifiers.
    fn of_period(&mut self, cell: &SheetCell, period: &str, measure: &Measure, units: &RowUnits) {
        let Some(found) = self.number(cell) else { return };
        let is_bare = found.unit.is_none();
        let FoundUnit::Known(unit) = self.unit(&found, cell, measure, units) else { return };
        if self.amounts.is_empty() {
            self.figure.unit = unit;
        } else if self.figure.unit != unit {
            if !is_bare || unit.is_some() {
                self.doubt(words::other_unit_in_series(period), cell);
                return;
            }
            self.figure.unit = None;
        }
        if !found.about.is_empty() {
            self.doubt(words::qualifier_in_series(period, &cell.text()), cell);
        }
        self.figure.series.insert(period.to_owned(), PlainNumber(found.number));
        self.amounts.push((Some(period.to_owned()), found.number));
    }

    /// A period without a number: if it is the last, the figure prints that of the one before.
    fn empty_period(&mut self, period: &str, is_last: bool) {
        let kind = if is_last { NoteKind::Doubt } else { NoteKind::Aside };
        let remark = words::empty_period(period, is_last);
        self.notes.push((kind, remark.clone(), self.figure.label.clone()));
        if is_last {
            self.doubts.push(remark);
        }
    }

    /// The number of a cell; if there is none, why.
    fn number(&mut self, cell: &SheetCell) -> Option<CellAmount> {
        let found = amount(cell);
        if may_be_a_date(cell, &self.figure.label) {
            self.note(NoteKind::Doubt, words::may_be_a_day(), cell);
            return None;
        }
        match (&found, cell) {
            (None, SheetCell::Inexact(_)) => self.note(NoteKind::Aside, words::too_many_digits(), cell),
            (None, SheetCell::Failed(_)) => self.note(NoteKind::Doubt, words::failed_formula(), cell),
            (None, _) => self.note(NoteKind::Aside, words::no_number(), cell),
            (Some(_), _) => {}
        }
        found
    }

    /// The unit of a number: that of its cell, its column, its row or its sheet, whichever is nearest and can be right.
    fn unit(
        &mut self,
        found: &CellAmount,
        cell: &SheetCell,
        measure: &Measure,
        units: &RowUnits,
    ) -> FoundUnit {
        let stated = measure.unit.clone().or_else(|| self.inherited(found, cell, measure, units));
        let unit = match (found.unit.clone(), stated) {
            (Some(scale), Some(unit)) if is_scale(found) => {
                if unit.starts_with(['万', '亿']) {
                    self.note(NoteKind::Doubt, words::scale_twice(&unit), cell);
                    return FoundUnit::Unreadable; // 1.2万 in a column of 万元: either may be meant.
                }
                Some(scale + &unit) // 3万 in 方
            }
            (Some(own), stated) if is_unit(&own) => {
                let is_other = |stated: &String| *stated != own && !measures::are_alike(stated, &own);
                if let Some(stated) = stated.filter(is_other) {
                    self.doubt(words::other_unit(&stated, &own), cell);
                }
                Some(own)
            }
            (Some(own), _) => {
                self.doubt(words::not_a_unit(&own), cell);
                None
            }
            (None, stated) => stated,
        };
        FoundUnit::Known(self.without_doubtful_percentage(unit, found, cell))
    }

    /// A sheet stores 87.5 % as 0.875, and some files do not say so.
    fn without_doubtful_percentage(
        &mut self,
        unit: Option<String>,
        found: &CellAmount,
        cell: &SheetCell,
    ) -> Option<String> {
        let is_percentage = unit.as_deref().is_some_and(|unit| matches!(unit, "%" | "％"));
        let is_small = !found.number.is_zero() && found.number.abs() <= Decimal::ONE;
        let is_bare = found.unit.is_none() && is_small;
        if is_bare && (is_percentage || unit.is_none() && is_share(&self.figure.label)) {
            self.doubt(words::may_be_percentage(), cell);
            return unit.filter(|_| !is_percentage);
        }
        unit
    }

    /// The unit that the row or the sheet states, if the measure can be counted in it.
    fn inherited(
        &mut self,
        found: &CellAmount,
        cell: &SheetCell,
        measure: &Measure,
        units: &RowUnits,
    ) -> Option<String> {
        let label = self.figure.label.clone();
        let is_needed = found.unit.is_none();
        let (unit, is_of_row) = match &units.stated[..] {
            [one, other] if one != other => {
                if is_needed {
                    self.doubt(words::two_units(one, other), cell);
                }
                return None;
            }
            [one, ..] => (one.as_str(), true),
            [] if is_needed || is_scale(found) => (units.sheet?, false),
            [] => return None,
        };
        let may_be_of_row =
            !is_of_row || units.is_single || is_of_the_row(&measure.name) || is_span(&measure.name);
        let name = if measure.name.is_empty() { &label } else { &measure.name };
        // The unit beside a name is that of the name, whatever it counts.
        let is_fitting = fits(name, unit) || is_of_row && measure.name.is_empty();
        if may_be_of_row && is_fitting {
            return Some(unit.to_owned());
        }
        if is_needed && !is_share(name) {
            self.doubt(words::unit_not_said(unit), cell);
        }
        None
    }
}
