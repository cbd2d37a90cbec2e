//! Allotments (分摊): a number of items, a number for each of them, and the total of all, in whatever order a sentence has them.
//!
//! 12个村，每村选派2名，共选派24名; 每亩补贴300元，200亩共补贴6万元; 20个村共有图书6000册，平均每村300册.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralForm, NumeralKind};
use crate::galley::units;
use crate::language::measures;

/// Three numbers of a sentence, of which one follows from the others.
#[derive(Debug)]
pub(crate) struct Allotment<'l> {
    /// How many items there are, and the words for them.
    pub many: Decimal,
    /// The words for them.
    pub items: &'l str,
    /// The number for each.
    pub each: &'l Numeral,
    /// The number for all, in a unit of the same kind.
    pub total: &'l Numeral,
    /// Whether a word before the total says that it is one: 共, 合计.
    pub is_said: bool,
    /// Whether the number for each is a mean.
    pub is_mean: bool,
    /// The words from 每 to the end of the number for each.
    pub words: &'l str,
}

/// What a number is for each of.
struct Per<'l> {
    /// A measure word or a noun; `None` for whatever was counted before: 单价, 各.
    word: Option<&'l str>,
    is_mean: bool,
    /// Where the words begin.
    at: usize,
}

/// A mean by its short form, 户均, and a number for each without 每: 单价, 各选派.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    let mean = r"(?P<per>[人户亩日月年村班校店镇乡队期场次天])均\p{Han}{0,6}$|平均(?P<one>\p{Han}{1,2}?)\p{Han}{0,4}$";
    let each = r"(?P<any>单价|各(?:[^类级种地项方]\p{Han}{0,5})?)(?:为|是)?$";
    Regex::new(&format!("{mean}|{each}")).expect("a constant")
});
static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    let total = "总(?:投资|价|产|费用|里程|人数|数|收入|成本|面积|额|量)";
    let able = "(?:一次|同时|一天|每次)可";
    let given = "发放[^，。；]{0,6}(?:金|款|补贴|补助)$";
    Regex::new(&format!("(?:^|[^公中])共(?:[^同]|$)|合计|总计|累计|{total}|{able}|{given}"))
        .expect("a constant")
});

/// The allotments of a sentence.
#[must_use]
pub(crate) fn find<'l>(line: &'l Line, sentence: &Range<usize>) -> Vec<Allotment<'l>> {
    if !line.text[sentence.clone()].contains(['每', '均', '各', '价']) {
        return Vec::new();
    }
    let is_amount = |numeral: &&Numeral| numeral.kind == NumeralKind::Count && numeral.amount.is_some();
    let counts: Vec<&Numeral> = line.numerals_in(sentence.clone()).filter(is_amount).collect();
    (0..counts.len()).filter_map(|place| allotment(line, sentence, &counts, place)).collect()
}

/// The allotment in which the number at `place` is that for each.
fn allotment<'l>(
    line: &'l Line,
    sentence: &Range<usize>,
    counts: &[&'l Numeral],
    place: usize,
) -> Option<Allotment<'l>> {
    let (text, each) = (&line.text, counts[place]);
    let start = place.checked_sub(1).map_or(sentence.start, |before| counts[before].end());
    let per = per(text, sentence.clone(), start.min(each.whole().start)..each.whole().start)?;
    let unit = each.unit(text);
    let is_of_the_kind = |other: &&&Numeral| are_of_a_kind(other.unit(text), unit);
    let is_item = |other: &&&Numeral| {
        !std::ptr::eq(**other, each) && is_counted_by(text, other, per.word) && !other.is_rough(text)
    };
    let mut items = counts.iter().filter(|other| is_item(other));
    let items = match per.word {
        Some(_) => {
            let first = items.next();
            first.filter(|_| items.next().is_none())
        }
        None => counts[..place].last().filter(|last| is_item(last)),
    };
    let mut totals = counts.iter().filter(|other| {
        is_of_the_kind(other)
            && !std::ptr::eq(**other, each)
            && items.is_none_or(|items| !std::ptr::eq(**other, *items))
    });
    let total = totals.next().filter(|_| totals.next().is_none())?;
    let lead = &text[sentence.start..total.range.start];
    let lead = lead.rsplit('，').next().unwrap_or(lead);
    let (many, words) = match items {
        Some(items) => {
            // A year has twelve months.
            let is_year = matches!(per.word, Some("月" | "个月")) && items.unit(text) == "年";
            let factor = Decimal::from(if is_year { 12 } else { 1 });
            (items.amount?.checked_mul(factor)?, &text[items.with_unit()])
        }
        None => parts_of_a_whole(per.word?, lead)?,
    };
    let is_whole = many > Decimal::ONE && !total.is_rough(text);
    is_whole.then(|| Allotment {
        many,
        items: words,
        each,
        total,
        is_said: TOTAL.is_match(lead),
        is_mean: per.is_mean,
        words: &text[per.at..each.end()],
    })
}

