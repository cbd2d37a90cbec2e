//! N02: two qualifiers of one number that contradict or repeat each other.
//!
//! 近 means a little less, 余 and 多 a little more; 至少 and 以上 say the same twice. Such pairs arise when a number is edited and one
//! of its words is forgotten.
//!
//! Wrong: 近5000多人次, 至少储备3名以上. Right: 近5000人次, 5000多人次, 至少储备3名.
//!
//! Guard: 约200余份 is accepted usage. 近3年多 means 最近三年多. 附近, 节约 and 预约 end in 近 and 约, and 以上市公司 begins with 以上. There may be a verb
//! between 至少 and 以上, but then 60岁以上 may be an attribute of what is counted, so ages and measures are left alone.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::is_han;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::language::measures;
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("clashing-qualifiers", "N02", Severity::Error, WHOLE, look);

/// Qualifiers, and those that cannot follow them.
const CLASHES: [(&[&str], &[&str]); 7] = [
    (&["近", "将近", "接近"], &["余", "多", "以上", "之多", "左右", "上下"]),
    (&["不到", "不足"], &["余", "多", "以上", "左右", "上下"]),
    (&["至少", "最少", "不少于", "不低于"], &["以上", "以下", "以内", "左右", "上下"]),
    (&["至多", "最多", "不超过", "不多于", "不高于"], &["以下", "以内", "之内", "以上", "左右", "上下"]),
    (&["超过", "突破", "超", "逾"], &["以上", "开外", "左右", "上下"]),
    (&["约", "大约", "大概", "约为"], &["左右", "上下"]),
    (&["余", "多"], &["左右", "上下"]),
];

/// Words that look like a qualifier only because of their ending.
const OTHER_WORDS: [&str; 13] =
    ["附近", "最近", "邻近", "临近", "靠近", "节约", "签约", "预约", "合约", "公约", "契约", "赶超", "中超"];

/// Text after 以上 in which 上 belongs to the next word: 以上市公司.
const OTHER_ENDS: [&str; 3] = ["市公司", "市企业", "级"];

/// Units of time, before which 近 means 最近.
const TIMES: [&str; 8] = ["年", "个月", "月", "周", "个星期", "天", "日", "届"];

/// A qualifier, and the verb between it and its number.
static WITH_VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(至少|最少|至多|最多|大约|大概)[\p{Han}&&[^的一二两三四五六七八九十]]{1,4}$")
        .expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for numeral in line.numerals.iter().filter(|numeral| numeral.kind == NumeralKind::Count) {
            let Some((first, last)) = clash(numeral, &line.text) else { continue };
            let wording = numbers::clashing_qualifiers(&line.text[first.clone()], &line.text[last.clone()]);
            marks.mark(line, first.start..last.end, wording);
        }
    }
}

/// The first and the last qualifier of a number, if they clash.
fn clash(numeral: &Numeral, text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let last = numeral.after.as_ref().or(numeral.more.as_ref())?;
    let first = before(numeral, text).or_else(|| numeral.more.clone())?;
    let (word, other) = (&text[first.clone()], &text[last.clone()]);
    let is_known = CLASHES.iter().any(|(words, others)| words.contains(&word) && others.contains(&other));
    let is_other = other == "以上" && OTHER_ENDS.iter().any(|end| text[last.end..].starts_with(end));
    // 突破10项以上技术 makes a breakthrough.
    let is_breakthrough = word == "突破" && text[last.end..].starts_with(is_han);
    (is_known && !is_other && !is_breakthrough).then(|| (first, last.clone()))
}

/// The qualifier before a number, directly or with a verb between them.
fn before(numeral: &Numeral, text: &str) -> Option<Range<usize>> {
    let unit = numeral.unit(text);
    if let Some(before) = &numeral.before {
        let is_lately = &text[before.clone()] == "近" && TIMES.contains(&unit);
        let is_other = OTHER_WORDS.iter().any(|word| text[..before.end].ends_with(word));
        return (!is_lately && !is_other).then(|| before.clone());
    }
    let is_limit =
        numeral.after.as_ref().is_some_and(|after| !matches!(&text[after.clone()], "左右" | "上下"));
    let words = WITH_VERB.captures(&text[..numeral.range.start])?;
    let is_stated = ["在", "达", "达到", "为"]
        .iter()
        .any(|verb| words[0].ends_with(verb) && words[0].len() == words[1].len() + verb.len());
    if measures::is_continuous(unit) && is_limit && !is_stated {
        return None;
    }
    words.get(1).map(|qualifier| qualifier.range())
}
