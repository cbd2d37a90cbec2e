//! What is collected from a story's words besides its tree: the draft's tables of figures and links, and what only the
//! proofreader needs.

use std::sync::Arc;

use super::destination;
use crate::finding::Notes;
use crate::model::body::LinkDraft;
use crate::model::exhibit::ExhibitDraft;
use crate::model::passage::Passage;
use crate::model::phrase::Reference;
use crate::model::waiver::Waiver;
use crate::source::Span;

/// What is collected from the text.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Figures, in the order in which they are referred to.
    pub references: Vec<Reference>,
    /// Links and pictures.
    pub links: Vec<LinkDraft>,
    /// Exhibits.
    pub exhibits: Vec<Arc<ExhibitDraft>>,
    /// The words of front matter, as they are written.
    pub passages: Vec<Passage>,
    /// The findings that the editor waives.
    pub waivers: Vec<Waiver>,
    /// The comments that say what an editor must look at.
    pub doubts: Vec<Span>,
}

impl Names {
    /// Adds a link or picture. Its destination may have been refused already; if not, one that is not allowed is
    /// reported.
    pub(crate) fn link(
        &mut self,
        destination: Option<String>,
        picture: bool,
        span: Span,
        notes: &mut Notes,
    ) -> usize {
        let refusal =
            destination.as_deref().and_then(|destination| destination::refusal(destination, picture));
        let destination = destination.filter(|_| refusal.is_none());
        self.links.push(LinkDraft { destination, picture, span });
        if let Some(refusal) = refusal {
            notes.error(span, refusal);
        }
        self.links.len() - 1
    }
}
