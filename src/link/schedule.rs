//! Which stories and editions are due on a day: no drafts, nothing from the future, nothing expired.

use std::collections::BTreeSet;

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
    let stories: Vec<bool> = drafts.stories.iter().map(|story| is_due(story, drafts, today)).collect();
    let mut findings = Vec::new();
    if !stories.is_empty() && !stories.contains(&true) {
        findings.push(Finding {
            severity: Severity::Error,
            place: None,
            wording: content::nothing_printed(),
        });
    }
    let named = |due: bool| -> BTreeSet<SourcePath> {
        let stories = drafts.stories.iter().zip(&stories).filter(|(_, is_due)| **is_due == due);
        stories
            .flat_map(|(story, _)| {
                story.links.iter().filter_map(|link| story.path.join(link.destination.as_deref()?))
            })
            .collect()
    };
    let (shown, withheld) = (named(true), named(false));
    let is_carried = |file: &&Carried| {
        edition_folder(&file.path).is_none_or(|key| is_edition_due(&key, drafts, today))
            && (shown.contains(&file.path) || !withheld.contains(&file.path))
    };
    let carried = drafts.carried.iter().filter(is_carried).cloned().collect();
    Noted::new(Due { stories, carried }, findings)
}

fn is_due(story: &StoryDraft, drafts: &Drafts, today: NaiveDate) -> bool {
    let schedule = &story.front.schedule;
    !schedule.draft
        && schedule.from.is_none_or(|from| from <= today)
        && schedule.until.is_none_or(|until| today <= until)
        && is_edition_due(&edition_of(story, today), drafts, today)
}

fn is_edition_due(key: &EditionKey, drafts: &Drafts, today: NaiveDate) -> bool {
    key.date <= today && !drafts.editions.get(key).is_some_and(|edition| edition.draft)
}

fn edition_folder(path: &SourcePath) -> Option<EditionKey> {
    EditionKey::parse(path.as_str().strip_prefix("content/editions/")?.split('/').next()?)
}
