//! A sheet with several tables → a grid for each: tables below each other, tables side by side, and one table in several panels.

use std::collections::BTreeMap;

use super::amount::amount;
use super::column_name::{ColumnRole, NUMBERING, by_name, is_well_known};
use super::columns::{HeadPlace, is_head, is_number};
use super::grid::{SheetCell, SheetGrid};

/// How many rows below its head a table may have its first number.
const BEFORE_NUMBERS: usize = 4;
/// How the cells begin in which a number is still to come.
const FILLERS: [char; 6] = ['待', '暂', '无', '未', '缺', '免'];
/// How a line begins that belongs to the table above it.
const REMARKS: [&str; 4] = ["注", "说明", "备注", "填表"];

/// The tables of a sheet. With a map there is one head, which it names.
#[must_use]
pub(super) fn of(mut grid: SheetGrid, map: &BTreeMap<String, String>) -> Vec<SheetGrid> {
    if !map.is_empty() {
        return vec![grid];
    }
    let starts = starts(&mut grid);
    let ends = starts.iter().skip(1).copied().chain([grid.rows.len()]);
    let blocks: Vec<SheetGrid> =
        starts.iter().zip(ends).map(|(start, end)| grid.block(*start..end, 0..usize::MAX)).collect();
    blocks.into_iter().flat_map(|block| side_by_side(block, map)).collect()
}

/// The first rows of the tables below each other. The head of a table that is repeated, as it is on every printed page, is
/// taken out.
fn starts(grid: &mut SheetGrid) -> Vec<usize> {
    let (mut starts, mut head, mut has_numbers) = (vec![0], Vec::new(), false);
    for row in 0..grid.rows.len() {
        let is_names = is_head(&grid.rows[row]);
        if !has_numbers {
            if is_names && head.is_empty() {
                head.clone_from(&grid.rows[row]);
            }
            has_numbers = !head.is_empty() && grid.rows[row].iter().any(is_number);
        } else if is_names && grid.rows[row] == head && !grid.is_blank(row - 1) && above(grid, row) == row {
            grid.rows[row].clear();
        } else if is_names && begins_table(grid, row, &head) {
            starts.push(above(grid, row));
            head.clone_from(&grid.rows[row]);
            has_numbers = false;
        }
    }
    starts
}

/// Whether a row of words after the numbers of a table is the head of another one: numbers follow, and its words are those of
/// heads, or a blank row stands before it.
fn begins_table(grid: &SheetGrid, row: usize, head: &[SheetCell]) -> bool {
    let cells = &grid.rows[row];
    let filled = || cells.iter().map(SheetCell::text).filter(|text| !text.is_empty());
    let is_filler = |text: &String| text.starts_with(FILLERS) || !text.contains(char::is_alphanumeric);
    let below = grid.rows.iter().skip(row + 1).take(BEFORE_NUMBERS);
    let mut below = below.take_while(|row| !row.iter().all(SheetCell::is_empty));
    if filled().any(|text| is_filler(&text)) || !below.any(|row| row.iter().any(is_number)) {
        return false;
    }
    let first = filled().next().unwrap_or_default();
    let is_name_of_names = is_name_of_names(&first) || head.iter().any(|cell| cell.text() == first);
    let is_apart = above(grid, row).checked_sub(1).is_some_and(|before| grid.is_blank(before));
    is_name_of_names || filled().filter(|text| is_well_known(text)).count() > 1 || is_apart
}

/// Whether a word is the head of a column of names or running numbers.
fn is_name_of_names(text: &str) -> bool {
    by_name(text) == Some(ColumnRole::Name) || text == "单位" || NUMBERING.is_match(&text.to_lowercase())
}

/// The first of the lines of one cell that stand directly above a head: 表二　车辆情况.
fn above(grid: &SheetGrid, head: usize) -> usize {
    let is_line = |row: &usize| {
        let mut filled = grid.rows[*row].iter().filter(|cell| !cell.is_empty());
        let (Some(only), None) = (filled.next(), filled.next()) else { return false };
        let text = only.text();
        amount(only).is_none() && !REMARKS.iter().any(|word| text.starts_with(word))
    };
    (0..head).rev().take_while(is_line).last().unwrap_or(head)
}

/// The tables of a block that stand side by side; the panels of one table are put below each other.
fn side_by_side(grid: SheetGrid, map: &BTreeMap<String, String>) -> Vec<SheetGrid> {
    let Some(head) = HeadPlace::of(&grid, map) else { return vec![grid] };
    let columns = TableColumns { grid: &grid, head: &head };
    if let Some(panels) = columns.panels() {
        return vec![grid.stacked(&head, &panels)];
    }
    if let Some(gap) = columns.gap() {
        let left = grid.block(0..grid.rows.len(), 0..gap);
        let mut right = grid.block(0..grid.rows.len(), gap + 1..usize::MAX);
        right.rows.iter_mut().take(head.first).for_each(Vec::clear); // What stands above both is read with the first.
        return [left].into_iter().chain(side_by_side(right, map)).collect();
    }
    vec![grid]
}

