//! N04: a growth that does not follow from the two amounts.
//!
//! A story that gives the amounts before and after and also the growth lets the reader compute it. The commonest error is to
//! confuse 增长 with 增长到: from 120 to 360 is 增长2倍, 增长到3倍. 翻番 doubles: doubling twice gives four times as much.
//!
//! Wrong: 从120户增加到360户，增长3倍. Right: 增长2倍, 增加240户, 增长200%, 是原来的3倍.
//!
//! Guard: amounts with decimals may be rounded, and a growth is right if some amounts that round to these give it; 近2倍 and 一番多
//! are not checked. 比上年增长9% starts from another amount, unless the amount before is that of last year; rates of output may be at
//! constant prices. Percentages are left to N05.

use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use crate::check::english;
use crate::check::growth::{self, Growth, Stated};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{self, Numeral};
use crate::language::measures;
use crate::words::rules::numbers;

pub(crate) static RULE: Rule =
    Rule::of_story("growth-arithmetic", "N04", Severity::Error, WHOLE, look).reading(RuleTexts::All);

/// No growth in a bulletin exceeds this factor.
const UTMOST: u64 = 1_000_000;

/// The computed growth, and by how much the stated one may differ from it.
struct ComputedGrowth {
    amount: Decimal,
    leeway: Decimal,
}

fn look(reading: &Reading, marks: &mut Marks) {
    if !reading.language().is_chinese() {
        return look_in_english(reading, marks);
    }
    for line in reading.lines() {
        for growth in growth::find(line).iter().filter(|growth| !growth.to.is_percentage(&line.text)) {
            let exact = growth.stated.iter().filter(|stated| stated.against.is_none());
            for stated in exact.filter(|stated| !stated.by.is_rough(&line.text)) {
                check(line, growth, stated, marks);
            }
        }
    }
}

fn look_in_english(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for wrong in english::growth::wrong(&line.text) {
            let written = |range: &Range<usize>| &line.text[range.clone()];
            let (from, to, stated) = (written(&wrong.from), written(&wrong.to), written(&wrong.range));
            let wording = numbers::growth_arithmetic(from, to, stated, &wrong.right);
            marks.mark(line, wrong.range, wording);
        }
    }
}

fn check(line: &Line, growth: &Growth, Stated { by, is_of, .. }: &Stated, marks: &mut Marks) {
    let (Some(stated), Some(mut computed)) = (by.amount, compute(line, growth, by)) else { return };
    if *is_of {
        computed.amount += Decimal::ONE; // 是原来的3倍 is 增长2倍.
    }
    if is_of_prices(line, growth, by) || *is_of && by.unit(&line.text) != "倍" {
        return;
    }
    if (stated - computed.amount).abs() > computed.leeway {
        let words = |numeral: &Numeral| &line.text[numeral.with_unit()];
        let right = format!("{}{}", numerals::written(computed.amount.round_dp(1)), by.unit(&line.text));
        let wording = numbers::growth_arithmetic(words(growth.from), words(growth.to), words(by), &right);
        marks.mark(line, by.with_unit(), wording);
    }
}

/// Whether a rate may be at constant prices, and so does not follow from the two amounts: 地区生产总值.
fn is_of_prices(line: &Line, growth: &Growth, by: &Numeral) -> bool {
    const OUTPUT: [&str; 6] = ["生产总值", "增加值", "总产值", "GDP", "可比", "不变价"];
    let sentence = &line.text[line.sentence_of(growth.from)];
    by.is_percentage(&line.text) && OUTPUT.iter().any(|word| sentence.contains(word))
}

/// The growth in the unit in which it is stated; `None` if that unit measures something else.
fn compute(line: &Line, growth: &Growth, by: &Numeral) -> Option<ComputedGrowth> {
    let text = &line.text;
    let (from, to) = (growth.from.amount?, growth.to.amount?);
    let (from_slack, to_slack) = (slack(growth.from, text), slack(growth.to, text));
    let ratio = to.checked_div(from).filter(|ratio| *ratio < Decimal::from(UTMOST))?;
    let times = (ratio - Decimal::ONE).abs();
    let blur = (to_slack + ratio * from_slack).checked_div(from)?;
    let (amount, leeway) = match by.unit(text) {
        "倍" => (times, blur + rounding(by, text)),
        "%" | "％" => (times * Decimal::ONE_HUNDRED, blur * Decimal::ONE_HUNDRED + rounding(by, text)),
        "番" => (doublings(ratio)?, Decimal::new(15, 2)),
        unit if measures::are_alike(unit, growth.to.unit(text)) => {
            ((to - from).abs(), from_slack + to_slack + by.slack(text))
        }
        _ => return None,
    };
    Some(ComputedGrowth { amount, leeway })
}

/// By how much an amount may have been rounded; 5万元 counts as exact, or most errors would pass.
fn slack(end: &Numeral, text: &str) -> Decimal {
    if text[end.range.clone()].contains('.') { end.slack(text) } else { Decimal::ZERO }
}

/// By how much a stated quotient is rounded, whole numbers included.
fn rounding(by: &Numeral, text: &str) -> Decimal {
    let slack = by.slack(text);
    if slack.is_zero() { Decimal::new(5, 1) } else { slack }
}

/// How often something has doubled.
fn doublings(ratio: Decimal) -> Option<Decimal> {
    Decimal::from_f64(ratio.to_f64()?.log2())
}