/// The units after 每 to which the number after some bytes applies: 每户每月 has two.
fn per(text: &str, sentence: Range<usize>, lead: Range<usize>) -> Option<Per<'_>> {
    let words = &text[lead.clone()];
    let is_mean = words.contains('均');
    if let Some(at) = words.rfind('每') {
        let every = words[at + '每'.len_utf8()..].trim_start_matches('一');
        let is_near = (1..=14).contains(&every.chars().count())
            && !every.contains(['，', '、', '；', '：', '（'])
            && text[sentence].matches('每').nth(1).is_none();
        return is_near.then(|| Per { word: Some(measured(every)), is_mean, at: lead.start + at });
    }
    let found = SHORT.captures(words)?;
    let word = found.name("per").or_else(|| found.name("one")).map(|per| per.as_str());
    Some(Per { word, is_mean, at: lead.start + found.get_match().start() })
}

/// The measure word that a text begins with; after 个, and without one, its noun of two characters.
fn measured(every: &str) -> &str {
    let noun = |text: &str| text.char_indices().nth(2).map_or(text.len(), |(end, _)| end);
    match measures::at_start(every) {
        Some("个") => {
            let rest = &every["个".len()..];
            &rest[..noun(rest)]
        }
        Some(measure) => &every[..measure.len()],
        None => &every[..noun(every)],
    }
}

/// Whether a number counts what another is for each of: 12个村 for 村, 38人 for 人, 15天 for 日.
fn is_counted_by(text: &str, items: &Numeral, per: Option<&str>) -> bool {
    let unit = items.unit(text);
    let is_name = |character: &char| character.is_alphanumeric() && *character != '每';
    let after: String = text[items.end()..].chars().take_while(is_name).take(6).collect();
    let is_plain = items.form == NumeralForm::Arabic || items.amount > Some(Decimal::ONE);
    is_plain
        && match per {
            None => measures::is_single(unit),
            Some("人") => measures::is_of_people(unit),
            Some("日" | "天") => matches!(unit, "天" | "日"),
            // 平均时速
            Some("时") => matches!(unit, "小时" | "个小时"),
            Some("月" | "个月") => matches!(unit, "月" | "个月" | "年"),
            Some("校") => unit == "所" || after.contains("学校"),
            Some(per) => unit == per || measures::are_alike(unit, per) || after.contains(per),
        }
}

/// How many of a period a year or a week has, if the total is for one: 12 in 每月补贴200元，全年共2400元; 7 in 一周卖出700份，日均100份.
fn parts_of_a_whole<'l>(per: &str, lead: &'l str) -> Option<(Decimal, &'l str)> {
    const YEAR: [&str; 3] = ["全年", "一年", "每年"];
    const WEEK: [&str; 4] = ["一周", "每周", "本周", "上周"];
    let (many, wholes) = match per {
        "月" | "个月" => (12, &YEAR[..]),
        "季度" | "季" => (4, &YEAR[..]),
        "日" | "天" => (7, &WEEK[..]),
        _ => return None,
    };
    let whole = wholes.iter().find_map(|whole| lead.find(whole))?;
    Some((Decimal::from(many), &lead[whole..whole + "全年".len()]))
}

/// Whether two units measure one thing, as 公斤 and 吨 do.
pub(crate) fn are_of_a_kind(one: &str, other: &str) -> bool {
    !one.is_empty() && units::base(one).1 == units::base(other).1
}

/// A number in the smallest unit of its kind.
#[must_use]
pub(crate) fn in_base(text: &str, numeral: &Numeral) -> Option<Decimal> {
    numeral.amount?.checked_mul(units::base(numeral.unit(text)).0)
}
