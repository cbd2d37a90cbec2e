//! Sheets (`.xlsx`, `.ods`, `.csv`) → ledgers: a figure a row, or one a cell where a row has several values.

mod above;
mod amount;
mod cells;
mod column_name;
mod columns;
mod grid;
mod ledger;
mod number_format;
mod row_name;
mod rows;
mod totals;
mod unit;
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
        let Some(head) = columns::head(&grid, map) else {
            notes.push(aside(words::no_head(&grid.name), all_text(&grid)));
            continue;
        };
        let title = if is_one { stem.to_owned() } else { format!("{stem} {}", grid.name) };
        let (ledger, doubts) = rows::read(&grid, &head, &title, notes);
        if ledger.figures.is_empty() && ledger.rows.is_empty() {
            notes.push(aside(words::no_figures(&grid.name), all_text(&grid)));
        } else {
            let name = if is_one { String::new() } else { grid.name };
            sheets.push(ReadSheet { name, title: ledger.title.clone(), ledger, doubts });
        }
    }
    if sheets.is_empty() { Err(words::no_ledger()) } else { Ok(sheets) }
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
