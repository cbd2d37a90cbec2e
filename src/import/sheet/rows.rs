//! The rows below the head → figures of a ledger; totals are proved.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::above;
use super::cells::{is_of_column_numbers, remove_private};
use super::column_name::ColumnRole;
use super::columns::SheetHead;
use super::dates::may_be_a_day;
use super::grid::{SheetCell, SheetGrid};
use super::ledger::{FreeKeys, NewFigure, NewLedger};
use super::row_name::{NamesAbove, RowName};
use super::totals::{Addend, ProvedTotal, SummedColumn, TERMS, TotalOf};
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
        private: vec![Vec::new(); head.roles.len()],
        doubts: Vec::new(),
        line: 0,
    };
    let rows = reader.divided(grid);
    for (index, row) in rows.iter().enumerate().skip(head.row + 1) {
        reader.line = grid.lines[index];
        reader.row(row, index == head.row + 1);
    }
    reader.prove_totals_above();
    reader.unread_columns(grid);
    reader.finish()
}

/// Reads rows one after another into a ledger.
pub(super) struct RowReader<'r> {
    pub(super) head: &'r SheetHead,
    /// The unit of values that state none.
    pub(super) unit: Option<String>,
    /// The key of each measure among the columns of rows.
    pub(super) column_keys: Vec<String>,
    /// The values of each measure.
    pub(super) sums: Vec<SummedColumn>,
    pub(super) ledger: NewLedger,
    pub(super) notes: &'r mut Vec<ImportNote>,
    pub(super) keys: FreeKeys,
    pub(super) above: NamesAbove,
    /// The labels that are taken.
    pub(super) labels: BTreeSet<String>,
    /// The rows of a sheet with several measures that all have names: their labels, and their figures by column.
    pub(super) rows: IndexMap<String, (String, IndexMap<usize, NewFigure>)>,
    /// Totals with nothing above them: the measure, the key and the label.
    pub(super) unproved: Vec<(usize, String, String)>,
    /// The lines of the cells of each column that held personal data.
    pub(super) private: Vec<Vec<usize>>,
    pub(super) doubts: Vec<Vec<Remark>>,
    pub(super) line: usize,
}

/// A row that is being read.
struct OpenRow {
    name: RowName,
    key: String,
    figure: NewFigure,
}

impl RowReader<'_> {
    pub(super) fn note(&mut self, kind: NoteKind, remark: Remark, text: String) {
        self.notes.push(ImportNote { line: self.line, kind, remark, text });
    }

    /// The rows without merged cells: words hold for each row of the area, a number for the first.
    fn divided(&mut self, grid: &SheetGrid) -> Vec<Vec<SheetCell>> {
        let mut rows = grid.rows.clone();
        for (first, last, column) in grid.tall.iter().filter(|(first, ..)| *first > self.head.row) {
            let Some(cell) = rows.get(*first).and_then(|row| row.get(*column)).cloned() else { continue };
            if self.head.roles.get(*column) == Some(&ColumnRole::Values) {
                self.line = grid.lines[*first];
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

    fn row(&mut self, row: &[SheetCell], is_first: bool) {
        let mut row = row.to_vec();
        for column in remove_private(&mut row, self.head) {
            self.private[column.min(self.head.roles.len() - 1)].push(self.line);
        }
        let words: Vec<String> = row.iter().map(SheetCell::text).filter(|text| !text.is_empty()).collect();
        if words.is_empty() {
            return;
        }
        if is_first && is_of_column_numbers(&row) {
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
        if name.is_among {
            self.note(NoteKind::Aside, words::among_row(), words.join(" "));
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
        if may_be_a_day(&cell) {
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
        if !row.name.is_among && !row.name.is_average {
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
            ProvedTotal::Inexact => {
                self.note(NoteKind::Doubt, words::inexact_total(), text);
                doubts.push(words::inexact_total());
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

    pub(super) fn relate(&mut self, key: &str, terms: &[String]) {
        if terms.len() <= TERMS {
            self.ledger.relations.push(format!("{key} == {}", terms.join(" + ")));
        }
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
