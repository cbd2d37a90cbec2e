//! A small line for each row, side by side, each with its own scale.

use super::scale::{AxisScale, extent, float};
use super::svg::{Anchor, Drawing};
use super::type_area::{LEADING, SIZE, wrap};
use crate::exhibits::{Table, TableNumber};

const GAP: f64 = 20.0;
const LINE: f64 = 46.0;
const LEAST: f64 = 150.0;

/// Draws each row of a table as a line of its own.
#[must_use]
pub(crate) fn multiples(table: &Table, total: f64) -> Drawing {
    let mut drawing = Drawing::new(total);
    let across = ((total + GAP) / (LEAST + GAP)).floor().max(1.0);
    let wide = (total - GAP * (across - 1.0)) / across;
    let high = LEADING * 2.0 + LINE + LEADING * 2.0 + 12.0;
    let (mut x, mut y) = (0.0, 0.0);
    for row in 0..table.rows.len() {
        if x + wide > total + 0.5 {
            x = 0.0;
            y += high;
        }
        one(&mut drawing, table, row, (x, y, wide));
        x += wide + GAP;
    }
    drawing.height = y + high;
    drawing
}

fn one(drawing: &mut Drawing, table: &Table, row: usize, (x, y, wide): (f64, f64, f64)) {
    let (name, cells, unit) = (&table.rows[row], &table.cells[row], &table.units[row]);
    drawing.lines("name", x, y + SIZE, Anchor::Start, &wrap(name, wide, 2));
    let known: Vec<(usize, &TableNumber)> =
        cells.iter().enumerate().filter_map(|(column, number)| Some((column, number.as_ref()?))).collect();
    let (Some((first_at, first)), Some((last_at, last))) = (known.first(), known.last()) else { return };
    let top = y + LEADING * 2.0 + 4.0;
    let (low, high) = extent(known.iter().map(|(_, number)| float(number)), false);
    let up = AxisScale::new(low, high, top + LINE - 6.0, top + 6.0);
    let over = AxisScale::new(0.0, count(table.columns.len().saturating_sub(1)), x + 4.0, x + wide - 4.0);
    let points: Vec<(f64, f64)> =
        known.iter().map(|(column, number)| (over.at(count(*column)), up.at(float(number)))).collect();
    drawing.path("s0", &points);
    if let Some((end_x, end_y)) = points.last() {
        drawing.dot("c0", *end_x, *end_y, 3.0);
    }
    let room = wide / 2.0 - 4.0;
    let under = top + LINE + SIZE;
    let ends = [(x, Anchor::Start, first_at, first), (x + wide, Anchor::End, last_at, last)];
    for (edge, anchor, column, number) in ends.into_iter().take(if known.len() > 1 { 2 } else { 1 }) {
        drawing.lines(
            "value",
            edge,
            under,
            anchor,
            &wrap(&table.language.narrow_number(number, unit, &number.about), room, 1),
        );
        drawing.lines("mark", edge, under + LEADING, anchor, &wrap(&table.columns[*column], room, 1));
    }
}

/// A count as a length.
#[allow(clippy::cast_precision_loss, reason = "there are fewer rows than a float can count")]
#[must_use]
pub(crate) fn count(rows: usize) -> f64 {
    rows as f64
}
