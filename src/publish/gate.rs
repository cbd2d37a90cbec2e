//! The gate: what must be right before stories go out that are not live yet.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use super::manifest::LiveManifest;
use crate::finding::{Finding, Severity};
use crate::model::document::Route;
use crate::model::edition::Edition;
use crate::model::site::{Site, Story};
use crate::model::target::PublishTarget;
use crate::pipeline::StoryRead;
use crate::plan::routes;
use crate::source::{Place, SourcePath};
use crate::words::publishing;

/// The rule of the proofreader that finds private data. All that it finds is held back, whatever its severity.
const PRIVATE: &str = "private-data";

/// A secrecy mark as GB/T 9704 sets it: 秘密★1年.
static SECRET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(绝密|机密|秘密)[★☆]").expect("a valid pattern"));

/// What holds a release back.
#[derive(Debug, Default)]
pub(crate) struct ReleaseGate {
    /// The findings in stories that are not live yet.
    pub findings: Vec<Finding>,
}

impl ReleaseGate {
    /// The findings that hold a release back: in stories that are not live yet, the errors of the proofreader and private
    /// data; secrecy marks, if anyone can read the target. Only these hold a proof for approval back.
    #[must_use]
    pub(crate) fn of(
        site: &Site,
        read: &[StoryRead],
        findings: &[Finding],
        live: &LiveManifest,
        target: &PublishTarget,
    ) -> Self {
        let is_new = |story: &&Story| !live.files.contains_key(route_of(site, story).as_str());
        let new: FxHashSet<&SourcePath> =
            site.stories.iter().filter(is_new).map(|story| &story.draft.path).collect();
        let holds = |finding: &&Finding| {
            let is_serious = finding.severity == Severity::Error || finding.wording.code == PRIVATE;
            !site.paper.is_proof
                && is_serious
                && finding.place.as_ref().is_some_and(|place| new.contains(&place.path))
        };
        let mut held: Vec<Finding> = findings.iter().filter(holds).cloned().collect();
        if target.is_public {
            held.extend(read.iter().flat_map(secrets));
            held.extend(site.editions.iter().filter_map(classified));
        }
        Self { findings: held }
    }
}

/// The secrecy marks in a story.
fn secrets(story: &StoryRead) -> impl Iterator<Item = Finding> {
    story.galley.lines.iter().filter_map(|line| {
        let found = SECRET.find(&line.text)?;
        let place = Place::new(&line.path, line.place(found.range()));
        Some(Finding::error(place, publishing::secret(found.as_str())))
    })
}

/// The secrecy mark that an edition carries.
fn classified(edition: &Edition) -> Option<Finding> {
    let (text, place) = edition.classification.as_ref()?;
    let found = SECRET.find(text)?;
    Some(Finding::error(place.clone(), publishing::secret(found.as_str())))
}

/// The address of a story's document.
pub(super) fn route_of(site: &Site, story: &Story) -> Route {
    let edition = story.placed.map(|placed| &site.edition(placed.edition).key);
    Route::new(routes::story(edition, &story.said.slug))
}
