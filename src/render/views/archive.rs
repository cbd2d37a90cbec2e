//! The archive (往期回顾): calendars of editions. That of a long paper leads to a document for each month.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::chrome::{HeadView, LinkView};
use super::miniature::Outline;
use super::page::{EditionLink, edition_link};
use crate::language::TextLanguage;
use crate::model::document::{Route, Subject};
use crate::model::edition::{EditionKey, Month};
use crate::model::ids::EditionId;
use crate::render::head_lines::headline_lines;
use crate::trace::Reader;

/// The archive, or one month of it.
#[derive(Debug, Serialize)]
pub(crate) struct ArchiveView<'s> {
    head: HeadView,
    /// Set for a month's document: 2025年11月
    month: Option<String>,
    total: usize,
    /// The years of a long paper, newest first.
    years: Vec<YearView<'s>>,
    months: Vec<MonthView<'s>>,
    editions: Vec<ArchivedEdition<'s>>,
    /// The months before and after the one that is shown.
    previous: Option<LinkView<'s>>,
    next: Option<LinkView<'s>>,
}

/// The months of a year in which editions appeared.
#[derive(Debug, Serialize)]
struct YearView<'s> {
    name: String,
    months: Vec<MonthLink<'s>>,
}

/// A month and the number of its editions.
#[derive(Debug, Serialize)]
struct MonthLink<'s> {
    name: String,
    path: &'s str,
    editions: usize,
}

/// An edition, and the outline of its first page.
#[derive(Debug, Serialize)]
struct ArchivedEdition<'s> {
    edition: EditionLink<'s>,
    /// The headline of its lead story, each line as HTML that breaks between words.
    lead_lines: Vec<String>,
    outline: Option<Outline>,
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

/// Editions by their keys, oldest first.
type Editions<'s> = [(EditionId, &'s EditionKey)];

impl<'s> ArchiveView<'s> {
    /// The archive: every edition, or the months of a paper that has too many.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, route: &Route, title: &str) -> Self {
        let editions = reader.editions();
        let years = years(reader, &editions);
        let shown: &Editions<'s> = if years.is_empty() { &editions } else { newest_month(&editions) };
        let listed = if years.is_empty() { shown } else { &[] };
        Self {
            head: HeadView::new(reader, route, "archive", title),
            month: None,
            total: editions.len(),
            years,
            months: months(reader, shown),
            editions: archived(reader, listed),
            previous: None,
            next: None,
        }
    }

    /// The document of a month.
    #[must_use]
    pub(crate) fn month(reader: &Reader<'s>, route: &Route, month: Month, title: &str) -> Self {
        let of_month = reader.month(month);
        let language = reader.paper().language;
        let name = language.month(first_day(month));
        let link = |month: Month| {
            let path = reader.path(&Subject::ArchiveMonth(month))?;
            Some(LinkView { name: language.month(first_day(month)), path })
        };
        Self {
            head: HeadView::new(reader, route, "archive", format!("{title} {name}")),
            month: Some(name),
            total: of_month.editions.len(),
            years: Vec::new(),
            months: months(reader, &of_month.editions),
            editions: archived(reader, &of_month.editions),
            previous: of_month.before.and_then(link),
            next: of_month.after.and_then(link),
        }
    }
}

/// The editions, newest first.
fn archived<'s>(reader: &Reader<'s>, editions: &Editions<'s>) -> Vec<ArchivedEdition<'s>> {
    let one = |(id, _): &(EditionId, _)| {
        let lead = reader.edition(*id).leading_story();
        Some(ArchivedEdition {
            edition: edition_link(reader, *id)?,
            lead_lines: lead.map(|lead| headline_lines(reader.card(lead))).unwrap_or_default(),
            outline: Outline::new(reader, *id, 0),
        })
    };
    editions.iter().rev().filter_map(one).collect()
}

/// The years of a paper whose months have documents of their own.
fn years<'s>(reader: &Reader<'s>, editions: &Editions<'s>) -> Vec<YearView<'s>> {
    let language = reader.paper().language;
    let mut years: Vec<(i32, Vec<MonthLink<'s>>)> = Vec::new();
    let in_month = |left: &(EditionId, &EditionKey), right: &(EditionId, &EditionKey)| {
        Month::of(left.1.date) == Month::of(right.1.date)
    };
    for of_month in editions.chunk_by(in_month).rev() {
        let date = of_month[0].1.date;
        let Some(path) = reader.path(&Subject::ArchiveMonth(Month::of(date))) else { continue };
        let link = MonthLink { name: language.month_of_year(date), path, editions: of_month.len() };
        match years.last_mut() {
            Some((year, months)) if *year == date.year() => months.push(link),
            _ => years.push((date.year(), vec![link])),
        }
    }
    years.into_iter().map(|(year, months)| YearView { name: language.year(year), months }).collect()
}

/// The editions of the newest month.
fn newest_month<'e, 's>(editions: &'e Editions<'s>) -> &'e Editions<'s> {
    let newest = editions.last().map(|(_, key)| Month::of(key.date));
    let first = editions.partition_point(|(_, key)| Some(Month::of(key.date)) < newest);
    &editions[first..]
}

/// The calendars of the months in which editions appeared, newest first.
fn months<'s>(reader: &Reader<'s>, editions: &Editions<'s>) -> Vec<MonthView<'s>> {
    let mut months: Vec<(Month, Vec<(u32, &'s str)>)> = Vec::new();
    for (id, key) in editions.iter().rev() {
        let Some(path) = reader.path(&Subject::Page(*id, 0)) else { continue };
        let (month, day) = (Month::of(key.date), (key.date.day(), path));
        match months.last_mut() {
            Some((last, days)) if *last == month => days.push(day),
            _ => months.push((month, vec![day])),
        }
    }
    let language = reader.paper().language;
    months.into_iter().map(|(month, days)| calendar(language, month, &days)).collect()
}

fn first_day(month: Month) -> NaiveDate {
    NaiveDate::from_ymd_opt(month.year, month.month, 1).unwrap_or_default()
}

fn calendar<'s>(language: TextLanguage, month: Month, editions: &[(u32, &'s str)]) -> MonthView<'s> {
    let mut weeks = Vec::new();
    let mut week: [Option<DayView>; 7] = Default::default();
    for date in first_day(month).iter_days().take_while(|date| Month::of(*date) == month) {
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
    MonthView { name: language.month(first_day(month)), weeks }
}
