//! Trace: why a document is as it is. What a document was told of the site, and whether the site would say the same today.
//!
//! A document sees the site through a [`Reader`] alone, which notes every [`Fact`] that it tells. A document whose facts are all
//! what they were need not be made again; otherwise the first that is not is the reason. Nothing else decides: there are no kinds
//! of change. That something is *not* there is a fact like any other.

mod answers;
mod fact;
mod names;
mod reader;
mod stories;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::model::document::Subject;
pub use answers::Answers;
pub use fact::Fact;
pub(crate) use reader::Reader;

/// Every fact that documents were told, once, and what the site said to it: all documents of a build are told the same.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Facts(Vec<(Fact, Digest)>);

/// What a document was told, in the order in which it asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Trace {
    /// The digest of what the document shows, by name.
    subject: Digest,
    /// The places of its facts among all.
    facts: Arc<[u32]>,
}

/// Why a document was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing was known of its address.
    New,
    /// Another thing stood at its address.
    OtherSubject,
    /// A fact is not what it was; there may be others.
    Changed(Fact),
}

/// Whoever follows the traces of a build: compares those of the build before, and takes down its own.
pub(crate) struct Tracker<'s> {
    answers: &'s Answers<'s>,
    before: &'s Facts,
    /// Whether each fact of the build before still holds, as far as a document asked.
    holds: Vec<OnceLock<bool>>,
    /// The places of the facts of the build before, as soon as a document is told one that it was not told then.
    places: OnceLock<FxHashMap<&'s Fact, u32>>,
    /// The facts that were not known before; their places are behind those that were.
    added: Mutex<IndexSet<Fact, FxBuildHasher>>,
}

impl<'s> Tracker<'s> {
    /// Begins with the facts of the build before.
    #[must_use]
    pub(crate) fn new(answers: &'s Answers<'s>, before: &'s Facts) -> Self {
        let holds = std::iter::repeat_with(OnceLock::new).take(before.0.len()).collect();
        Self { answers, before, holds, places: OnceLock::new(), added: Mutex::default() }
    }

    /// Why a document of the build before must be made again to show `subject`, if it must.
    #[must_use]
    pub(crate) fn broken(&self, trace: &Trace, subject: &Subject) -> Option<Reason> {
        if trace.subject != self.answers.known_name(subject) {
            return Some(Reason::OtherSubject);
        }
        let broken = trace.facts.iter().find(|place| !self.holds(**place))?;
        self.before.0.get(*broken as usize).map(|(fact, _)| Reason::Changed(fact.clone()))
    }

    fn holds(&self, place: u32) -> bool {
        let place = place as usize;
        let ask = || self.before.0.get(place).is_some_and(|(fact, was)| self.answers.digest(fact) == *was);
        self.holds.get(place).is_some_and(|holds| *holds.get_or_init(ask))
    }

    /// Takes down what `reader` told a document that shows `subject`. Most of it the document was told `before`, too: among that
    /// it is looked for first, because to look among all takes a table of all.
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
        let facts = reader.into_told().into_iter().map(place).collect();
        Trace { subject: self.answers.known_name(subject), facts }
    }

    /// The facts for the build after, and what the site says to them now.
    #[must_use]
    pub(crate) fn into_facts(self) -> Facts {
        let added = self.added.into_inner().unwrap_or_else(PoisonError::into_inner);
        let said = |fact: Fact| {
            let digest = self.answers.digest(&fact);
            (fact, digest)
        };
        let now = |((fact, was), holds): (&(Fact, Digest), &OnceLock<bool>)| match holds.get() {
            Some(true) => (fact.clone(), *was),
            Some(false) | None => said(fact.clone()),
        };
        let mut facts: Vec<(Fact, Digest)> = self.before.0.par_iter().zip(&self.holds).map(now).collect();
        facts.par_extend(added.into_par_iter().map(said));
        Facts(facts)
    }
}

/// Facts are tidied where one in so many is of no use any more.
const USELESS: usize = 8;

impl Facts {
    /// Forgets the facts that no trace has any more, once they are a good part of all.
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

/// A place among the facts, which are fewer than a paper has bytes.
fn place(index: usize) -> u32 {
    u32::try_from(index).expect("there are fewer than four thousand million facts")
}
