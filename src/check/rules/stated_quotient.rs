//! N19: a share or a mean that does not follow from the two numbers of its sentence.
//!
//! A sentence that counts the whole and the part, or the sum and the items, lets the reader divide. If the result is another, one of
//! the three numbers was not updated.
//!
//! Wrong: 50名学员中，女学员20名，占45%; 应到120人，实到108人（到会率92%）; 20个村共有图书6000册，平均每村350册. Right: 占40%; 平均每村300册,
//! 平均每村约300册.
//!
//! Guard: the two numbers must be exact and count the same things (a share), or the sum must have the unit of the mean and the items
//! that of 均 or 每 (a mean); no third number may be meant; 占全国的 and 比上年 name another whole. A rate that is not known to be a share
//! must be near one. A mean is rounded to its last digit that is not 0, and one that is not near the result is of something else.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::allotment::{self, Allotment};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::galley::units;
use crate::language::measures;
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("stated-quotient", "N19", Severity::Error, WHOLE, look);

/// The text between a part and its share.
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    let known = "受检|体检|参保|参训|到会|出席|办结|答复|立项|合格|及格|优秀|通过|录取|就业|升学|获奖|签约|完工|开工|入住|整改|完成\
                 |覆盖|参与|上座|成活|中签|出勤|到课|参赛|回收|投票|得票|赞成|抽检|达标|修复|普及|通车|入园";
    let of = "总|到会|其中|参|应|学|党|职|人|村|户|(?P<all>全\\p{Han})";
    let share = format!(
        r"\p{{Han}}{{0,4}}占(?:比|了|到|(?:{of})\p{{Han}}{{0,7}}?的?)?|\p{{Han}}{{0,6}}(?:比例|比重|占比)"
    );
    let rate = format!(r"\p{{Han}}{{0,6}}?(?:(?:{known})率|(?P<rate>\p{{Han}}{{1,3}}率))");
    let pattern = format!(r"^\p{{Han}}{{0,10}}[，（、；]?(?:{share}|{rate})(?:为|是|达到?|高达|约)?$");
    Regex::new(&pattern).expect("a constant")
});
/// The text between the whole and its share, where the part comes first: 48名女学员，占120名学员的40%.
static OF: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\p{Han}{0,8}(?:的|总数的|比例的)$").expect("a constant"));
/// Rates that are not shares of the counted total.
const NO_SHARES: [&str; 14] = [
    "增长率",
    "利率",
    "税率",
    "费率",
    "汇率",
    "负债率",
    "利润率",
    "毛利率",
    "收益率",
    "效率",
    "概率",
    "死亡率",
    "出生率",
    "失业率",
];
/// Words in a clause because of which its number is no whole and no part.
const CHANGES: [&str; 11] = ["增", "减", "新", "比", "较", "升", "降", "均", "每", "超", "预"];
/// By how many points a share that is not known to be one may differ from that of the numbers.
const NEAR: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// A quotient that is stated, and differs from that of two numbers.
struct Quotient<'l> {
    part: &'l str,
    whole: &'l str,
    stated: &'l Numeral,
    right: Decimal,
    is_sure: bool,
}

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.numerals.len() > 1) {
        for sentence in line.sentences() {
            let means = allotment::find(line, &sentence).into_iter();
            for wrong in means.filter_map(|allotment| mean(line, &allotment)) {
                mark(line, &wrong, marks);
            }
            let here: Vec<&Numeral> =
                line.numerals_in(sentence.clone()).filter(|numeral| is_amount(numeral)).collect();
            for place in 2..here.len() {
                if let Some(wrong) = share(line, &sentence, &here[..place], here[place]) {
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
    let right = format!("{}{}", wrong.right.normalize(), wrong.stated.unit(&line.text));
    let range = wrong.stated.with_unit();
    let wording = numbers::stated_quotient(wrong.part, wrong.whole, &line.text[range.clone()], &right);
    let finding = marks.mark(line, range, wording);
    if !wrong.is_sure {
        finding.severity = Severity::Warning;
    }
}

/// A share that the last two numbers before it do not give.
fn share<'l>(
    line: &'l Line,
    sentence: &Range<usize>,
    before: &[&'l Numeral],
    stated: &'l Numeral,
) -> Option<Quotient<'l>> {
    let text = &line.text;
    let [.., one, other] = before else { return None };
    if !stated.is_percentage(text) || stated.is_rough(text) {
        return None;
    }
    let gap = |numeral: &Numeral, next: &Numeral| text.get(numeral.end()..next.whole().start);
    let (whole, part, is_sure) = if let Some(words) = SHARE.captures(gap(other, stated)?) {
        let rate = words.name("rate").map(|rate| rate.as_str());
        let is_named = |all: regex::Match| text[sentence.start..one.range.start].contains(all.as_str());
        let is_share = rate.is_none_or(|rate| !NO_SHARES.iter().any(|no| rate.ends_with(no)))
            && words.name("all").is_none_or(is_named);
        (*one, *other, is_share.then_some(rate.is_none())?)
    } else if gap(one, other)?.contains('占') && OF.is_match(gap(other, stated)?) {
        (*other, *one, true)
    } else {
        return None;
    };
    let alike = |other: &&&Numeral| measures::are_alike(other.unit(text), part.unit(text));
    let is_one_whole = before.iter().filter(alike).count() == 2;
    let are_exact = ![whole, part].iter().any(|numeral| numeral.is_rough(text));
    if !is_one_whole || !are_exact || !is_of(text, sentence, one, other) {
        return None;
    }
    let (all, some, percent) = (whole.amount?, part.amount?, stated.amount?);
    let right = some.checked_div(all)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let blur = (part.slack(text) + whole.slack(text)).checked_div(all)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let off = (right - percent).abs();
    let is_wrong = some <= all && off > Decimal::new(1, percent.scale()) + blur && (is_sure || off <= NEAR);
    is_wrong.then(|| Quotient {
        part: &text[part.with_unit()],
        whole: &text[whole.with_unit()],
        stated,
        right: right.round_dp(percent.scale().max(1)),
        is_sure,
    })
}

/// Whether the second of two numbers counts some of those that the first one counts, or the other way round.
fn is_of(text: &str, sentence: &Range<usize>, one: &Numeral, other: &Numeral) -> bool {
    let between = &text[one.end()..other.range.start];
    let unit = other.unit(text);
    let is_joined = between.contains(['，', '中', '占']) || between.contains(['已', '有']);
    let is_change = |words: &str| CHANGES.iter().any(|change| words.contains(change));
    is_joined
        && (between.contains(['中', '占', '已', '有'])
            || unit != "个" && unit != "项"
            || thing(text, one) == thing(text, other))
        && !between.contains(['、', '（'])
        && !is_change(&text[sentence.start..one.range.start])
        && !is_change(between)
}

/// The character after a number.
fn thing<'t>(text: &'t str, numeral: &Numeral) -> &'t str {
    let rest = &text[numeral.end()..];
    let end = rest.char_indices().nth(1).map_or(rest.len(), |(end, _)| end);
    &rest[..end]
}

