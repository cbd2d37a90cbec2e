//! Sheets (`.xlsx`, `.ods`, `.csv`) → ledgers: a figure a row, or one a cell where a row has several values.

mod above;
mod amount;
mod cells;
mod close;
mod column_name;
mod columns;
mod dates;
mod grid;
mod ledger;
mod number_format;
mod row_name;
mod rows;
mod tables;
mod totals;
mod unit;
mod unseen;
mod values;

use std::collections::BTreeMap;

use super::new_story::ImportNote;
use super::package::Package;
use crate::words::import::{self as words, NoteKind};
use crate::words::{Language, Remark};
use grid::{SheetCell, SheetGrid};
use ledger::NewLedger;

/// A ledger made of a sheet.
#[derive(Debug)]
pub(super) struct ReadSheet {
    /// The name of the sheet; empty if its file has only one.
    pub name: String,
    pub title: String,
    ledger: NewLedger,
    /// What an editor must look at, figure by figure.
    doubts: Vec<Vec<Remark>>,
}

impl ReadSheet {
    /// The ledger as a file.
    #[must_use]
    pub(super) fn yaml(&self, language: Language) -> String {
        self.ledger.yaml(&self.doubts, language)
    }
}

/// Whether an office file holds sheets.
#[must_use]
pub(super) fn is_one(package: &Package) -> bool {
    package.has("xl/workbook.xml") || package.has("xl/workbook.bin") || package.has("content.xml")
}

/// The ledgers of a workbook.
pub(super) fn workbook(
    bytes: &[u8],
    stem: &str,
    map: &BTreeMap<String, String>,
    notes: &mut Vec<ImportNote>,
) -> Result<Vec<ReadSheet>, Remark> {
    ledgers(grid::workbook(bytes).ok_or_else(words::damaged)?, stem, map, notes)
}

/// The ledger of a CSV file.
pub(super) fn csv(
    text: &str,
    stem: &str,
    map: &BTreeMap<String, String>,
    notes: &mut Vec<ImportNote>,
) -> Result<Vec<ReadSheet>, Remark> {
    ledgers(vec![grid::csv(text).ok_or_else(words::damaged)?], stem, map, notes)
}

fn ledgers(
    grids: Vec<SheetGrid>,
    stem: &str,
    map: &BTreeMap<String, String>,
    notes: &mut Vec<ImportNote>,
) -> Result<Vec<ReadSheet>, Remark> {
    let filled = |grid: &SheetGrid| grid.rows.iter().flatten().any(|cell| !cell.is_empty());
    let grids: Vec<SheetGrid> = grids.into_iter().filter(filled).collect();
    refuse_map(&grids, map)?;
    let is_one = grids.len() == 1;
    let mut sheets = Vec::new();
    for grid in grids {
        if grid.is_hidden {
            notes.push(aside(words::hidden_sheet(&grid.name), all_text(&grid)));
            continue;
        }
        if grid.is_cut {
            notes.push(aside(words::cut_sheet(&grid.name), String::new()));
        }
        list_unseen(&grid, notes);
        let tables = tables::of(grid, map);
        if let [first, _, ..] = &tables[..] {
            notes.push(aside(words::several_tables(&first.name, tables.len()), String::new()));
        }
        for (index, table) in tables.into_iter().enumerate() {
            let number = if index == 0 { String::new() } else { (index + 1).to_string() };
            let name = if is_one { number } else { format!("{} {number}", table.name).trim().to_owned() };
            sheets.extend(read_table(&table, name, stem, map, notes));
        }
    }
    if sheets.is_empty() { Err(words::no_ledger()) } else { Ok(sheets) }
}

/// The ledger of a table, if it is one.
fn read_table(
    table: &SheetGrid,
    name: String,
    stem: &str,
    map: &BTreeMap<String, String>,
    notes: &mut Vec<ImportNote>,
) -> Option<ReadSheet> {
    let Some(head) = columns::head(table, map) else {
        notes.push(aside(words::no_head(&table.name), all_text(table)));
        return None;
    };
    let (ledger, doubts) = rows::read(table, &head, format!("{stem} {name}").trim(), notes);
    if ledger.figures.is_empty() && ledger.rows.is_empty() {
        notes.push(aside(words::no_figures(&table.name), all_text(table)));
        return None;
    }
    Some(ReadSheet { name, title: ledger.title.clone(), ledger, doubts })
}

/// Lists what is not seen in a sheet at first, and the numbers that were read as their cells show them.
fn list_unseen(grid: &SheetGrid, notes: &mut Vec<ImportNote>) {
    let unseen = &grid.unseen;
    if !unseen.rows.is_empty() || !unseen.columns.is_empty() {
        notes.push(aside(words::hidden_cells(&grid.name, &unseen.rows, &unseen.columns), String::new()));
    }
    for (cell, text) in &unseen.comments {
        notes.push(aside(words::cell_comment(cell), text.clone()));
    }
    for (line, shown, held) in &grid.shortened {
        let (kind, remark) = (NoteKind::Done, words::read_as_shown(held));
        notes.push(ImportNote { line: *line, kind, remark, text: shown.clone() });
    }
}

/// Refuses a map with a key that means nothing, or with a column that no sheet has.
fn refuse_map(grids: &[SheetGrid], map: &BTreeMap<String, String>) -> Result<(), Remark> {
    if let Some(key) = map.keys().find(|key| column_name::by_name(key).is_none()) {
        return Err(words::unknown_map_key(key, &column_name::KEYS.join(" ")));
    }
    let has = |name: &str| grids.iter().flat_map(|grid| &grid.rows).flatten().any(|cell| cell.text() == name);
    let absent = map.values().find(|name| !has(name.trim()));
    absent.map_or(Ok(()), |name| Err(words::no_such_column(name)))
}

fn aside(remark: Remark, text: String) -> ImportNote {
    ImportNote { line: 0, kind: NoteKind::Aside, remark, text }
}

fn all_text(grid: &SheetGrid) -> String {
    let cells = grid.rows.iter().flatten().map(SheetCell::text).filter(|text| !text.is_empty());
    cells.collect::<Vec<_>>().join(" ")
}
