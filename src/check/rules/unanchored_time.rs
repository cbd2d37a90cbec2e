//! D03: an ambiguous time: a year cut to two digits, a decade without its century.
//!
//! A paper is read years later; by then 86年 and 90年代 could be in any century.
//!
//! Wrong: 86年参军, 90年代初. Right: 1986年, 20世纪90年代, 建校95年来, 再延长30年.
//!
//! Guard: two digits and 年 are usually a duration, and a year only before a season, a month or an action, or from the fifties on
//! between somebody and a verb (该厂92年投产); a century named earlier
//! in the paragraph still applies.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::check::characters::{Enclosure, TITLE};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::language::segment;
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
                   |[从自](?<c>[0-9]{2}年)[至到](?:[0-9]{4}年|现在|如今|今天)";
    Regex::new(pattern).expect("a constant")
});
static DECADE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:[0-9]0|[一二三四五六七八九]{1,3}十)年代").expect("a constant"));
/// Words directly before two digits and 年 that make them a duration.
const DURATION: &[&str] = &[
    "龄", "医", "教", "长", "近", "约", "超", "过", "第", "满", "共", "经", "历", "了", "的", "前", "后",
    "每", "作", "续", "这", "那", "用", "有", "达", "时", "干", "役",
];
fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        if line.text.contains('年') {
            mark_years(line, marks);
        }
    }
}

/// Two digits and 年 from the fifties on, whatever follows.
static TWO_DIGITS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:^|[^0-9.〔—～至-])(?<year>[5-9][0-9]年)").expect("a constant"));

/// The two digits and 年 that stand where only a year can: after a noun or at the beginning, and before what somebody did, with which
/// the clause goes on (该厂92年投产).
fn before_deeds(line: &Line) -> Vec<Range<usize>> {
    let found = TWO_DIGITS.captures_iter(&line.text).filter_map(|found| {
        let year = found.name("year")?.range();
        let (before, after) = (&line.text[..year.start], &line.text[year.end..]);
        let last = segment::last(before);
        let is_named = last
            .as_ref()
            .is_none_or(|word| word.tag.starts_with(['n', 'r']) && !is_period(&before[word.range.clone()]));
        let is_other = after.starts_with('代') || DURATION.iter().any(|word| before.ends_with(word));
        let is_deed = segment::first(after).is_some_and(|word| {
            word.tag == "v" && word.range.len() == 2 * '投'.len_utf8() && word.range.start == 0
        });
        (is_named && is_deed && !is_other).then_some(year)
    });
    found.collect()
}

/// Whether a noun is something that lasts, so that the years after it are its length: 工龄50年, 党史90年.
fn is_period(noun: &str) -> bool {
    noun.ends_with(['龄', '史', '期', '党', '国', '校', '间', '后', '前', '来'])
}

fn mark_years(line: &Line, marks: &mut Marks) {
    let known: Vec<Range<usize>> = SHORT_YEAR
        .captures_iter(&line.text)
        .chain(ONCE.captures_iter(&line.text))
        .map(|found| found.get_match().range())
        .collect();
    for year in before_deeds(line) {
        if !known.iter().any(|known| known.start <= year.start && year.end <= known.end) {
            marks.mark(line, year.clone(), words::short_year(&line.text[year]));
        }
    }
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
