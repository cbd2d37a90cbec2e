//! What a story says with its figures and exhibits: a matter of its draft and the ledgers alone, and so worth remembering.

use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::figures::Ledgers;
use super::{addresses, exhibits, proofs, summary};
use crate::digest::Digest;
use crate::finding::Finding;
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::site::{Counted, Exhibit, FigureOrigin, LedgerId, Printed};
use crate::source::SourcePath;

/// What was resolved of each draft, and with which ledgers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Remembered {
    ledgers: Option<Digest>,
    /// By the draft's file, with the digest of what stood in it.
    stories: FxHashMap<SourcePath, (Digest, Arc<Resolved>)>,
}

/// A draft with its figures and exhibits.
#[derive(Debug, Serialize, Deserialize)]
pub struct Resolved {
    /// Its address.
    pub slug: Arc<str>,
    /// Old addresses that lead to it.
    pub aliases: Arc<[String]>,
    /// What each of its references prints.
    pub printed: Arc<[Printed]>,
    /// Its exhibits.
    pub exhibits: Arc<[Exhibit]>,
    /// The rows of ledgers that it prints, each once.
    pub rows: Arc<[(LedgerId, usize)]>,
    /// 摘要
    pub summary: Arc<str>,
    /// The digest of all of this.
    pub digest: Digest,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

/// Resolves drafts. What is remembered of one counts as long as the ledgers are what they were, or say nothing in it.
pub struct Resolver<'d> {
    ledgers: &'d Ledgers<'d>,
    digest: Digest,
    before: &'d Remembered,
}

impl<'d> Resolver<'d> {
    /// A resolver for the drafts of a paper.
    pub fn new(drafts: &'d Drafts, ledgers: &'d Ledgers<'d>, before: &'d Remembered) -> Self {
        let read = drafts.ledgers.iter().map(|ledger| (&ledger.id, ledger.digest));
        let digest = Digest::of_value(&(read.collect::<Vec<_>>(), &drafts.unread));
        Self { ledgers, digest, before }
    }

    /// A draft with its figures and exhibits.
    pub fn resolve(&self, draft: &Arc<StoryDraft>) -> Arc<Resolved> {
        let known = self.before.stories.get(&draft.path).filter(|(digest, _)| *digest == draft.digest);
        let holds = |resolved: &Resolved| {
            let needs_none = !draft.needs_ledgers && resolved.findings.is_empty();
            needs_none || self.before.ledgers == Some(self.digest)
        };
        let known = known.filter(|(_, resolved)| holds(resolved));
        known.map_or_else(|| Arc::new(self.resolve_anew(draft)), |(_, resolved)| Arc::clone(resolved))
    }

    fn resolve_anew(&self, draft: &StoryDraft) -> Resolved {
        let mut findings = Vec::new();
        let slug = addresses::slug(draft, &mut findings);
        let aliases = addresses::aliases(draft, &mut findings);
        let printed = self.ledgers.print(draft).note_into(&mut findings);
        let exhibits = exhibits::resolve(draft, self.ledgers).note_into(&mut findings);
        proofs::prove_own(draft, &mut findings);
        let drawn: Vec<_> = exhibits
            .iter()
            .map(|exhibit| {
                let kept = self.ledgers.all().find(|ledger| ledger.at.path == exhibit.draft.at.path);
                let kept = kept.map(|ledger| ledger.digest);
                let figures: Vec<_> = exhibit.figures.iter().map(|figure| self.counted(figure)).collect();
                (kept, figures, &exhibit.table, &exhibit.source, exhibit.as_of)
            })
            .collect();
        let printing: Vec<_> =
            printed.iter().map(|one| (&one.text, &one.value, self.named(&one.origin))).collect();
        let digest = Digest::of_value(&(&draft.path, draft.digest, printing, drawn));
        Resolved {
            slug: slug.into(),
            aliases: aliases.into(),
            summary: summary::of(draft, &printed).into(),
            rows: self.ledgers.rows(&printed, &exhibits),
            printed: printed.into(),
            exhibits: exhibits.into(),
            digest,
            findings,
        }
    }

    /// A number of an exhibit, by names: the place of a ledger changes with every ledger that comes.
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
    pub fn remember<'p>(
        &self,
        resolved: impl IntoIterator<Item = (&'p Arc<StoryDraft>, Arc<Resolved>)>,
    ) -> Remembered {
        let entry = |(draft, resolved): (&Arc<StoryDraft>, _)| (draft.path.clone(), (draft.digest, resolved));
        Remembered { ledgers: Some(self.digest), stories: resolved.into_iter().map(entry).collect() }
    }
}
