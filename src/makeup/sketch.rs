//! Sketches: the height of an exhibit at a given width. What a browser lays out freely is estimated on the safe side.
//! The style sheet gives each exhibit the height that is computed here, and it grows if necessary.

use super::lines::Paragraph;
use crate::charts;
use crate::exhibits::sketch::{LINE, Sketch, SketchPart};
use crate::model::theme::{EM, Em, Grid};

/// The size of an exhibit's type, in thousandths of the body's, and the lengths that depend on it; the style sheet
/// has the same.
const TYPE: Em = 870;
/// The height of a row of a table.
const ROW: Em = 1850;
/// The padding above and below, together.
const PADDING: Em = 1800;
/// The padding at the left and right, together.
const SIDES: Em = 1800;
/// The size of body type in pixels that is assumed for drawings, which are measured in pixels.
const PIXELS: f64 = 15.0;

/// The greatest width of a drawing, the wide and the narrow one, in those pixels; the style sheet has the same.
const MOST: [f64; 2] = [640.0, 400.0];

impl Sketch<'_> {
    /// The lines it needs in an area of one base column, of two …
    #[must_use]
    pub(crate) fn lines(&self, grid: &Grid) -> Vec<usize> {
        let widths: Vec<Em> = (1..=grid.columns).map(|columns| inner_width(columns, grid)).collect();
        let heights = self.heights(&widths, grid).into_iter();
        heights.map(|height| (height + PADDING).div_ceil(grid.line) as usize).collect()
    }

    /// Its height at each of several widths, computed together, so that its text is measured only once.
    fn heights(&self, widths: &[Em], grid: &Grid) -> Vec<Em> {
        let mut all = vec![0; widths.len()];
        for part in &self.0 {
            all.iter_mut().zip(part.heights(widths, grid)).for_each(|(all, height)| *all += height);
        }
        all
    }
}

impl SketchPart<'_> {
    fn heights(&self, widths: &[Em], grid: &Grid) -> Vec<Em> {
        match self {
            Self::Words(text, line, inset) => {
                let words = Paragraph::plain(text, &grid.advances);
                let room = |width: &Em| width.saturating_sub(*inset).max(2 * EM) * EM / TYPE;
                widths.iter().map(|width| line * count(words.lines(room(width), 0))).collect()
            }
            Self::Table(rows) => table_heights(rows, widths, grid),
            Self::Cells(least, cells) => cells_heights(*least, cells, widths, grid),
            Self::Drawing(diagram) => {
                let heights = charts::WIDTHS.map(|(_, width)| charts::height(diagram, width));
                let shown = |width: &Em| {
                    let room = f64::from(*width) / f64::from(EM) * PIXELS;
                    let at = usize::from(!drawn_wide(*width));
                    em(heights[at] * room.min(MOST[at]) / charts::WIDTHS[at].1 / PIXELS) + EM / 2
                };
                widths.iter().map(shown).collect()
            }
            Self::Height(height) => vec![*height; widths.len()],
            Self::Beside(across, down, rest) => {
                let is_beside = |width: Em| width > across + 9 * EM;
                let room = |width: &Em| if is_beside(*width) { width - across } else { *width };
                let rests = rest.heights(&widths.iter().map(room).collect::<Vec<_>>(), grid);
                let both =
                    |(width, rest): (&Em, Em)| if is_beside(*width) { rest.max(*down) } else { down + rest };
                widths.iter().zip(rests).map(both).collect()
            }
        }
    }
}

/// Cells in rows, each row as high as its highest cell.
fn cells_heights(least: Em, cells: &[Sketch], widths: &[Em], grid: &Grid) -> Vec<Em> {
    let across = |width: &Em| (width / least).clamp(1, count(cells.len()).max(1));
    let inner: Vec<Em> = widths.iter().map(|width| width / across(width)).collect();
    let heights: Vec<Vec<Em>> = cells.iter().map(|cell| cell.heights(&inner, grid)).collect();
    let at = |(place, width): (usize, &Em)| {
        let row = |row: &[Vec<Em>]| row.iter().map(|cell| cell[place]).max();
        heights.chunks(across(width) as usize).filter_map(row).map(|height| height + EM * 7 / 10).sum()
    };
    widths.iter().enumerate().map(at).collect()
}

/// The inner width of an exhibit across `columns` base columns.
#[must_use]
pub(crate) fn inner_width(columns: usize, grid: &Grid) -> Em {
    grid.width(columns).saturating_sub(SIDES)
}

/// Whether a drawing in an exhibit of this inner width is the wide one.
#[must_use]
pub(crate) fn drawn_wide(width: Em) -> bool {
    width >= 36 * EM
}

/// The height of a table, whose cells wrap if it is wider than its area.
fn table_heights(rows: &[Vec<String>], widths: &[Em], grid: &Grid) -> Vec<Em> {
    let wide =
        |text: &String| (Paragraph::plain(text, &grid.advances).width() / EM).saturating_mul(TYPE) + EM;
    let cells: Vec<Vec<Em>> = rows.iter().map(|row| row.iter().map(wide).collect()).collect();
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let natural = |column: usize| cells.iter().filter_map(|row| row.get(column)).max().copied();
    let natural: Vec<Em> = (0..columns).map(|column| natural(column).unwrap_or(0)).collect();
    let all = natural.iter().map(|wide| u64::from(*wide)).sum::<u64>().max(1);
    let height = |width: &Em| {
        let place = |column: usize| {
            let share = u64::from(natural[column]) * u64::from(*width) / all;
            if all <= u64::from(*width) { natural[column] } else { Em::try_from(share).unwrap_or(*width) }
        };
        let lines = |row: &Vec<Em>| {
            let cells = row.iter().enumerate().map(|(column, cell)| cell.div_ceil(place(column).max(EM)));
            LINE * cells.max().unwrap_or(1).max(1) + (ROW - LINE)
        };
        cells.iter().map(lines).sum::<Em>() + EM / 2
    };
    widths.iter().map(height).collect()
}

fn count(number: usize) -> Em {
    Em::try_from(number).unwrap_or(Em::MAX)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a drawing is some thousand pixels high"
)]
fn em(length: f64) -> Em {
    (length.clamp(0.0, 1000.0) * f64::from(EM)).ceil() as Em
}
