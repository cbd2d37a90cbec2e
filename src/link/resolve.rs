//! What a story says with its figures and exhibits: a matter of its draft and the ledgers alone, and so worth remembering.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::figures::Ledgers;
use super::{exhibits, proofs};
use crate::digest::Digest;
use crate::finding::Finding;
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::paper::Paper;
use crate::model::site::{Exhibit, Printed};
use crate::source::SourcePath;

/// What was resolved of each draft, and with which ledgers.
#[derive(Clone, Debug, Default)]
pub struct Remembered {
    ledgers: Option<Digest>,
    stories: FxHashMap<SourcePath, Arc<Resolved>>,
}

/// A draft with its figures and exhibits.
#[derive(Debug)]
pub struct Resolved {
    /// The draft's digest.
    draft: Digest,
    /// What each of its references prints.
    pub printed: Arc<[Printed]>,
    /// Its exhibits.
    pub exhibits: Arc<[Exhibit]>,
    /// The digest of all of this.
    pub digest: Digest,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

/// Resolves drafts, as long as the ledgers are what they were from memory.
pub struct Resolver<'d> {
    drafts: &'d Drafts,
    ledgers: &'d Ledgers<'d>,
    digest: Digest,
    before: Option<&'d Remembered>,
    after: Mutex<FxHashMap<SourcePath, Arc<Resolved>>>,
}

impl<'d> Resolver<'d> {
    /// A resolver for the drafts of a paper.
    pub fn new(drafts: &'d Drafts, ledgers: &'d Ledgers<'d>, before: &'d Remembered) -> Self {
        let read = drafts.ledgers.iter().map(|ledger| (&ledger.id, ledger.digest));
        let digest = Digest::of_value(&(read.collect::<Vec<_>>(), &drafts.unread));
        let before = Some(before).filter(|before| before.ledgers == Some(digest));
        let after = Mutex::new(FxHashMap::with_capacity_and_hasher(drafts.stories.len(), FxBuildHasher));
        Self { drafts, ledgers, digest, before, after }
    }

    /// The paper that the drafts are of.
    pub fn paper(&self) -> &'d Paper {
        &self.drafts.paper
    }

    /// A draft with its figures and exhibits.
    pub fn resolve(&self, draft: &StoryDraft) -> Arc<Resolved> {
        let known = self.before.and_then(|before| before.stories.get(&draft.path));
        let known = known.filter(|known| known.draft == draft.digest).cloned();
        let resolved = known.unwrap_or_else(|| Arc::new(self.resolve_anew(draft)));
        let mut after = self.after.lock().unwrap_or_else(PoisonError::into_inner);
        after.insert(draft.path.clone(), Arc::clone(&resolved));
        resolved
    }

    fn resolve_anew(&self, draft: &StoryDraft) -> Resolved {
        let mut findings = Vec::new();
        let printed = self.ledgers.print(draft).note_into(&mut findings);
        let exhibits = exhibits::resolve(draft, self.ledgers).note_into(&mut findings);
        proofs::prove_own(draft, &mut findings);
        let drawn: Vec<_> = exhibits
            .iter()
            .map(|exhibit| {
                let kept = self.ledgers.all().find(|ledger| ledger.at.path == exhibit.draft.at.path);
                let kept = kept.map(|ledger| ledger.digest);
                (kept, &exhibit.figures, &exhibit.table, &exhibit.source, exhibit.as_of)
            })
            .collect();
        let digest = Digest::of_value(&(draft.digest, &printed, drawn));
        Resolved { draft: draft.digest, printed: printed.into(), exhibits: exhibits.into(), digest, findings }
    }

    /// What is to be remembered: the stories that were asked for.
    pub fn into_remembered(self) -> Remembered {
        let stories = self.after.into_inner().unwrap_or_else(PoisonError::into_inner);
        Remembered { ledgers: Some(self.digest), stories }
    }
}
