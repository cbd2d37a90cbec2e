//! The archive (往期回顾): a calendar of editions, split by year if it is long.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::chrome::{HeadView, LinkView};
use super::miniature::Miniature;
use super::page::{EditionLink, edition_link};
use crate::language::TextLanguage;
use crate::model::document::{Route, Subject};
use crate::model::edition::EditionKey;
use crate::model::ids::EditionId;
use crate::trace::Reader;

/// The archive, or one year of it.
#[derive(Debug, Serialize)]
pub(crate) struct ArchiveView<'s> {
    head: HeadView,
    year: Option<i32>,
    years: Vec<LinkView<'s>>,
    months: Vec<MonthView<'s>>,
    editions: Vec<ArchiveEdition<'s>>,
    total: usize,
}

/// An edition, and a thumbnail of its first page.
#[derive(Debug, Serialize)]
struct ArchiveEdition<'s> {
    edition: EditionLink<'s>,
    miniature: Option<Miniature<'s>>,
}

/// A month's calendar, its weeks from Monday.
#[derive(Debug, Serialize)]
struct MonthView<'s> {
    /// 2025年11月
    name: String,
    weeks: Vec<[Option<DayView<'s>>; 7]>,
}

/// A day and its editions.
#[derive(Clone, Debug, Serialize)]
struct DayView<'s> {
    day: u32,
    editions: Vec<&'s str>,
}

impl<'s> ArchiveView<'s> {
    /// The archive; if a year is given, only that year.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, route: &Route, year: Option<i32>, title: &str) -> Self {
        let editions = reader.editions();
        let years: Vec<LinkView> = {
            let mut years: Vec<i32> = editions.iter().map(|(_, key)| key.date.year()).collect();
            years.dedup();
            let link = |year: i32| {
                Some(LinkView { name: year.to_string(), path: reader.path(&Subject::ArchiveYear(year))? })
            };
            years.into_iter().rev().filter_map(link).collect()
        };
        let newest = editions.last().map(|(_, key)| key.date.year());
        let shown = if years.is_empty() { None } else { year.or(newest) };
        let of_year = |(_, key): &&(EditionId, &EditionKey)| shown.is_none_or(|year| key.date.year() == year);
        let ids: Vec<EditionId> = editions.iter().rev().filter(of_year).map(|(id, _)| *id).collect();
        let title = year.map_or_else(|| title.to_owned(), |year| format!("{title} {year}"));
        Self {
            head: HeadView::new(reader, route, "archive", title),
            year: shown,
            years,
            months: months(reader, &ids),
            editions: ids.iter().filter_map(|id| archived(reader, *id)).collect(),
            total: editions.len(),
        }
    }
}

fn archived<'s>(reader: &Reader<'s>, id: EditionId) -> Option<ArchiveEdition<'s>> {
    Some(ArchiveEdition { edition: edition_link(reader, id)?, miniature: Miniature::new(reader, id, 0) })
}

/// The months in which editions appeared, newest first.
fn months<'s>(reader: &Reader<'s>, newest_first: &[EditionId]) -> Vec<MonthView<'s>> {
    let mut months: Vec<(NaiveDate, Vec<(u32, &'s str)>)> = Vec::new();
    for id in newest_first {
        let date = reader.edition(*id).key.date;
        let Some(path) = reader.path(&Subject::Page(*id, 0)) else { continue };
        let first = date.with_day(1).unwrap_or(date);
        match months.last_mut() {
            Some((month, days)) if *month == first => days.push((date.day(), path)),
            _ => months.push((first, vec![(date.day(), path)])),
        }
    }
    let language = reader.paper().language;
    months.into_iter().map(|(first, days)| calendar(language, first, &days)).collect()
}

fn calendar<'s>(language: TextLanguage, first: NaiveDate, editions: &[(u32, &'s str)]) -> MonthView<'s> {
    let name = language.month(first);
    let mut weeks = Vec::new();
    let mut week: [Option<DayView>; 7] = Default::default();
    for date in first.iter_days().take_while(|date| date.month() == first.month()) {
        let column = date.weekday().num_days_from_monday() as usize;
        let of_day = editions.iter().rev().filter(|(day, _)| *day == date.day()).map(|(_, path)| *path);
        week[column] = Some(DayView { day: date.day(), editions: of_day.collect() });
        if column == 6 {
            weeks.push(std::mem::take(&mut week));
        }
    }
    if week.iter().any(Option::is_some) {
        weeks.push(week);
    }
    MonthView { name, weeks }
}
