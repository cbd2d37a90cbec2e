//! P12: a full-width colon within a time or a ratio.
//!
//! A time is written 9:30 (GB/T 15835), a ratio 3∶2. A full-width colon between digits leaves a hole, and is read as the mark
//! before an explanation.
//!
//! Wrong: 上午9：30, 9：00—17：00, 以3：2获胜. Right: 9:30, 3∶2, 3:2, 定员10：领队1人.
//!
//! Guard: after a word, two numbers may be a heading and what it introduces (附件1：30个村名单). A time has two digits of minutes, and
//! a word or another time beside it shows that it is one; with a mark before it, it may be the page of a volume, and is not fixed. A
//! ratio needs a word that says so, or stands alone.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::{from, is_han, up_to};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::{Fix, Severity};
use crate::language::measures;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("full-width-colon", "P12", Severity::Warning, TENTH, look);

/// Numbers with full-width colons between them.
static NUMBERS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[0-9]+(?:[：:∶][0-9]+)*：[0-9]+(?:[：:∶][0-9]+)*").expect("a constant"));
/// A time of day.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[01]?[0-9]|2[0-4])[：:][0-5][0-9](?:[：:][0-5][0-9])?$").expect("a constant")
});
/// What stands before a time.
static BEFORE_TIME: LazyLock<Regex> = LazyLock::new(|| {
    let words = "上午|下午|中午|早上|早晨|清晨|凌晨|傍晚|晚上|夜间|当晚|今晚|日|号|晚|早|天|时间|于|在|从|自|至|到|起";
    Regex::new(&format!(
        "(?:(?:{words})|(?:时间|[一二三四五六日])：|[0-9]{{1,2}}[：:][0-9]{{2}}(?:—|-|－|～|~|–|――)+)$"
    ))
    .expect("a constant")
});
/// What stands after a time.
static AFTER_TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "^(?:[—\\-－～~–至到]+[0-9]{1,2}[：:]|许|左右|开|起|前|后|以前|以后|举行|出发|集合|准时|结束|止|闭)",
    )
    .expect("a constant")
});
/// Words for a ratio in its clause.
const RATIO: [&str; 13] =
    ["比分", "比例", "之比", "比为", "比是", "配比", "赔率", "胜", "战平", "打平", "逼平", "负于", "不敌"];

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for found in NUMBERS.find_iter(&line.text) {
            let (range, written) = (found.range(), found.as_str());
            let Some((right, is_certain)) = right(&line.text, &range) else { continue };
            let is_certain = is_certain && line.is_verbatim(&range);
            let finding = marks.mark(line, range, punctuation::full_width_colon(written, &right));
            let span = finding.place.as_ref().map(|place| place.span).filter(|_| is_certain);
            finding.fix = span.map(|span| Fix { span, text: right });
        }
    }
}

/// Numbers with the right colon, and whether it is certain that they are a time or a ratio.
fn right(text: &str, range: &Range<usize>) -> Option<(String, bool)> {
    let written = &text[range.clone()];
    let (before, after) = (up_to(text, range.start), from(text, range.end));
    let is_of_more = before.ends_with(['.', '．', '第', '/', '-']) && !BEFORE_TIME.is_match(before)
        || after.starts_with(['.', '．', '%', '/']);
    if is_of_more {
        return None;
    }
    let is_time = TIME.is_match(written);
    let (is_after_word, is_before_word) = (BEFORE_TIME.is_match(before), AFTER_TIME.is_match(after));
    if is_time && (is_after_word || is_before_word && !is_told_as_ratio(before, after)) {
        return Some((written.replace('：', ":"), true));
    }
    if measures::at_start(after).is_some() {
        return None;
    }
    let ratio = written.replace(['：', ':'], "∶");
    if is_told_as_ratio(before, after) {
        return Some((ratio, true));
    }
    let is_free = !before.trim_end().ends_with(is_han);
    let is_alone = before.trim().is_empty() && after.trim().is_empty();
    match is_time {
        true if is_free => Some((written.replace('：', ":"), false)),
        false if is_alone => Some((ratio, false)),
        _ => None,
    }
}

/// Whether the clause speaks of a ratio or a score.
fn is_told_as_ratio(before: &str, after: &str) -> bool {
    let marks = ['，', '。', '；', '、', '\n'];
    let head = before.rsplit(marks).next().unwrap_or(before);
    let tail = after.split(marks).next().unwrap_or(after);
    RATIO.iter().any(|word| head.contains(word) || tail.contains(word)) || head.ends_with(['以', '按'])
}
