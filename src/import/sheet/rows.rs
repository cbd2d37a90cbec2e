//! The rows below the head → figures of a ledger; totals are proved.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::above;
use super::cells::{is_of_column_numbers, may_be_a_day, remove_private};
use super::column_name::ColumnRole;
use super::columns::SheetHead;
use super::grid::{SheetCell, SheetGrid};
use super::ledger::{FreeKeys, NewCell, NewFigure, NewLedger, NewRow};
use super::row_name::{NamesAbove, RowName};
use super::totals::{Addend, ProvedTotal, SummedColumn, TERMS, TotalOf};
use super::unit::is_unit;
use super::values::{self, ReadValue, RowUnits};
use crate::import::new_story::ImportNote;
use crate::words::Remark;
use crate::words::import::{self as words, NoteKind};

/// Reads the rows of a sheet; returns its ledger, and what an editor must look at.
#[must_use]
pub(super) fn read(
    grid: &SheetGrid,
    head: &SheetHead,
    title: &str,
    notes: &mut Vec<ImportNote>,
) -> (NewLedger, Vec<Vec<Remark>>) {
    let mut ledger = NewLedger::default();
    let unit = above::read(head, title, &mut ledger, notes);
    let mut columns = FreeKeys::default();
    let column_keys =
        head.measures.iter().map(|measure| columns.of(&measure.name.replace('.', ""))).collect();
    let mut reader = RowReader {
        head,
        unit,
        column_keys,
        sums: head.measures.iter().map(|_| SummedColumn::default()).collect(),
        ledger,
        notes,
        keys: FreeKeys::default(),
        above: NamesAbove::default(),
        labels: BTreeSet::new(),
        rows: IndexMap::new(),
        unproved: Vec::new(),
        private: vec![0; head.roles.len()],
        doubts: Vec::new(),
        line: 0,
    };
    let rows = reader.divided(grid);
    for (index, row) in rows.iter().enumerate().skip(head.row + 1) {
        reader.line = index + 1;
        reader.row(row);
    }
    reader.prove_totals_above();
    reader.unread_columns(grid);
    reader.finish()
}

struct RowReader<'r> {
    head: &'r SheetHead,
    /// The unit of values that state none.
    unit: Option<String>,
    /// The key of each measure among the columns of rows.
    column_keys: Vec<String>,
    /// The values of each measure.
    sums: Vec<SummedColumn>,
    ledger: NewLedger,
    notes: &'r mut Vec<ImportNote>,
    keys: FreeKeys,
    above: NamesAbove,
    /// The labels that are taken.
    labels: BTreeSet<String>,
    /// The rows of a sheet with several measures that all have names: their labels, and their figures by column.
    rows: IndexMap<String, (String, IndexMap<usize, NewFigure>)>,
    /// Totals with nothing above them: the measure, the key and the label.
    unproved: Vec<(usize, String, String)>,
    /// How many cells of each column held personal data.
    private: Vec<usize>,
    doubts: Vec<Vec<Remark>>,
    line: usize,
}

