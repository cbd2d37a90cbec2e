//! The calendar (日程): what goes live, is released from an embargo or expires next.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::goal::Goal;
use super::report::Report;
use super::run::{Outcome, run, scan_folder};
use crate::cache::Cache;
use crate::fault::Fault;
use crate::model::edition::{Edition, EditionKey};
use crate::model::site::{Site, Story, Waiting};
use crate::project::{Audience, Project};
use crate::source::SourcePath;

/// What happens from the day of the build on.
#[derive(Debug)]
pub(crate) struct Agenda {
    /// The findings.
    pub report: Report,
    /// The events, by day.
    pub days: BTreeMap<NaiveDate, Vec<Event>>,
}

/// Something that happens to an edition or a story.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Event {
    pub kind: EventKind,
    /// The hour, if it does not happen to the whole day.
    pub hour: Option<NaiveTime>,
    /// The headline of the story, or the name of the edition's folder.
    pub name: String,
    /// The file of the story.
    pub file: Option<SourcePath>,
    /// Whether it will not happen, because the story or the edition is still a draft.
    pub is_draft: bool,
}

impl Event {
    /// An edition goes live with so many stories.
    fn of_edition(key: &EditionKey, stories: usize) -> Self {
        let (kind, name) = (EventKind::Edition(stories), key.to_string());
        Self { kind, hour: None, name, file: None, is_draft: stories == 0 }
    }
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EventKind {
    /// An edition of so many stories goes live.
    Edition(usize),
    /// A story goes live.
    Live,
    /// An embargo ends.
    Released,
    /// A story expires: at that hour, or at the end of that day.
    Expires,
}

/// The calendar of the paper, from the day of the build on.
///
/// # Errors
/// If a folder or a file cannot be read.
pub(crate) fn calendar(project: &Project) -> Result<Agenda, Fault> {
    let project = Project { audience: Audience::Desk, ..project.clone() };
    let mut cache = Cache::to_read(&project.root);
    cache.inventory = scan_folder(&project, &cache)?;
    let Outcome { report, site, .. } = run(&project, &mut cache, &Goal::Linked, &mut ());
    let mut days: BTreeMap<NaiveDate, Vec<Event>> = BTreeMap::new();
    let coming = site.editions.iter().filter(|edition| edition.key.date >= site.day);
    for edition in coming {
        days.entry(edition.key.date).or_default().push(of_edition(edition, &site));
    }
    for key in site.empty_editions.iter().filter(|key| key.date >= site.day) {
        days.entry(key.date).or_default().push(Event::of_edition(key, 0));
    }
    for story in site.stories_and_standing() {
        for (day, hour, kind) in of_story(story, &site) {
            days.entry(day).or_default().push(Event {
                kind,
                hour,
                name: story.headline(" "),
                file: Some(story.draft.path.clone()),
                is_draft: story.waiting == Some(Waiting::Draft),
            });
        }
    }
    for events in days.values_mut() {
        events.sort_by(|a, b| (a.hour, a.kind, &a.file).cmp(&(b.hour, b.kind, &b.file)));
    }
    Ok(Agenda { report, days })
}

/// An edition goes live with the stories that do not wait for a later moment.
fn of_edition(edition: &Edition, site: &Site) -> Event {
    let stories = edition.pages.iter().flat_map(|page| &page.stories).map(|story| site.story(*story));
    let start = edition.key.date.and_time(NaiveTime::MIN);
    let is_later = |story: &Story| story.draft.slip.schedule.from.is_some_and(|from| from > start);
    let ready = stories.filter(|story| story.waiting != Some(Waiting::Draft) && !is_later(story)).count();
    Event::of_edition(&edition.key, ready)
}

/// What happens to a story by its own schedule. A moment before that of its edition changes nothing.
fn of_story(story: &Story, site: &Site) -> Vec<(NaiveDate, Option<NaiveTime>, EventKind)> {
    let schedule = &story.draft.slip.schedule;
    let start = story.placed.map(|placed| site.edition(placed.edition).key.date.and_time(NaiveTime::MIN));
    let hour = |time: NaiveTime| Some(time).filter(|time| *time != NaiveTime::MIN);
    let kind = if schedule.from == schedule.embargo { EventKind::Released } else { EventKind::Live };
    let live = schedule.from.filter(|from| start.is_none_or(|start| start < *from));
    let live = live.map(|from| (from.date(), hour(from.time()), kind));
    let gone = schedule.until.and_then(|until| {
        let hour = hour(until.time());
        let day = if hour.is_some() { until.date() } else { until.date().pred_opt()? };
        Some((day, hour, EventKind::Expires))
    });
    live.into_iter().chain(gone).filter(|(day, ..)| *day >= site.day).collect()
}
