//! A waiver: a finding that the editor accepts, and why.

use serde::{Deserialize, Serialize};

use crate::source::{Place, Span};

/// The waiver of one kind of finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Waiver {
    /// The code of the finding.
    pub code: String,
    /// Why; empty if the editor gave no reason.
    pub reason: String,
    /// Where it is written.
    pub at: Place,
    /// The block that it covers; `None` for the whole story or paper.
    pub covers: Option<Span>,
}
