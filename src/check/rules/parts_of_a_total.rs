//! N07: parts that are more than the total before them, or, where they are all of it, less.
//!
//! The total is brought up to date and the part is not, or the two come from different tables.
//!
//! Wrong: 驻村干部86名，其中县直单位干部98名; 聘用120人，其中硕士35人、本科生96人; 共30人，其中男18人，女10人. Right: parts that come to no
//! more than the total, and, of a list that goes through the whole, to just as many.
//!
//! Guard: less than the total is right, for not all parts need be named; unless they end in 其余, are the two sexes, or 分别为 or
//! 由…组成 says that they are all, and no other number could be the total. More is wrong even of an open list. Attributes overlap
//! (党员23人、女性31人 of 40), and parts in several clauses may, if their names do not tell. The total is the greatest number of the
//! unit before 其中. What is an increase, a rate or counted from another day (增加, 每, 累计) is not compared, nor what stands in
//! brackets, nor percentages, ages and times.

use rust_decimal::Decimal;

use crate::check::parts::{self, Whole};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{self, Numeral};
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("parts-of-a-total", "N07", Severity::Error, WHOLE, look);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.numerals.len() > 1) {
        for sentence in line.sentences() {
            if let Some(whole) = parts::through(line, &sentence) {
                check(line, &whole, marks);
            } else if let Some(whole) = parts::among(line, &sentence) {
                check(line, &whole, marks);
            }
        }
    }
}

fn check(line: &Line, whole: &Whole, marks: &mut Marks) {
    let all = Some(whole.parts.as_slice()).filter(|_| whole.are_apart);
    let single = whole.parts.chunks(1).find(|part| exceed(line, whole.total, part));
    let more = single.or(all.filter(|all| exceed(line, whole.total, all)));
    let less = all.filter(|all| whole.are_all && fall_short(line, whole.total, all));
    let Some(parts @ [first, ..]) = more.or(less) else { return };
    let last = parts.last().unwrap_or(first);
    let sum = format!("{}{}", numerals::written(sum(parts)), first.unit(&line.text));
    let total = &line.text[whole.total.with_unit()];
    let range = first.range.start..last.with_unit().end;
    if more.is_some() {
        marks.mark(line, range, numbers::parts_of_a_total(&sum, total));
    } else {
        // The list may still be of some alone.
        marks.mark(line, range, numbers::parts_short_of_a_total(&sum, total)).severity = Severity::Warning;
    }
}

/// Whether parts come to more than the total, however all of them were rounded.
fn exceed(line: &Line, total: &Numeral, parts: &[&Numeral]) -> bool {
    total.amount.is_some_and(|amount| sum(parts) > amount + leeway(line, total, parts))
}

/// Whether they come to less.
fn fall_short(line: &Line, total: &Numeral, parts: &[&Numeral]) -> bool {
    total.amount.is_some_and(|amount| sum(parts) + leeway(line, total, parts) < amount)
}

fn leeway(line: &Line, total: &Numeral, parts: &[&Numeral]) -> Decimal {
    parts.iter().chain([&total]).map(|numeral| numeral.slack(&line.text)).sum()
}

fn sum(parts: &[&Numeral]) -> Decimal {
    parts.iter().filter_map(|part| part.amount).sum()
}
