//! Sketches: how high an exhibit will be at a given width. What a browser lays out freely is reckoned on the safe side; the
//! style sheet gives each exhibit the height that is reckoned here, and it grows if it must.

use super::lines::Paragraph;
use crate::charts;
use crate::model::theme::{EM, Em, Grid};

/// The size of an exhibit's type, in thousandths of the body's, and the lengths that go with it; the style sheet has the same.
const TYPE: Em = 870;
/// From line to line of its words.
pub const LINE: Em = 1300;
/// From row to row of a table.
const ROW: Em = 1850;
/// From line to line of its title.
pub const TITLE: Em = 1550;
/// Above and below what stands in it, together.
const PADDING: Em = 1800;
/// At its left and right, together.
const SIDES: Em = 1800;
/// A number with its name under it.
pub const COUNT: Em = 3000;
/// The least width of a number with its name.
pub const COUNT_WIDTH: Em = 7800;
/// The least width of a pillar of a board.
pub const PILLAR_WIDTH: Em = 7400;
/// The size of body type in pixels that drawings, which are drawn in pixels, are reckoned with.
const PIXELS: f64 = 15.0;

/// How wide a drawing is shown at most, the wide one and the narrow one, in those pixels; the style sheet has the same.
const MOST: [f64; 2] = [640.0, 400.0];

/// An exhibit as a sketch: what stands in it from top to foot.
#[derive(Clone, Debug)]
pub struct Sketch(pub Vec<Part>);

/// A part of a sketch.
#[derive(Clone, Debug)]
pub enum Part {
    /// Words in lines of this height, so much narrower than the exhibit.
    Words(String, Em, Em),
    /// A table.
    Table(Vec<Vec<String>>),
    /// Cells side by side, as many as there is room for, each at least so wide.
    Cells(Em, Vec<Sketch>),
    /// A drawing: its height in pixels when it is drawn wide, and narrow.
    Drawing([f64; 2]),
    /// Empty, or of a known height.
    Height(Em),
    /// Something at the left of this width and height, and the rest beside it where there is room.
    Beside(Em, Em, Sketch),
}

impl Sketch {
    /// The lines it needs in an area of one base column, of two …
    #[must_use]
    pub fn lines(&self, grid: &Grid) -> Vec<usize> {
        let lines = |columns: usize| {
            let height = self.height(inner_width(columns, grid), grid) + PADDING;
            height.div_ceil(grid.line) as usize
        };
        (1..=grid.columns).map(lines).collect()
    }

    fn height(&self, width: Em, grid: &Grid) -> Em {
        self.0.iter().map(|part| part.height(width, grid)).sum()
    }
}

impl Part {
    fn height(&self, width: Em, grid: &Grid) -> Em {
        match self {
            Self::Words(text, line, inset) => {
                let room = width.saturating_sub(*inset).max(2 * EM) * EM / TYPE;
                line * count(Paragraph::plain(text, &grid.advances).lines(room, 0))
            }
            Self::Table(rows) => table_height(rows, width, grid),
            Self::Cells(least, cells) => {
                let across = (width / least).clamp(1, count(cells.len()).max(1));
                let row = |row: &[Sketch]| row.iter().map(|cell| cell.height(width / across, grid)).max();
                cells.chunks(across as usize).filter_map(row).map(|height| height + EM * 7 / 10).sum()
            }
            Self::Drawing(heights) => {
                let room = f64::from(width) / f64::from(EM) * PIXELS;
                let at = usize::from(!drawn_wide(width));
                let shown = room.min(MOST[at]);
                em(heights[at] * shown / charts::WIDTHS[at].1 / PIXELS) + EM / 2
            }
            Self::Height(height) => *height,
            Self::Beside(across, down, rest) => {
                if width > across + 9 * EM {
                    rest.height(width - across, grid).max(*down)
                } else {
                    down + rest.height(width, grid)
                }
            }
        }
    }
}

/// How wide the inside of an exhibit is that stands across so many base columns.
#[must_use]
pub fn inner_width(columns: usize, grid: &Grid) -> Em {
    grid.width(columns).saturating_sub(SIDES)
}

/// Whether a drawing in an exhibit of this inner width is the wide one.
#[must_use]
pub fn drawn_wide(width: Em) -> bool {
    width >= 36 * EM
}

/// Rows whose cells wrap where the table is wider than its place.
fn table_height(rows: &[Vec<String>], width: Em, grid: &Grid) -> Em {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |text: &str| (Paragraph::plain(text, &grid.advances).width() / EM).saturating_mul(TYPE) + EM;
    let natural = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| wide(cell)).max();
    let natural: Vec<Em> = (0..columns).map(|column| natural(column).unwrap_or(0)).collect();
    let all = natural.iter().map(|wide| u64::from(*wide)).sum::<u64>().max(1);
    let place = |column: usize| {
        let share = u64::from(natural[column]) * u64::from(width) / all;
        if all <= u64::from(width) { natural[column] } else { Em::try_from(share).unwrap_or(width) }
    };
    let lines = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(column, cell)| wide(cell).div_ceil(place(column).max(EM)));
        LINE * cells.max().unwrap_or(1).max(1) + (ROW - LINE)
    };
    rows.iter().map(lines).sum::<Em>() + EM / 2
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
