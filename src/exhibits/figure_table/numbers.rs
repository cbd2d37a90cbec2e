//! The numbers of a table while it is made: of its figures, their sums and units, and what columns make of them.

use rust_decimal::Decimal;

use super::gathered::{Against, GatheredColumn};
use super::made::MadeColumn;
use super::{Derived, FigureTable, Gathered};
use crate::exhibits::counted::{Counted, ResolvedExhibit};
use crate::language::{TextLanguage, Unit};

/// A table while it is made.
pub(super) struct Making<'t> {
    pub table: &'t FigureTable,
    pub gathered: &'t Gathered,
    pub exhibit: ResolvedExhibit<'t>,
    /// The numbers of the figures, by line and column.
    pub amounts: Vec<Vec<Option<Decimal>>>,
    /// The total of each column: given, or the sum of its figures.
    pub totals: Vec<Option<Decimal>>,
    /// Whether each row has a unit of its own, which is then printed with its name: the rows are figures of several kinds.
    pub has_units_by_row: bool,
}

impl<'t> Making<'t> {
    pub(super) fn language(&self) -> TextLanguage {
        self.exhibit.language
    }

    pub(super) fn column(&self, column: usize) -> &'t GatheredColumn {
        &self.gathered.columns[column]
    }

    /// The figure in a cell.
    pub(super) fn figure(&self, line: usize, column: usize) -> Option<&'t Counted> {
        let cell = self.gathered.lines[line].cells[column].as_ref()?;
        Some(&self.exhibit.figures[cell.figure])
    }

    fn figures_of(&self, column: usize) -> impl Iterator<Item = &'t Counted> {
        (0..self.gathered.lines.len()).filter_map(move |line| self.figure(line, column))
    }

    pub(super) fn numbers(&self) -> Vec<Vec<Option<Decimal>>> {
        let amount = |line, column| Some(self.figure(line, column)?.number.as_ref()?.amount);
        let row = |line| (0..self.gathered.columns.len()).map(|column| amount(line, column)).collect();
        (0..self.gathered.lines.len()).map(row).collect()
    }

    /// The columns that are printed.
    pub(super) fn shown(&self) -> Vec<usize> {
        (0..self.gathered.columns.len()).filter(|column| !self.column(*column).hidden).collect()
    }

    /// The unit of a column's figures.
    pub(super) fn unit(&self, column: usize) -> Unit {
        let mut units = self.figures_of(column).map(|figure| &figure.unit);
        units.find(|unit| !unit.is_empty()).cloned().unwrap_or_default()
    }

    /// The different units of a column's figures.
    pub(super) fn units(&self, column: usize) -> Vec<&'t str> {
        let mut units: Vec<&str> =
            self.figures_of(column).map(|figure| figure.unit.name(self.language())).collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// Whether a column's figures can be added up: they are numbers in one unit, and not percentages.
    fn is_summable(&self, column: usize) -> bool {
        let is_number = |figure: &Counted| figure.number.is_some() && !figure.unit.is_per_cent();
        self.units(column).len() == 1 && self.figures_of(column).all(is_number)
    }

    /// The sum of a column's figures in some lines, if it makes sense.
    pub(super) fn sum(&self, lines: &[usize], column: usize) -> Option<Decimal> {
        if !self.is_summable(column) {
            return None;
        }
        let mut amounts = lines.iter().filter_map(|line| self.amounts[*line][column]).peekable();
        amounts.peek()?;
        amounts.try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// The number in a cell, calculated if its column says so.
    pub(super) fn value(&self, line: usize, column: usize) -> Option<Decimal> {
        self.derived(column, &self.amounts[line])
    }

    /// The number of a column from the numbers of all columns in a line.
    pub(super) fn derived(&self, column: usize, numbers: &[Option<Decimal>]) -> Option<Decimal> {
        let GatheredColumn { column: written, against, .. } = self.column(column);
        let own = numbers[column]?;
        let other = || match against.as_ref()? {
            Against::Total => self.totals[column],
            Against::Column(other) => numbers[*other],
        };
        match written.derived {
            None => Some(own),
            Some(Derived::Share(_)) => own.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(other()?),
            Some(Derived::Change(_)) => own.checked_sub(other()?),
            Some(Derived::ChangePercent(_)) => {
                let before = other()?;
                own.checked_sub(before)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before.abs())
            }
        }
    }

    /// The unit of a row in brackets.
    pub(super) fn unit_of_row(&self, line: usize) -> String {
        let mut figures = (0..self.gathered.columns.len()).filter_map(|column| self.figure(line, column));
        let unit = figures.find(|figure| !figure.unit.is_empty()).map(|figure| &figure.unit);
        let [open, close] = self.language().table_words().brackets;
        unit.map(|unit| format!("{open}{}{close}", self.language().heading_unit(None, unit)))
            .unwrap_or_default()
    }

    pub(super) fn heading(&self, column: usize) -> MadeColumn {
        let GatheredColumn { column: written, label, .. } = self.column(column);
        let unit = match &written.derived {
            Some(Derived::Share(_) | Derived::ChangePercent(_)) => "%".to_owned(),
            Some(Derived::Change(_)) if !self.has_units_by_row && self.unit(column).is_per_cent() => {
                self.language().heading_unit(None, &self.language().percentage_points())
            }
            _ if self.has_units_by_row => self.language().heading_unit(written.scale, &Unit::default()),
            _ => self.language().heading_unit(written.scale, &self.unit(column)),
        };
        MadeColumn { label: written.label.clone().unwrap_or_else(|| label.clone()), unit }
    }

    /// Whether the figures of a column are about different times.
    pub(super) fn differs(&self, column: usize) -> bool {
        let lines = self.gathered.lines.iter();
        let mut windows = lines.filter_map(|line| Some(&line.cells[column].as_ref()?.window));
        let first = windows.next();
        windows.any(|window| Some(window) != first)
    }
}
