//! D06: something that is said to have happened, or was counted, after the day of the edition.
//!
//! The month or the year was mistyped, or an announcement was turned into a report and kept its date.
//!
//! Wrong, on 20 November: 昨天（11月25日）, 11月25日召开了表彰大会, 截至11月30日，已发放补贴, 明年3月，新校舍已经投入使用. Right: 11月25日将召开,
//! 12月5日前完成, 报名截至12月5日.
//!
//! Guard: every day that the date may mean must be later. The words from the date to the end of its sentence or to the next date must
//! say that something has happened, and none is for the future, a plan, a request or a permission; a date with 前, 起, 到 or 至 is a
//! limit. A verb of reports alone (召开, without 了) makes it a warning.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use crate::check::dates::{self, WrittenDate};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::check::tense::{self, Past};
use crate::finding::Severity;
use crate::galley::Line;
use crate::words::rules::dates as words;

pub(crate) static RULE: Rule = Rule::of_story("future-date", "D06", Severity::Error, WHOLE, look);

static UP_TO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:截至|截止)(?:到|至|于|目前)?$").expect("a constant"));
/// Things that close on a day in the future.
const TO_CLOSE: [&str; 13] =
    ["报名", "申报", "征集", "征稿", "投稿", "受理", "预计", "计划", "有效", "缴费", "将", "日期", "时间"];
/// A later year without a month: 明年，新校舍已经投入使用.
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?P<year>明年|后年|(?P<number>20[0-9]{2})年)，").expect("a constant"));
/// What makes a date a limit: before it, and after it.
const LIMITS_BEFORE: [&str; 6] = ["到", "到了", "至", "—", "-", "～"];
const LIMITS_AFTER: [&str; 12] =
    ["前", "之前", "以前", "起", "开始", "后", "以后", "之后", "底前", "至", "到", "—"];
/// What may come between a date and the sentence about it: 上午, 9时, a weekday in brackets.
static HOUR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:（[^（）]{1,8}）|[上中下]旬|[上中下]午|凌晨|早上|晚上?|底|初|份|[0-9:：]+[时点分]?)*")
        .expect("a constant")
});

/// A date after that of the edition.
struct Later {
    range: Range<usize>,
    is_year: bool,
}

fn look(reading: &Reading, marks: &mut Marks) {
    let Some(edition) = reading.edition().map(|key| key.date) else { return };
    for line in reading.lines().filter(|line| line.text.contains(['月', '年', '日'])) {
        let found = dates::find(&line.text, Some(edition));
        let days = found.iter().filter(|date| is_later(date, edition));
        let days = days.map(|date| Later { range: date.range.clone(), is_year: false });
        for date in days.chain(years(&line.text, edition)) {
            check(line, &date, &found, edition, marks);
        }
    }
}

/// Whether a date can only be after the edition.
fn is_later(date: &WrittenDate, edition: NaiveDate) -> bool {
    if date.day.is_none() {
        return date.first_day().is_some_and(|first| first > edition);
    }
    let days = date.days(Some(edition));
    !days.is_empty() && days.iter().all(|day| *day > edition)
}

/// The later years of a text that belong to no date.
fn years(text: &str, edition: NaiveDate) -> impl Iterator<Item = Later> {
    YEAR.captures_iter(text).filter_map(move |found| {
        let is_later =
            |number: regex::Match| number.as_str().parse().is_ok_and(|year: i32| year > edition.year());
        let range = found.name("year")?.range();
        found.name("number").is_none_or(is_later).then_some(Later { range, is_year: true })
    })
}

fn check(line: &Line, date: &Later, dates: &[WrittenDate], edition: NaiveDate, marks: &mut Marks) {
    let (text, range) = (&line.text, date.range.clone());
    let sentence = line.sentence_at(range.start);
    let next = dates.iter().map(|other| other.range.start).find(|start| *start >= range.end);
    let end = next.map_or(sentence.end, |next| next.min(sentence.end)).max(range.end);
    let (before, after) = (&text[sentence.start..range.start], &text[range.end..end]);
    let written = &text[range.clone()];
    if UP_TO.is_match(before) {
        let clause = after.trim_start_matches('，').split('，').next().unwrap_or(after);
        if !TO_CLOSE.iter().any(|word| before.contains(word) || clause.contains(word)) {
            marks.mark(line, range, words::counted_up_to_a_day_to_come(written, edition));
        }
    } else if let Some(past) = happened(before, after, date.is_year).filter(|_| line.role.is_running()) {
        let finding = marks.mark(line, range, words::event_to_come(written, edition));
        if past == Past::Told {
            finding.severity = Severity::Warning;
        }
    }
}

/// How surely the words around a date say that something happened on it.
fn happened(before: &str, after: &str, is_year: bool) -> Option<Past> {
    let rest = &after[HOUR.find(after).map_or(0, |hour| hour.end())..];
    let is_limit = LIMITS_BEFORE.iter().any(|word| before.ends_with(word))
        || LIMITS_AFTER.iter().any(|word| after.starts_with(word) || rest.starts_with(word));
    // 11月25日的门票已经售完.
    let is_of_another = rest.starts_with(['的', '、', '和', '与', '或']);
    let clause = before.rsplit(['，', '：']).next().unwrap_or(before);
    let past = tense::past(&format!("{clause}{after}")).filter(|_| !is_limit && !is_of_another)?;
    let is_sure = past == Past::Said;
    (is_sure || !is_year && clause.is_empty() && rest.starts_with('，')).then_some(past)
}
