//! N14: a percentage of a counted whole that no whole number of its units can give.
//!
//! Of 20 people 95% or 100% can have passed, but never 97%: one of the two numbers does not belong in this sentence.
//!
//! Wrong: 20名学员参加测试，合格率97%. Right: 64套住房，入住率95%, which is 61 of them.
//!
//! Rates that are a share of all, and shares of people or things (108%的村), are never more than 100%: 合格率105%.
//!
//! Guard: the percentage must be of what the sentence counts, by its noun, by a rate that counts units or by 占 among persons.
//! Both rounding and truncation are allowed. Any number of the sentence, or their sum, may be the whole.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::language::measures;
use crate::words::rules::{counts, numbers};

pub(crate) static RULE: Rule = Rule::of_story("impossible-percentage", "N14", Severity::Warning, WHOLE, look);

/// Actions whose rate counts units one by one, and the measure words of these units.
const RATES: &[(&str, &[&str])] = &[
    ("合格|及格|优秀|优良|通过|就业|录取|升学|结业|获奖", &["名", "人", "位"]),
    ("开工|完工|竣工|投产|交付", &["个", "项", "家", "处", "座"]),
    ("办结|答复|化解|调解成功|破案", &["件", "起", "条", "项", "个", "宗", "例"]),
    ("入住|配租", &["套", "户", "间"]),
    ("签约", &["户", "名", "人", "家"]),
];
/// Each rate, right before its percentage.
static RATE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let rate =
        |deeds: &str| Regex::new(&format!("(?:(?:{deeds})率|已经?(?:{deeds}))(?:为|是|达|达到|高达)?$"));
    RATES.iter().map(|(deeds, _)| rate(deeds).expect("a constant")).collect()
});
/// A group of persons within those counted.
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:女性|男性|妇女|女职工|女党员|党员|少数民族|学历的|学历|以下的|以上的|满意的)占(?:比)?(?:为|达)?$",
    )
    .expect("a constant")
});

/// Rates and shares of all, right before a percentage; other rates (完成率, 利用率, 毛入学率) may be more than 100%.
static OF_ALL: LazyLock<Regex> = LazyLock::new(|| {
    let rate = "合格|及格|就业|普及|办结|到会|参保|满意|森林覆盖|绿化覆盖|成活|录取|升学|签约|出勤|知晓|通过|治愈|整改|化解|受检|答复|入住|巩固|入园\
                |覆盖面";
    let share = "占[^，。；0-9]{0,12}(?:总|全)[^，。；0-9计预目任]{0,6}(?:的|比例?|比重)?";
    Regex::new(&format!("(?:(?:{rate})率?|{share})(?:约?[为是达]到?|高达|提高到|上升到)?$"))
        .expect("a constant")
});
/// What a percentage of all is of, right after it.
static OF_THESE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "^的(?:行政村|自然村|村|居民|群众|学生|教师|党员|干部|企业|农户|家庭|职工|老人|受访者|乡镇|社区|学校|耕地|人)";
    Regex::new(pattern).expect("a constant")
});

/// The smallest whole that a percentage may be of: smaller counts, such as 一个 or 五个省, introduce percentages of something else.
const LEAST: Decimal = Decimal::from_parts(6, 0, 0, false, 0);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains(['%', '％'])) {
        for percentage in line.numerals.iter().filter(|numeral| is_more_than_all(numeral, line)) {
            let range = percentage.with_unit();
            let wording = numbers::more_than_all(&line.text[range.clone()]);
            marks.mark(line, range, wording).severity = Severity::Error;
        }
        for sentence in line.sentences() {
            check(line, &sentence, marks);
        }
    }
}

/// Whether a share of all is more than 100%.
fn is_more_than_all(numeral: &Numeral, line: &Line) -> bool {
    let (before, after) = (&line.text[..numeral.whole().start], &line.text[numeral.end()..]);
    numeral.is_percentage(&line.text)
        && numeral.amount.is_some_and(|amount| amount > Decimal::ONE_HUNDRED)
        && (OF_ALL.is_match(before) || OF_THESE.is_match(after))
}

