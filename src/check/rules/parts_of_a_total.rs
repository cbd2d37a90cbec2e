//! N07: parts behind 其中 that are more than the total before it.
//!
//! The total is brought up to date and the part is not, or the two come from different tables.
//!
//! Wrong: 驻村干部86名，其中县直单位干部98名; 聘用120人，其中硕士35人、本科生96人. Right: parts that come to no more than the total.
//!
//! Guard: less than the total is right, for not all parts need be named; and more is wrong even of an open list. Attributes overlap
//! (党员23人、女性31人 of 40). The total is the greatest number of the unit before 其中. What is an increase, a rate or counted from another
//! day (增加, 每, 累计) is not compared, nor what stands in brackets, nor percentages, ages and times.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::attributes::{self, Parts};
use crate::check::reading::Reading;
use crate::check::rule::{Look, Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::measures;
use crate::galley::numerals::{self, Kind, Numeral};
use crate::words::rules::numbers;

/// The rule.
pub static RULE: Rule = Rule {
    code: "parts-of-a-total",
    letters: "N07",
    severity: Severity::Error,
    weight: WHOLE,
    look: Look::Story(look),
};

/// Before a number that is no total: an increase or a rate.
const CHANGES: [&str; 8] = ["增加", "增长", "增产", "减少", "下降", "提高", "每", "均"];
/// Before a number that is no part: one that is counted from another day.
const SUMS: [&str; 4] = ["累计", "达到", "总数", "总量"];

/// A total, and what is named of it.
struct Whole<'l> {
    total: &'l Numeral,
    parts: Vec<&'l Numeral>,
    /// Whether nothing is counted in two of them, as far as their names tell.
    are_apart: bool,
}

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains("其中")) {
        for sentence in line.sentences() {
            if let Some(whole) = whole(line, &sentence) {
                check(line, &whole, marks);
            }
        }
    }
}

fn check(line: &Line, whole: &Whole, marks: &mut Marks) {
    let single = whole.parts.chunks(1).find(|part| exceed(line, whole.total, part));
    let all = Some(whole.parts.as_slice()).filter(|all| whole.are_apart && exceed(line, whole.total, all));
    let Some(parts @ [first, ..]) = single.or(all) else { return };
    let last = parts.last().unwrap_or(first);
    let parts = format!("{}{}", numerals::written(sum(parts)), first.unit(&line.text));
    let wording = numbers::parts_of_a_total(&parts, &line.text[whole.total.with_unit()]);
    marks.mark(line, first.range.start..last.with_unit().end, wording);
}

/// Whether parts come to more than the total, however all of them were rounded.
fn exceed(line: &Line, total: &Numeral, parts: &[&Numeral]) -> bool {
    let leeway: Decimal = parts.iter().chain([&total]).map(|numeral| numeral.slack(&line.text)).sum();
    total.amount.is_some_and(|amount| sum(parts) > amount + leeway)
}

fn sum(parts: &[&Numeral]) -> Decimal {
    parts.iter().filter_map(|part| part.amount).sum()
}

/// The total of a sentence and its parts, where all are plain.
fn whole<'l>(line: &'l Line, sentence: &Range<usize>) -> Option<Whole<'l>> {
    let text = &line.text[..sentence.end];
    let among = sentence.start + text[sentence.start..].find("其中")?;
    let start = text.len() - text[among + "其中".len()..].trim_start_matches('，').len();
    let end = text[start..].find(['，', '（', '）', '(', ')']).map_or(text.len(), |length| start + length);
    let (names, parts): (Vec<&str>, Vec<&Numeral>) = named(line, start..end).into_iter().unzip();
    let unit = parts.first()?.unit(text);
    let is_like = |numeral: &Numeral| measures::are_alike(numeral.unit(text), unit);
    let total = counts(line, sentence.start..among)
        .filter(|count| is_like(count))
        .max_by_key(|count| count.amount)?;
    let is_plain = is_total(line, sentence, total)
        && parts.iter().all(|part| is_like(part) && is_part(line, part, total))
        && !names.iter().any(|name| CHANGES.iter().chain(&SUMS).any(|word| name.contains(word)));
    let are_apart = attributes::parts(&names) != Parts::Overlapping;
    is_plain.then_some(Whole { total, parts, are_apart })
}

fn counts(line: &Line, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Numeral> {
    let is_here = move |numeral: &&Numeral| range.contains(&numeral.range.start);
    line.numerals
        .iter()
        .filter(is_here)
        .filter(|numeral| numeral.kind == Kind::Count && numeral.amount.is_some())
}

/// The parts that a list names, with their names: the last number between two 、.
fn named(line: &Line, list: Range<usize>) -> Vec<(&str, &Numeral)> {
    let (mut found, mut start, mut at) = (Vec::new(), list.start, list.start);
    for piece in line.text[list].split_inclusive('、') {
        at += piece.len();
        if let Some(part) = counts(line, start..at).next_back() {
            found.push((&line.text[start..at], part));
            start = at;
        }
    }
    found
}

/// Whether a number is the exact total of something.
fn is_total(line: &Line, sentence: &Range<usize>, total: &Numeral) -> bool {
    let before = &line.text[sentence.start..total.range.start];
    let clause = before.rsplit(['，', '、']).next().unwrap_or(before);
    is_fit(total.unit(&line.text))
        && !total.is_rough(&line.text)
        && !CHANGES.iter().any(|word| clause.contains(word))
}

/// Whether the whole has as many of a unit as its parts together: a part may well grow by more per cent, or be older.
fn is_fit(unit: &str) -> bool {
    let is_rate = matches!(unit, "%" | "％" | "‰" | "个百分点" | "倍" | "番" | "成" | "度" | "℃" | "摄氏度");
    let is_time = matches!(unit, "岁" | "年" | "个月" | "月" | "天" | "日" | "小时" | "分钟");
    !is_rate && !is_time
}

/// Whether a number is of the same things as the total: 个 counts many, and what it counts stands behind it or nowhere.
fn is_part(line: &Line, part: &Numeral, total: &Numeral) -> bool {
    let thing =
        |numeral: &Numeral| line.text[numeral.end()..].chars().next().filter(|next| next.is_alphanumeric());
    let is_same = thing(part).is_none() || thing(part) == thing(total);
    !part.is_rough(&line.text) && (part.unit(&line.text) != "个" || is_same)
}
