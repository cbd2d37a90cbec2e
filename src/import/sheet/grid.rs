//! Sheets of Excel, LibreOffice and CSV → grids of cells, each with what its file says of it.

use std::io::Cursor;

use calamine::{
    Data, Dimensions, Range, Reader, SheetVisible, Sheets, StyleRange, open_workbook_auto_from_rs,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::number_format;
use super::unseen::{self, UnseenParts};
use crate::import::package::Package;

/// The most rows and columns that are read of a sheet.
const ROWS: usize = 20_000;
const COLUMNS: usize = 400;
/// The largest whole number that a sheet stores exactly.
const EXACT: f64 = 999_999_999_999_999.0;

/// The same as a whole number.
const EXACT_WHOLE: u64 = 999_999_999_999_999;

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct SheetGrid {
    /// Empty in a CSV file.
    pub name: String,
    pub rows: Vec<Vec<SheetCell>>,
    /// The number of each row in its file.
    pub lines: Vec<usize>,
    /// The numbers that were read with fewer digits than the cell holds: the row, what was read and what the cell holds.
    pub shortened: Vec<(usize, String, String)>,
    pub unseen: UnseenParts,
    pub is_hidden: bool,
    /// Whether it has more rows or columns than are read.
    pub is_cut: bool,
    /// The cells that were merged across rows: the first row, the last and the column.
    pub tall: Vec<(usize, usize, usize)>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SheetCell {
    Empty,
    Text(String),
    /// A number as it is stored. In some kinds of file 12.5 % is 0.125, and the file does not say so.
    Number(Decimal),
    /// A number of more than 15 digits, the last of which the sheet has lost.
    Inexact(String),
    /// A formula without a result, as `#DIV/0!`, or as it is written: `=SUM(B2:B9)`.
    Failed(String),
}

impl SheetCell {
    /// What it shows, in one line; empty if there is nothing.
    #[must_use]
    pub(super) fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Inexact(text) | Self::Failed(text) => {
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            Self::Number(number) => number.to_string(),
        }
    }

    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.text().is_empty()
    }
}

/// The sheets of a workbook; `None` if it cannot be read, or is abnormally large.
#[must_use]
pub(super) fn workbook(bytes: &[u8]) -> Option<Vec<SheetGrid>> {
    if let Some(mut package) = Package::open(bytes)
        && !package.is_within_limits()
    {
        return None;
    }
    let mut book: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let sheets = book.sheets_metadata().to_vec();
    let mut unseen = unseen::of_workbook(bytes);
    let grid = |sheet: calamine::Sheet| {
        let range = book.worksheet_range(&sheet.name).ok()?;
        let styles = book.worksheet_style(&sheet.name).unwrap_or_else(|_| StyleRange::empty());
        let is_hidden = sheet.visible != SheetVisible::Visible;
        let merged = merged(&mut book, &sheet.name);
        let (rows, columns) = range.get_size();
        let mut grid = SheetGrid {
            is_hidden,
            is_cut: rows > ROWS || columns > COLUMNS,
            unseen: unseen.remove(&sheet.name).unwrap_or_default(),
            name: sheet.name,
            ..SheetGrid::default()
        };
        grid.add_cells(&range, &styles);
        let origin = range.start().unwrap_or_default();
        for area in merged {
            grid.note_merged(area, origin);
        }
        if let Ok(formulas) = book.worksheet_formula(&grid.name) {
            grid.add_formulas(&formulas, origin);
        }
        Some(grid)
    };
    sheets.into_iter().map(grid).collect()
}

/// The merged cells of a sheet. LibreOffice's own files are read without them.
fn merged<R: std::io::Read + std::io::Seek>(book: &mut Sheets<R>, name: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    }
}

impl SheetGrid {
    /// Adds the cells of a sheet: each number as its cell shows it.
    fn add_cells(&mut self, range: &Range<Data>, styles: &StyleRange) {
        let (top, left) = range.start().unwrap_or_default();
        for (row, cells) in (top..).zip(range.rows().take(ROWS)) {
            let line = row as usize + 1;
            let mut read = Vec::with_capacity(cells.len());
            for (column, data) in (left..).zip(cells.iter().take(COLUMNS)) {
                let format = styles.get((row, column)).and_then(|style| style.number_format.as_ref());
                let format = format.map_or("", |format| format.format_code.as_str());
                read.push(self.shown(line, cell(data, format), format));
            }
            self.rows.push(read);
            self.lines.push(line);
        }
    }

    fn shown(&mut self, line: usize, cell: SheetCell, format: &str) -> SheetCell {
        let SheetCell::Number(number) = cell else { return cell };
        let Some(shown) = number_format::shown(number, format) else { return cell };
        let read = match shown.unit {
            Some(unit) => SheetCell::Text(format!("{}{unit}", shown.number)),
            None => SheetCell::Number(shown.number),
        };
        if shown.is_shortened {
            self.shortened.push((line, read.text(), number.to_string()));
        }
        read
    }

