//! A loop as a ring: a numbered station for each step, with an arrow from each to the next. The names are listed next to it.

use std::f64::consts::TAU;

use super::multiples::count;
use super::svg::{Anchor, Drawing, round};
use super::type_area::SIZE;

const SIDE: f64 = 200.0;
const RADIUS: f64 = 76.0;
const STATION: f64 = 17.0;

/// Draws a ring of `steps` stations.
#[must_use]
pub(crate) fn ring(steps: usize) -> Drawing {
    let mut drawing = Drawing::new(SIDE);
    drawing.height = SIDE;
    let angle = |step: f64| step / count(steps.max(1)) * TAU - TAU / 4.0;
    let at = |angle: f64| (SIDE / 2.0 + RADIUS * angle.cos(), SIDE / 2.0 + RADIUS * angle.sin());
    let clear = (STATION + 5.0) / RADIUS;
    for step in 0..steps {
        let (from, to) = (angle(count(step)) + clear, angle(count(step + 1)) - clear);
        let ((x1, y1), (x2, y2)) = (at(from), at(to));
        if to > from {
            let outline =
                format!("M{} {}A{RADIUS} {RADIUS} 0 0 1 {} {}", round(x1), round(y1), round(x2), round(y2));
            drawing.outline("arc", &outline);
        }
        let back = |turn: f64| {
            let way = to + TAU / 4.0 + turn;
            (round(x2 - 8.0 * way.cos()), round(y2 - 8.0 * way.sin()))
        };
        let ((ax, ay), (bx, by)) = (back(0.45), back(-0.45));
        drawing.outline("head", &format!("M{ax} {ay}L{} {}L{bx} {by}", round(x2), round(y2)));
    }
    for step in 0..steps {
        let (x, y) = at(angle(count(step)));
        drawing.dot("station", x, y, STATION);
        drawing.text("number", x, y + SIZE / 3.0, Anchor::Middle, &(step + 1).to_string());
    }
    drawing
}
