//! The drawing of an exhibit.

use serde::{Deserialize, Serialize};

use super::table::Table;
use crate::fields::Number;

/// The description of a drawing, from which it is drawn.
#[derive(Clone, Debug)]
pub(crate) enum Diagram<'e> {
    /// A chart of a table.
    Chart(ChartKind, &'e Table),
    /// A ring of this many stations.
    Ring(usize),
    /// Bars, each narrower than the one before.
    Funnel(Vec<FunnelStage>),
}

/// A stage: its name, its printed text and its number.
pub(crate) type FunnelStage = (String, String, Option<Number>);

/// The kinds of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ChartKind {
    /// Bars from a zero line.
    Bar,
    /// Lines over periods.
    Line,
    /// Bars divided into parts.
    Stack,
    /// The parts of one whole.
    Share,
    /// From the first to the last of a series.
    Dumbbell,
    /// A small line for each.
    SmallMultiples,
}

impl ChartKind {
    /// Every kind and its word.
    pub(crate) const ALL: [(&'static str, Self); 6] = [
        ("bar", Self::Bar),
        ("line", Self::Line),
        ("stack", Self::Stack),
        ("share", Self::Share),
        ("dumbbell", Self::Dumbbell),
        ("small-multiples", Self::SmallMultiples),
    ];

    /// Its word.
    #[must_use]
    pub(crate) fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}
