//! N19: a share or a mean that does not follow from the two numbers of its sentence.
//!
//! A sentence that counts the whole and the part, or the sum and the items, lets the reader divide. If the result is another, one of
//! the three numbers was not updated.
//!
//! Wrong: 50名学员中，女学员20名，占45%; 20个村共有图书6000册，平均每村350册. Right: 占40%; 平均每村300册, 平均每村约300册.
//!
//! Guard: the two numbers must be exact and count the same things (a share), or the sum must have the unit of the mean and the items
//! that of 均 or 每 (a mean); no third number may be meant; 占全国的 and 比上年 name another whole. A mean is rounded to its last digit
//! that is not 0, and one that is not near the result is of something else.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::measures;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("stated-quotient", "N19", Severity::Error, WHOLE, look);

/// The text between a part and its share.
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    let rate = "(?:受检|体检|参保|参训|到会|出席|办结|答复|立项|合格|及格|优秀|通过|录取|就业|升学|获奖|签约|完工|开工|入住|整改|完成\
                |覆盖|参与|上座|成活|中签)率";
    let pattern = format!(
        r"^\p{{Han}}{{0,8}}，(?:约?占(?:比|总数的?|总量的?|总人数的?|全部的?|到会的?|其中的?)?|占比|比例|{rate})(?:为|是|达到?)?$"
    );
    Regex::new(&pattern).expect("a constant")
});
/// The words before a mean, and what it is per.
static MEAN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:(?P<each>[人户亩日月村班校])均|平均每个?(?P<every>\p{Han}{1,3}?)|每个?(?P<per>\p{Han}{1,3})平均)\p{Han}{0,4}$";
    Regex::new(pattern).expect("a constant")
});
/// Words in a clause because of which its number is no whole and no part.
const CHANGES: [&str; 11] = ["增", "减", "新", "比", "较", "升", "降", "均", "每", "超", "预"];

/// Two numbers that are divided, and the quotient that is stated.
struct Quotient<'l> {
    part: &'l Numeral,
    whole: &'l Numeral,
    stated: &'l Numeral,
    right: Decimal,
}

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.numerals.len() > 2) {
        for sentence in line.sentences() {
            let here: Vec<&Numeral> =
                line.numerals_in(sentence.clone()).filter(|numeral| is_amount(numeral)).collect();
            for (place, stated) in
                here.iter().enumerate().skip(2).filter(|(_, stated)| !stated.is_rough(&line.text))
            {
                let wrong = share(line, &sentence, &here[..place], stated)
                    .or_else(|| mean(line, &here[..place], stated));
                if let Some(wrong) = wrong {
                    mark(line, &wrong, marks);
                }
            }
        }
    }
}

fn is_amount(numeral: &Numeral) -> bool {
    numeral.kind == NumeralKind::Count && numeral.amount.is_some()
}

fn mark(line: &Line, wrong: &Quotient, marks: &mut Marks) {
    let words = |numeral: &Numeral| &line.text[numeral.with_unit()];
    let right = format!("{}{}", wrong.right.normalize(), wrong.stated.unit(&line.text));
    let wording =
        numbers::stated_quotient(words(wrong.part), words(wrong.whole), words(wrong.stated), &right);
    marks.mark(line, wrong.stated.with_unit(), wording);
}

/// A share that the last two numbers before it do not give.
fn share<'l>(
    line: &'l Line,
    sentence: &Range<usize>,
    before: &[&'l Numeral],
    stated: &'l Numeral,
) -> Option<Quotient<'l>> {
    let text = &line.text;
    let [.., whole, part] = before else { return None };
    let is_stated = stated.is_percentage(text) && SHARE.is_match(text.get(part.end()..stated.whole().start)?);
    let (unit, alike) =
        (part.unit(text), |other: &&&Numeral| measures::are_alike(other.unit(text), part.unit(text)));
    let are_two = before.iter().filter(alike).count() == 2;
    let between = &text[whole.end()..part.range.start];
    let is_of = are_two
        && (between.contains('中')
            || unit != "个" && unit != "项"
            || thing(text, whole) == thing(text, part))
        && between.contains('，')
        && !between.contains(['、', '（'])
        && !CHANGES
            .iter()
            .any(|word| text[sentence.start..whole.range.start].contains(word) || between.contains(word));
    let are_exact = ![whole, part].iter().any(|numeral| numeral.is_rough(text))
        && measures::are_alike(whole.unit(text), unit);
    let (all, some, percent) = (whole.amount?, part.amount?, stated.amount?);
    if !is_stated || !is_of || !are_exact || some > all {
        return None;
    }
    let right = some.checked_div(all)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let step = Decimal::new(1, percent.scale());
    let blur = (part.slack(text) + whole.slack(text)).checked_div(all)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let is_wrong = (right - percent).abs() > step + blur;
    is_wrong.then(|| Quotient { part, whole, stated, right: right.round_dp(percent.scale().max(1)) })
}

/// The character after a number.
fn thing<'t>(text: &'t str, numeral: &Numeral) -> &'t str {
    let rest = &text[numeral.end()..];
    let end = rest.char_indices().nth(1).map_or(rest.len(), |(end, _)| end);
    &rest[..end]
}

/// A mean that the sum and the items before it do not give.
fn mean<'l>(line: &'l Line, before: &[&'l Numeral], stated: &'l Numeral) -> Option<Quotient<'l>> {
    let text = &line.text;
    let [one, other] = before else { return None };
    let words = MEAN.captures(&text[other.end()..stated.whole().start])?;
    let per = words.name("each").or(words.name("every")).or(words.name("per"))?.as_str();
    let is_sum = |numeral: &Numeral| {
        measures::are_alike(numeral.unit(text), stated.unit(text)) && !counts(text, numeral, per)
    };
    let (items, sum) = if is_sum(other) { (one, other) } else { (other, one) };
    let are_plain =
        is_sum(sum) && counts(text, items, per) && ![items, sum].iter().any(|numeral| numeral.is_rough(text));
    let (many, all, mean) = (items.amount?, sum.amount?, stated.amount?);
    // A year has twelve months.
    let many = if per == "月" && items.unit(text) == "年" { many * Decimal::from(12) } else { many };
    let right = all.checked_div(many)?;
    let is_near = right * Decimal::TWO > mean && right < mean * Decimal::TWO;
    let (step, blur) = (step(mean), sum.slack(text).checked_div(many)?);
    let is_rounded =
        (right - mean).abs() <= step / Decimal::TWO + blur || mean <= right && right < mean + step;
    let is_wrong = !is_rounded;
    (are_plain && is_near && is_wrong).then(|| Quotient {
        part: sum,
        whole: items,
        stated,
        right: right.round_dp(2),
    })
}

/// Whether a number counts what a mean is per: 12个村 for 村, 38人 for 人, 15天 for 日.
fn counts(text: &str, items: &Numeral, per: &str) -> bool {
    let unit = items.unit(text);
    let after: String = text[items.end()..].chars().take(4).collect();
    match per {
        "人" => measures::is_of_people(unit),
        "日" | "天" => matches!(unit, "天" | "日"),
        "月" | "个月" => matches!(unit, "月" | "个月" | "年"),
        "校" => unit == "所",
        other => other.starts_with(unit) && !unit.is_empty() || after.starts_with(other) || unit == other,
    }
}

/// The last place of a number that is not 0.
fn step(amount: Decimal) -> Decimal {
    let mut step = Decimal::new(1, amount.scale());
    while !amount.is_zero() && (amount % (step * Decimal::TEN)).is_zero() {
        step *= Decimal::TEN;
    }
    step
}
