//! Trace: why a document is rendered again. It records which facts of the site a document used, and whether they still hold.
//!
//! A document sees the site only through a [`Reader`], which records every [`Fact`] that it hands out. If none of
//! these facts has changed, the document need not be rendered again; otherwise the first changed fact is the reason.
//! That something does *not* exist is a fact like any other.

mod answers;
mod dated;
mod faces;
mod fact;
mod lists;
mod moved;
mod names;
mod pdfs;
mod reader;
mod search;
mod signers;
mod stories;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::model::document::Subject;
pub use answers::Answers;
pub(crate) use dated::DatedDocument;
pub use fact::Fact;
pub(crate) use reader::Reader;

/// Every fact that documents used, without duplicates, with the digest of its answer.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Facts(Vec<(Fact, Digest)>);

/// The facts that a document used, in the order in which it asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Trace {
    /// The digest of the name of the document's subject.
    subject: Digest,
    /// The indexes of its facts in [`Facts`].
    facts: Arc<[u32]>,
}

/// Why a document was rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No document was known at its address.
    New,
    /// Another subject was at its address.
    OtherSubject,
    /// A fact has changed; others may have, too.
    Changed(Fact),
}

/// Checks the traces of the last build, and records those of this one.
pub(crate) struct Tracker<'s> {
    answers: &'s Answers<'s>,
    before: &'s Facts,
    /// Whether each fact of the last build still holds, if a document asked.
    still_holds: Vec<OnceLock<bool>>,
    /// The indexes of the last build's facts, computed as soon as a document uses one that it did not use then.
    places: OnceLock<FxHashMap<&'s Fact, u32>>,
    /// The new facts; they are indexed after those of the last build.
    added: Mutex<IndexSet<Fact, FxBuildHasher>>,
}

impl<'s> Tracker<'s> {
    /// Starts with the facts of the last build.
    #[must_use]
    pub(crate) fn new(answers: &'s Answers<'s>, before: &'s Facts) -> Self {
        let still_holds = std::iter::repeat_with(OnceLock::new).take(before.0.len()).collect();
        Self { answers, before, still_holds, places: OnceLock::new(), added: Mutex::default() }
    }

    /// Why a document of the last build must be rendered again to show `subject`, if it must.
    #[must_use]
    pub(crate) fn broken(&self, trace: &Trace, subject: &Subject) -> Option<Reason> {
        if trace.subject != self.answers.known_name(subject) {
            return Some(Reason::OtherSubject);
        }
        let broken = trace.facts.iter().find(|place| !self.still_holds(**place))?;
        self.before.0.get(*broken as usize).map(|(fact, _)| Reason::Changed(fact.clone()))
    }

    fn still_holds(&self, place: u32) -> bool {
        let place = place as usize;
        let ask = || self.before.0.get(place).is_some_and(|(fact, was)| self.answers.digest(fact) == *was);
        self.still_holds.get(place).is_some_and(|still_holds| *still_holds.get_or_init(ask))
    }

    /// Records the facts that `reader` handed to a document that shows `subject`. Most of them are in its trace
    /// `before`, so they are looked up there first: looking them up among all facts needs an index of all.
    #[must_use]
    pub(crate) fn trace(&self, reader: Reader, subject: &Subject, before: Option<&Trace>) -> Trace {
        let places = before.iter().flat_map(|trace| trace.facts.iter());
        let fact = |place: &u32| Some((&self.before.0.get(*place as usize)?.0, *place));
        let its_own: FxHashMap<&Fact, u32> = places.filter_map(fact).collect();
        let all =
            || self.before.0.iter().enumerate().map(|(index, (fact, _))| (fact, place(index))).collect();
        let known =
            |fact: &Fact| its_own.get(fact).or_else(|| self.places.get_or_init(all).get(fact)).copied();
        let mut added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        let place = |fact: Fact| {
            known(&fact).unwrap_or_else(|| place(self.before.0.len() + added.insert_full(fact).0))
        };
        let facts = reader.into_recorded().into_iter().map(place).collect();
        Trace { subject: self.answers.known_name(subject), facts }
    }

    /// The facts for the next build, with the digests of the current answers.
    #[must_use]
    pub(crate) fn into_facts(self) -> Facts {
        let added = self.added.into_inner().unwrap_or_else(PoisonError::into_inner);
        let said = |fact: Fact| {
            let digest = self.answers.digest(&fact);
            (fact, digest)
        };
        let now = |((fact, was), still_holds): (&(Fact, Digest), &OnceLock<bool>)| match still_holds.get() {
            Some(true) => (fact.clone(), *was),
            Some(false) | None => said(fact.clone()),
        };
        let mut facts: Vec<(Fact, Digest)> =
            self.before.0.par_iter().zip(&self.still_holds).map(now).collect();
        facts.par_extend(added.into_par_iter().map(said));
        Facts(facts)
    }
}

/// Facts are tidied if more than one in this many is unused.
const USELESS: usize = 8;

impl Facts {
    /// Drops the facts that no trace uses, if they are a considerable part of all.
    pub(crate) fn tidy(&mut self, traces: &mut [&mut Trace]) {
        let mut used = vec![false; self.0.len()];
        traces.iter().flat_map(|trace| &*trace.facts).for_each(|place| used[*place as usize] = true);
        if used.iter().filter(|used| !**used).count() * USELESS < used.len() {
            return;
        }
        let mut places = Vec::with_capacity(used.len());
        let mut kept = 0;
        for used in &used {
            places.push(place(kept));
            kept += usize::from(*used);
        }
        let mut used = used.into_iter();
        self.0.retain(|_| used.next().unwrap_or_default());
        for trace in traces {
            trace.facts = trace.facts.iter().map(|place| places[*place as usize]).collect();
        }
    }
}

/// The index of a fact, as a `u32`.
fn place(index: usize) -> u32 {
    u32::try_from(index).expect("there are fewer than 2^32 facts")
}
