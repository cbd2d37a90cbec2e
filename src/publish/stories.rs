//! What becomes of the stories if a release goes live, and what must be allowed first: nothing disappears by accident.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::manifest::{LiveFile, LiveManifest, LiveStory};

/// The largest share of the live stories, in percent, that may vanish in one run without being allowed.
const MOST_VANISHED: usize = 20;
/// Up to this many stories may vanish at once even if they are a large share of a small paper.
const FEW: usize = 2;

/// The stories that a plan changes: path and headline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StoryChanges {
    /// Those that were not live before.
    pub new: Vec<(String, String)>,
    /// Those that were live at another address, which leads to the new one: the new path and the headline.
    pub moved: Vec<(String, String)>,
    /// Those whose text changed.
    pub corrected: Vec<(String, String)>,
    /// How many of them do not say that they were corrected.
    pub unsaid: usize,
    /// Those of which only a notice remains.
    pub withdrawn: Vec<(String, String)>,
    /// Those that are gone without a notice.
    pub vanished: Vec<Vanished>,
}

/// A live story that the release does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Vanished {
    /// Its address.
    pub path: String,
    /// Its headline.
    pub headline: String,
    /// The address of a new story with the same headline: it was probably renamed.
    pub renamed: Option<String>,
}

/// Why a plan is not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Stories would disappear.
    Vanished(usize),
    /// A large share of the live stories would disappear: how many, and of how many.
    Many(usize, usize),
    /// The paper is built for this later day, so stories may go out that are not due yet.
    Early(NaiveDate),
    /// Nothing is there any more, although so many runs have published to it.
    Emptied(usize),
    /// Another paper, of this name, is live there.
    OtherPaper(String),
    /// Files are there that are not ours. These would be replaced.
    ForeignFiles(Vec<String>),
    /// Files are there that are not ours. They would not be in the new release, which takes the place of the old one.
    LeftBehind(Vec<String>),
    /// A file that is not ours has the name of the bundle.
    OtherFile(String),
}

/// What becomes of the stories.
#[must_use]
pub(super) fn story_changes(live: &LiveManifest, files: &BTreeMap<String, LiveFile>) -> StoryChanges {
    let mut changes = StoryChanges::default();
    for (path, file) in files {
        let Some(story) = &file.story else { continue };
        let before = live.files.get(path).and_then(|file| file.story.as_ref());
        let list = match before {
            None => &mut changes.new,
            Some(before) if story.withdrawn && !before.withdrawn => &mut changes.withdrawn,
            Some(before) if before.text != story.text => {
                changes.unsaid += usize::from(!story.corrected && !story.withdrawn);
                &mut changes.corrected
            }
            Some(_) => continue,
        };
        list.push((path.clone(), story.headline.clone()));
    }
    let leads_on = |path: &String| files.get(path).is_some_and(|file| file.story.is_none());
    let left = live.files.iter().filter(|(path, _)| leads_on(path));
    let left: FxHashSet<&str> =
        left.filter_map(|(_, file)| Some(file.story.as_ref()?.headline.as_str())).collect();
    (changes.moved, changes.new) =
        changes.new.into_iter().partition(|(_, headline)| left.contains(headline.as_str()));
    let new: FxHashMap<&str, &str> =
        changes.new.iter().map(|(path, headline)| (headline.as_str(), path.as_str())).collect();
    let vanished = live.files.iter().filter_map(|(path, file)| {
        let LiveStory { headline, .. } = file.story.as_ref().filter(|_| !files.contains_key(path))?;
        let renamed = new.get(headline.as_str()).map(|path| (*path).to_owned());
        Some(Vanished { path: path.clone(), headline: headline.clone(), renamed })
    });
    let vanished: Vec<Vanished> = vanished.collect();
    StoryChanges { vanished, ..changes }
}

/// Why it may not be carried out, unless that is allowed.
#[must_use]
pub(super) fn refusals(live: &LiveManifest, paper: &str, stories: &StoryChanges) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if live.generation > 0 && live.paper != paper {
        refusals.push(Refusal::OtherPaper(live.paper.clone()));
    }
    let (gone, all) =
        (stories.vanished.len(), live.files.values().filter(|file| file.story.is_some()).count());
    if gone > 0 {
        refusals.push(Refusal::Vanished(gone));
    }
    if gone > FEW && gone * 100 > all * MOST_VANISHED {
        refusals.push(Refusal::Many(gone, all));
    }
    refusals
}