fn check(line: &Line, sentence: &Range<usize>, marks: &mut Marks) {
    let here = || line.numerals_in(sentence.clone());
    let counted: Vec<&Numeral> = here().filter(|numeral| is_counted(numeral, &line.text)).collect();
    for percentage in here().filter(|numeral| is_percentage(numeral, line)) {
        let before = counted.partition_point(|numeral| numeral.range.start < percentage.range.start);
        let wholes = wholes(&counted[..before]);
        let Some(whole) = wholes.last().and_then(|whole| whole.amount) else { continue };
        if is_of(percentage, wholes, line) && !is_possible(percentage, wholes) {
            let range = percentage.with_unit();
            let wording = counts::impossible_percentage(&line.text[range.clone()], whole);
            marks.mark(line, range, wording);
        }
    }
}

/// Whether a number is a percentage stated as exact.
fn is_percentage(numeral: &Numeral, line: &Line) -> bool {
    let before = numeral.before.as_ref().map_or("", |before| &line.text[before.clone()]);
    numeral.is_percentage(&line.text)
        && !numeral.is_printed
        && numeral.more.is_none()
        && numeral.after.is_none()
        && matches!(before, "" | "达" | "高达" | "共")
}

/// The things counted one by one before a percentage in its sentence; empty if one of these numbers is not exact.
fn wholes<'n, 'l>(counted: &'n [&'l Numeral]) -> &'n [&'l Numeral] {
    let is_exact =
        |numeral: &&Numeral| numeral.more.is_none() && numeral.after.is_none() && numeral.amount.is_some();
    let is_enough = |numeral: &&Numeral| numeral.amount.is_some_and(|amount| amount >= LEAST);
    if counted.iter().all(is_exact) && counted.iter().any(is_enough) { counted } else { &[] }
}

fn is_counted(numeral: &Numeral, text: &str) -> bool {
    numeral.kind == NumeralKind::Count && measures::is_single(numeral.unit(text))
}

/// Whether a percentage is of what is counted before it.
fn is_of(percentage: &Numeral, wholes: &[&Numeral], line: &Line) -> bool {
    let before = &line.text[..percentage.whole().start];
    let is_counted_in = |units: &[&str]| wholes.iter().any(|whole| units.contains(&whole.unit(&line.text)));
    let mut rates = RATES.iter().zip(&*RATE);
    rates.any(|((_, units), rate)| is_counted_in(units) && rate.is_match(before))
        || wholes.iter().any(|whole| measures::is_of_people(whole.unit(&line.text))) && SHARE.is_match(before)
        || wholes.iter().any(|whole| names_again(percentage, whole, line))
}

/// Whether the noun after the percentage is that of the whole: 12个村中，95%的村.
fn names_again(percentage: &Numeral, whole: &Numeral, line: &Line) -> bool {
    let Some(after) = line.text[percentage.end()..].strip_prefix('的') else { return false };
    // A rate is not what is counted: 1.3%的增长率.
    if ["增长", "增速", "增幅", "涨幅", "降幅", "比例", "份额", "占比", "速度"]
        .iter()
        .any(|rate| after.starts_with(rate))
    {
        return false;
    }
    let noun: String = after.chars().take(2).collect();
    let mut counted = line.text[whole.with_unit().end..percentage.range.start].chars();
    // A noun of one character must end directly: 村中, 村里, 村，.
    let is_single = counted.next() == noun.chars().next()
        && counted.next().is_some_and(|next| "中里内，、".contains(next));
    let before = line.clause_of(whole).start..percentage.range.start;
    is_single || noun.chars().count() == 2 && line.text[before].contains(&noun)
}

/// Whether a whole number of one of the wholes, or of their sum, gives the percentage.
fn is_possible(percentage: &Numeral, wholes: &[&Numeral]) -> bool {
    let amounts: Vec<Decimal> = wholes.iter().filter_map(|whole| whole.amount).collect();
    let sum: Decimal = amounts.iter().sum();
    let Some(percent) = percentage.amount else { return true };
    amounts.iter().chain([&sum]).any(|whole| comes_to(*whole, percent))
}

/// Whether a number of `whole` units is `percent` of them, rounded or truncated.
fn comes_to(whole: Decimal, percent: Decimal) -> bool {
    let step = Decimal::new(1, percent.scale());
    let some = (whole * percent / Decimal::ONE_HUNDRED).floor();
    let is_near = |some: Decimal| {
        let share = some * Decimal::ONE_HUNDRED / whole;
        (share - percent).abs() * Decimal::TWO <= step || percent <= share && share < percent + step
    };
    whole.is_zero() || is_near(some) || is_near(some + Decimal::ONE)
}
