//! Signers: who signed stories or took their pictures, and their stories, newest first.

use rustc_hash::FxHashMap;

use super::addresses;
use super::editions::PlacedStories;
use super::spellings::folded;
use crate::language::reading;
use crate::model::byline::photographers;
use crate::model::draft::StoryDraft;
use crate::model::ids::{SignerId, StoryId};
use crate::model::signer::Signer;

/// All of them, indexed by name.
pub(super) struct Signers {
    /// In the order of an index.
    pub all: Vec<Signer>,
    known: FxHashMap<String, SignerId>,
}

impl Signers {
    /// Collects those whom stories name. A name that is written in several ways is printed as in the newest story.
    pub(super) fn gather(placed: &PlacedStories) -> Self {
        let mut found: FxHashMap<String, (&str, Vec<StoryId>)> = FxHashMap::default();
        for (index, (draft, _)) in placed.stories.iter().enumerate().rev() {
            for name in signed_by(draft) {
                let (_, stories) = found.entry(folded(name)).or_insert((name, Vec::new()));
                if stories.last() != Some(&StoryId(index)) {
                    stories.push(StoryId(index));
                }
            }
        }
        let mut all: Vec<(String, Signer)> = found
            .into_iter()
            .map(|(key, (name, stories))| {
                let slug = addresses::address_beside_index(&key);
                (key, Signer { name: name.to_owned(), reading: reading(name), slug, stories })
            })
            .collect();
        all.sort_by(|(one_key, one), (other_key, other)| {
            let rank = |signer: &Signer| (signer.initial() == '#', signer.reading.clone());
            (rank(one), one_key).cmp(&(rank(other), other_key))
        });
        let known = all.iter().enumerate().map(|(at, (key, _))| (key.clone(), SignerId(at))).collect();
        Self { all: all.into_iter().map(|(_, signer)| signer).collect(), known }
    }

    /// Those of a story, in the order in which it names them.
    pub(super) fn of(&self, draft: &StoryDraft) -> Vec<SignerId> {
        let mut signers = Vec::new();
        for name in signed_by(draft) {
            let known = self.known.get(&folded(name)).filter(|known| !signers.contains(*known));
            signers.extend(known);
        }
        signers
    }
}

/// The names in a story's byline and in the credits of its pictures. Nobody answers for a story that was withdrawn, and a name that
/// is masked (×××) is none.
pub(super) fn signed_by(draft: &StoryDraft) -> Vec<&str> {
    if draft.is_withdrawn() {
        return Vec::new();
    }
    let front = draft.front();
    let signers = front.byline.as_ref().map(|byline| byline.signers()).unwrap_or_default();
    let credits = front.pictures.iter().filter_map(|picture| picture.credit.as_deref());
    let named = signers.into_iter().chain(credits.flat_map(photographers));
    named.filter(|name| name.contains(char::is_alphanumeric)).collect()
}
