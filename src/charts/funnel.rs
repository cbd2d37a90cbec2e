//! Stages that fewer and fewer reach: centred bars to scale, each below its name.

use super::scale::{AxisScale, float};
use super::svg::{Anchor, Drawing};
use super::type_area::{LEADING, SIZE, wrap};
use crate::exhibits::FunnelStage;

const BAR: f64 = 22.0;

/// Draws the stages.
pub(crate) fn funnel(stages: &[FunnelStage], total: f64) -> Drawing {
    let mut drawing = Drawing::new(total);
    let most = stages.iter().filter_map(|(.., number)| number.as_ref().map(float)).fold(0.0, f64::max);
    let scale = AxisScale::new(0.0, if most > 0.0 { most } else { 1.0 }, 0.0, total);
    let mut y = 0.0;
    for (index, (name, text, number)) in stages.iter().enumerate() {
        let lines = wrap(&format!("{name}　{text}"), total, 2);
        drawing.lines("name", total / 2.0, y + SIZE, Anchor::Middle, &lines);
        y += LEADING * super::multiples::count(lines.len()) + 2.0;
        let half = number.as_ref().map_or(0.0, |number| scale.at(float(number).max(0.0))) / 2.0;
        drawing.bar(
            &format!("f{}", index.min(5)),
            total / 2.0 - half.max(1.0),
            total / 2.0 + half.max(1.0),
            y,
            BAR,
        );
        y += BAR + 8.0;
    }
    drawing.height = y;
    drawing
}
