//! N06: shares of one whole whose sum exceeds 100%, or falls short of it in a complete list.
//!
//! Shares are copied one by one from a table, and one from another row, or from last year, is not noticed.
//!
//! Wrong: 男生占53%，女生占57%; 蔬菜占46%，水果占22%，其余20%为粮食. Right: 分别占50%、30%、20%.
//!
//! Guard: each share may be rounded by half a per cent. Only 分别占 and rows of …占… are read, never rates (满意率98%、办结率95%). Shares of
//! several wholes (分别占本镇总数的), parts that overlap (党员占91%、女性占34%), and parts of parts (其中) are left alone; if the parts are not
//! known to exclude each other, a row must end in 其余, or three of them or more be a little over 100%.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::attributes::{self, Parts};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::Numeral;
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("percentages-of-a-whole", "N06", Severity::Error, WHOLE, look);

/// The text before a list of shares: 水田、旱地分别占总面积的, or 由财政、企业两部分构成，分别占.
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[，：])(?P<parts>[^，：]+?)，?(?:分别占(?:(?P<whole>[^，：]{0,12})的)?|所占(?:比例|比重)分别[为是])$")
        .expect("a constant")
});
/// The longest list before its shares, in bytes.
const LONGEST: usize = 600;
/// The text before the first share of a row, or between two shares.
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[，、：])(?P<part>[^，、：]+)占(?:(?P<whole>[^，、：]{0,12})的)?$").expect("a constant")
});
static REST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[，、](?:其余|剩余|余下)的?占?$").expect("a constant"));
/// Signs that the named parts are complete.
static ALL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:构成|组成|全部来自|都来自|均来自)[^，]*，分别占").expect("a constant"));

/// The text before the first share of a composition, and between two of its shares.
static COMPOSITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:结构|构成|比重分别|占比分别|来源)(?:[为是：]|分别为|调整为){0,2}\p{Han}{0,8}$")
        .expect("a constant")
});
static NEXT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[、，；](?:其余)?\p{Han}{0,8}$").expect("a constant"));
/// A composition as a ratio: 三次产业结构为14∶32∶58.
static RATIO: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"([0-9]+(?:\.[0-9]+)?)";
    Regex::new(&format!("(?:产业|结构)[^。；0-9]{{0,14}}(?P<ratio>{number}[∶:：]{number}[∶:：]{number})"))
        .expect("a constant")
});

/// The beginning of a part of a part or, after another share, of another whole: 学生中女性.
static WITHIN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"其中|[生工员民者人师众部户]中").expect("a constant"));

/// Quantities, each of which has a whole of its own: 利润和资产总额分别占.
const QUANTITIES: [&str; 16] = [
    "总额",
    "总量",
    "总数",
    "总产值",
    "产值",
    "利润",
    "资产",
    "收入",
    "支出",
    "面积",
    "产量",
    "人口",
    "旅客",
    "客运",
    "货物",
    "货运",
];

/// Words for shares that are not written as a percentage.
const UNSTATED: [&str; 4] = ["一半", "半数", "过半", "分之"];
/// Words that say that each part has a whole of its own.
const WHOLES: [&str; 5] = ["本", "各", "当地", "同期", "当年"];

/// Shares of one whole.
struct Shares<'l> {
    shares: &'l [&'l Numeral],
    are_all: bool,
}

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        ratios(line, marks);
    }
    for line in reading.lines().filter(|line| line.text.contains(['占', '构', '源', '重'])) {
        for sentence in line.sentences() {
            let here = line.numerals_in(sentence.clone());
            let percentages: Vec<&Numeral> =
                here.filter(|numeral| numeral.is_percentage(&line.text)).collect();
            for shares in shares(line, &sentence, &percentages) {
                check(line, &shares, marks);
            }
        }
    }
}

/// Marks the ratios of three sectors that nearly make up 100.
fn ratios(line: &Line, marks: &mut Marks) {
    for found in RATIO.captures_iter(&line.text) {
        let terms = found.iter().skip(2).flatten().filter_map(|term| term.as_str().parse::<Decimal>().ok());
        let sum: Decimal = terms.sum();
        let off = (sum - Decimal::ONE_HUNDRED).abs();
        if let Some(ratio) =
            found.name("ratio").filter(|_| off > Decimal::new(2, 1) && off <= Decimal::from(20))
        {
            let wording = numbers::percentages_of_a_whole(sum);
            marks.mark(line, ratio.range(), wording).severity = Severity::Error;
        }
    }
}