/// The columns of a table with its head.
struct TableColumns<'g> {
    grid: &'g SheetGrid,
    head: &'g HeadPlace,
}

impl TableColumns<'_> {
    /// How many cells of a column are numbers, and how many are words.
    fn counts(&self, column: usize) -> (usize, usize) {
        let cells = self.grid.rows[self.head.row + 1..].iter().filter_map(|row| row.get(column));
        let filled: Vec<&SheetCell> = cells.filter(|cell| !cell.is_empty()).collect();
        let numbers = filled.iter().filter(|cell| amount(cell).is_some()).count();
        (numbers, filled.len() - numbers)
    }

    fn is_of_words(&self, column: usize) -> bool {
        let (numbers, words) = self.counts(column);
        words > numbers
    }

    /// Whether columns are a table: some name rows, and some have numbers.
    fn are_table(&self, columns: std::ops::Range<usize>) -> bool {
        columns.clone().any(|column| self.is_of_words(column))
            && columns.into_iter().any(|column| self.counts(column).0 > 0)
    }

    /// The ranges of columns that have the same names, each with names of rows and numbers of its own.
    fn panels(&self) -> Option<Vec<std::ops::Range<usize>>> {
        let plain = |name: &String| name.replace(char::is_whitespace, "");
        let names: Vec<String> = self.head.names.iter().map(plain).collect();
        let end = names.iter().rposition(|name| !name.is_empty())? + 1;
        let start = names.iter().position(|name| !name.is_empty())?;
        let starts: Vec<usize> = (start..end).filter(|column| names[*column] == names[start]).collect();
        let ends = starts.iter().skip(1).copied().chain([end]);
        let panels: Vec<_> = starts.iter().zip(ends).map(|(start, end)| *start..end).collect();
        let filled = |panel: &std::ops::Range<usize>| {
            let last = names[panel.clone()].iter().rposition(|name| !name.is_empty()).unwrap_or_default();
            &names[panel.start..=panel.start + last]
        };
        let are_alike = panels.iter().all(|panel| filled(panel) == filled(&panels[0]));
        let are_tables = panels.iter().all(|panel| self.are_table(panel.clone()));
        (panels.len() > 1 && are_alike && are_tables).then_some(panels)
    }

    /// An empty column after which another table begins.
    fn gap(&self) -> Option<usize> {
        let is_empty = |column: &usize| {
            let mut rows = self.grid.rows[self.head.first..].iter();
            rows.all(|row| row.get(*column).is_none_or(SheetCell::is_empty))
        };
        let is_table = |gap: &usize| {
            let begins = self.head.names.get(gap + 1).is_some_and(|name| is_name_of_names(name));
            begins && self.are_table(0..*gap) && self.are_table(gap + 1..self.head.names.len())
        };
        (1..self.head.names.len()).filter(is_empty).find(is_table)
    }
}

impl SheetGrid {
    /// Some rows and columns of it, as a grid.
    fn block(&self, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> Self {
        let cut = |row: &Vec<SheetCell>| {
            let end = columns.end.min(row.len());
            row.get(columns.start.min(end)..end).unwrap_or_default().to_vec()
        };
        let inside = |(first, last, column): &(usize, usize, usize)| {
            let is_inside = rows.contains(first) && columns.contains(column);
            is_inside
                .then(|| (first - rows.start, last.min(&(rows.end - 1)) - rows.start, column - columns.start))
        };
        Self {
            name: self.name.clone(),
            rows: self.rows[rows.clone()].iter().map(cut).collect(),
            lines: self.lines[rows.clone()].to_vec(),
            tall: self.tall.iter().filter_map(inside).collect(),
            ..Self::default()
        }
    }

    /// The table with its panels below each other.
    fn stacked(&self, head: &HeadPlace, panels: &[std::ops::Range<usize>]) -> Self {
        let first = &panels[0];
        let mut stacked = self.block(0..head.row + 1, 0..first.end);
        stacked.rows[..head.first].clone_from_slice(&self.rows[..head.first]); // A unit may stand at the far right.
        for panel in panels {
            let offset = stacked.rows.len();
            let part = self.block(head.row + 1..self.rows.len(), panel.clone());
            let before = vec![SheetCell::Empty; first.start];
            stacked.rows.extend(part.rows.into_iter().map(|row| [before.clone(), row].concat()));
            stacked.lines.extend(part.lines);
            let placed = |(top, last, column)| (top + offset, last + offset, column + first.start);
            stacked.tall.extend(part.tall.into_iter().map(placed));
        }
        stacked
    }
}
