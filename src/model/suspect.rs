//! Suspects: what may have been meant as a reference to a figure. Only the ledgers can tell.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// Braces around what may be a figure's key or label: `{cadres}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspect {
    /// The text between them.
    pub name: String,
    /// Where it is written, braces included.
    pub span: Span,
}
