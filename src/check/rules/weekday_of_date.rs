//! D01: a date with the wrong weekday.
//!
//! The day and its weekday are typed by hand, often over last year's notice, and readers come on the wrong day.
//!
//! Wrong: 2025年11月28日（星期四）; Thursday, 28 November 2025. Right: 2025年11月28日（星期五）.
//!
//! Guard: a weekday counts only directly after its date, or before one in brackets; a date without a year is wrong only if it has
//! the weekday in none of the years that it may mean.

use chrono::Datelike;

use crate::check::dates;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::words::rules::dates as words;

pub(crate) static RULE: Rule =
    Rule::of_story("weekday-of-date", "D01", Severity::Error, WHOLE, look).reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    let edition = reading.edition().map(|key| key.date);
    for line in reading.lines().filter(|line| names_a_weekday(&line.text)) {
        for date in dates::find(&line.text, edition) {
            let Some((range, weekday)) = date.weekday(&line.text) else { continue };
            let days = date.days(edition);
            let Some(day) = days.first().filter(|_| !days.iter().any(|day| day.weekday() == weekday)) else {
                continue;
            };
            let wording = words::weekday_of_date(*day, &line.text[range.clone()]);
            marks.mark(line, range, wording);
        }
    }
}

fn names_a_weekday(text: &str) -> bool {
    ["星期", "周", "礼拜", "day"].iter().any(|word| text.contains(word))
}
