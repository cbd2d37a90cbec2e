//! An exhibit (图表件): something drawn from data in a story.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::figure::PartialDate;
use super::phrase::Reference;
use crate::exhibits::figure_table::MadeTable;
use crate::exhibits::{Counted, ExhibitKind, ResolvedExhibit, Shape, Table};
use crate::language::TextLanguage;
use crate::source::{Place, Span};

/// An exhibit as written, its figures unresolved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExhibitDraft {
    /// Its title.
    pub title: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The source of its data, if it differs from the ledger's.
    pub source: Option<String>,
    /// The day on which its data were correct.
    pub as_of: Option<PartialDate>,
    /// The ledger that keys without a ledger refer to.
    pub ledger: Option<(String, Span)>,
    /// Its contents, by kind.
    pub(crate) shape: Shape,
    /// The figures that it refers to.
    pub references: Vec<Reference>,
    /// Where it is written.
    pub at: Place,
}

/// An exhibit with its figures: the story's own, or one from a ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Exhibit {
    /// The exhibit as written.
    pub draft: Arc<ExhibitDraft>,
    /// The value of each of the draft's references.
    pub figures: Vec<Counted>,
    /// The data of a chart.
    pub table: Table,
    /// The rows and columns of a table of figures.
    pub(crate) made: MadeTable,
    /// The source of its data.
    pub source: Option<String>,
    /// The day on which they were correct.
    pub as_of: Option<PartialDate>,
    /// The language of the story that shows it.
    pub language: TextLanguage,
}

impl Exhibit {
    /// The behaviour of its kind.
    #[must_use]
    pub(crate) fn kind(&self) -> &dyn ExhibitKind {
        self.draft.shape.kind()
    }

    /// Whether it is a table of figures, which is also there as CSV.
    #[must_use]
    pub(crate) fn is_figure_table(&self) -> bool {
        matches!(self.draft.shape, Shape::FigureTable(_))
    }

    /// Whether it is a chart.
    #[must_use]
    pub(crate) fn is_chart(&self) -> bool {
        matches!(self.draft.shape, Shape::Chart(_) | Shape::Funnel(_))
    }

    /// The exhibit as its kind gets it.
    #[must_use]
    pub(crate) fn resolved(&self) -> ResolvedExhibit<'_> {
        ResolvedExhibit {
            title: self.draft.title.as_deref(),
            figures: &self.figures,
            table: &self.table,
            made: &self.made,
            at: self.draft.at.span,
            language: self.language,
        }
    }
}
