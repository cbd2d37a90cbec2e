//! Periods: the stories of the newest month, and those before it by year; a year with many stories by quarter or month. A
//! rare word is looked for in every period, so there are as few as may be.

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
    /// Its month, quarter or year.
    pub name: String,
    /// Oldest first, those of a day by their addresses: pages that are made up anew change the order of none.
    pub stories: Vec<StoryId>,
    /// The first and the last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// A year, or a part of it; the stories without a date come before all.
type When = Option<(i32, Part)>;

/// The stories of a year, or of a part of it by its number. The newest month sorts after the rest of its year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Whole,
    Quarter(u32),
    Month(u32),
}

impl Part {
    /// The part that a day belongs to, in a year with this many stories.
    fn of(day: NaiveDate, stories: usize) -> Self {
        match stories {
            ..=MOST => Self::Whole,
            _ if stories <= 4 * MOST => Self::Quarter(day.quarter()),
            _ => Self::Month(day.month()),
        }
    }
}

/// Divides the stories that readers may find, the newest period first.
pub(super) fn divide(site: &Site) -> Vec<Period> {
    let newest = site.editions.last().map(|edition| Month::of(edition.key.date));
    let day = |story: &Story| story.placed.map(|placed| site.edition(placed.edition).key.date);
    let mut found: Vec<(StoryId, Option<NaiveDate>)> = (0..site.stories.len())
        .map(|index| (StoryId(index), &site.stories[index]))
        .filter(|(_, story)| story.waiting.is_none() && !story.draft.is_withdrawn())
        .map(|(id, story)| (id, day(story)))
        .collect();
    found.sort_by_key(|(id, date)| (*date, &site.story(*id).said.slug));
    let mut by_year: BTreeMap<i32, usize> = BTreeMap::new();
    for date in found.iter().filter_map(|(_, date)| *date).filter(|date| Some(Month::of(*date)) != newest) {
        *by_year.entry(date.year()).or_default() += 1;
    }
    let when = |date: NaiveDate| {
        let is_newest = Some(Month::of(date)) == newest;
        let part = if is_newest { Part::Month(date.month()) } else { Part::of(date, by_year[&date.year()]) };
        (date.year(), part)
    };
    let mut groups: BTreeMap<Reverse<When>, Vec<(StoryId, Option<NaiveDate>)>> = BTreeMap::new();
    for (story, date) in found {
        groups.entry(Reverse(date.map(when))).or_default().push((story, date));
    }
    groups.into_iter().flat_map(|(Reverse(when), stories)| parts(when, &stories)).collect()
}

/// A group as one period, or as several if it has too many stories.
fn parts(when: When, stories: &[(StoryId, Option<NaiveDate>)]) -> Vec<Period> {
    let name = match when {
        None => "undated".to_owned(),
        Some((year, Part::Whole)) => year.to_string(),
        Some((year, Part::Quarter(quarter))) => format!("{year}-q{quarter}"),
        Some((year, Part::Month(month))) => Month { year, month }.to_string(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_divided_into_as_few_parts_as_its_stories_ask_for() {
        let day = NaiveDate::from_ymd_opt(2025, 8, 1).expect("a day");
        assert!(Part::of(day, MOST) == Part::Whole);
        assert!(Part::of(day, MOST + 1) == Part::Quarter(3) && Part::of(day, 4 * MOST) == Part::Quarter(3));
        assert!(Part::of(day, 4 * MOST + 1) == Part::Month(8));
        assert!(Part::Whole < Part::Quarter(4) && Part::Quarter(4) < Part::Month(10));
    }
    #[test]
    fn parts_are_named_by_their_time_the_newest_first() {
        let names = |when: When, stories: usize| {
            let stories: Vec<_> = (0..stories).map(|index| (StoryId(index), None)).collect();
            parts(when, &stories).into_iter().map(|period| period.name).collect::<Vec<_>>()
        };
        assert_eq!(names(Some((2025, Part::Whole)), 3), ["2025"]);
        assert_eq!(names(Some((2025, Part::Month(8))), 3), ["2025-08"]);
        assert_eq!(names(Some((2025, Part::Quarter(4))), MOST + 1), ["2025-q4-2", "2025-q4"]);
    }
}