/// A mean that the sum and the items of its sentence do not give.
fn mean<'l>(line: &'l Line, allotment: &Allotment<'l>) -> Option<Quotient<'l>> {
    let (text, stated) = (&line.text, allotment.each);
    if !allotment.is_mean || stated.is_rough(text) {
        return None;
    }
    let (scale, unit) = (units::base(allotment.total.unit(text)).0, units::base(stated.unit(text)).0);
    let mean = stated.amount?;
    let right = allotment::in_base(text, allotment.total)?.checked_div(allotment.many)?.checked_div(unit)?;
    let is_near = right * Decimal::TWO > mean && right < mean * Decimal::TWO;
    let blur = (allotment.total.slack(text) * scale).checked_div(allotment.many)?.checked_div(unit)?;
    // 平均10座 is exact, 平均300册 may be rounded.
    let step = if mean < Decimal::ONE_HUNDRED { step(mean).min(Decimal::ONE) } else { step(mean) };
    let is_rounded =
        (right - mean).abs() <= step / Decimal::TWO + blur || mean <= right && right < mean + step;
    (is_near && !is_rounded).then(|| Quotient {
        part: &text[allotment.total.with_unit()],
        whole: allotment.items,
        stated,
        right: right.round_dp(2),
        is_sure: true,
    })
}

/// The last place of a number that is not 0.
fn step(amount: Decimal) -> Decimal {
    let mut step = Decimal::new(1, amount.scale());
    while !amount.is_zero() && (amount % (step * Decimal::TEN)).is_zero() {
        step *= Decimal::TEN;
    }
    step
}
