//! The drawing of an exhibit.

use serde::{Deserialize, Serialize};

use super::table::Table;
use crate::fields::{KnownWord, Number};

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
    pub(crate) const ALL: [KnownWord<'static, Self>; 6] = [
        KnownWord::new("bar", "条形、条形图、柱状、柱状图", Self::Bar),
        KnownWord::new("line", "折线、折线图", Self::Line),
        KnownWord::new("stack", "堆叠、堆叠图", Self::Stack),
        KnownWord::new("share", "占比、占比图、饼图", Self::Share),
        KnownWord::new("dumbbell", "哑铃、哑铃图", Self::Dumbbell),
        KnownWord::new("small-multiples", "小多图", Self::SmallMultiples),
    ];

    /// Its word.
    #[must_use]
    pub(crate) fn word(self) -> &'static str {
        Self::ALL.iter().find(|known| known.value == self).map_or("", |known| known.word)
    }
}
