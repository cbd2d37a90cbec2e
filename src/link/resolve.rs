//! What a story says with its figures and exhibits: a matter of its draft and the ledgers alone, and so worth remembering.

use std::hash::Hash;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::figures::Ledgers;
use super::{addresses, exhibits, proofs, summary};
use crate::deferred::Deferred;
use crate::digest::Digest;
use crate::finding::Noted;
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::exhibit::Shape;
use crate::model::phrase::Piece;
use crate::model::site::{self, Counted, FigureOrigin, Figured, Printed, Said};
use crate::source::SourcePath;

/// What was resolved of each draft, and with which ledgers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Remembered {
    ledgers: Option<Digest>,
    /// By the draft's file, with the digest of what stood in it.
    stories: IndexMap<SourcePath, (Digest, Noted<Arc<Said>>), FxBuildHasher>,
}

impl Remembered {
    /// What stands in the stories in the places of figures.
    pub fn figured(&self) -> impl Iterator<Item = &Deferred<Figured>> {
        self.stories.values().map(|(_, said)| &said.value.figured)
    }
}

/// Resolves drafts. What is remembered of one counts as long as the ledgers are what they were, or say nothing in it.
pub(crate) struct Resolver<'d> {
    ledgers: &'d Ledgers<'d>,
    digest: Digest,
    before: &'d Remembered,
}

impl<'d> Resolver<'d> {
    /// A resolver for the drafts of a paper.
    pub(crate) fn new(drafts: &'d Drafts, ledgers: &'d Ledgers<'d>, before: &'d Remembered) -> Self {
        let read = drafts.ledgers.iter().map(|ledger| (&ledger.id, ledger.digest));
        let digest = Digest::of_value(&(read.collect::<Vec<_>>(), &drafts.unread));
        Self { ledgers, digest, before }
    }

    /// A draft with its figures and exhibits.
    pub(crate) fn resolve(&self, draft: &Arc<StoryDraft>) -> Noted<Arc<Said>> {
        let known = self.before.stories.get(&draft.path).filter(|(digest, _)| *digest == draft.digest);
        let holds = |said: &Noted<Arc<Said>>| {
            let needs_none = !draft.needs_ledgers && said.findings.is_empty();
            needs_none || self.before.ledgers == Some(self.digest)
        };
        let known = known.filter(|(_, said)| holds(said));
        known.map_or_else(|| self.resolve_anew(draft), |(_, said)| said.clone())
    }

    fn resolve_anew(&self, draft: &StoryDraft) -> Noted<Arc<Said>> {
        let mut findings = Vec::new();
        let slug = addresses::slug(draft, &mut findings);
        let aliases = addresses::aliases(draft, &mut findings);
        let printed = self.ledgers.print(draft).note_into(&mut findings);
        let exhibits = exhibits::resolve(draft, self.ledgers).note_into(&mut findings);
        if !draft.is_withdrawn() {
            proofs::prove_own(draft, &mut findings);
        }
        let drawn: Vec<_> = exhibits
            .iter()
            .map(|exhibit| {
                let kept = self.ledgers.all().find(|ledger| ledger.at.path == exhibit.draft.at.path);
                let kept = kept.map(|ledger| ledger.digest);
                let figures: Vec<_> = exhibit.figures.iter().map(|figure| self.counted(figure)).collect();
                (kept, figures, &exhibit.table, &exhibit.source, exhibit.as_of)
            })
            .collect();
        let printing: Vec<_> = printed.iter().map(|one| self.printing(one)).collect();
        let digest = Digest::of_value(&(&draft.path, draft.digest, printing, drawn));
        let (front, summary) = (draft.front(), summary::of(draft, &printed));
        let said = Said {
            slug: slug.into(),
            aliases: aliases.into(),
            rows: self.ledgers.rows(&printed, &exhibits),
            pictures: front.pictures.iter().map(|picture| picture.link).collect(),
            explains: exhibits.iter().any(|exhibit| matches!(exhibit.draft.shape, Shape::Glossary(_))),
            digest,
            card: self.card(draft, &printed, &summary),
            headline: Digest::of_value(&site::headline(front, &printed, "\n")),
            figured: Deferred::of(Figured { printed, exhibits, summary }),
        };
        Noted::new(Arc::new(said), findings)
    }

    /// The digest of what stands above a story's text, and of its summary.
    fn card(&self, draft: &StoryDraft, printed: &[Printed], summary: &str) -> Digest {
        let pieces = draft.front().phrases().flat_map(|phrase| &phrase.0);
        let figure = |piece: &Piece| match piece {
            Piece::Text(_) => None,
            Piece::Figure(reference) => Some(self.printing(site::figure(printed, *reference))),
        };
        let figures: Vec<_> = pieces.filter_map(figure).collect();
        Digest::of_value(&(&draft.slip.schedule.withdrawn, draft.front(), summary, figures))
    }

    /// A printed figure, by names: the place of a ledger changes with every ledger that comes.
    fn printing<'p>(&'p self, printed: &'p Printed) -> impl Hash + use<'p> {
        (&printed.text, &printed.value, self.named(&printed.origin))
    }

    /// A number of an exhibit, by names.
    fn counted<'c>(&'c self, figure: &'c Counted) -> impl Hash + use<'c> {
        let Counted { text, value, label, number, unit, origin } = figure;
        (text, value, label, number, unit, self.named(origin))
    }

    /// Where a figure comes from, by names.
    fn named<'o>(&'o self, origin: &'o FigureOrigin) -> (Option<&'o str>, Option<&'o str>) {
        match origin {
            FigureOrigin::Ledger(id, key) => {
                (self.ledgers.all().nth(id.0).map(|ledger| &*ledger.id), Some(key))
            }
            FigureOrigin::Own(key) => (None, Some(key)),
            FigureOrigin::Unresolved => (None, None),
        }
    }

    /// What is to be remembered of what was resolved.
    pub(crate) fn remember<'p>(
        &self,
        resolved: impl IntoIterator<Item = (&'p Arc<StoryDraft>, Noted<Arc<Said>>)>,
    ) -> Remembered {
        let entry = |(draft, said): (&Arc<StoryDraft>, _)| (draft.path.clone(), (draft.digest, said));
        Remembered { ledgers: Some(self.digest), stories: resolved.into_iter().map(entry).collect() }
    }
}
