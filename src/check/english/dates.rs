//! Dates in English: Thursday, 20 November 2025; November 20, 2025.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::Weekday;
use regex::{Captures, Regex};

/// A date as written.
#[derive(Debug)]
pub(crate) struct EnglishDate {
    /// Its bytes, without the weekday.
    pub range: Range<usize>,
    /// Its year, if it is written.
    pub year: Option<i32>,
    /// From 1.
    pub month: u32,
    /// From 1.
    pub day: u32,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
    ("Sunday", Weekday::Sun),
];

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let months = MONTHS.join("|");
    let short = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec";
    let pattern = format!(
        r"\b(?<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?<month>{months}|{short})\b\.?(?:,? (?<year>[0-9]{{4}})\b)?|\b(?<month2>{months}|(?:{short})\.?) (?<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?<year2>[0-9]{{4}})\b)?"
    );
    Regex::new(&pattern).expect("a constant")
});
/// A weekday directly before a date: Thursday, 20 November; Thursday the 20th of November.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?<weekday>Mon|Tues?|Wed|Wednes|Thu|Thurs?|Fri|Sat|Satur|Sun)(?:day)?\.?,?(?: the)? $")
        .expect("a constant")
});
/// A weekday in brackets after a date: 20 November (Thursday).
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^ \((?<weekday>Mon|Tues?|Wed|Wednes|Thu|Thurs?|Fri|Sat|Satur|Sun)(?:day)?\)")
        .expect("a constant")
});

/// The dates of a text.
pub(crate) fn find(text: &str) -> impl Iterator<Item = EnglishDate> {
    DATE.captures_iter(text).filter_map(|date| {
        let part = |name: &str, other: &str| date.name(name).or_else(|| date.name(other));
        Some(EnglishDate {
            range: date.get_match().range(),
            year: part("year", "year2").and_then(|year| year.as_str().parse().ok()),
            month: month(part("month", "month2")?.as_str())?,
            day: part("day", "day2")?.as_str().parse().ok()?,
        })
    })
}

fn month(name: &str) -> Option<u32> {
    let start = name.get(..3)?;
    MONTHS.iter().zip(1..).find(|(month, _)| month.starts_with(start)).map(|(_, number)| number)
}

/// The weekday written beside the date in `range`, and its position.
#[must_use]
pub(crate) fn weekday(text: &str, range: &Range<usize>) -> Option<(Range<usize>, Weekday)> {
    let read = |found: Captures, offset: usize| {
        let start = found.name("weekday")?.start() + offset;
        let word =
            text[start..].find(|other: char| !other.is_alphabetic()).map_or(text.len(), |end| start + end);
        let begins = &text[start..start + 3];
        let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| name.starts_with(begins))?;
        Some((start..word, *weekday))
    };
    let after = || AFTER.captures(&text[range.end..]).and_then(|found| read(found, range.end));
    BEFORE.captures(&text[..range.start]).and_then(|found| read(found, 0)).or_else(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_british_and_american_order() {
        for text in [
            "Thursday, 20 November 2025",
            "on Thursday, November 20, 2025",
            "Thursday the 20th of November, 2025",
        ] {
            let date = find(text).next().unwrap();
            assert_eq!((date.year, date.month, date.day), (Some(2025), 11, 20), "{text}");
            assert_eq!(weekday(text, &date.range).unwrap().1, Weekday::Thu, "{text}");
        }
        assert_eq!(find("in March 2025, and Section 12").count(), 0);
    }
}
