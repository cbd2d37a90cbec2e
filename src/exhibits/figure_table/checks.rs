//! What is wrong with the columns of a table, or has no effect.

use super::gathered::{Against, GatheredColumn};
use super::made::MadeLine;
use super::numbers::Making;
use super::{Derived, TableColumn, TableLineKind};
use crate::finding::Notes;
use crate::language::Unit;
use crate::words::figures::{foreign_scale, foreign_unit, unfit_filter};
use crate::words::idle::{self, Idle};
use crate::words::tables as words;

impl Making<'_> {
    /// Reports columns whose units are not the same, or do not fit what is made of them.
    pub(super) fn check_columns(&self, notes: &mut Notes) {
        for (index, GatheredColumn { column, hidden, .. }) in self.gathered.columns.iter().enumerate() {
            let (units, unit) = (self.units(index), self.unit(index));
            if units.len() > 1 && !self.has_units_by_row {
                notes.error(column.at, words::mixed_units(column.handle(), &units));
            }
            let foreign = units.iter().find(|unit| self.language().is_foreign(unit)).filter(|_| !hidden);
            if let Some(foreign) = foreign {
                notes.warning(column.at, foreign_unit(column.handle(), foreign));
            }
            self.check_scale(column, &unit, notes);
            self.check_change(index, notes);
        }
    }

    /// A large unit must be one of the language, and the figures must not be counted in one already.
    fn check_scale(&self, column: &TableColumn, unit: &Unit, notes: &mut Notes) {
        let (language, Some(scale)) = (self.language(), column.scale) else { return };
        let is_per_cent = unit.is_per_cent() || column.is_in_per_cent();
        if scale.word(language).is_none() {
            let own: Vec<&str> = language.scales().map(|(scale, _)| scale.filter()).collect();
            let is_chinese = language.is_chinese();
            notes
                .error(column.at, foreign_scale(scale.filter(), column.handle(), is_chinese, &own.join(" ")));
        } else if is_per_cent || language.scale_of_unit(unit.name(language)).is_some() {
            let (zh, en) = ("它的单位已经是大单位，或是 %", "its unit is a large one or % already");
            notes.error(column.at, unfit_filter(scale.filter(), column.handle(), zh, en));
        }
    }

    /// A change is one of figures in the same unit; one in per cent is not of percentages.
    fn check_change(&self, index: usize, notes: &mut Notes) {
        let GatheredColumn { column, against, .. } = self.column(index);
        let (Some(Derived::Change(named) | Derived::ChangePercent(named)), Some(Against::Column(other))) =
            (&column.derived, against)
        else {
            return;
        };
        let is_per_cent = self.units(index).contains(&"%");
        if is_per_cent && matches!(column.derived, Some(Derived::ChangePercent(_))) {
            let (zh, en) = (
                "它本身是百分数，去掉 `percent`，印百分点",
                "it is a percentage; without `percent`, its points are printed",
            );
            notes.error(column.at, unfit_filter("percent", column.handle(), zh, en));
        }
        let (own, before) = (self.units(index), self.units(*other));
        if own.len() == 1 && before.len() == 1 && own != before {
            let filter = format!("change_from {named}");
            let (zh, en) = ("单位不同", "their units differ");
            notes.error(column.at, unfit_filter(&filter, column.handle(), zh, en));
        }
    }

    /// Reports a last row without values.
    pub(super) fn check_total(&self, lines: &[MadeLine], notes: &mut Notes) {
        let is_blank = |line: &MadeLine| line.kind == TableLineKind::Total && line.is_blank();
        if let Some((_, at)) = self.table.total.as_ref().filter(|_| lines.iter().any(is_blank)) {
            notes.warning(*at, idle::without_effect("total", &Idle::NothingToAdd));
        }
    }

    /// What cells without a figure mean, if there are any. Their reason should be given.
    pub(super) fn gap_note(&self, lines: &[MadeLine], notes: &mut Notes) -> Option<String> {
        let gap = self.language().table_words().gap;
        let mut gaps = Vec::new();
        for line in lines.iter().filter(|line| line.kind == TableLineKind::Row) {
            let empty = line.cells.iter().zip(self.shown()).filter(|(cell, _)| cell.text == gap);
            gaps.extend(empty.map(|(_, column)| (line.name.as_str(), self.heading(column).label)));
        }
        match (&self.table.missing, gaps.as_slice()) {
            (None, []) => None,
            (Some((_, at)), []) => {
                notes.warning(*at, idle::without_effect("missing", &Idle::NoGap));
                None
            }
            (Some((meaning, _)), _) => Some(self.language().gap_note(meaning)),
            (None, [(row, column), ..]) => {
                notes.warning(self.exhibit.at, words::gaps(gaps.len(), row, column));
                Some(self.language().table_words().no_figure.to_owned())
            }
        }
    }
}
