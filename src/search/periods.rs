//! Periods: the stories of the newest month, and those before it by year; a year with very many stories by month.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::model::edition::Month;
use crate::model::ids::StoryId;
use crate::model::site::{Site, Story};

/// The most stories of a period. Stories are told apart by numbers of this size, too.
pub(super) const MOST: usize = 2500;

/// Some stories that are indexed together.
pub(super) struct Period {
    /// Its month or year.
    pub name: String,
    /// Oldest first.
    pub stories: Vec<StoryId>,
    /// The first and the last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// A year, or a month of it; the stories without a date come before all.
type When = Option<(i32, Option<u32>)>;

/// Divides the stories that readers may find, the newest period first.
pub(super) fn divide(site: &Site) -> Vec<Period> {
    let newest = site.editions.last().map(|edition| Month::of(edition.key.date));
    let day = |story: &Story| story.placed.map(|placed| site.edition(placed.edition).key.date);
    let found: Vec<(StoryId, Option<NaiveDate>)> = (0..site.stories.len())
        .map(|index| (StoryId(index), &site.stories[index]))
        .filter(|(_, story)| story.waiting.is_none() && !story.draft.is_withdrawn())
        .map(|(id, story)| (id, day(story)))
        .collect();
    let mut by_year: BTreeMap<i32, usize> = BTreeMap::new();
    for date in found.iter().filter_map(|(_, date)| *date).filter(|date| Some(Month::of(*date)) != newest) {
        *by_year.entry(date.year()).or_default() += 1;
    }
    let when = |date: NaiveDate| {
        let is_by_month = Some(Month::of(date)) == newest || by_year[&date.year()] > MOST;
        (date.year(), is_by_month.then(|| date.month()))
    };
    let mut groups: BTreeMap<Reverse<When>, Vec<(StoryId, Option<NaiveDate>)>> = BTreeMap::new();
    for (story, date) in found {
        groups.entry(Reverse(date.map(when))).or_default().push((story, date));
    }
    // The newest month sorts after the rest of its year, which has no month.
    groups.into_iter().flat_map(|(Reverse(when), stories)| parts(when, &stories)).collect()
}

/// A group as one period, or as several if it has too many stories.
fn parts(when: When, stories: &[(StoryId, Option<NaiveDate>)]) -> Vec<Period> {
    let name = match when {
        None => "undated".to_owned(),
        Some((year, None)) => year.to_string(),
        Some((year, Some(month))) => Month { year, month }.to_string(),
    };
    let part = |(number, stories): (usize, &[(StoryId, Option<NaiveDate>)])| {
        let days = || stories.iter().filter_map(|(_, date)| *date);
        Period {
            name: if number == 0 { name.clone() } else { format!("{name}-{}", number + 1) },
            stories: stories.iter().map(|(story, _)| *story).collect(),
            days: days().min().zip(days().max()),
        }
    };
    let mut parts: Vec<Period> = stories.chunks(MOST).enumerate().map(part).collect();
    parts.reverse();
    parts
}
