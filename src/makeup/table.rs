//! Tables: how wide their columns are in an area, and how many lines that gives them.

use super::lines::{Paragraph, lines_of};
use crate::exhibits::sketch::LINE;
use crate::model::theme::{EM, Em, Grid};

/// The size of an exhibit's type, in thousandths of the body's, and the lengths that depend on it; the style sheet
/// has the same.
pub(super) const TYPE: Em = 870;
/// The height of a row of one line.
const ROW: Em = 1850;
/// The rules and the space above and below a table, together.
const AROUND: Em = 1650;
/// The padding at the left and right of a cell, together.
const SIDES: Em = EM;
/// A column is at least as wide as this many characters, if it has cells as long as that.
const LEAST: Em = 4 * EM;

/// A table with its cells measured.
pub(super) struct TableWidths {
    /// The lines of each cell, by row.
    cells: Vec<Vec<Vec<Paragraph>>>,
    /// The width of each column if no cell wraps.
    natural: Vec<Em>,
    /// The least width of each column: no word or number of it is divided.
    least: Vec<Em>,
}

impl TableWidths {
    /// Measures the cells of a table, its heads among them.
    pub(super) fn new(rows: &[Vec<String>], grid: &Grid) -> Self {
        let lines =
            |cell: &String| cell.split('\n').map(|line| Paragraph::plain(line, &grid.advances)).collect();
        let cells: Vec<Vec<Vec<Paragraph>>> =
            rows.iter().map(|row| row.iter().map(lines).collect()).collect();
        let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize, width: fn(&Paragraph) -> Em| {
            let widths = cells.iter().filter_map(|row| row.get(column)).flatten().map(width);
            widths.max().unwrap_or(0).saturating_mul(TYPE) / EM + SIDES
        };
        let natural = (0..columns).map(|column| widest(column, Paragraph::width)).collect();
        let legible = |cell: &Paragraph| cell.longest_piece().max(cell.width().min(LEAST));
        let least = (0..columns).map(|column| widest(column, legible)).collect();
        Self { cells, natural, least }
    }

    /// The least width of the whole table.
    pub(super) fn least(&self) -> Em {
        self.least.iter().sum()
    }

    /// Its height at a width: as in a browser, each column has its least width, and of the rest as much as it lacks.
    pub(super) fn height(&self, width: Em) -> Em {
        let (natural, least) = (self.natural.iter().sum::<Em>(), self.least());
        let (rest, lacking) = (width.saturating_sub(least), (natural - least).max(1));
        let place = |column: usize| {
            let lacks = self.natural[column] - self.least[column];
            let more = u64::from(lacks) * u64::from(rest.min(lacking)) / u64::from(lacking);
            self.least[column] + Em::try_from(more).unwrap_or(lacks) - SIDES
        };
        let places: Vec<Em> = (0..self.natural.len()).map(place).collect();
        let lines = |row: &Vec<Vec<Paragraph>>| {
            // Rounding must not move a last character to a line of its own.
            let room = |place: &Em| (place + 1) * EM / TYPE + 1;
            let of_cell =
                |cell: &[Paragraph], place| cell.iter().map(|line| line.lines(room(place), 0)).sum();
            let cells = row.iter().zip(&places).map(|(cell, place)| of_cell(cell, place));
            LINE * lines_of(cells.max().unwrap_or(1)) + (ROW - LINE)
        };
        self.cells.iter().map(lines).sum::<Em>() + AROUND
    }
}
