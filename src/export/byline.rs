//! Where the byline of an exported story stands.

use crate::model::byline::Byline;

/// Where a byline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BylineSpot {
    /// Under the headline.
    Head,
    /// At the beginning of the first paragraph.
    RunIn,
    /// At the foot.
    Foot,
}

impl BylineSpot {
    /// The place that the form of a byline gives it.
    pub(super) fn of(byline: &Byline) -> Self {
        match byline {
            Byline::Dispatch { .. } => Self::RunIn,
            Byline::Tail { .. } | Byline::Credits { photo: true, .. } => Self::Foot,
            Byline::Credits { .. } | Byline::Source { .. } | Byline::AsWritten(_) => Self::Head,
        }
    }
}