/// The shares that a sentence states.
fn shares<'l>(line: &Line, sentence: &Range<usize>, percentages: &'l [&'l Numeral]) -> Vec<Shares<'l>> {
    let (mut found, mut place) = (Vec::new(), 0);
    while place < percentages.len() {
        let here = listed(line, sentence, &percentages[place..]);
        let here = here.or_else(|| composition(line, sentence, &percentages[place..]));
        let here = here.or_else(|| row(line, sentence, percentages, place));
        place += here.as_ref().map_or(1, |here| here.shares.len());
        found.extend(here);
    }
    found
}

fn check(line: &Line, shares: &Shares, marks: &mut Marks) {
    let [first, .., last] = shares.shares else { return };
    let sum: Decimal = shares.shares.iter().filter_map(|share| share.amount).sum();
    let leeway = Decimal::new(5, 1) * Decimal::from(shares.shares.len());
    let excess = sum - Decimal::ONE_HUNDRED;
    let is_exact = shares.shares.iter().all(|share| !share.is_rough(&line.text));
    let is_one_whole = excess <= Decimal::from(30);
    if is_exact && is_one_whole && (excess > leeway || shares.are_all && excess < -leeway) {
        let wording = numbers::percentages_of_a_whole(sum);
        marks.mark(line, first.range.start..last.with_unit().end, wording);
    }
}

/// The shares of a list that begins with the first of `percentages`: 分别占35%、45%、20%.
fn listed<'l>(line: &Line, sentence: &Range<usize>, percentages: &'l [&'l Numeral]) -> Option<Shares<'l>> {
    let end = percentages[0].whole().start;
    let before =
        &line.text[line.text.ceil_char_boundary(end.saturating_sub(LONGEST)).clamp(sentence.start, end)..end];
    let words = LISTED.captures(before)?;
    let parts: Vec<&str> = words["parts"].split(['、', '和']).collect();
    let are_quantities = parts.iter().any(|part| QUANTITIES.iter().any(|word| part.ends_with(word)));
    if are_quantities
        || has_own_wholes(words.name("whole"))
        || attributes::parts(&parts) == Parts::Overlapping
    {
        return None;
    }
    let is_next = |pair: &[&Numeral]| {
        matches!(&line.text[pair[0].end()..pair[1].whole().start], "、" | "，" | "和" | "以及")
    };
    let length = 1 + percentages.windows(2).take_while(|pair| is_next(pair)).count();
    Some(Shares { shares: &percentages[..length], are_all: ALL.is_match(before) })
}

/// The shares of a row that begins at `place`: 水田占58%，旱地占37%，其余5%.
fn row<'l>(
    line: &Line,
    sentence: &Range<usize>,
    percentages: &'l [&'l Numeral],
    place: usize,
) -> Option<Shares<'l>> {
    let (mut parts, mut start, mut are_all) = (Vec::new(), sentence.start, false);
    for share in &percentages[place..] {
        let before = &line.text[start..share.whole().start];
        if let Some(part) = part(before, parts.is_empty()) {
            parts.push(part);
            start = share.end();
        } else {
            are_all = !parts.is_empty() && REST.is_match(before);
            break;
        }
    }
    let is_unstated = place > 0 || UNSTATED.iter().any(|word| line.text[sentence.clone()].contains(word));
    let length = parts.len() + usize::from(are_all);
    let is_whole = if are_all {
        !is_unstated
    } else {
        match attributes::parts(&parts) {
            Parts::Apart => true,
            Parts::Unknown => is_nearly_all(&percentages[place..place + length]),
            Parts::Overlapping => false,
        }
    };
    (is_whole && length > 0).then(|| Shares { shares: &percentages[place..place + length], are_all })
}

/// Whether three shares or more are together a little more than all.
fn is_nearly_all(shares: &[&Numeral]) -> bool {
    let sum: Decimal = shares.iter().filter_map(|share| share.amount).sum();
    shares.len() > 2 && sum > Decimal::ONE_HUNDRED && sum <= Decimal::from(115)
}

/// The shares of a composition: 投资结构为：财政45%，银行30%，社会资本25%. They are complete.
fn composition<'l>(
    line: &Line,
    sentence: &Range<usize>,
    percentages: &'l [&'l Numeral],
) -> Option<Shares<'l>> {
    let before = &line.text[sentence.start..percentages[0].whole().start];
    if !COMPOSITION.is_match(before) {
        return None;
    }
    let is_next = |pair: &[&Numeral]| NEXT.is_match(&line.text[pair[0].end()..pair[1].whole().start]);
    let length = 1 + percentages.windows(2).take_while(|pair| is_next(pair)).count();
    let sum: Decimal = percentages[..length].iter().filter_map(|share| share.amount).sum();
    let is_near = sum >= Decimal::from(85) && sum <= Decimal::from(115);
    (length > 2 && is_near).then_some(Shares { shares: &percentages[..length], are_all: true })
}

/// The part that a share is of, from the words before it: those after the previous share, unless it is the first.
fn part(before: &str, is_first: bool) -> Option<&str> {
    let words = SHARE
        .captures(before)
        .filter(|words| is_first || words.get(0).is_some_and(|all| all.start() == 0))?;
    let part = words.name("part")?.as_str();
    let is_other = if is_first { part.contains("其中") } else { WITHIN.is_match(part) };
    (!is_other && !has_own_wholes(words.name("whole"))).then_some(part)
}

/// Whether 占…的 names a different whole for each part.
fn has_own_wholes(whole: Option<regex::Match>) -> bool {
    whole.is_some_and(|whole| WHOLES.iter().any(|word| whole.as_str().contains(word)))
}
