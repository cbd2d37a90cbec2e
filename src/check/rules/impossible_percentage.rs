//! N14: a percentage of a counted whole that no whole number of its units can give.
//!
//! Of 20 people 95% or 100% can have passed, but never 97%: one of the two numbers does not belong in this sentence.
//!
//! Wrong: 20名学员参加测试，合格率97%. Right: 64套住房，入住率95%, which is 61 of them.
//!
//! Rates and shares of people or things (108%的村) are never more than 100%: 合格率105%. Rates of what grows, of what was planned and of
//! what is compared with something else are (增长率, 完成率, 自给率); a list has them, because there are far fewer.
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

/// Shares of all, right before a percentage.
static OF_ALL: LazyLock<Regex> = LazyLock::new(|| {
    let share = "占[^，。；0-9]{0,12}(?:总|全)[^，。；0-9计预目任]{0,6}(?:的|比例?|比重)?";
    let people = r"占\p{Han}{0,6}(?:选手|学生|教师|员工|职工|居民|村民|代表|委员|会员|用户|读者|游客|人数|人口)(?:人数)?的?";
    let part = "(?:报销|持股|参保|录用|录取|入选)比例";
    Regex::new(&format!("(?:覆盖面|{share}|{people}|{part}){REACHED}?$")).expect("a constant")
});
/// A rate, right before a percentage, and the word that it is the rate of.
static RATE_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?P<of>\p{{Han}}{{2,4}})率(?:已经?)?{REACHED}?$")).expect("a constant")
});
/// What may come between a rate and its percentage.
const REACHED: &str = "(?:[仍均都]?(?:已经?|最高|最低)?可?(?:约?[为是达]到?|高达|超过?|突破|保持在|稳定在|提高到|提升到|上升到|提高至|提升至|上升至))";
/// What has a rate that may be more than 100%: what grows, what is planned, what is compared with something else than all of it.
const UNBOUND: [&str; 57] = [
    "增长",
    "增值",
    "增加",
    "上涨",
    "收益",
    "回报",
    "利润",
    "完成",
    "达成",
    "执行",
    "兑现",
    "产能利用",
    "设备利用",
    "容积",
    "入学",
    "杠杆",
    "负债",
    "债务",
    "周转",
    "拨备覆盖",
    "流动性覆盖",
    "保障覆盖",
    "产销",
    "充足",
    "自给",
    "贡献",
    "达产",
    "换手",
    "溢价",
    "上座",
    "客座",
    "使用",
    "转化",
    "通胀",
    "膨胀",
    "税",
    "汇",
    "利",
    "费",
    "倍",
    "功",
    "变异",
    "放大",
    "负荷",
    "负载",
    "电话普及",
    "手机普及",
    "比",
    "赔付",
    "担保",
    "替代",
    "转换",
    "产出",
    "投入",
    "周转次数",
    "留存",
    "升值",
];
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
        && (OF_ALL.is_match(before) || is_rate_of_all(before) || OF_THESE.is_match(after))
}

/// Whether a rate before a percentage is a share of all: 达标率, 发芽率, but not 完成率.
fn is_rate_of_all(before: &str) -> bool {
    let of = RATE_OF.captures(before).map(|rate| rate["of"].to_owned());
    of.is_some_and(|of| !UNBOUND.iter().any(|unbound| of.ends_with(unbound)))
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
