//! Lines over periods, each with its name at the end; names that would overlap are moved apart.

use super::COLOURS;
use super::scale::{AxisScale, extent, float, numbers};
use super::svg::{Anchor, Drawing};
use super::type_area::{LEADING, SIZE, widest, width, wrap};
use crate::exhibits::{Table, TableNumber};
use crate::model::figure::Unit;

const SPACE: f64 = 8.0;

/// Draws a table as lines: each row is a line, each column a period.
#[must_use]
pub(crate) fn line(table: &Table, total: f64) -> Drawing {
    let mut drawing = Drawing::new(total);
    let rows = super::multiples::count(table.rows.len());
    let height = (LEADING * (rows + 1.0)).max(total * 0.38);
    let first = if says_values(table) { SIZE + LEADING } else { SIZE };
    let (top, bottom) = (first, first + height);
    let names = ends(table, total * 0.36);
    let right = total - widest(names.iter().flat_map(|(_, lines)| lines).map(String::as_str)) - SPACE * 2.0;
    let (low, high) = extent(numbers(table), false);
    // From zero, unless the lines would lie flat; a broken axis says so.
    let low = if low > 0.0 && low < high / 2.0 { 0.0 } else { low };
    let marks = [low, high].map(|end| rounded(end, table));
    let left = widest(marks.iter().map(String::as_str)).min(total * 0.3) + SPACE;
    let across = AxisScale::new(
        0.0,
        super::multiples::count(table.columns.len().saturating_sub(1)),
        left + SPACE,
        right.max(left + 40.0),
    );
    let up = AxisScale::new(low, high, bottom, top);
    for (end, mark) in [low, high].into_iter().zip(&marks).take(if low < high { 2 } else { 1 }) {
        drawing.line("grid", left, up.at(end), right.max(left + 40.0), up.at(end));
        drawing.lines("mark", left - 4.0, up.at(end) + SIZE / 3.0, Anchor::End, &wrap(mark, left - SPACE, 1));
    }
    if low > 0.0 && low < high {
        let x = left + 3.0;
        drawing.path(
            "break",
            &[
                (x, bottom),
                (x, bottom + 2.0),
                (x - 3.0, bottom + 3.5),
                (x + 3.0, bottom + 6.0),
                (x, bottom + 7.5),
            ],
        );
    }
    for (row, cells) in table.cells.iter().enumerate() {
        let class = format!("s{}", row % COLOURS);
        let points: Vec<(f64, f64)> = cells
            .iter()
            .enumerate()
            .filter_map(|(column, number)| {
                Some((across.at(super::multiples::count(column)), up.at(float(number.as_ref()?))))
            })
            .collect();
        if points.len() > 1 {
            drawing.path(&class, &points);
        }
        if let Some((x, y)) = points.last() {
            drawing.dot(&class.replace('s', "c"), *x, *y, 3.0);
        }
    }
    if says_values(table) {
        values(&mut drawing, table, across, up, right.max(left + 40.0));
    }
    name_lines(&mut drawing, &names, up, (top, bottom), right.max(left + 40.0) + SPACE);
    periods(&mut drawing, table, across, bottom + LEADING + SPACE, total);
    drawing.height = bottom + LEADING + SPACE * 2.0;
    drawing
}

/// Whether there is room for the numbers of a line: it is the only one.
fn says_values(table: &Table) -> bool {
    table.rows.len() == 1 && table.columns.len() > 2
}

/// The numbers of the only line, above it, but for the last, which is at its end; those that would meet another are left out.
fn values(drawing: &mut Drawing, table: &Table, across: AxisScale, up: AxisScale, right: f64) {
    let Some(cells) = table.cells.first() else { return };
    let mut from = across.at(0.0) - SPACE;
    let last = cells.iter().rposition(Option::is_some).unwrap_or(0);
    for (column, number) in cells[..last].iter().enumerate() {
        let Some(number) = number else { continue };
        let label = table.language.narrow_number(number, &Unit::default(), &number.about);
        let half = width(&label) / 2.0;
        let middle = across.at(super::multiples::count(column)).max(from + half);
        let is_beside = middle - across.at(super::multiples::count(column)) < half;
        if is_beside && middle + half + SPACE < right {
            drawing.text("mark", middle, up.at(float(number)) - SPACE, Anchor::Middle, &label);
            from = middle + half + 4.0;
        }
    }
}

/// The last number of each line, and the label at its end.
fn ends(table: &Table, room: f64) -> Vec<(f64, Vec<String>)> {
    let rows = table.rows.iter().zip(&table.cells).zip(&table.units);
    rows.filter_map(|((name, cells), unit)| {
        let last = cells.iter().rev().flatten().next()?;
        let number = table.language.narrow_number(last, unit, &last.about);
        Some((float(last), wrap(&format!("{number} {name}"), room, 1)))
    })
    .collect()
}

/// What the axis says at an end: zero, or the number that is there.
fn rounded(end: f64, table: &Table) -> String {
    if end == 0.0 {
        return "0".to_owned();
    }
    let cells = table.cells.iter().flatten().flatten();
    let nearest = cells.min_by(|a, b| (float(a) - end).abs().total_cmp(&(float(b) - end).abs()));
    let printed =
        |number: &TableNumber| Some(table.language.narrow_number(number, table.units.first()?, &[]));
    nearest.and_then(printed).unwrap_or_default()
}

/// The names at the ends of the lines, from the top down, each at the height of its line or as near to it as there is room.
fn name_lines(
    drawing: &mut Drawing,
    names: &[(f64, Vec<String>)],
    up: AxisScale,
    (top, bottom): (f64, f64),
    x: f64,
) {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|a, b| up.at(names[*a].0).total_cmp(&up.at(names[*b].0)));
    let mut places: Vec<f64> = order.iter().map(|row| up.at(names[*row].0)).collect();
    let mut least = top;
    for place in &mut places {
        *place = place.max(least);
        least = *place + LEADING;
    }
    let mut most = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - LEADING;
    }
    for (row, y) in order.into_iter().zip(places) {
        drawing.lines(&format!("value t{}", row % COLOURS), x, y + SIZE / 3.0, Anchor::Start, &names[row].1);
    }
}

/// The periods below the lines: the first and the last, and those between for which there is room.
fn periods(drawing: &mut Drawing, table: &Table, across: AxisScale, y: f64, total: f64) {
    let last = table.columns.len().saturating_sub(1);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let order = [0, last].into_iter().chain(1..last);
    for column in order {
        let Some(name) = table.columns.get(column) else { continue };
        let name = wrap(name, total * 0.4, 1).concat();
        let half = width(&name) / 2.0;
        let middle = across.at(super::multiples::count(column)).clamp(half, total - half);
        let (from, to) = (middle - half - 4.0, middle + half + 4.0);
        if taken.iter().all(|(start, end)| to <= *start || from >= *end) {
            drawing.text("mark", middle, y, Anchor::Middle, &name);
            taken.push((from, to));
        }
    }
}
