//! What a story's words are gathered into besides its tree: the draft's tables of figures and links, and what only the proofreader
//! needs.

use std::sync::Arc;

use super::destination;
use crate::finding::Notes;
use crate::model::body::LinkDraft;
use crate::model::exhibit::ExhibitDraft;
use crate::model::passage::Passage;
use crate::model::phrase::Reference;
use crate::model::waiver::Waiver;
use crate::source::Span;

/// What the text's names are gathered into.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Figures, in the order in which they are named.
    pub references: Vec<Reference>,
    /// Links and pictures.
    pub links: Vec<LinkDraft>,
    /// Exhibits.
    pub exhibits: Vec<Arc<ExhibitDraft>>,
    /// The words of front matter, as they are written.
    pub passages: Vec<Passage>,
    /// What the editor lets stand.
    pub waivers: Vec<Waiver>,
}

impl Names {
    /// Adds a link or picture, whose destination may have been refused already; one that none may have is a finding.
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
