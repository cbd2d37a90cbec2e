//! Which stories and editions are due on a day: no drafts, nothing from the future, nothing expired.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::finding::{Finding, Noted, Severity};
use crate::model::draft::{Carried, Drafts, StoryDraft};
use crate::model::edition::EditionKey;
use crate::source::SourcePath;
use crate::words::content;

/// What is due.
pub struct Due {
    /// For each of the drafts' stories, whether it is printed.
    pub stories: Vec<bool>,
    /// For each of the drafts' standing documents, whether it is printed.
    pub standing: Vec<bool>,
    /// The files that are carried over: not those of editions and stories that are left out.
    pub carried: Vec<Carried>,
}

/// The edition a story belongs to: its folder's, that of its date, or the day's.
#[must_use]
pub fn edition_of(story: &StoryDraft, today: NaiveDate) -> EditionKey {
    story
        .edition
        .clone()
        .unwrap_or_else(|| EditionKey { date: story.front.date.unwrap_or(today), suffix: String::new() })
}

/// Decides what is due on `today`.
pub fn due(drafts: &Drafts, today: NaiveDate) -> Noted<Due> {
    let is_due = |story: &Arc<StoryDraft>| {
        is_in_time(story, today) && is_edition_due(&edition_of(story, today), drafts, today)
    };
    let stories: Vec<bool> = drafts.stories.iter().map(is_due).collect();
    let standing: Vec<bool> = drafts.standing.iter().map(|page| is_in_time(page, today)).collect();
    let mut findings = Vec::new();
    if !stories.contains(&true) && (!stories.is_empty() || drafts.unread.is_empty()) {
        findings.push(Finding {
            severity: Severity::Error,
            place: None,
            wording: content::nothing_printed(),
        });
    }
    let all = || drafts.stories.iter().chain(&drafts.standing).zip(stories.iter().chain(&standing));
    let named = |shown: bool| -> BTreeSet<SourcePath> {
        let stories =
            all().filter(|(story, due)| shown == (**due && story.front.schedule.withdrawn.is_none()));
        stories
            .flat_map(|(story, _)| {
                story.links.iter().filter_map(|link| story.path.follow(link.destination.as_deref()?).0)
            })
            .collect()
    };
    let (shown, withheld) = (named(true), named(false));
    let is_carried = |file: &&Carried| {
        edition_folder(&file.path).is_none_or(|key| is_edition_due(&key, drafts, today))
            && (shown.contains(&file.path) || !withheld.contains(&file.path))
    };
    let carried = drafts.carried.iter().filter(is_carried).cloned().collect();
    Noted::new(Due { stories, standing, carried }, findings)
}

/// Neither a draft, nor too early, nor too late.
fn is_in_time(story: &StoryDraft, today: NaiveDate) -> bool {
    let schedule = &story.front.schedule;
    !schedule.draft
        && schedule.from.is_none_or(|from| from <= today)
        && schedule.until.is_none_or(|until| today <= until)
}

fn is_edition_due(key: &EditionKey, drafts: &Drafts, today: NaiveDate) -> bool {
    key.date <= today && !drafts.editions.get(key).is_some_and(|edition| edition.draft)
}

/// The edition in whose folder a file lies.
#[must_use]
pub fn edition_folder(path: &SourcePath) -> Option<EditionKey> {
    EditionKey::parse(path.as_str().strip_prefix("content/editions/")?.split('/').next()?)
}
