//! Drawings: shapes and texts in pixels, rounded so that every machine writes the same bytes.

use std::fmt::Write;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::type_area::LEADING;

/// The margin above and below, for the ascenders of a font.
const MARGIN: f64 = 4.0;

/// Shapes and texts on a sheet of a given width, as high as needed.
#[derive(Debug)]
pub(crate) struct Drawing {
    width: f64,
    /// The height of the sheet.
    pub height: f64,
    shapes: String,
}

/// The position of a text relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

impl Drawing {
    /// An empty sheet.
    #[must_use]
    pub(crate) fn new(width: f64) -> Self {
        Self { width, height: 0.0, shapes: String::new() }
    }

    /// A bar from `x1` to `x2`.
    pub(crate) fn bar(&mut self, class: &str, x1: f64, x2: f64, y: f64, height: f64) {
        let (left, right) = (x1.min(x2), x1.max(x2));
        let (left, width) = (round(left), round(right - left));
        let _ = write!(
            self.shapes,
            "<rect class=\"{class}\" x=\"{left}\" y=\"{}\" width=\"{width}\" height=\"{}\"/>",
            round(y),
            round(height)
        );
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, x1: f64, y1: f64, x2: f64, y2: f64) {
        let (x1, y1, x2, y2) = (round(x1), round(y1), round(x2), round(y2));
        let _ =
            write!(self.shapes, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    /// A line through points.
    pub(crate) fn path(&mut self, class: &str, points: &[(f64, f64)]) {
        let points: Vec<String> =
            points.iter().map(|(x, y)| format!("{},{}", round(*x), round(*y))).collect();
        let _ = write!(self.shapes, "<polyline class=\"{class}\" points=\"{}\"/>", points.join(" "));
    }

    /// An outline in SVG path syntax, with rounded numbers.
    pub(crate) fn outline(&mut self, class: &str, outline: &str) {
        let _ = write!(self.shapes, "<path class=\"{class}\" d=\"{outline}\"/>");
    }

    pub(crate) fn dot(&mut self, class: &str, x: f64, y: f64, radius: f64) {
        let (x, y, radius) = (round(x), round(y), round(radius));
        let _ = write!(self.shapes, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
    }

    /// A text on its baseline.
    pub(crate) fn text(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, text: &str) {
        let place = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = write!(
            self.shapes,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{place}\">",
            round(x),
            round(y)
        );
        escape_html_body_text(&mut self.shapes, text).expect("writing to a string does not fail");
        self.shapes.push_str("</text>");
    }

    /// Lines of text, the first on baseline `y`.
    pub(crate) fn lines(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, lines: &[String]) {
        let mut y = y;
        for line in lines {
            self.text(class, x, y, anchor, line);
            y += LEADING;
        }
    }

    /// The height with margins.
    #[must_use]
    pub(crate) fn full_height(&self) -> f64 {
        self.height.max(1.0) + MARGIN * 2.0
    }

    /// The drawing as SVG.
    #[must_use]
    pub(crate) fn finish(&self, class: &str, title: &str, summary: &str) -> String {
        let mut svg = format!(
            "<svg class=\"drawing {class}\" viewBox=\"0 -{MARGIN} {} {}\" role=\"img\" aria-label=\"",
            round(self.width),
            round(self.full_height())
        );
        escape_html(&mut svg, title).expect("writing to a string does not fail");
        svg.push_str("\"><title>");
        escape_html_body_text(&mut svg, title).expect("writing to a string does not fail");
        svg.push_str("</title><desc>");
        escape_html_body_text(&mut svg, summary).expect("writing to a string does not fail");
        let _ = write!(svg, "</desc>{}</svg>", self.shapes);
        svg
    }
}

/// Rounds to hundredths: invisible to the eye, and the same on every machine.
#[must_use]
pub(crate) fn round(number: f64) -> f64 {
    let rounded = (number * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}
