//! A new edition: its folder and its `edition.yaml`, with the next number and the pages of the edition before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::fill::{filled, in_yaml};
use super::place::{StarterFile, make};
use crate::fault::Fault;
use crate::files::OpenFolder;
use crate::model::draft::Drafts;
use crate::model::edition::{EditionDraft, EditionKey};
use crate::words::Language;

/// The text of `edition.yaml`.
const CHINESE: &str = include_str!("texts/edition.zh.yaml");
const ENGLISH: &str = include_str!("texts/edition.en.yaml");

/// How many editions back a column must have been in every one, so that it is expected in the next.
const LOOKED_BACK: usize = 4;

/// An edition that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewEdition {
    pub day: NaiveDate,
    pub number: u32,
    /// Its `edition.yaml`.
    pub path: String,
    /// The weekday of all editions so far, if it is another.
    pub usual: Option<Weekday>,
    /// The columns that the last editions all had.
    pub columns: Vec<String>,
    /// What the new year does to its number, if it is the first of one.
    pub new_year: Option<NewYear>,
}

/// What a new year does to the number of its first edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NewYear {
    /// It is 1 again, as in an earlier year.
    Restarts,
    /// It continues, because no earlier year began with 1; the editor may want 1.
    GoesOn,
}

/// The editions so far, each with its number and what its `edition.yaml` says.
type Numbered<'d> = BTreeMap<EditionKey, (u32, Option<&'d EditionDraft>)>;

/// Starts an edition: of a given day, or of the next one.
///
/// # Errors
/// If it is there, or cannot be written.
pub(crate) fn edition(
    root: &OpenFolder,
    drafts: &Drafts,
    (given, today): (Option<NaiveDate>, NaiveDate),
    language: Language,
) -> Result<NewEdition, Fault> {
    let numbered = numbered(drafts);
    let day = given.unwrap_or_else(|| next_day(&numbered, today));
    let key = EditionKey { date: day, suffix: String::new() };
    let before = numbered.range(..&key).next_back();
    let new_year = new_year(&numbered, day);
    let number = match (new_year, before) {
        (Some(NewYear::Restarts), _) => 1,
        (_, Some((_, (number, _)))) => number.saturating_add(1),
        (_, None) => drafts.paper.masthead.number_from,
    };
    let before = before.and_then(|(_, (_, draft))| *draft);
    let columns = expected(drafts, &key);
    let path = format!("content/editions/{day}/edition.yaml");
    let text = text(number, before, &columns, language);
    make(root, &StarterFile { path: path.clone(), text })?;
    let usual = usual_weekday(&numbered).filter(|usual| *usual != day.weekday());
    Ok(NewEdition { day, number, path, usual, columns, new_year })
}

fn numbered(drafts: &Drafts) -> Numbered<'_> {
    let of_stories = drafts.stories.iter().filter_map(|story| {
        let of_date = || Some(EditionKey { date: story.slip.date?.0, suffix: String::new() });
        story.edition.clone().or_else(of_date)
    });
    let keys: BTreeSet<EditionKey> = drafts.editions.keys().cloned().chain(of_stories).collect();
    let mut next = drafts.paper.masthead.number_from;
    let mut numbered = BTreeMap::new();
    for key in keys {
        let draft = drafts.editions.get(&key).map(|draft| &**draft);
        let number = draft.and_then(|draft| Some(draft.number.as_ref()?.0)).unwrap_or(next);
        next = number.saturating_add(1);
        numbered.insert(key, (number, draft));
    }
    numbered
}

/// What a new year does to the number of an edition of `day`: as when the year changed last; `None` if it does not change, or if
/// numbers are known to go on.
fn new_year(numbered: &Numbered, day: NaiveDate) -> Option<NewYear> {
    let before: Vec<(i32, u32)> = numbered
        .iter()
        .filter(|(key, _)| key.date < day)
        .map(|(key, (number, _))| (key.date.year(), *number))
        .collect();
    let last = before.last()?;
    if last.0 == day.year() {
        return None;
    }
    let mut turns = before.windows(2).filter(|pair| pair[0].0 != pair[1].0);
    match turns.next_back() {
        Some([_, (_, 1)]) => Some(NewYear::Restarts),
        Some(_) => None,
        None => Some(NewYear::GoesOn),
    }
}

