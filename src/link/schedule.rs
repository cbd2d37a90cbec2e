//! Schedule: which stories and editions are due on a day: no drafts, nothing from the future, nothing expired.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{NaiveDateTime, NaiveTime};
use rustc_hash::{FxHashMap, FxHashSet};

use super::addresses::slug;
use crate::finding::{Finding, Noted, Severity};
use crate::model::counts::Held;
use crate::model::draft::{Carried, Drafts, StoryDraft};
use crate::model::edition::EditionKey;
use crate::model::site::Waiting;
use crate::project::Audience;
use crate::source::SourcePath;
use crate::words::content;

/// What is due.
pub(crate) struct Due {
    /// For each of the drafts' stories, whether it is shown.
    pub stories: Vec<bool>,
    /// For each of the drafts' standing documents, whether it is shown.
    pub standing: Vec<bool>,
    /// Why stories that only the desk sees are waiting.
    pub waiting: FxHashMap<SourcePath, Waiting>,
    /// The files in the folders of editions that are not shown.
    pub hidden: FxHashSet<SourcePath>,
    /// The next moment at which stories come or go.
    pub next_change: Option<NaiveDateTime>,
    /// What is not shown.
    pub held: Held,
    /// The editions that have an `edition.yaml` and no story yet.
    pub empty_editions: Vec<EditionKey>,
    /// The stories that have expired: their editions, and their slugs.
    pub expired: Vec<(Option<EditionKey>, String)>,
}

/// The edition of a story: that of its folder, or that of its date. A story without either has none; if it belonged
/// to the current day, its address would change every midnight.
#[must_use]
pub(crate) fn edition_of(story: &StoryDraft) -> Option<EditionKey> {
    let of_date = || Some(EditionKey { date: story.slip.date?.0, suffix: String::new() });
    story.edition.clone().or_else(of_date)
}

/// Decides what `audience` sees at the moment `now`.
pub(crate) fn due(drafts: &Drafts, now: NaiveDateTime, audience: Audience) -> Noted<Due> {
    let calendar = Calendar { drafts, now, audience };
    let mut waiting = FxHashMap::default();
    let mut is_shown = |story: &Arc<StoryDraft>, edition: Option<&EditionKey>| {
        let waits_for = calendar.story(story, edition);
        waiting.extend(waits_for.map(|waits_for| (story.path.clone(), waits_for)));
        !calendar.is_over(story) && calendar.shows(waits_for)
    };
    let stories: Vec<bool> =
        drafts.stories.iter().map(|story| is_shown(story, edition_of(story).as_ref())).collect();
    let standing: Vec<bool> = drafts.standing.iter().map(|page| is_shown(page, None)).collect();
    let mut findings = Vec::new();
    if !stories.contains(&true) && (!stories.is_empty() || drafts.unread.is_empty()) {
        findings.push(Finding::new(Severity::Error, None, content::nothing_printed()));
    }
    let is_hidden = |file: &&Carried| {
        edition_folder(&file.path).is_some_and(|key| !calendar.shows(calendar.edition(&key)))
    };
    let hidden = drafts.carried.iter().filter(is_hidden).map(|file| file.path.clone()).collect();
    let empty_editions = calendar.empty_editions();
    let (next_change, held) = (calendar.next_change(), calendar.held(&empty_editions));
    let expired = drafts.stories.iter().filter(|story| calendar.is_over(story));
    // What is wrong with a slug is said while the story is linked.
    let expired = expired.map(|story| (edition_of(story), slug(story, &mut Vec::new()))).collect();
    let due = Due { stories, standing, waiting, hidden, next_change, held, empty_editions, expired };
    Noted::new(due, findings)
}

/// The rules of what waits for which day.
struct Calendar<'d> {
    drafts: &'d Drafts,
    now: NaiveDateTime,
    audience: Audience,
}

impl Calendar<'_> {
    /// Why a story, or its edition, is waiting.
    fn story(&self, story: &StoryDraft, edition: Option<&EditionKey>) -> Option<Waiting> {
        let schedule = &story.slip.schedule;
        let own = if schedule.draft { Some(Waiting::Draft) } else { self.until(schedule.from) };
        own.or_else(|| edition.and_then(|key| self.edition(key)))
    }

    /// Whether a story has expired.
    fn is_over(&self, story: &StoryDraft) -> bool {
        story.slip.schedule.until.is_some_and(|until| until <= self.now)
    }

    /// Why an edition is waiting.
    fn edition(&self, key: &EditionKey) -> Option<Waiting> {
        let is_draft = self.drafts.editions.get(key).is_some_and(|edition| edition.draft);
        if is_draft { Some(Waiting::Draft) } else { self.until(Some(key.date.and_time(NaiveTime::MIN))) }
    }

    fn until(&self, moment: Option<NaiveDateTime>) -> Option<Waiting> {
        moment.filter(|moment| *moment > self.now).map(|moment| Waiting::Until(moment.date()))
    }

    /// The next moment at which a story comes or goes.
    fn next_change(&self) -> Option<NaiveDateTime> {
        let Drafts { stories, standing, .. } = self.drafts;
        let schedules = stories.iter().chain(standing).map(|story| &story.slip.schedule);
        let moments = schedules.flat_map(|schedule| schedule.from.into_iter().chain(schedule.until));
        moments.filter(|moment| *moment > self.now).min()
    }

    /// The editions without a story, whatever their day.
    fn empty_editions(&self) -> Vec<EditionKey> {
        let filled: BTreeSet<EditionKey> =
            self.drafts.stories.iter().filter_map(|story| edition_of(story)).collect();
        let unread: BTreeSet<EditionKey> = self.drafts.unread.iter().filter_map(edition_folder).collect();
        let is_empty = |key: &&EditionKey| !filled.contains(*key) && !unread.contains(*key);
        self.drafts.editions.keys().filter(is_empty).cloned().collect()
    }

    /// What readers do not see.
    fn held(&self, empty_editions: &[EditionKey]) -> Held {
        let mut held = Held::default();
        let (mut to_come, mut filled) = (BTreeSet::new(), BTreeSet::new());
        for story in &self.drafts.stories {
            let edition = edition_of(story);
            match self.story(story, edition.as_ref()) {
                _ if self.is_over(story) => held.expired += 1,
                Some(Waiting::Draft) => held.drafts += 1,
                Some(Waiting::Until(_)) => held.to_come += 1,
                None => {}
            }
            filled.extend(edition);
        }
        for key in filled.iter().chain(self.drafts.editions.keys()) {
            to_come.extend(self.edition(key).filter(|waiting| *waiting != Waiting::Draft).map(|_| key));
        }
        held.editions_to_come = to_come.len();
        held.empty_editions = empty_editions.iter().filter(|key| !to_come.contains(key)).count();
        held
    }

    fn shows(&self, waiting: Option<Waiting>) -> bool {
        waiting.is_none() || self.audience != Audience::Readers
    }
}

/// The edition whose folder contains a file.
#[must_use]
pub(crate) fn edition_folder(path: &SourcePath) -> Option<EditionKey> {
    EditionKey::parse(path.as_str().strip_prefix("content/editions/")?.split('/').next()?)
}
