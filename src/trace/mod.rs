//! Trace: why a document is as it is. What a document was told of the site, and whether the site would say the same today.
//!
//! A document sees the site through a [`Reader`] alone, which notes every [`Fact`] that it tells. A document whose facts are all
//! what they were need not be made again; otherwise the first that is not is the reason. Nothing else decides: there are no kinds
//! of change. That something is *not* there is a fact like any other.

mod answers;
mod fact;
mod names;
mod reader;

use std::sync::Arc;

use crate::digest::Digest;
use crate::model::document::Subject;
pub use answers::Answers;
pub use fact::Fact;
pub use reader::Reader;

/// What a document was told, in the order in which it asked.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The digest of what the document shows, by name.
    subject: Digest,
    facts: Arc<[(Fact, Digest)]>,
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

impl Trace {
    /// What `reader` told a document that shows `subject`.
    #[must_use]
    pub fn of(reader: Reader, subject: &Subject) -> Self {
        let answers = reader.answers();
        let told = |fact: Fact| {
            let digest = answers.digest(&fact);
            (fact, digest)
        };
        Self { subject: answers.name(subject), facts: reader.into_told().into_iter().map(told).collect() }
    }

    /// Why the document must be made again, if it must.
    #[must_use]
    pub fn broken(&self, answers: &Answers, subject: &Subject) -> Option<Reason> {
        if self.subject != answers.name(subject) {
            return Some(Reason::OtherSubject);
        }
        let changed = self.facts.iter().find(|(fact, digest)| answers.digest(fact) != *digest);
        changed.map(|(fact, _)| Reason::Changed(fact.clone()))
    }
}
