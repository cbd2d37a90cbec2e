//! A waiver: what the editor lets stand though a rule marks it, and why.

use serde::{Deserialize, Serialize};

use crate::source::{Place, Span};

/// A kind of finding that is let stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Waiver {
    /// The code of the finding.
    pub code: String,
    /// Why; empty where the editor gave no reason.
    pub reason: String,
    /// Where it is written.
    pub at: Place,
    /// Where it holds; in the whole story or paper, where nothing is said.
    pub covers: Option<Span>,
}