/// A row that is being read.
struct OpenRow {
    name: RowName,
    key: String,
    figure: NewFigure,
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
            if self.head.roles.get(*column) == Some(&ColumnRole::Values) {
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

    /// Whether rows are records with columns, from which tables are made.
    fn has_records(&self) -> bool {
        let measures = &self.head.measures;
        measures.len() > 1 && measures.iter().all(|measure| !measure.name.is_empty())
    }

    /// The text of the row's cell in the column of a role.
    fn text(&self, row: &[SheetCell], role: &ColumnRole) -> Option<String> {
        let column = self.head.roles.iter().position(|known| known == role)?;
        row.get(column).map(SheetCell::text).filter(|text| !text.is_empty())
    }

    fn row(&mut self, row: &[SheetCell]) {
        let mut row = row.to_vec();
        for column in remove_private(&mut row, self.head) {
            self.private[column.min(self.head.roles.len() - 1)] += 1;
        }
        let words: Vec<String> = row.iter().map(SheetCell::text).filter(|text| !text.is_empty()).collect();
        if words.is_empty() {
            return;
        }
        if self.line == self.head.row + 2 && is_of_column_numbers(&row) {
            self.note(NoteKind::Aside, words::column_numbers(), words.join(" "));
            return;
        }
        let mut name = self.above.of(&row, self.head);
        if name.label.is_empty() {
            name.label = format!("第{}行", self.line); // A figure needs a label; an editor must find the real one.
            name.key.clone_from(&name.label);
        }
        let stated = self.text(&row, &ColumnRole::Unit).into_iter().chain(name.unit.clone()).collect();
        let units = RowUnits {
            label: &name.label,
            stated,
            sheet: self.unit.as_deref(),
            is_single: self.head.measures.len() == 1,
        };
        let read: Vec<(usize, ReadValue)> = self
            .head
            .measures
            .iter()
            .enumerate()
            .map(|(measure, of)| (measure, values::read(of, &row, &units)))
            .collect();
        let is_said = read.iter().any(|(_, read)| !read.amounts.is_empty() || !read.notes.is_empty());
        if !is_said {
            self.note(NoteKind::Aside, words::row_without_number(), words.join(" "));
            return;
        }
        let mut open = self.open(&row, name);
        for (measure, read) in read {
            self.add(measure, read, &mut open);
        }
    }

    /// What the figures of a row share.
    fn open(&mut self, row: &[SheetCell], mut name: RowName) -> OpenRow {
        if !self.labels.insert(name.label.clone()) {
            name.doubts.push(words::same_name());
        }
        let words: Vec<String> = row.iter().map(SheetCell::text).filter(|text| !text.is_empty()).collect();
        for doubt in &name.doubts {
            self.note(NoteKind::Doubt, doubt.clone(), words.join(" "));
        }
        let figure = NewFigure {
            window: self.window(row),
            source: self.text(row, &ColumnRole::Source),
            note: self.text(row, &ColumnRole::Note),
            ..NewFigure::default()
        };
        let key = self.text(row, &ColumnRole::Key).unwrap_or_else(|| name.key.clone());
        let key = if self.has_records() && name.total.is_none() { self.keys.of(&key) } else { key };
        OpenRow { name, key, figure }
    }

    /// The period of a row; a number there may be a day.
    fn window(&mut self, row: &[SheetCell]) -> Option<String> {
        let text = self.text(row, &ColumnRole::Window)?;
        let cell = SheetCell::Text(text.clone());
        if may_be_a_day(&cell, "日期") {
            self.note(NoteKind::Doubt, words::may_be_a_day(), text);
            return None;
        }
        Some(text)
    }

    /// Adds a figure that was read.
    fn add(&mut self, measure: usize, read: ReadValue, row: &mut OpenRow) {
        for (kind, remark, text) in read.notes {
            self.note(kind, remark, text);
        }
        if read.amounts.is_empty() {
            return;
        }
        let mut doubts = std::mem::take(&mut row.name.doubts);
        doubts.extend(read.doubts);
        let NewFigure { window, source, note, .. } = row.figure.clone();
        let mut figure = NewFigure { window, source, note, ..read.figure };
        let is_record = self.has_records() && row.name.total.is_none();
        let name = &self.head.measures[measure].name;
        let key = match (is_record, self.head.measures.len() == 1 || name.is_empty()) {
            (true, _) => format!("{}.{}", row.key, self.column_keys[measure]),
            (false, true) => self.keys.of(&row.key),
            (false, false) => self.keys.of(&format!("{}.{}", row.key, name.replace('.', ""))),
        };
        let addend = Addend {
            key: key.clone(),
            names: row.name.texts.clone(),
            amounts: read.amounts,
            unit: figure.unit.clone(),
            is_exact: figure.about.is_empty(),
            total: row.name.total,
        };
        if row.name.total.is_some() {
            self.total(measure, addend, figure, doubts);
            return;
        }
        if !row.name.is_among {
            self.sums[measure].add(addend);
        }
        self.mark(&mut figure, doubts);
        if is_record {
            let (_, cells) =
                self.rows.entry(row.key.clone()).or_insert_with(|| (row.name.label.clone(), IndexMap::new()));
            cells.insert(measure, figure);
        } else {
            self.ledger.figures.insert(key, figure);
        }
    }

    /// Marks a figure with what an editor must look at.
    fn mark(&mut self, figure: &mut NewFigure, doubts: Vec<Remark>) {
        if !doubts.is_empty() {
            figure.doubt = Some(self.doubts.len());
            self.doubts.push(doubts);
        }
    }

    /// Adds a total: with the figures above as its parts, or a relation, if it is their sum.
    fn total(&mut self, measure: usize, addend: Addend, mut figure: NewFigure, mut doubts: Vec<Remark>) {
        let key = addend.key.clone();
        let text = format!("{} {}", figure.label, shown(&addend));
        let is_of_all = addend.total == Some(TotalOf::All);
        match self.sums[measure].total(addend) {
            ProvedTotal::Sum(terms) if is_of_all && self.may_be_parts(&key, &terms) => {
                for term in terms {
                    if let Some(part) = self.ledger.figures.shift_remove(&term) {
                        figure.parts.insert(term, NewFigure { unit: None, ..part });
                    }
                }
            }
            ProvedTotal::Sum(terms) => self.relate(&key, &terms),
            ProvedTotal::Wrong(sum) => {
                let text = sum.map_or(text.clone(), |sum| format!("{text} / {sum}"));
                self.note(NoteKind::Doubt, words::wrong_total(), text);
                doubts.push(words::wrong_total());
            }
            ProvedTotal::Nothing => self.unproved.push((measure, key.clone(), text)),
        }
        self.mark(&mut figure, doubts);
        self.ledger.figures.insert(key, figure);
    }

    /// Whether figures can be the parts of a total: none of them is part of something else, or has parts.
    fn may_be_parts(&self, key: &str, terms: &[String]) -> bool {
        let is_free = |term: &String| {
            !term.contains('.') && self.ledger.figures.get(term).is_some_and(|figure| figure.parts.is_empty())
        };
        let is_alone = self.head.measures.len() == 1 && self.ledger.relations.is_empty();
        terms.len() > 1 && is_alone && !key.contains('.') && terms.iter().all(is_free)
    }

    fn relate(&mut self, key: &str, terms: &[String]) {
        if terms.len() <= TERMS {
            self.ledger.relations.push(format!("{key} == {}", terms.join(" + ")));
        }
    }

    /// Proves the totals that stand above their rows.
    fn prove_totals_above(&mut self) {
        for (measure, key, text) in std::mem::take(&mut self.unproved) {
            match self.sums[measure].total_above(&key) {
                ProvedTotal::Sum(terms) => self.relate(&key, &terms),
                ProvedTotal::Wrong(sum) => {
                    let text = sum.map_or(text.clone(), |sum| format!("{text} / {sum}"));
                    self.doubt_later(&key, words::wrong_total(), text);
                }
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
    fn unread_columns(&mut self, grid: &SheetGrid) {
        self.line = self.head.row + 1;
        for (column, role) in self.head.roles.iter().enumerate() {
            let many = self.private[column];
            if many > 0 {
                let name = self.head.names[column].clone();
                self.note(NoteKind::Aside, words::private_cells(many), name);
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
                self.note(NoteKind::Aside, words::unread_column(), texts.join(" "));
            }
        }
    }

    /// The ledger, with its records as rows.
    fn finish(mut self) -> (NewLedger, Vec<Vec<Remark>>) {
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

    /// The unit of a column of records: one that all its cells have, or may have beside their own.
    fn common_unit(&self, measure: usize) -> Option<String> {
        let mut units =
            self.rows.values().filter_map(|(_, cells)| cells.get(&measure)).map(|cell| cell.unit.as_ref());
        let first = units.next()??;
        let own = self.head.measures[measure].unit.as_ref().unwrap_or(first);
        (is_unit(own) && units.all(|unit| unit.is_some())).then(|| own.clone())
    }
}

/// The amounts of a total, as they are listed.
fn shown(addend: &Addend) -> String {
    let amounts = addend.amounts.iter().map(|(period, amount)| match period {
        Some(period) => format!("{period}: {amount}"),
        None => amount.to_string(),
    });
    amounts.collect::<Vec<_>>().join(" ")
}
