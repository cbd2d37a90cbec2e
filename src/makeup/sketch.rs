//! Sketches: the height of an exhibit at a given width. What a browser lays out freely is estimated on the safe side.
//! The style sheet gives each exhibit the height that is computed here, and it grows if necessary.

use super::copy::{CopyExhibit, NO_ROOM};
use super::lines::Paragraph;
use super::table::{TYPE, TableWidths};
use crate::charts;
use crate::exhibits::Diagram;
use crate::exhibits::sketch::{Sketch, SketchPart};
use crate::model::theme::{EM, Em, Grid};

/// The padding and the rules above and below, together.
const PADDING: Em = 1350;
/// The padding at the left and right, together.
const SIDES: Em = 1800;
/// The space between a drawing and the steps below it.
const ROW_GAP: Em = 435;
/// The size of body type in pixels that is assumed for drawings, which are measured in pixels.
const PIXELS: f64 = 15.0;

/// The least width of a drawing, in characters: its labels are of 10 pixels in the smallest type of a page, and of 6 points on paper.
const LEAST_DRAWING: Em = 21_200;

/// The greatest width of a drawing, the wide and the narrow one, in those pixels; the style sheet has the same.
const MOST: [f64; 2] = [640.0, 400.0];

impl Sketch<'_> {
    /// The lines it needs.
    #[must_use]
    pub(crate) fn copy(&self, grid: &Grid) -> CopyExhibit {
        let all = || 1..=grid.columns;
        let below = all().map(|columns| grid.width(columns));
        let in_column = all().map(|columns| in_whole_characters(grid.width(columns), grid));
        let widths: Vec<Em> = below.chain(in_column).map(|width| width.saturating_sub(SIDES)).collect();
        let (heights, least) = (self.heights(&widths, grid), self.least_width(grid));
        let lines = |height: Em| ((height + PADDING).div_ceil(grid.line) as usize).min(NO_ROOM);
        let heights = widths.iter().zip(heights);
        let mut below: Vec<usize> =
            heights.map(|(width, height)| if *width < least { NO_ROOM } else { lines(height) }).collect();
        let in_column = below.split_off(grid.columns);
        CopyExhibit { below, in_column }
    }

    /// The least width in which it can be read.
    fn least_width(&self, grid: &Grid) -> Em {
        self.0.iter().map(|part| part.least_width(grid)).max().unwrap_or(0)
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
    fn least_width(&self, grid: &Grid) -> Em {
        match self {
            Self::Table(rows) => TableWidths::new(rows, grid).least(),
            Self::Cells(_, cells) | Self::EvenCells(_, cells) => {
                cells.iter().map(|cell| cell.least_width(grid)).max().unwrap_or(0)
            }
            Self::Beside(across, _, rest) => rest.least_width(grid).max(*across),
            Self::Drawing(Diagram::Chart(..) | Diagram::Funnel(_)) => LEAST_DRAWING,
            Self::Words(..) | Self::Drawing(Diagram::Ring(_)) | Self::Height(_) => 0,
        }
    }

    fn heights(&self, widths: &[Em], grid: &Grid) -> Vec<Em> {
        match self {
            Self::Words(text, line, inset) => {
                let words = Paragraph::plain(text, &grid.advances);
                let room = |width: &Em| width.saturating_sub(*inset).max(2 * EM) * EM / TYPE;
                widths.iter().map(|width| line * count(words.lines(room(width), 0))).collect()
            }
            Self::Table(rows) => {
                let table = TableWidths::new(rows, grid);
                widths.iter().map(|width| table.height(*width)).collect()
            }
            Self::Cells(least, cells) => cells_heights(cells, as_fit(*least, cells), widths, grid),
            Self::EvenCells(least, cells) => cells_heights(cells, evenly(*least, cells), widths, grid),
            Self::Drawing(diagram) => {
                let heights = charts::WIDTHS.map(|(_, width)| charts::height(diagram, width));
                let shown = |width: &Em| {
                    let room = f64::from(*width) / f64::from(EM) * PIXELS;
                    let at = usize::from(!drawn_wide(*width));
                    em(heights[at] * room.min(MOST[at]) / charts::WIDTHS[at].1 / PIXELS)
                };
                widths.iter().map(shown).collect()
            }
            Self::Height(height) => vec![*height; widths.len()],
            Self::Beside(across, down, rest) => {
                let is_beside = |width: Em| width > across + 9 * EM;
                let room = |width: &Em| if is_beside(*width) { width - across } else { *width };
                let rests = rest.heights(&widths.iter().map(room).collect::<Vec<_>>(), grid);
                let both = |(width, rest): (&Em, Em)| {
                    if is_beside(*width) { rest.max(*down) } else { down + ROW_GAP + rest }
                };
                widths.iter().zip(rests).map(both).collect()
            }
        }
    }
}

/// How many cells stand side by side in a width: as many as have room.
fn as_fit(least: Em, cells: &[Sketch]) -> impl Fn(Em) -> Em {
    let all = count(cells.len()).max(1);
    move |width| (width / least).clamp(1, all)
}

/// The same, but two of four where there is room for three.
fn evenly(least: Em, cells: &[Sketch]) -> impl Fn(Em) -> Em {
    let (across, four) = (as_fit(least, cells), cells.len() == 4);
    move |width| if four && across(width) == 3 { 2 } else { across(width) }
}

/// Cells in rows, each row as high as its highest cell.
fn cells_heights(cells: &[Sketch], cells_across: impl Fn(Em) -> Em, widths: &[Em], grid: &Grid) -> Vec<Em> {
    let across = |width: &Em| cells_across(*width);
    let inner: Vec<Em> = widths.iter().map(|width| width / across(width)).collect();
    let heights: Vec<Vec<Em>> = cells.iter().map(|cell| cell.heights(&inner, grid)).collect();
    let at = |(place, width): (usize, &Em)| {
        let row = |row: &[Vec<Em>]| row.iter().map(|cell| cell[place]).max();
        heights.chunks(across(width) as usize).filter_map(row).map(|height| height + EM * 7 / 10).sum()
    };
    widths.iter().enumerate().map(at).collect()
}

/// A column of the text, which is a whole number of characters wide.
fn in_whole_characters(width: Em, grid: &Grid) -> Em {
    width.saturating_sub(grid.slack) / EM * EM + grid.slack
}

/// The inner width of an exhibit across `columns` base columns.
#[must_use]
pub(crate) fn inner_width(columns: usize, grid: &Grid) -> Em {
    grid.width(columns).saturating_sub(SIDES)
}

/// Whether a drawing in an exhibit of this inner width is the wide one.
#[must_use]
pub(crate) fn drawn_wide(width: Em) -> bool {
    width >= 42 * EM
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
