//! Sheets (`.xlsx`, `.ods`, `.csv`) → ledgers: a figure a row, or one a cell where a row has several values.

mod above;
mod amount;
mod columns;
mod grid;
mod ledger;
mod rows;

use std::collections::BTreeMap;

use super::new_story::ImportNote;
use super::package::Package;
use crate::words::Remark;
use crate::words::import::{self as words, NoteKind};
use grid::{SheetCell, SheetGrid};

/// A ledger made of a sheet.
#[derive(Debug)]
pub(super) struct ReadSheet {
    /// The name of the sheet; empty if its file has only one.
    pub name: String,
    pub title: String,
    pub yaml: String,
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
    let is_one = grids.len() == 1;
    let mut sheets = Vec::new();
    for mut grid in grids {
        let name = if is_one { String::new() } else { std::mem::take(&mut grid.name) };
        if grid.is_hidden {
            notes.push(aside(words::hidden_sheet(&name), all_text(&grid)));
            continue;
        }
        if grid.is_cut {
            notes.push(aside(words::cut_sheet(&name), String::new()));
        }
        match columns::head(&grid, map) {
            Some(head) => {
                let title = if name.is_empty() { stem.to_owned() } else { format!("{stem} {name}") };
                let ledger = rows::read(&grid, &head, &title, notes);
                if ledger.figures.is_empty() {
                    notes.push(aside(words::no_figures(&name), all_text(&grid)));
                } else {
                    sheets.push(ReadSheet { name, title: ledger.title.clone(), yaml: ledger::yaml(&ledger) });
                }
            }
            None => notes.push(aside(words::no_head(&name), all_text(&grid))),
        }
    }
    if sheets.is_empty() { Err(words::no_ledger()) } else { Ok(sheets) }
}

fn aside(remark: Remark, text: String) -> ImportNote {
    ImportNote { line: 0, kind: NoteKind::Aside, remark, text }
}

fn all_text(grid: &SheetGrid) -> String {
    let cells = grid.rows.iter().flatten().map(SheetCell::text).filter(|text| !text.is_empty());
    cells.collect::<Vec<_>>().join(" ")
}
