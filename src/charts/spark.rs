//! Drawings that fit into a table cell: a series as a line, parts as a divided bar. Their numbers are next to them.

use super::COLOURS;
use super::multiples::count;
use super::scale::{AxisScale, extent, float};
use super::svg::Drawing;
use crate::model::figure::Number;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 24.0;

/// A series as a line.
#[must_use]
pub(crate) fn spark(series: &[(String, Number)], title: &str, summary: &str) -> String {
    let mut drawing = Drawing::new(WIDTH);
    drawing.height = HEIGHT;
    let (low, high) = extent(series.iter().map(|(_, number)| float(number)), false);
    let up = AxisScale::new(low, high, HEIGHT - 3.0, 3.0);
    let across = AxisScale::new(0.0, count(series.len().saturating_sub(1)), 3.0, WIDTH - 4.0);
    let points: Vec<(f64, f64)> = series
        .iter()
        .enumerate()
        .map(|(index, (_, number))| (across.at(count(index)), up.at(float(number))))
        .collect();
    drawing.path("s0", &points);
    if let Some((x, y)) = points.last() {
        drawing.dot("c0", *x, *y, 2.5);
    }
    drawing.finish("spark", title, summary)
}

/// Parts of a whole as a divided bar.
#[must_use]
pub(crate) fn divided(parts: &[Number], title: &str, summary: &str) -> String {
    let mut drawing = Drawing::new(WIDTH);
    drawing.height = HEIGHT / 2.0;
    let sum: f64 = parts.iter().map(|part| float(part).max(0.0)).sum();
    let scale = AxisScale::new(0.0, if sum > 0.0 { sum } else { 1.0 }, 0.0, WIDTH);
    let mut done = 0.0;
    for (index, part) in parts.iter().enumerate() {
        let amount = float(part).max(0.0);
        drawing.bar(
            &format!("c{}", index % COLOURS),
            scale.at(done),
            scale.at(done + amount),
            0.0,
            HEIGHT / 2.0,
        );
        done += amount;
    }
    drawing.finish("spark", title, summary)
}
