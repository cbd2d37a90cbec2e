//! The change from the first to the last number of each row: two dots and the line between them.

use super::scale::{AxisScale, extent, float};
use super::svg::{Anchor, Drawing};
use super::type_area::{LEADING, SIZE, widest, wrap};
use crate::exhibits::{Table, TableNumber};
use crate::model::figure::Unit;

const SPACE: f64 = 9.0;

/// The first number of a row and the last.
type NumberPair<'t> = (&'t TableNumber, &'t TableNumber);

/// Draws each row's first and last number.
#[must_use]
pub(crate) fn dumbbell(table: &Table, total: f64) -> Drawing {
    let mut drawing = Drawing::new(total);
    let pairs: Vec<Option<NumberPair>> = table.cells.iter().map(|cells| ends(cells)).collect();
    let labels: Vec<[String; 2]> =
        pairs.iter().zip(&table.units).map(|(pair, unit)| labels(*pair, table, unit)).collect();
    let names = total * 0.28;
    let beside = widest(labels.iter().flatten().map(String::as_str)).min(total * 0.2);
    let numbers = pairs.iter().flatten().flat_map(|(first, last)| [float(first), float(last)]);
    let (low, high) = extent(numbers, false);
    let scale = AxisScale::new(low, high, names + beside + SPACE * 2.0, total - beside - SPACE);
    let mut y = legend(&mut drawing, table, total);
    for (row, name) in table.rows.iter().enumerate() {
        let lines = wrap(name, names, 3);
        let block = LEADING * super::multiples::count(lines.len());
        drawing.lines("name", names, y + SIZE, Anchor::End, &lines);
        if let Some((first, last)) = pairs[row] {
            let (x1, x2, middle) = (scale.at(float(first)), scale.at(float(last)), y + block / 2.0);
            drawing.line("between", x1, middle, x2, middle);
            drawing.dot("first", x1, middle, 4.5);
            drawing.dot("last", x2, middle, 4.5);
            let [one, other] = &labels[row];
            let (left, right) = if x1 <= x2 { (one, other) } else { (other, one) };
            drawing.lines(
                "value",
                x1.min(x2) - SPACE,
                middle + SIZE / 3.0,
                Anchor::End,
                &wrap(left, beside, 1),
            );
            drawing.lines(
                "value",
                x1.max(x2) + SPACE,
                middle + SIZE / 3.0,
                Anchor::Start,
                &wrap(right, beside, 1),
            );
        }
        y += block + 8.0;
    }
    drawing.height = y;
    drawing
}

/// The legend of the two dots, above the rows; returns where the rows begin.
fn legend(drawing: &mut Drawing, table: &Table, total: f64) -> f64 {
    let (Some(first), Some(last)) = (table.columns.first(), table.columns.last()) else { return 0.0 };
    let room = total / 2.0 - SPACE * 3.0;
    drawing.dot("first", SPACE, SIZE - 4.0, 4.5);
    drawing.lines("mark", SPACE * 2.0, SIZE, Anchor::Start, &wrap(first, room, 1));
    drawing.dot("last", total / 2.0 + SPACE, SIZE - 4.0, 4.5);
    drawing.lines("mark", total / 2.0 + SPACE * 2.0, SIZE, Anchor::Start, &wrap(last, room, 1));
    LEADING + SPACE
}

fn ends(cells: &[Option<TableNumber>]) -> Option<NumberPair<'_>> {
    let mut known = cells.iter().flatten();
    let first = known.next()?;
    Some((first, known.next_back().unwrap_or(first)))
}

fn labels(pair: Option<NumberPair>, table: &Table, unit: &Unit) -> [String; 2] {
    let printed = |number: &TableNumber| table.language.narrow_number(number, unit, &number.about);
    pair.map_or_else(Default::default, |(first, last)| [printed(first), printed(last)])
}
