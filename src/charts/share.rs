//! The parts of one whole: a divided bar, with the name, number and percentage of each part below it.

use rust_decimal::Decimal;

use super::COLOURS;
use super::scale::{AxisScale, float};
use super::svg::{Anchor, Drawing};
use super::type_area::{LEADING, SIZE, widest, wrap};
use crate::exhibits::{Table, TableNumber};
use crate::model::figure::{Unit, percentage};

const BAR: f64 = 26.0;
const SWATCH: f64 = 11.0;
const SPACE: f64 = 8.0;

/// Draws the first column of a table as parts of a whole.
#[must_use]
pub(crate) fn share(table: &Table, total: f64) -> Drawing {
    let mut drawing = Drawing::new(total);
    let numbers: Vec<Option<&TableNumber>> =
        table.cells.iter().map(|cells| cells.iter().flatten().next()).collect();
    let whole: Decimal = numbers.iter().flatten().map(|number| number.amount.max(Decimal::ZERO)).sum();
    let sum: f64 = numbers.iter().flatten().map(|number| float(number).max(0.0)).sum();
    let scale = AxisScale::new(0.0, if sum > 0.0 { sum } else { 1.0 }, 0.0, total);
    let labels: Vec<String> =
        numbers.iter().zip(&table.units).map(|(number, unit)| label(*number, whole, table, unit)).collect();
    let room = widest(labels.iter().map(String::as_str)).min(total * 0.5);
    let mut x = 0.0;
    let mut y = BAR + SPACE;
    for (row, number) in numbers.iter().enumerate() {
        let class = format!("c{}", row % COLOURS);
        let amount = number.map_or(0.0, |number| float(number)).max(0.0);
        drawing.bar(&class, scale.at(x), scale.at(x + amount), 0.0, BAR);
        x += amount;
        let lines = wrap(&table.rows[row], total - room - SWATCH - SPACE * 3.0, 2);
        drawing.bar(&class, 0.0, SWATCH, y + 4.0, SWATCH);
        drawing.lines("name", SWATCH + SPACE, y + SIZE + 1.0, Anchor::Start, &lines);
        drawing.lines("value", total, y + SIZE + 1.0, Anchor::End, &wrap(&labels[row], room, 1));
        y += LEADING * super::multiples::count(lines.len()) + 4.0;
    }
    drawing.height = y;
    drawing
}

/// `409人　93.6%`; if the unit is per cent already, only the number.
fn label(number: Option<&TableNumber>, whole: Decimal, table: &Table, unit: &Unit) -> String {
    let Some(number) = number else { return "—".to_owned() };
    let printed = table.language.short_number(number, unit, &number.about);
    match percentage(number.amount, whole).filter(|_| !unit.is_per_cent()) {
        Some(share) => format!("{printed}{}{share}%", table.language.gap()),
        None => printed,
    }
}
