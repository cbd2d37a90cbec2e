//! Bars from a zero line, one below another, so that there is room for names of any length.

use super::COLOURS;
use super::scale::{AxisScale, extent, float, numbers};
use super::svg::{Anchor, Drawing};
use super::type_area::{LEADING, SIZE, widest, width, wrap};
use crate::exhibits::{Table, TableNumber};
use crate::language::About;
use crate::model::figure::{Number, Unit};

/// How the columns of a row are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BarLayout {
    /// Each a bar of its own.
    Beside,
    /// One after another.
    Stacked,
}

const BAR: f64 = 16.0;
const GAP: f64 = 12.0;
const SPACE: f64 = 6.0;
/// The least proportion of the width that is left for the bars.
const PLOT: f64 = 0.2;

/// Draws a table as bars.
#[must_use]
pub(crate) fn bars(table: &Table, total: f64, layout: BarLayout) -> Drawing {
    let mut drawing = Drawing::new(total);
    let names = widest(table.rows.iter().map(String::as_str)).min(total * 0.3);
    let labels = labels(table, layout);
    let (low, high) = match layout {
        BarLayout::Beside => extent(numbers(table), true),
        BarLayout::Stacked => extent(table.cells.iter().flat_map(|cells| ends(cells)), true),
    };
    let sides = if low < 0.0 && high > 0.0 { 2.0 } else { 1.0 };
    let most = (total * (1.0 - PLOT) - names - SPACE * 2.0) / sides;
    let beside = (widest(labels.iter().flatten().map(String::as_str)) + SPACE).min(most);
    let left = names + SPACE + if low < 0.0 { beside } else { 0.0 };
    let right = total - if high > 0.0 || low >= 0.0 { beside } else { SPACE };
    let scale = AxisScale::new(low, if low < 0.0 || high > 0.0 { high } else { 1.0 }, left, right);
    let mut y = 2.0;
    for (row, name) in table.rows.iter().enumerate() {
        let lines = wrap(name, names, 3);
        let height = match layout {
            BarLayout::Beside => (BAR + 3.0) * count(table.cells[row].len()),
            BarLayout::Stacked => BAR,
        };
        let block = height.max(LEADING * count(lines.len()));
        drawing.lines(
            "name",
            names,
            y + SIZE + (block - LEADING * count(lines.len())) / 2.0,
            Anchor::End,
            &lines,
        );
        let top = y + (block - height) / 2.0;
        match layout {
            BarLayout::Beside => {
                side_by_side(&mut drawing, &table.cells[row], &labels[row], scale, top, beside - SPACE)
            }
            BarLayout::Stacked => {
                stacked(&mut drawing, table, row, &labels[row][0], (scale, top, beside - SPACE))
            }
        }
        y += block + GAP;
    }
    drawing.line("axis", scale.at(0.0), 0.0, scale.at(0.0), (y - GAP + 2.0).max(1.0));
    drawing.height = y - GAP + 4.0;
    drawing
}

/// The label of each bar: its number; for a stack, the sum. The legend says which column is which.
fn labels(table: &Table, layout: BarLayout) -> Vec<Vec<String>> {
    let label = |number: Option<&TableNumber>, unit: &Unit| {
        let printed = |number: &TableNumber| table.language.short_number(number, unit, &number.about);
        number.map_or_else(|| "—".to_owned(), printed)
    };
    let row = |(cells, unit): (&Vec<Option<TableNumber>>, &Unit)| match layout {
        BarLayout::Stacked => {
            let sum = cells.iter().flatten().map(|number| number.amount).sum::<rust_decimal::Decimal>();
            let sum = Number { written: sum.normalize().to_string(), amount: sum };
            vec![table.language.short_number(&sum, unit, &about_sum(cells))]
        }
        BarLayout::Beside => cells.iter().map(|number| label(number.as_ref(), unit)).collect(),
    };
    table.cells.iter().zip(&table.units).map(row).collect()
}

/// How exact the sum of some numbers is: as all of them that are not exact, or about so much.
fn about_sum(cells: &[Option<TableNumber>]) -> Vec<About> {
    let mut inexact = cells.iter().flatten().map(|number| &number.about).filter(|about| !about.is_empty());
    let Some(first) = inexact.next() else { return Vec::new() };
    if inexact.all(|about| about == first) { first.clone() } else { About::of("约").into_iter().collect() }
}

fn side_by_side(
    drawing: &mut Drawing,
    cells: &[Option<TableNumber>],
    labels: &[String],
    scale: AxisScale,
    top: f64,
    room: f64,
) {
    let mut y = top;
    for (column, (number, label)) in cells.iter().zip(labels).enumerate() {
        let end = number.as_ref().map_or(0.0, |number| float(number));
        drawing.bar(&format!("c{}", column % COLOURS), scale.at(0.0), scale.at(end), y, BAR);
        let label = wrap(label, room, 1);
        if end < 0.0 {
            drawing.lines("value", scale.at(end) - SPACE, y + SIZE, Anchor::End, &label);
        } else {
            drawing.lines("value", scale.at(end) + SPACE, y + SIZE, Anchor::Start, &label);
        }
        y += BAR + 3.0;
    }
}

fn stacked(
    drawing: &mut Drawing,
    table: &Table,
    row: usize,
    label: &str,
    (scale, top, room): (AxisScale, f64, f64),
) {
    let (mut below, mut above) = (0.0, 0.0);
    for (column, number) in table.cells[row].iter().enumerate() {
        let amount = number.as_ref().map_or(0.0, |number| float(number));
        let start = if amount < 0.0 { &mut below } else { &mut above };
        let end = *start + amount;
        let (from, to) = (scale.at(*start), scale.at(end));
        drawing.bar(&format!("c{}", column % COLOURS), from, to, top, BAR);
        let short =
            |number: &TableNumber| table.language.short_number(number, &Unit::default(), &number.about);
        let inside = number.as_ref().map(short).unwrap_or_default();
        if (to - from).abs() > width(&inside) + SPACE && amount != 0.0 {
            drawing.text(
                &format!("inside on{}", column % COLOURS),
                f64::midpoint(from, to),
                top + SIZE - 0.5,
                Anchor::Middle,
                &inside,
            );
        }
        *start = end;
    }
    drawing.lines("value", scale.at(above) + SPACE, top + SIZE, Anchor::Start, &wrap(label, room, 1));
}

/// How far a stack reaches on either side of zero.
fn ends(cells: &[Option<TableNumber>]) -> [f64; 2] {
    let amounts = || cells.iter().flatten().map(|number| float(number));
    [amounts().filter(|amount| *amount < 0.0).sum(), amounts().filter(|amount| *amount > 0.0).sum()]
}

#[allow(clippy::cast_precision_loss, reason = "there are fewer lines than a float can count")]
fn count(lines: usize) -> f64 {
    lines as f64
}
