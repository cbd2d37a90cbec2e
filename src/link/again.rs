//! Links one edited story again, in the paper as it was last linked.

use std::sync::Arc;

use super::figures::LedgerIndex;
use super::resolve::Resolver;
use super::signers::signed_by;
use crate::digest::Digest;
use crate::finding::Noted;
use crate::memo::Memo;
use crate::model::draft::StoryDraft;
use crate::model::site::{Site, Story};

/// The story with its figures and exhibits resolved again. `None` if other things may have changed: where and when it is to appear,
/// where its links lead, who signed it, or the lines of its heads.
pub(crate) fn relink(draft: Arc<StoryDraft>, known: &Story, site: &Site) -> Option<Noted<Story>> {
    if Digest::of_value(&draft.slip) != Digest::of_value(&known.draft.slip)
        || !links(&draft).eq(links(&known.draft))
        || signed_by(&draft) != signed_by(&known.draft)
    {
        return None;
    }
    let memo = Memo::default();
    let (said, figured) = Resolver::new(LedgerIndex::of_site(site), &memo).resolve(&draft);
    if said.value.heads != known.said.heads || said.value.slug != known.said.slug {
        return None;
    }
    let story = Story {
        said: Arc::clone(&said.value),
        figured,
        draft,
        breaks: Arc::clone(&known.breaks),
        placed: known.placed,
        waiting: known.waiting,
        language: known.language,
        versions: known.versions.clone(),
        form: known.form,
        column: known.column,
        topics: known.topics.clone(),
        signers: known.signers.clone(),
        targets: known.targets.clone(),
    };
    Some(Noted::new(story, said.findings.clone()))
}

/// Where the links and pictures of a story lead, as written.
fn links(draft: &StoryDraft) -> impl Iterator<Item = (Option<&str>, bool)> {
    draft.links.iter().map(|link| (link.destination.as_deref(), link.picture))
}
