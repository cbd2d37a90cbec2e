//! Growth and decrease, 由5万元增加到20万元，增长3倍: the two amounts, and the stated difference.

use std::sync::LazyLock;

use regex::Regex;

use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::language::measures;

/// Something that has increased or decreased.
#[derive(Debug)]
pub(crate) struct Growth<'l> {
    /// The amount before.
    pub from: &'l Numeral,
    /// The amount after, in the same unit.
    pub to: &'l Numeral,
    /// The stated growth, in the words directly after.
    pub stated: Vec<Stated<'l>>,
}

/// A growth as it is stated.
#[derive(Debug)]
pub(crate) struct Stated<'l> {
    /// The amount of the growth.
    pub by: &'l Numeral,
    /// 比上年, 同比: the basis of the comparison, which may differ from the amount before.
    pub against: Option<&'l str>,
    /// Whether it is a multiple of the amount before, not of the growth: 是去年的3倍.
    pub is_of: bool,
}

static FROM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[从由][^，。；！？]{0,14}$").expect("a constant"));
static TO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\p{Han}{0,4}?(?:增加|增长|增|提高|提升|上升|上涨|回升|跃升|攀升|升|涨|扩大|扩展|扩|发展|壮大|减少|减|下降|降低|回落|跌|降|缩短|缩小|缩减|压缩)(?:到|至|为)(?:[0-9]{4}年[底末]?的?|目前的?|现在的?|今年的?)?$",
    )
    .expect("a constant")
});
/// The text before the amount of an earlier time: 去年培训农民, 五年前全县只有.
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    let time =
        "去年|上年|前年|年初|[一二三四五六七八九十0-9]{1,2}年前|[0-9]{4}年|开[班业办园馆]时|当初|原来|过去";
    Regex::new(&format!("(?:{time})(?:同期|底)?[^，。；！？]{{0,14}}$")).expect("a constant")
});
/// The text between it and the amount of now: ，今年达到, 人增至.
static LATER: LazyLock<Regex> = LazyLock::new(|| {
    let verb = "增至|增加到|增长到|发展到|扩大到|提高到|上升到|降至|下降到|减少到|压缩到";
    let now = "今年|现在|如今|目前|眼下";
    Regex::new(&format!(
        r"^\p{{Han}}{{0,4}}(?:(?:{verb})(?:(?:{now})的)?|，(?:{now})(?:已|却)?[^，。；！？比较]{{0,8}})$"
    ))
    .expect("a constant")
});
/// The text between the amount of now and that of an earlier time: ，比去年的; ，去年是.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let time = "去年|上年|前年|年初|上届|上季度?|上月|[一二三四五六七八九十0-9]{1,2}年前|[0-9]{4}年";
    Regex::new(&format!(
        r"^\p{{Han}}{{0,4}}，(?:[比较](?:{time})(?:同期|[末底])?的|(?:{time})(?:同期|[末底])?(?:只有|仅有|[为是仅只])?)$"
    ))
        .expect("a constant")
});
static STATED: LazyLock<Regex> = LazyLock::new(|| {
    let verb = "增加|增长|增幅|增|多|少|提高|提升|上升|上涨|回升|跃升|攀升|涨幅|涨|扩大|减少|下降|降低|回落|降幅|缩短|缩小|缩减|压缩|节省|节约|翻";
    let time = "去年|上年|原来|当初|[一二三四五六七八九十0-9]{1,2}年前|[0-9]{4}年";
    let difference = format!(
        r"[，,、]?(?P<against>[比较]\p{{Han}}{{1,4}}?|同比|环比)?(?:共|净|累计|[两二三四五六七八九十0-9]{{1,2}}年|每\p{{Han}}{{1,2}})?(?:{verb})(?:了|为)?"
    );
    let multiple = format!("[，,]?(?:增加到|增长到)?(?:今年|现在|如今)?(?P<of>是)(?:{time})(?:同期)?的");
    Regex::new(&format!("^{difference}$|^{multiple}$")).expect("a constant")
});

/// What has grown, according to a line.
#[must_use]
pub(crate) fn find(line: &Line) -> Vec<Growth<'_>> {
    if line.numerals.len() < 3 {
        return Vec::new();
    }
    let is_amount = |numeral: &&Numeral| {
        let is_time =
            numeral.unit(&line.text) == "年" && line.text[numeral.end()..].starts_with(['前', '来', '间']);
        numeral.kind == NumeralKind::Count
            && !is_time
            && numeral.amount.is_some_and(|amount| !amount.is_zero())
    };
    let amounts: Vec<&Numeral> = line.numerals.iter().filter(is_amount).collect();
    (1..amounts.len()).filter_map(|place| at(line, &amounts, place)).collect()
}

/// The growth that the amounts before and at `place` state.
fn at<'l>(line: &'l Line, amounts: &[&'l Numeral], place: usize) -> Option<Growth<'l>> {
    let (first, second) = (amounts[place - 1], amounts[place]);
    let start = place.checked_sub(2).map_or(0, |before| amounts[before].end());
    let before = &line.text[start..first.whole().start];
    let between = line.text.get(first.end()..second.whole().start)?;
    let are_alike = measures::are_alike(first.unit(&line.text), second.unit(&line.text))
        && !first.is_rough(&line.text)
        && !second.is_rough(&line.text);
    let is_of_last_year = |text: &str| text.contains("去年") || text.contains("上年");
    let grows =
        FROM.is_match(before) && TO.is_match(between) || EARLIER.is_match(before) && LATER.is_match(between);
    let (from, to, is_year) = if grows {
        (first, second, is_of_last_year(before))
    } else if BEFORE.is_match(between) {
        (second, first, is_of_last_year(between))
    } else {
        return None;
    };
    are_alike.then(|| Growth { from, to, stated: stated(line, second.end(), &amounts[place + 1..], is_year) })
}

/// The growths stated after byte `end`, one directly after the other: 增加48名，增幅50%. If the earlier amount is that of last
/// year (`is_year`), 同比 compares with it.
fn stated<'l>(line: &'l Line, mut end: usize, amounts: &[&'l Numeral], is_year: bool) -> Vec<Stated<'l>> {
    let mut stated = Vec::new();
    for by in amounts {
        let Some(words) = line.text.get(end..by.whole().start).and_then(|words| STATED.captures(words))
        else {
            break;
        };
        let against = words.name("against").map(|against| against.as_str()).filter(|_| !is_year);
        stated.push(Stated { by, against, is_of: words.name("of").is_some() });
        end = by.end();
    }
    stated
}
