//! Charts as SVG: drawn from a table at a given width, coloured by class, with every text measured before it is placed.
//!
//! Both make-up, which must know the height of a drawing, and render, which prints it, use this module; so it is
//! below the stages.

mod bars;
mod dumbbell;
mod funnel;
mod line;
mod multiples;
mod ring;
mod scale;
mod share;
mod spark;
mod svg;
mod type_area;

use crate::exhibits::{ChartKind, Diagram, Table};
use funnel::funnel;
use ring::ring;
use svg::Drawing;

pub(crate) use spark::{divided, spark};

/// The widths that charts are drawn at, in pixels: a reading column, and a newspaper column or a phone.
pub(crate) const WIDTHS: [(&str, f64); 2] = [("wide", 640.0), ("narrow", 330.0)];

/// How many colours the theme has; further rows start again with the first.
pub(crate) const COLOURS: usize = 8;

/// Draws at each width; `title` and `summary` are for readers who cannot see it.
#[must_use]
pub(crate) fn draw(diagram: &Diagram, title: &str, summary: &str) -> String {
    match diagram {
        Diagram::Chart(kind, table) => at_each_width(title, summary, |width| chart(*kind, table, width)),
        Diagram::Funnel(stages) => at_each_width(title, summary, |width| funnel(stages, width)),
        Diagram::Ring(steps) => ring(*steps).finish("ring", title, summary),
    }
}

/// The height of a drawing at `width`, in pixels.
#[must_use]
pub(crate) fn height(diagram: &Diagram, width: f64) -> f64 {
    match diagram {
        Diagram::Chart(kind, table) => chart(*kind, table, width).full_height(),
        Diagram::Funnel(stages) => funnel(stages, width).full_height(),
        Diagram::Ring(steps) => ring(*steps).full_height(),
    }
}

fn chart(kind: ChartKind, table: &Table, width: f64) -> Drawing {
    match kind {
        ChartKind::Bar => bars::bars(table, width, bars::BarLayout::Beside),
        ChartKind::Stack => bars::bars(table, width, bars::BarLayout::Stacked),
        ChartKind::Line => line::line(table, width),
        ChartKind::Share => share::share(table, width),
        ChartKind::Dumbbell => dumbbell::dumbbell(table, width),
        ChartKind::SmallMultiples => multiples::multiples(table, width),
    }
}

/// The same drawing for wide and narrow areas; the style sheet shows one of them.
fn at_each_width(title: &str, summary: &str, draw: impl Fn(f64) -> Drawing) -> String {
    WIDTHS.iter().map(|(class, width)| draw(*width).finish(class, title, summary)).collect()
}
