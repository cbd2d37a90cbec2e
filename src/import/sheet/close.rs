//! What follows the last row of a sheet: totals above their rows, columns that were not read, and the ledger.

use super::cells::remove_private;
use super::column_name::ColumnRole;
use super::grid::{SheetCell, SheetGrid};
use super::ledger::{NewCell, NewFigure, NewLedger, NewRow};
use super::rows::RowReader;
use super::totals::ProvedTotal;
use super::unit::is_unit;
use crate::import::new_story::ImportNote;
use crate::words::Remark;
use crate::words::import::{self as words, NoteKind};

impl RowReader<'_> {
    /// Proves the totals that stand above their rows.
    pub(super) fn prove_totals_above(&mut self) {
        for (measure, key, text) in std::mem::take(&mut self.unproved) {
            match self.sums[measure].total_above(&key) {
                ProvedTotal::Sum(terms) => self.relate(&key, &terms),
                ProvedTotal::Wrong(sum) => {
                    let text = sum.map_or(text.clone(), |sum| format!("{text} / {sum}"));
                    self.doubt_later(&key, words::wrong_total(), text);
                }
                ProvedTotal::Inexact => self.doubt_later(&key, words::inexact_total(), text),
                ProvedTotal::Nothing => self.doubt_later(&key, words::total_of_nothing(), text),
            }
        }
    }

    /// Marks a figure that is in the ledger already.
    fn doubt_later(&mut self, key: &str, remark: Remark, text: String) {
        self.notes.push(ImportNote { line: 0, kind: NoteKind::Doubt, remark: remark.clone(), text });
        if let Some(figure) = self.ledger.figures.get_mut(key) {
            if let Some(doubt) = figure.doubt {
                self.doubts[doubt].push(remark);
            } else {
                figure.doubt = Some(self.doubts.len());
                self.doubts.push(vec![remark]);
            }
        }
    }

    /// Lists the columns that say nothing of a figure.
    pub(super) fn unread_columns(&mut self, grid: &SheetGrid) {
        for (column, role) in self.head.roles.iter().enumerate() {
            let lines = std::mem::take(&mut self.private[column]);
            if let Some(first) = lines.first() {
                self.line = *first;
                let name = self.head.names[column].clone();
                self.note(NoteKind::Aside, words::private_cells(&lines), name);
            }
            if *role != ColumnRole::Other {
                continue;
            }
            let mut texts = vec![self.head.names[column].clone()];
            for row in &grid.rows[self.head.row + 1..] {
                let mut row = row.clone();
                remove_private(&mut row, self.head);
                texts.extend(row.get(column).map(SheetCell::text));
            }
            texts.retain(|text| !text.is_empty());
            if !texts.is_empty() {
                self.line = grid.lines[self.head.row];
                self.note(NoteKind::Aside, words::unread_column(), texts.join(" "));
            }
        }
    }

    /// The ledger, with its records as rows.
    pub(super) fn finish(mut self) -> (NewLedger, Vec<Vec<Remark>>) {
        let measures = 0..self.head.measures.len();
        let units: Vec<Option<String>> = measures.map(|measure| self.common_unit(measure)).collect();
        for (measure, key) in self.column_keys.iter().enumerate() {
            if self.rows.values().any(|(_, cells)| cells.contains_key(&measure)) {
                let (label, unit) = (self.head.measures[measure].name.clone(), units[measure].clone());
                self.ledger.columns.insert(key.clone(), NewFigure { label, unit, ..NewFigure::default() });
            }
        }
        for (key, (label, cells)) in self.rows {
            let cell = |(measure, figure): (usize, NewFigure)| {
                let unit = figure.unit.clone().filter(|unit| Some(unit) != units[measure].as_ref());
                (
                    self.column_keys[measure].clone(),
                    NewCell::of(NewFigure { label: String::new(), unit, ..figure }),
                )
            };
            self.ledger.rows.insert(key, NewRow { label, cells: cells.into_iter().map(cell).collect() });
        }
        (self.ledger, self.doubts)
    }

    /// The unit of a column of records: one that every cell has, or that fits a cell without a unit.
    fn common_unit(&self, measure: usize) -> Option<String> {
        let mut units =
            self.rows.values().filter_map(|(_, cells)| cells.get(&measure)).map(|cell| cell.unit.as_ref());
        let first = units.next()??;
        let own = self.head.measures[measure].unit.as_ref().unwrap_or(first);
        (is_unit(own) && units.all(|unit| unit.is_some())).then(|| own.clone())
    }
}