/// The day of the next edition: as long after the last as editions usually follow one another, but not before today.
fn next_day(numbered: &Numbered, today: NaiveDate) -> NaiveDate {
    let days: BTreeSet<NaiveDate> = numbered.keys().map(|key| key.date).collect();
    let days: Vec<NaiveDate> = days.into_iter().collect();
    let Some(last) = days.last() else { return today };
    let rhythm = usual_gap(&days);
    if is_monthly(&days, rhythm) {
        let mut months = (1..).map_while(|months| last.checked_add_months(Months::new(months)));
        return months.find(|day| *day >= today).unwrap_or(today);
    }
    let after = last.checked_add_days(Days::new(rhythm)).unwrap_or(*last);
    if after >= today {
        return after;
    }
    // Editions were left out: the next day in the same rhythm.
    let missed = (today - after).num_days().unsigned_abs().div_ceil(rhythm);
    after.checked_add_days(Days::new(missed * rhythm)).unwrap_or(today)
}

/// How many of the last gaps between editions tell what is usual.
const GAPS: usize = 8;

/// The days between two editions: the middle one of the last gaps, so that holidays do not count. A week if there is none.
fn usual_gap(days: &[NaiveDate]) -> u64 {
    let gaps = days.windows(2).rev().take(GAPS).map(|pair| (pair[1] - pair[0]).num_days().clamp(1, 366));
    let mut gaps: Vec<u64> = gaps.map(i64::unsigned_abs).collect();
    gaps.sort_unstable();
    gaps.len().checked_sub(1).map_or(7, |last| gaps[last / 2])
}

/// Whether editions are of the same day of each month.
fn is_monthly(days: &[NaiveDate], gap: u64) -> bool {
    let mut latest = days.iter().rev().map(Datelike::day).take(3);
    let first = latest.next();
    (28..=31).contains(&gap) && days.len() > 2 && latest.all(|day| Some(day) == first)
}

/// The weekday that two editions or more all have.
fn usual_weekday(numbered: &Numbered) -> Option<Weekday> {
    let mut days = numbered.keys().map(|key| key.date.weekday());
    let first = days.next()?;
    let mut rest = days.peekable();
    rest.peek()?;
    rest.all(|day| day == first).then_some(first)
}

/// The columns that each of the last editions before this one had, in running order.
fn expected(drafts: &Drafts, key: &EditionKey) -> Vec<String> {
    let mut columns: BTreeMap<&EditionKey, BTreeSet<&str>> = BTreeMap::new();
    for story in &drafts.stories {
        let Some(edition) = story.edition.as_ref().filter(|edition| *edition < key) else { continue };
        let had = columns.entry(edition).or_default();
        had.extend(story.slip.column.as_ref().map(|(column, _)| column.as_str()));
    }
    let last: Vec<&BTreeSet<&str>> = columns.values().rev().take(LOOKED_BACK).collect();
    let is_expected = |name: &&String| !last.is_empty() && last.iter().all(|had| had.contains(name.as_str()));
    drafts.paper.columns.iter().map(|column| &column.name).filter(is_expected).cloned().collect()
}

/// The text of `edition.yaml`.
fn text(number: u32, before: Option<&EditionDraft>, columns: &[String], language: Language) -> String {
    let total =
        before.and_then(|before| before.total).map(|total| format!("total: {}\n", total.saturating_add(1)));
    let names = before.map(|before| before.pages.iter().filter_map(|page| page.name.clone()).collect());
    let names: Vec<String> = names.unwrap_or_default();
    let pages: Vec<String> = names.iter().map(|name| format!("  - {{name: {}}}\n", in_yaml(name))).collect();
    let (template, between, usual) = match language {
        Language::Chinese => (CHINESE, "、", "  - {name: 要闻}\n"),
        Language::English => (ENGLISH, ", ", "  - {name: News}\n"),
    };
    let expected = match (columns, language) {
        ([], _) => String::new(),
        (columns, Language::Chinese) => format!("# 最近几期都有的栏目：{}\n", columns.join(between)),
        (columns, Language::English) => {
            format!("# Columns of all the last editions: {}\n", columns.join(between))
        }
    };
    let filling = [
        ("NUMBER", number.to_string()),
        ("TOTAL", total.unwrap_or_default()),
        ("EXPECTED", expected),
        ("PAGES", if pages.is_empty() { usual.to_owned() } else { pages.concat() }),
    ];
    filled(template, &filling)
}
