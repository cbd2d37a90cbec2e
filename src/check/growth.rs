//! Growth and decrease, 由5万元增加到20万元，增长3倍: the two amounts, and the stated difference.

use std::sync::LazyLock;

use regex::Regex;

use crate::galley::Line;
use crate::galley::measures;
use crate::galley::numerals::{Numeral, NumeralKind};

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
}

static FROM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[从由][^，。；！？]{0,14}$").expect("a constant"));
static TO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\p{Han}{0,4}?(?:增加|增长|增|提高|提升|上升|上涨|升|涨|扩大|扩展|扩|发展|壮大|减少|减|下降|降低|降|缩短|缩小|缩减|压缩)(?:到|至|为)(?:[0-9]{4}年[底末]?的?|目前的?|现在的?|今年的?)?$",
    )
    .expect("a constant")
});
static STATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[，,、]?(?P<against>[比较]\p{Han}{1,4}?|同比|环比)?(?:共|净)?(?:增加|增长|增幅|提高|提升|上升|上涨|涨幅|扩大|减少|下降|降低|降幅|缩短|缩小|缩减|压缩|翻)(?:了|为)?$",
    )
    .expect("a constant")
});

/// What has grown, according to a line.
#[must_use]
pub(crate) fn find(line: &Line) -> Vec<Growth<'_>> {
    if !line.text.contains(['从', '由']) {
        return Vec::new();
    }
    let is_amount = |numeral: &&Numeral| {
        numeral.kind == NumeralKind::Count && numeral.amount.is_some_and(|amount| !amount.is_zero())
    };
    let amounts: Vec<&Numeral> = line.numerals.iter().filter(is_amount).collect();
    (1..amounts.len()).filter_map(|place| at(line, &amounts, place)).collect()
}

/// The growth up to the amount at `place`, which is not the first.
fn at<'l>(line: &'l Line, amounts: &[&'l Numeral], place: usize) -> Option<Growth<'l>> {
    let (from, to) = (amounts[place - 1], amounts[place]);
    let start = place.checked_sub(2).map_or(0, |before| amounts[before].end());
    let is_growth = measures::are_alike(from.unit(&line.text), to.unit(&line.text))
        && !from.is_rough(&line.text)
        && !to.is_rough(&line.text)
        && FROM.is_match(&line.text[start..from.whole().start])
        && TO.is_match(&line.text[from.end()..to.whole().start]);
    is_growth.then(|| Growth { from, to, stated: stated(line, to, &amounts[place + 1..]) })
}

/// The growths stated after `to`, one directly after the other: 增加48名，增幅50%.
fn stated<'l>(line: &'l Line, to: &Numeral, amounts: &[&'l Numeral]) -> Vec<Stated<'l>> {
    let mut end = to.end();
    let mut stated = Vec::new();
    for by in amounts {
        let Some(words) = line.text.get(end..by.whole().start).and_then(|words| STATED.captures(words))
        else {
            break;
        };
        stated.push(Stated { by, against: words.name("against").map(|against| against.as_str()) });
        end = by.end();
    }
    stated
}
