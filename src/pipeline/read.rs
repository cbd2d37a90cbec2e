//! The stories that a run proofread.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::cache::Cache;
use crate::check::tally::Tally;
use crate::check::{self, Checked};
use crate::finding::Finding;
use crate::galley::Galley;
use crate::model::site::{Site, Story};
use crate::parse;
use crate::source::SourcePath;

/// A story that was proofread.
#[derive(Debug)]
pub struct StoryRead {
    /// Its headline in one line.
    pub headline: String,
    /// How much was read, and how much of it is wrong.
    pub tally: Tally,
    /// Its text.
    pub galley: Arc<Galley>,
}

/// Proofreads all stories. Waived findings are removed.
pub(super) fn read(site: &Site, cache: &Cache, findings: &mut Vec<Finding>) -> Vec<StoryRead> {
    let stories: Vec<&Story> = site.stories_and_standing().collect();
    read_some(site, &stories, cache, findings)
}

/// The same with some of the stories.
pub(crate) fn read_some(
    site: &Site,
    stories: &[&Story],
    cache: &Cache,
    findings: &mut Vec<Finding>,
) -> Vec<StoryRead> {
    let style = parse::style(&cache.inventory).note_into(findings);
    let found = std::mem::take(findings);
    let Checked { findings: checked, tallies, galleys } =
        check::check(site, &style, stories, found, &cache.read);
    *findings = checked;
    stories_read(stories, tallies, galleys)
}

/// The stories that were proofread, with their headlines.
fn stories_read(stories: &[&Story], tallies: Vec<Tally>, galleys: Vec<Arc<Galley>>) -> Vec<StoryRead> {
    let headlines: FxHashMap<&SourcePath, String> =
        stories.iter().map(|story| (&story.draft.path, story.headline(" "))).collect();
    let read = tallies.into_iter().zip(galleys);
    read.map(|(tally, galley)| StoryRead { headline: headlines[&galley.path].clone(), tally, galley })
        .collect()
}
