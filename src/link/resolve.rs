//! What a story says with its figures and exhibits: a matter of its draft and the ledgers alone, and so worth remembering.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::figures::{LedgerIndex, Ledgers};
use super::{addresses, directions, exhibits, proofs, summary};
use crate::deferred::Deferred;
use crate::digest::Digest;
use crate::finding::Noted;
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::exhibit::Shape;
use crate::model::phrase::Piece;
use crate::model::site::{self, Exhibit, Figured, PrintedFigure, Said};
use crate::source::SourcePath;

/// What was resolved of each draft, and the ledgers that each depends on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ResolvedStories {
    /// The digest of all ledgers.
    ledgers: Option<Digest>,
    /// By the draft's file.
    stories: IndexMap<SourcePath, Resolved, FxBuildHasher>,
}

/// What was resolved of a draft.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Resolved {
    /// The digest of its file.
    draft: Digest,
    /// The ledgers that it asked for, and the digest of each.
    asked: BTreeMap<Box<str>, Option<Digest>>,
    /// What it says.
    pub said: Noted<Arc<Said>>,
}

impl ResolvedStories {
    /// What stands in the stories in the places of figures.
    pub fn figured(&self) -> impl Iterator<Item = &Deferred<Figured>> {
        self.stories.values().map(|resolved| &resolved.said.value.figured)
    }
}

/// Resolves drafts. A remembered result is used while the draft and the ledgers that it asked for are unchanged.
pub(crate) struct Resolver<'d> {
    ledgers: &'d LedgerIndex<'d>,
    digest: Digest,
    before: &'d ResolvedStories,
}

impl<'d> Resolver<'d> {
    /// A resolver for the drafts of a paper.
    pub(crate) fn new(drafts: &'d Drafts, ledgers: &'d LedgerIndex<'d>, before: &'d ResolvedStories) -> Self {
        let read = drafts.ledgers.iter().map(|ledger| (&ledger.id, ledger.digest));
        let digest = Digest::of_value(&(read.collect::<Vec<_>>(), &drafts.unread));
        Self { ledgers, digest, before }
    }

    /// A draft with its figures and exhibits.
    pub(crate) fn resolve(&self, draft: &Arc<StoryDraft>) -> Resolved {
        let known = self.before.stories.get(&draft.path).filter(|known| known.draft == draft.digest);
        let is_as_asked = |known: &Resolved| {
            let mut asked = known.asked.iter();
            asked.all(|(id, digest)| self.ledgers.get(id).map(|ledger| ledger.digest) == *digest)
        };
        // A finding may name other ledgers, which the editor perhaps meant.
        let has_all =
            |known: &Resolved| known.said.findings.is_empty() || self.before.ledgers == Some(self.digest);
        let known = known.filter(|known| has_all(known) && is_as_asked(known));
        known.cloned().unwrap_or_else(|| self.resolve_anew(draft))
    }

    fn resolve_anew(&self, draft: &StoryDraft) -> Resolved {
        let ledgers = Ledgers::of(self.ledgers);
        let mut findings = Vec::new();
        let slug = addresses::slug(draft, &mut findings);
        let aliases = addresses::aliases(draft, &mut findings);
        let printed = ledgers.print(draft).note_into(&mut findings);
        if !draft.is_withdrawn() {
            findings.extend(directions::check(draft, &ledgers));
        }
        let exhibits = exhibits::resolve(draft, &ledgers).note_into(&mut findings);
        if !draft.is_withdrawn() {
            proofs::prove_own(draft, &mut findings);
        }
        let asked = ledgers.asked();
        let digest_of = |path: &SourcePath| {
            let asked = asked.keys().filter_map(|id| self.ledgers.get(id));
            asked.filter(|ledger| ledger.at.path == *path).map(|ledger| ledger.digest).next()
        };
        let drawn = exhibits.iter().map(|exhibit| {
            let Exhibit { draft, figures, table, source, as_of } = exhibit;
            (digest_of(&draft.at.path), figures, table, source, as_of)
        });
        let digest = Digest::of_value(&(&draft.path, draft.digest, &printed, drawn.collect::<Vec<_>>()));
        let (front, summary) = (draft.front(), summary::of(draft, &printed));
        let said = Said {
            slug: slug.into(),
            aliases: aliases.into(),
            rows: Ledgers::rows(&printed, &exhibits),
            pictures: front.pictures.iter().map(|picture| picture.link).collect(),
            explains: exhibits.iter().any(|exhibit| matches!(exhibit.draft.shape, Shape::Glossary(_))),
            digest,
            card: card(draft, &printed, &summary),
            headline: Digest::of_value(&site::headline(front, &printed, "\n")),
            figured: Deferred::of(Figured { printed, exhibits, summary }),
        };
        Resolved { draft: draft.digest, asked, said: Noted::new(Arc::new(said), findings) }
    }

    /// What is to be remembered of what was resolved.
    pub(crate) fn remember<'p>(
        &self,
        resolved: impl IntoIterator<Item = (&'p Arc<StoryDraft>, Resolved)>,
    ) -> ResolvedStories {
        let entry = |(draft, resolved): (&Arc<StoryDraft>, _)| (draft.path.clone(), resolved);
        ResolvedStories { ledgers: Some(self.digest), stories: resolved.into_iter().map(entry).collect() }
    }
}

/// The digest of what stands above a story's text, and of its summary.
fn card(draft: &StoryDraft, printed: &[PrintedFigure], summary: &str) -> Digest {
    let pieces = draft.front().phrases().flat_map(|phrase| &phrase.0);
    let figure = |piece: &Piece| match piece {
        Piece::Text(_) => None,
        Piece::Figure(reference, _) => Some(site::figure(printed, *reference).clone()),
    };
    let figures: Vec<_> = pieces.filter_map(figure).collect();
    Digest::of_value(&(&draft.slip.schedule.withdrawn, draft.front(), summary, figures))
}