    /// Whether there is nothing in a row.
    #[must_use]
    pub(super) fn is_blank(&self, row: usize) -> bool {
        self.rows[row].iter().all(SheetCell::is_empty)
    }

    /// Notes an area that is merged over several rows; the cells begin at a place of the sheet.
    fn note_merged(&mut self, area: Dimensions, (top, left): (u32, u32)) {
        let inside = |(row, column): (u32, u32)| {
            Some((row.checked_sub(top)? as usize, column.checked_sub(left)? as usize))
        };
        let Some(((first, column), (last, _))) = inside(area.start).zip(inside(area.end)) else { return };
        if last > first {
            self.tall.push((first, last, column));
        }
    }

    /// Puts formulas that were never calculated where they stand; the cells begin at a place of the sheet.
    fn add_formulas(&mut self, formulas: &Range<String>, (top, left): (u32, u32)) {
        let (first_row, first_column) = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            let row = (first_row as usize + row).checked_sub(top as usize);
            let column = (first_column as usize + column).checked_sub(left as usize);
            let cell = row.and_then(|row| self.rows.get_mut(row)).zip(column);
            let cell = cell.and_then(|(cells, column)| cells.get_mut(column));
            if let Some(cell) = cell.filter(|cell| cell.is_empty() && !formula.is_empty()) {
                *cell = SheetCell::Failed(format!("={}", formula.trim_start_matches('=')));
            }
        }
    }
}

fn cell(data: &Data, format: &str) -> SheetCell {
    match data {
        Data::Empty => SheetCell::Empty,
        Data::String(text) => SheetCell::Text(text.clone()),
        Data::Bool(is_on) => SheetCell::Text(if *is_on { "是" } else { "否" }.to_owned()),
        Data::Int(number) if number.unsigned_abs() <= EXACT_WHOLE => {
            SheetCell::Number(Decimal::from(*number))
        }
        Data::Int(number) => SheetCell::Inexact(number.to_string()),
        Data::Float(number) => number_of(*number),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            // A cell shows a month or a year, and stores its first day.
            let format = format.to_lowercase();
            SheetCell::Text(match (format.contains('d'), format.contains('m')) {
                (false, true) if format.contains('y') => format!("{year:04}-{month:02}"),
                (false, false) if format.contains('y') => format!("{year:04}"),
                _ => format!("{year:04}-{month:02}-{day:02}"),
            })
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            SheetCell::Text(text.split('T').next().unwrap_or(text).to_owned())
        }
        Data::Error(error) => SheetCell::Failed(error.to_string()),
    }
}

fn number_of(number: f64) -> SheetCell {
    match Decimal::from_f64(number) {
        Some(exact) if number.abs() <= EXACT => SheetCell::Number(exact.normalize()),
        _ => SheetCell::Inexact(format!("{number:.0}")),
    }
}

/// A CSV file: its fields are texts, separated by commas, tabs or semicolons.
#[must_use]
pub(super) fn csv(text: &str) -> Option<SheetGrid> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b'\t', b';'].into_iter().max_by_key(|mark| {
        let many = first.bytes().filter(|byte| byte == mark).count();
        (many, *mark == b',')
    });
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter.unwrap_or(b','));
    let (mut grid, mut line) = (SheetGrid::default(), 1);
    let text = with_blank_rows(text, char::from(delimiter.unwrap_or(b',')));
    for record in reader.from_reader(text.as_bytes()).records() {
        let record = record.ok()?;
        let field = |field: &str| match field.trim() {
            "" => SheetCell::Empty,
            text => SheetCell::Text(text.to_owned()),
        };
        grid.rows.push(record.iter().take(COLUMNS).map(field).collect());
        grid.lines.push(line);
        line += 1 + record.iter().map(|field| field.matches('\n').count()).sum::<usize>();
    }
    grid.is_cut = grid.rows.len() > ROWS;
    grid.rows.truncate(ROWS);
    grid.lines.truncate(ROWS);
    Some(grid)
}

/// A text in which blank lines are rows of empty cells: the reader would leave them out, and they divide tables.
fn with_blank_rows(text: &str, delimiter: char) -> String {
    let (mut rows, mut is_quoted) = (String::with_capacity(text.len() + 16), false);
    for line in text.split_inclusive('\n') {
        if !is_quoted && line.trim().is_empty() {
            rows.push(delimiter);
        }
        is_quoted ^= line.matches('"').count() % 2 == 1;
        rows.push_str(line);
    }
    rows
}
