//! D02: a date or an hour that does not exist.
//!
//! Such a date is a slip of the hand or comes from a form filled in by machine, and the right one cannot be guessed.
//!
//! Wrong: 2月30日, 2025-13-02, 夜间25时, 上午10:75, 2023/10/21/. Right: 2024年2月29日, 24时, 按10:75的比例.
//!
//! Guard: 29 February without a year may be in any leap year if the story is about a year other than its edition's, or about
//! every year; 10:75 is an hour only after 上午 and similar words; document numbers (编号为2025-13-02) and dates of the lunar calendar
//! are not checked.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::up_to;
use crate::check::dates::{self, WrittenDate, Year};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::words::rules::dates as words;

pub(crate) static RULE: Rule =
    Rule::of_story("impossible-date", "D02", Severity::Error, WHOLE, look).reading(RuleTexts::All);

/// An hour, after a word that marks it as one or joins it to another.
static HOUR: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:上午|下午|中午|早上|早晨|清晨|凌晨|傍晚|晚上|夜间|晚|早|日|(?<joint>至|到|—|-|－|～))\
                   (?<whole>(?<hour>[0-9]{1,2})(?:[:：](?<minute>[0-9]{2})|时(?:(?<spoken>[0-9]{1,2})分)?))";
    Regex::new(pattern).expect("a constant")
});

/// Signs that a story is about a year other than its edition's, or about every year.
static OTHER_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    let number = "[0-9〇一二三四五六七八九]{2,4}年(?:[^前后来间内]|$)|[12][0-9]{3}[-/.]";
    let english = r"\b(?:19|20)[0-9]{2}\b|\b(?:[Ll]eap|[Ee]very|[Ee]ach)\b";
    let pattern = format!("{number}|[去前明后次翌当那]年|闰|每|农历|正月|年前|{english}");
    Regex::new(&pattern).expect("a constant")
});

/// Words before the number of a document.
const NUMBERED: &[&str] = &["编号", "文号", "案号", "单号", "批号", "书号", "房号"];

fn look(reading: &Reading, marks: &mut Marks) {
    let edition = reading.edition().map(|key| key.date);
    let tells_no_year = LazyCell::new(|| !reading.lines().any(|line| OTHER_YEAR.is_match(&line.text)));
    for line in reading.lines().filter(|line| line.text.contains(is_digit)) {
        for date in dates::find(&line.text, edition) {
            let written = &line.text[date.range.clone()];
            let is_of_no_leap_year =
                date.lacks_its_leap_day(edition) && !is_peasants(&date, written) && *tells_no_year;
            if !is_of_no_leap_year && !is_wrong(&date, &line.text) {
                continue;
            }
            let wording = if date.is_loose && date.exists() {
                words::loose_slash(written)
            } else {
                words::impossible_date(written)
            };
            marks.mark(line, date.range.clone(), wording);
        }
        for range in impossible_hours(line) {
            marks.mark(line, range.clone(), words::impossible_hour(&line.text[range]));
        }
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(character, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

fn is_wrong(date: &WrittenDate, text: &str) -> bool {
    let before = text[..date.range.start].trim_end_matches(['为', '是', '：', ':']);
    let is_numbered = NUMBERED.iter().any(|word| before.ends_with(word));
    (date.is_loose || !date.exists())
        && !is_numbered
        && !is_peasants(date, &text[date.range.clone()])
        && is_a_date(date, &text[date.range.end..])
}

/// Whether a date may belong to the lunar calendar, which is written in 汉字 and may have a thirtieth in every month: 二月三十日.
fn is_peasants(date: &WrittenDate, written: &str) -> bool {
    let is_in_words = !written.contains(|character: char| character.is_ascii_digit());
    let has_the_day = (1..=12).contains(&date.month) && date.day.is_some_and(|day| (1..=30).contains(&day));
    is_in_words && has_the_day && !matches!(date.year, Year::Said(_))
}

/// Whether a month without a day is a month of a year, and not a duration in months: 13月底, 2025年13月.
fn is_a_date(date: &WrittenDate, after: &str) -> bool {
    date.day.is_some()
        || matches!(date.year, Year::Said(_))
        || after.starts_with(['底', '初', '份', '上', '中', '下'])
}

fn impossible_hours(line: &Line) -> Vec<Range<usize>> {
    let hours = HOUR.captures_iter(&line.text).filter_map(|found| {
        let range = found.name("whole")?.range();
        let hour: u32 = found["hour"].parse().ok()?;
        let minute = found.name("minute").or_else(|| found.name("spoken"));
        let minute = minute.map_or(Some(0), |minute| minute.as_str().parse().ok())?;
        let is_joined =
            found.name("joint").is_none_or(|joint| ends_in_an_hour(up_to(&line.text, joint.start())));
        // A running time continues: 1:07:25.
        let goes_on = line.text[range.end..].starts_with([':', '：', '代', '期']);
        (is_joined && !goes_on && !is_on_the_clock(hour, minute)).then_some(range)
    });
    hours.collect()
}

/// Whether a text ends in an hour, and not in a score.
fn ends_in_an_hour(text: &str) -> bool {
    let clause = text.rsplit(['，', '。', '；']).next().unwrap_or(text);
    let is_of_the_day =
        ["时", "日", "天", "上午", "下午", "早", "晚"].iter().any(|word| clause.contains(word));
    is_of_the_day && text.ends_with(|last: char| matches!(last, '时' | '分') || last.is_ascii_digit())
}

fn is_on_the_clock(hour: u32, minute: u32) -> bool {
    hour < 24 && minute < 60 || hour == 24 && minute == 0
}
