//! Versions: the stories that say the same in different languages, each linked to all others.

use std::collections::BTreeMap;

use crate::finding::{Finding, Noted};
use crate::model::body::LinkDraft;
use crate::model::ids::StoryId;
use crate::model::site::{Story, StoryVersion, Target};
use crate::source::Place;
use crate::words::content;

/// Links each translation with its original and with the other translations of it. Two versions in one language are a finding.
pub(crate) fn link(stories: &mut [Story]) -> Noted<()> {
    let mut findings = Vec::new();
    let mut by_original: BTreeMap<StoryId, Vec<StoryVersion>> = BTreeMap::new();
    for place in 0..stories.len() {
        let Some(original) = original_of(stories, StoryId(place)) else {
            findings.extend(no_original(&stories[place]));
            continue;
        };
        let versions = by_original.entry(original).or_default();
        if versions.is_empty() {
            versions.push(version(stories, original));
        }
        let translation = version(stories, StoryId(place));
        if let Some(same) = versions.iter().find(|known| known.language == translation.language) {
            findings.extend(in_one_language(stories, same.story, StoryId(place)));
        } else {
            versions.push(translation);
        }
    }
    for versions in by_original.into_values() {
        for own in &versions {
            let others = versions.iter().filter(|other| other.story != own.story).copied();
            stories[own.story.0].versions = others.collect();
            stories[own.story.0].versions.sort_unstable();
        }
    }
    Noted::new((), findings)
}

fn version(stories: &[Story], story: StoryId) -> StoryVersion {
    StoryVersion { language: stories[story.0].language, story }
}

/// The story that a translation was made from; of a translation of a translation, the first of them. Stories that are
/// translations of each other have the first in the order of stories as their original.
fn original_of(stories: &[Story], story: StoryId) -> Option<StoryId> {
    let named = |story: StoryId| {
        let story = &stories[story.0];
        match story.targets.get(story.draft.slip.translation_of?)? {
            Target::Story(original, _) => Some(*original),
            _ => None,
        }
    };
    let mut chain = vec![story];
    let mut last = story;
    while let Some(next) = named(last) {
        if let Some(start) = chain.iter().position(|known| *known == next) {
            last = chain[start..].iter().min().copied().unwrap_or(next);
            break;
        }
        chain.push(next);
        last = next;
    }
    (last != story).then_some(last)
}

/// The finding on a translation in the language of another version.
fn in_one_language(stories: &[Story], same: StoryId, translation: StoryId) -> Option<Finding> {
    let (same, translation) = (&stories[same.0], &stories[translation.0]);
    let wording = content::same_language(same.draft.path.as_str(), translation.language.tag());
    Some(Finding::error(Place::new(&translation.draft.path, original_link(translation)?.span), wording))
}

/// The finding on a translation of something that is not a story; a link that leads nowhere has been reported.
fn no_original(story: &Story) -> Option<Finding> {
    let link = original_link(story)?;
    let target = story.targets.get(story.draft.slip.translation_of?)?;
    let wording = content::no_original(link.destination.as_deref()?);
    let is_story = matches!(target, Target::Story(..) | Target::Unresolved);
    (!is_story).then(|| Finding::error(Place::new(&story.draft.path, link.span), wording))
}

fn original_link(story: &Story) -> Option<&LinkDraft> {
    story.draft.links.get(story.draft.slip.translation_of?)
}
