//! What is drawn of an exhibit.

use super::chart::ChartKind;
use super::table::Table;
use crate::fields::Number;

/// A drawing, before it is drawn.
#[derive(Clone, Debug)]
pub(crate) enum Diagram<'e> {
    /// A chart of a table.
    Chart(ChartKind, &'e Table),
    /// A ring of this many stations.
    Ring(usize),
    /// Bars that become narrower.
    Funnel(Vec<FunnelStage>),
}

/// A stage: its name, what is printed, and the number.
pub(crate) type FunnelStage = (String, String, Option<Number>);
