//! Schedule: which stories and editions are due on a day: no drafts, nothing from the future, nothing expired.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::{Finding, Noted, Severity};
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
}

/// The edition of a story: that of its folder, or that of its date. A story without either has none; if it belonged
/// to the current day, its address would change every midnight.
#[must_use]
pub(crate) fn edition_of(story: &StoryDraft) -> Option<EditionKey> {
    let of_date = || Some(EditionKey { date: story.slip.date?.0, suffix: String::new() });
    story.edition.clone().or_else(of_date)
}

/// Decides what `audience` sees on `today`.
pub(crate) fn due(drafts: &Drafts, today: NaiveDate, audience: Audience) -> Noted<Due> {
    let calendar = Calendar { drafts, today, audience };
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
    Noted::new(Due { stories, standing, waiting, hidden }, findings)
}

/// The rules of what waits for which day.
struct Calendar<'d> {
    drafts: &'d Drafts,
    today: NaiveDate,
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
        story.slip.schedule.until.is_some_and(|until| until < self.today)
    }

    /// Why an edition is waiting.
    fn edition(&self, key: &EditionKey) -> Option<Waiting> {
        let is_draft = self.drafts.editions.get(key).is_some_and(|edition| edition.draft);
        if is_draft { Some(Waiting::Draft) } else { self.until(Some(key.date)) }
    }

    fn until(&self, day: Option<NaiveDate>) -> Option<Waiting> {
        day.filter(|day| *day > self.today).map(Waiting::Until)
    }

    fn shows(&self, waiting: Option<Waiting>) -> bool {
        waiting.is_none() || self.audience == Audience::Desk
    }
}

/// The edition whose folder contains a file.
#[must_use]
pub(crate) fn edition_folder(path: &SourcePath) -> Option<EditionKey> {
    EditionKey::parse(path.as_str().strip_prefix("content/editions/")?.split('/').next()?)
}
