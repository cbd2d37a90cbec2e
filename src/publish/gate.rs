//! The gate: what must be right before stories go out that are not live yet.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::manifest::LiveManifest;
use super::release::{Release, route_of};
use crate::cache::Cache;
use crate::finding::{Finding, Severity};
use crate::language::secrecy::secrecy_mark;
use crate::model::document::{Route, Subject};
use crate::model::ids::{LedgerId, StandingId};
use crate::model::site::{Site, Story};
use crate::model::target::PublishTarget;
use crate::pipeline::{self, StoryRead};
use crate::plan::routes::route;
use crate::source::{Place, SourcePath};
use crate::words::publishing;

/// The rule of the proofreader that finds private data. All that it finds is held back, whatever its severity.
const PRIVATE: &str = "private-data";

/// What holds a release back.
#[derive(Debug, Default)]
pub(crate) struct ReleaseGate {
    /// The findings in stories.
    pub stories: Vec<Finding>,
    /// The findings about the approvals of editions.
    pub approvals: Vec<Finding>,
}

impl ReleaseGate {
    /// All findings.
    #[must_use]
    pub(crate) fn findings(&self) -> Vec<Finding> {
        [&self.stories[..], &self.approvals].concat()
    }

    /// The files that lack an approval.
    #[must_use]
    pub(super) fn unapproved_files(&self) -> Vec<String> {
        let places = self.approvals.iter().filter_map(|finding| finding.place.as_ref());
        let files: BTreeSet<String> = places.map(|place| place.path.to_string()).collect();
        files.into_iter().collect()
    }
}

/// What holds a release back in its stories and ledgers: in those that are not live yet, the errors of the proofreader and private data;
/// secrecy marks, if anyone can read the target. Only these hold a proof for approval back.
#[must_use]
pub(super) fn of(
    site: &Site,
    (release, live, target): (&Release, &LiveManifest, &PublishTarget),
    cache: &Cache,
) -> ReleaseGate {
    let unread = unread(site, (release, live), target);
    let (stories, mut findings): (Vec<&Story>, _) =
        (unread.iter().map(|(story, _)| *story).collect(), Vec::new());
    let read = pipeline::read_some(site, &stories, cache, &mut findings);
    let is_new = |route: &Route| {
        let is_story = release.files.get(route.as_str()).is_some_and(|file| file.story.is_some());
        is_story && !live.files.contains_key(route.as_str())
    };
    let new = unread.iter().filter(|(_, route)| is_new(route)).map(|(story, _)| &story.draft.path);
    let new: FxHashSet<&SourcePath> = new.chain(new_ledgers(site, (release, live))).collect();
    let holds = |finding: &Finding| {
        let is_serious = finding.severity == Severity::Error || finding.wording.code == PRIVATE;
        !site.paper.is_proof
            && is_serious
            && finding.place.as_ref().is_some_and(|place| new.contains(&place.path))
    };
    findings.retain(holds);
    if target.is_public {
        findings.extend(read.iter().flat_map(secrets));
        findings.extend(classified(site));
    }
    ReleaseGate { stories: findings, approvals: Vec::new() }
}

/// The ledgers that are not live as they are. Of one that is not public, only the figures are read that unread stories print.
fn new_ledgers<'s>(
    site: &'s Site,
    (release, live): (&'s Release, &'s LiveManifest),
) -> impl Iterator<Item = &'s SourcePath> {
    let is_live = |id: LedgerId| {
        let route = route(&Subject::Ledger(id), site);
        let files = (release.files.get(route.as_str()), live.files.get(route.as_str()));
        matches!(files, (Some(now), Some(before)) if now.digest == before.digest)
    };
    let ledgers = site.ledgers.iter().enumerate().map(|(index, record)| (LedgerId(index), &record.ledger));
    let new = ledgers.filter(move |(id, ledger)| !ledger.public || !is_live(*id));
    new.map(|(_, ledger)| &ledger.at.path)
}

/// The stories and standing documents that must be proofread before a release goes out. Those that are live as they are have been;
/// but nobody has looked for secrecy marks in what was published for insiders.
fn unread<'s>(
    site: &'s Site,
    (release, live): (&Release, &LiveManifest),
    target: &PublishTarget,
) -> Vec<(&'s Story, Route)> {
    let was_searched = !live.internal || !target.is_public;
    let is_live = |route: &Route| {
        let files = (release.files.get(route.as_str()), live.files.get(route.as_str()));
        let (Some(now), Some(before)) = files else { return false };
        was_searched
            && if now.story.is_some() { now.story == before.story } else { now.digest == before.digest }
    };
    let stories = site.stories.iter().map(|story| (story, route_of(site, story)));
    let standing = site.standing.iter().enumerate();
    let standing = standing.map(|(index, page)| (page, route(&Subject::Standing(StandingId(index)), site)));
    stories.chain(standing).filter(|(_, route)| !is_live(route)).collect()
}

/// The secrecy marks in a story.
fn secrets(story: &StoryRead) -> impl Iterator<Item = Finding> {
    story.galley.lines.iter().filter_map(|line| {
        let found = secrecy_mark(&line.text)?;
        let place = Place::new(&line.path, line.place(found.clone()));
        Some(Finding::error(place, publishing::secret(&line.text[found])))
    })
}

/// Where the paper or an edition says that not everybody may read it. A proof is for those who approve it.
fn classified(site: &Site) -> Vec<Finding> {
    if site.paper.is_proof {
        return Vec::new();
    }
    let of_editions = site.editions.iter().filter_map(|edition| edition.classification.as_ref());
    let said: BTreeMap<&Place, &String> =
        site.paper.classification.iter().chain(of_editions).map(|(text, place)| (place, text)).collect();
    said.into_iter()
        .map(|(place, text)| Finding::error(place.clone(), publishing::restricted(text)))
        .collect()
}
