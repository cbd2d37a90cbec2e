//! An exhibit (图表件): something drawn from data in a story.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::figure::PartialDate;
use super::phrase::Reference;
use crate::exhibits::{Counted, ExhibitKind, ResolvedExhibit, Shape, Table};
use crate::source::{Place, Span};

/// An exhibit as written, its figures unresolved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExhibitDraft {
    /// Its title.
    pub title: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Where its data come from, if not where the ledger's do.
    pub source: Option<String>,
    /// The day it was true.
    pub as_of: Option<PartialDate>,
    /// The ledger its bare keys name.
    pub ledger: Option<(String, Span)>,
    /// What it shows.
    pub(crate) shape: Shape,
    /// The figures it names.
    pub references: Vec<Reference>,
    /// Where it is written.
    pub at: Place,
}

/// An exhibit with its figures: the story's own, or one that a ledger keeps.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Exhibit {
    /// What the editor wrote.
    pub draft: Arc<ExhibitDraft>,
    /// What each of the draft's references is.
    pub figures: Vec<Counted>,
    /// What a chart is drawn from.
    pub table: Table,
    /// Where its data come from.
    pub source: Option<String>,
    /// The day they were true.
    pub as_of: Option<PartialDate>,
}

impl Exhibit {
    /// What is particular to its kind.
    #[must_use]
    pub(crate) fn kind(&self) -> &dyn ExhibitKind {
        self.draft.shape.kind()
    }

    /// It as its kind sees it.
    #[must_use]
    pub(crate) fn resolved(&self) -> ResolvedExhibit<'_> {
        ResolvedExhibit {
            title: self.draft.title.as_deref(),
            figures: &self.figures,
            table: &self.table,
            at: self.draft.at.span,
        }
    }
}
