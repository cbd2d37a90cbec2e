//! N07: parts that exceed the total before them or, if they are complete, fall short of it.
//!
//! The total was updated and the part was not, or the two come from different tables.
//!
//! Wrong: 驻村干部86名，其中县直单位干部98名; 聘用120人，其中硕士35人、本科生96人; 共30人，其中男18人，女10人; 男生18人，女生10人，共30人.
//! Right: parts whose sum does not exceed the total and, in a complete list, equals it.
//!
//! Without such a word, a list whose sum is nearly the total is taken for all of it.
//!
//! Guard: a smaller sum is right, because not all parts need be named; unless they end in 其余, are the two sexes, or 分别为 or 由…组成
//! says that they are complete, and no other number could be the total. A larger sum is wrong even in an open list. Attributes
//! overlap (党员23人、女性31人 of 40), and parts in several clauses may overlap if their names do not show it. The total is the greatest
//! number with the unit before 其中. Increases, rates and counts from another day (增加, 每, 累计) are not compared, nor text in
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
    let less = all.filter(|all| {
        whole.are_all
            && (whole.is_said || whole.is_sure || all.len() == 2)
            && fall_short(line, whole.total, all)
    });
    let Some(parts @ [first, ..]) = more.or(less) else { return };
    let last = parts.last().unwrap_or(first);
    let sum = format!("{}{}", numerals::written(sum(parts)), first.unit(&line.text));
    let total = &line.text[whole.total.with_unit()];
    let range = first.range.start..last.with_unit().end;
    if more.is_some() {
        let finding = marks.mark(line, range, numbers::parts_of_a_total(&sum, total));
        if !whole.is_said && !whole.is_sure {
            finding.severity = Severity::Warning;
        }
    } else {
        // The list may still cover only some of them.
        let finding = marks.mark(line, range, numbers::parts_short_of_a_total(&sum, total));
        if !whole.is_sure {
            finding.severity = Severity::Warning;
        }
    }
}

/// Whether the sum of the parts exceeds the total, however all of them were rounded.
fn exceed(line: &Line, total: &Numeral, parts: &[&Numeral]) -> bool {
    total.amount.is_some_and(|amount| sum(parts) > amount + leeway(line, total, parts))
}

/// Whether the sum falls short of it.
fn fall_short(line: &Line, total: &Numeral, parts: &[&Numeral]) -> bool {
    total.amount.is_some_and(|amount| sum(parts) + leeway(line, total, parts) < amount)
}

fn leeway(line: &Line, total: &Numeral, parts: &[&Numeral]) -> Decimal {
    parts.iter().chain([&total]).map(|numeral| numeral.slack(&line.text)).sum()
}

fn sum(parts: &[&Numeral]) -> Decimal {
    parts.iter().filter_map(|part| part.amount).sum()
}
