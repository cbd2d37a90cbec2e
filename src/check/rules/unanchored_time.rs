//! D03: an ambiguous time: a year cut to two digits, a decade without its century, 截至 with a day in the future.
//!
//! A paper is read years later; by then 86年 and 90年代 could be in any century. A count up to a day cannot be known before that
//! day.
//!
//! The same is true of what is said to have happened after the day of the edition: 12月6日召开了表彰大会.
//!
//! Wrong: 86年参军, 90年代初, 截至11月30日 in a paper of the 20th. Right: 1986年, 20世纪90年代, 建校95年来, 再延长30年.
//!
//! Guard: two digits and 年 are usually a duration, and a year only before a season, a month or an action; a century named earlier
//! in the paragraph still applies; a closing date (报名截至12月5日) may be in the future.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::{Captures, Regex};

use crate::check::characters::{Enclosure, TITLE, up_to};
use crate::check::dates::{self, WrittenDate};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::words::rules::dates as words;

pub(crate) static RULE: Rule = Rule::of_story("unanchored-time", "D03", Severity::Warning, WHOLE, look);

/// Two digits and 年 before something that cannot follow a duration: a month, a season, or an action of a single year.
static SHORT_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?<year>[0-9]{2}年)(?<after>[0-9]{1,2}月|[春夏秋冬](?:天|季|末|初|[，。、])|初[，。春夏秋冬]|参军|入伍|参加工作|入党\
                   |出生|抗洪|抗震|大地震|特大洪水|起)";
    Regex::new(pattern).expect("a constant")
});
/// Two digits and 年 after what happens once, or before a whole year: 建于68年, 从88年到2008年.
static ONCE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:建于|生于|始于|修于|成立于|创办于|创建于|毕业于|落成于|通车于)(?<a>[0-9]{2}年)|[’'‘](?<b>[0-9]{2}年)\
                   |[从自](?<c>[0-9]{2}年)[至到][0-9]{4}年";
    Regex::new(pattern).expect("a constant")
});
/// Words with which something has happened, and with which it is still to come.
static HAPPENED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("昨天|昨日|前天|前日|日前|近日召开|[召升揭闭开]\\p{Han}{0,2}了|了(?:表彰|全|第|一|首|贫困|[0-9])|已经?[投建完通启全开]|如期而至|获评|获悉|累计[^，。]{0,6}[发完办]")
        .expect("a constant")
});
static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("将|拟|计划|预计|预报|定于|定在|起|前|力争|争取|确保|目标|规划|到时|届时|截止|之日|如果|假如|历时|未来|要|可|应当|不得").expect("a constant")
});

static DECADE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:[0-9]0|[一二三四五六七八九]{1,3}十)年代").expect("a constant"));
static UP_TO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:截至|截止)(?:到|至|于)?$").expect("a constant"));

/// Words directly before two digits and 年 that make them a duration.
const DURATION: &[&str] = &[
    "龄", "医", "教", "长", "近", "约", "超", "过", "第", "满", "共", "经", "历", "了", "的", "前", "后",
    "每", "作", "续", "这", "那", "用", "有", "达", "时", "干", "役",
];
/// Things that close on a day in the future.
const TO_CLOSE: [&str; 11] =
    ["报名", "申报", "征集", "征稿", "投稿", "受理", "预计", "计划", "有效", "缴费", "将"];

fn look(reading: &Reading, marks: &mut Marks) {
    let edition = reading.edition().map(|key| key.date);
    for line in reading.lines() {
        if line.text.contains('年') {
            mark_years(line, marks);
        }
        if let Some(edition) = edition.filter(|_| HAPPENED.is_match(&line.text)) {
            mark_events_to_come(line, edition, marks);
        }
        if let Some(edition) = edition.filter(|_| line.text.contains('截')) {
            mark_days_to_come(line, edition, marks);
        }
    }
}

fn mark_years(line: &Line, marks: &mut Marks) {
    for found in SHORT_YEAR.captures_iter(&line.text).filter(|found| is_short_year(found, &line.text)) {
        let Some(year) = found.name("year") else { continue };
        marks.mark(line, year.range(), words::short_year(year.as_str()));
    }
    for found in ONCE.captures_iter(&line.text) {
        let Some(year) = found.iter().skip(1).flatten().next() else { continue };
        if line.text[year.end()..].starts_with(['前', '来', '间', '后', '代']) {
            continue;
        }
        marks.mark(line, year.range(), words::short_year(year.as_str()));
    }
    // A century named earlier in the paragraph still applies, and a decade in a title is part of a name.
    let (titles, century) = (Enclosure::of(&line.text, TITLE), line.text.find("世纪"));
    let is_named = |at: usize| century.is_some_and(|century| century < at) || titles.holds(at);
    let decades = DECADE.find_iter(&line.text).filter(|decade| !is_named(decade.start()));
    for decade in decades.filter(|decade| is_loose(&decade.range(), &line.text)) {
        marks.mark(line, decade.range(), words::decade_without_century(decade.as_str()));
    }
}

fn is_short_year(found: &Captures, text: &str) -> bool {
    let before = &text[..found.get_match().start()];
    let is_longer = before.ends_with(|last: char| last.is_ascii_digit() || "〔—-－～至.".contains(last));
    let is_duration = DURATION.iter().any(|word| before.ends_with(word));
    let is_year = match &found["after"] {
        "起" => before.ends_with(['从', '自']),
        month if month.ends_with('月') => true,
        // 连10年冬季 and the like are rather durations.
        _ => !found["year"].starts_with(['1', '2', '3']),
    };
    !is_longer && !is_duration && is_year
}

/// Whether a decade has no century directly before it.
fn is_loose(decade: &Range<usize>, text: &str) -> bool {
    !text[..decade.start].ends_with(|last: char| last.is_numeric())
}

/// Marks the days after that of the edition on which something is said to have happened.
fn mark_events_to_come(line: &Line, edition: NaiveDate, marks: &mut Marks) {
    for date in dates::find(&line.text, Some(edition)) {
        let sentence = &line.text[line.sentence_at(date.range.start)];
        let is_past = HAPPENED.is_match(sentence) && !TO_COME.is_match(sentence);
        let first = match date.day {
            Some(_) => date.days(Some(edition)).into_iter().min(),
            None => date.first_day(),
        };
        if is_past && first.is_some_and(|day| day > edition) && !is_counted_up_to(&date, line) {
            let wording = words::event_to_come(&line.text[date.range.clone()], edition);
            marks.mark(line, date.range, wording);
        }
    }
}

fn mark_days_to_come(line: &Line, edition: NaiveDate, marks: &mut Marks) {
    for date in dates::find(&line.text, Some(edition)).iter().filter(|date| is_counted_up_to(date, line)) {
        let days = date.days(Some(edition));
        if !days.is_empty() && days.iter().all(|day| *day > edition) {
            let wording = words::counted_up_to_a_day_to_come(&line.text[date.range.clone()], edition);
            marks.mark(line, date.range.clone(), wording);
        }
    }
}

/// Whether a date is directly after 截至, and nothing closes on it.
fn is_counted_up_to(date: &WrittenDate, line: &Line) -> bool {
    let before = up_to(&line.text, date.range.start);
    let start = before.rfind(['。', '！', '？', '；', '\n']).unwrap_or(0);
    UP_TO.is_match(before) && !TO_CLOSE.iter().any(|word| before[start..].contains(word))
}
