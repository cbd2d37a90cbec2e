//! Numbers in running text: their values, their notation, and the words that go with them.

mod kind;
mod large;
mod rounding;
mod value;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::runs;
use crate::language::measures;
pub(crate) use large::{leading, written};
use value::digit;
pub(crate) use value::value;

/// A number in a line. Ranges are bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// The number itself, with its 万 or 亿: `1,237`, `二百八十三`, `3.5万`.
    pub range: Range<usize>,
    /// Its value; `None` for 几, 数十, 三四.
    pub amount: Option<Decimal>,
    /// How it is written.
    pub form: NumeralForm,
    /// What it is.
    pub kind: NumeralKind,
    /// 约, 近, 至少 directly before it.
    pub before: Option<Range<usize>>,
    /// 余 or 多 directly after it, before its unit.
    pub more: Option<Range<usize>>,
    /// The measure word or unit after it.
    pub unit: Option<Range<usize>>,
    /// 以上, 左右, 多 after the unit.
    pub after: Option<Range<usize>>,
    /// Whether it is printed from a ledger.
    pub is_printed: bool,
}

/// The notation of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralForm {
    /// 283
    Arabic,
    /// 二百八十三
    Chinese,
}

/// What a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralKind {
    /// A count of something, or an amount.
    Count,
    /// A year, month, day or hour: 2025年, 11月, 20日, 8时.
    Date,
    /// 第三, and the numbers of lists: 1. （二）
    Ordinal,
    /// Part of something written with letters, dashes, colons or points: A4, 10:30, 3∶1, 0931-8159799.
    Code,
}

impl Numeral {
    /// Its measure word in `text`; empty if it has none.
    #[must_use]
    pub fn unit<'t>(&self, text: &'t str) -> &'t str {
        self.unit.clone().map_or("", |unit| &text[unit])
    }

    /// From the qualifier before it to the last word that belongs to it.
    #[must_use]
    pub fn whole(&self) -> Range<usize> {
        let start = self.before.as_ref().map_or(self.range.start, |before| before.start);
        start..self.end()
    }

    /// The number with its unit and the words between.
    #[must_use]
    pub fn with_unit(&self) -> Range<usize> {
        let end = self.unit.as_ref().or(self.more.as_ref()).map_or(self.range.end, |last| last.end);
        self.range.start..end
    }

    /// The end of the last word that belongs to it.
    #[must_use]
    pub fn end(&self) -> usize {
        let parts = [&self.more, &self.unit, &self.after];
        parts.into_iter().flatten().map(|range| range.end).max().unwrap_or(0).max(self.range.end)
    }

    /// Whether a word beside it says that it is approximate: 约, 余, 以上.
    #[must_use]
    pub fn is_rough(&self, text: &str) -> bool {
        let is_before = self.before.clone().is_some_and(|before| !EXACT.contains(&&text[before]));
        is_before || self.more.is_some() || self.after.is_some()
    }

    /// Whether it is a percentage.
    #[must_use]
    pub fn is_percentage(&self, text: &str) -> bool {
        self.kind == NumeralKind::Count && matches!(self.unit(text), "%" | "％")
    }

    /// Whether it is a count or an amount that an editor typed.
    #[must_use]
    pub fn is_literal_count(&self) -> bool {
        self.kind == NumeralKind::Count && !self.is_printed
    }
}

/// Words before a number that say how exact it is; of words with a common beginning, the longest first.
const BEFORE: [&str; 28] = [
    "不少于",
    "不多于",
    "不超过",
    "不低于",
    "不高于",
    "将近",
    "大约",
    "大概",
    "约为",
    "超过",
    "突破",
    "至少",
    "最少",
    "至多",
    "最多",
    "不到",
    "不足",
    "多达",
    "高达",
    "长达",
    "接近",
    "仅有",
    "约",
    "近",
    "超",
    "逾",
    "达",
    "共",
];
/// Words after a number that say the same.
const AFTER: [&str; 12] =
    ["以上", "以下", "以内", "左右", "上下", "之多", "之内", "开外", "多", "余", "不到", "有余"];

/// Words before a number that leave it exact.
const EXACT: [&str; 6] = ["共", "达", "多达", "高达", "长达", "仅有"];

/// Words that begin like a number with its measure word.
const WORDS: [&str; 9] = ["十分", "百分", "万分", "千家万户", "百家", "千方百计", "一度", "百般", "万般"];

/// No bulletin counts to this number; the product of two smaller ones does not overflow.
const UTMOST: u64 = 100_000_000_000_000;

static ARABIC: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[0-9０-９]+(?:,[0-9]{3})*(?:[.．][0-9]+)?").expect("a constant"));

/// The numbers of a line, in order; those that touch `figures` are printed from ledgers.
#[must_use]
pub(crate) fn find(text: &str, figures: &[Range<usize>]) -> Vec<Numeral> {
    let mut found: Vec<Numeral> = ARABIC.find_iter(text).filter_map(|at| arabic(text, at.range())).collect();
    let taken: Vec<Range<usize>> = found.iter().map(|numeral| numeral.range.clone()).collect();
    let chinese = runs(text, is_of_chinese);
    let free = chinese.filter(|range| !touches(&taken, range));
    found.extend(free.filter_map(|range| chinese_numeral(text, range)));
    found.sort_by_key(|numeral| numeral.range.start);
    keep_apart(&mut found);
    for numeral in &mut found {
        numeral.amount = numeral.amount.filter(|amount| *amount < Decimal::from(UTMOST));
        numeral.is_printed = touches(figures, &numeral.range);
    }
    found
}

/// No word belongs to two numbers: the words of one number are skipped when others are looked for, so that 万 in 1200多万元 is not a
/// number.
fn keep_apart(found: &mut Vec<Numeral>) {
    let mut end = 0;
    found.retain_mut(|numeral| {
        let is_free = numeral.range.start >= end;
        if is_free {
            numeral.before.take_if(|before| before.start < end);
            end = numeral.end();
        }
        is_free
    });
}

/// Whether Chinese numerals are written with a character.
fn is_of_chinese(character: char) -> bool {
    digit(character).is_some()
        || matches!(
            character,
            '十' | '百' | '千' | '万' | '亿' | '萬' | '億' | '几' | '数' | '幾' | '數' | '半'
        )
}

/// Whether one of some sorted ranges overlaps another range.
fn touches(ranges: &[Range<usize>], other: &Range<usize>) -> bool {
    let next = ranges.partition_point(|range| range.end <= other.start);
    ranges.get(next).is_some_and(|range| range.start < other.end)
}

fn arabic(text: &str, range: Range<usize>) -> Option<Numeral> {
    let plain: String = text[range.clone()]
        .chars()
        .filter(|character| !matches!(character, ',' | '，'))
        .map(|character| match character {
            '０'..='９' => {
                char::from_digit(u32::from(character) - u32::from('０'), 10).unwrap_or(character)
            }
            '．' => '.',
            other => other,
        })
        .collect();
    let after = &text[range.end..];
    let thousands = after.strip_prefix('千').filter(|rest| !rest.starts_with(['瓦', '米', '克']));
    let thousand = if thousands.is_some() { Decimal::ONE_THOUSAND } else { Decimal::ONE };
    let (large, rest) = leading(thousands.unwrap_or(after));
    let amount = plain.parse::<Decimal>().ok()?.checked_mul(thousand)?.checked_mul(large)?;
    let end = text.len() - rest.len();
    let kind = kind::arabic(text, &range, end, &plain);
    Some(around(text, range.start..end, Some(amount), NumeralForm::Arabic, kind))
}

fn chinese_numeral(text: &str, range: Range<usize>) -> Option<Numeral> {
    let written = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let amount = value(written);
    let kind = if before.ends_with('第') || before.ends_with(['（', '(']) && after.starts_with(['）', ')'])
    {
        NumeralKind::Ordinal
    } else if written.chars().count() == 4
        && written.chars().all(|character| digit(character).is_some())
        && after.starts_with('年')
        || after.starts_with("年代")
        || (after.starts_with('月') && amount.is_some_and(|amount| amount <= Decimal::from(12)))
        || (after.starts_with('日') && before.ends_with('月'))
    {
        NumeralKind::Date
    } else {
        NumeralKind::Count
    };
    let numeral = around(text, range, amount, NumeralForm::Chinese, kind);
    // Alone, such characters are parts of words: 一切, 百姓; some even with a measure word after them.
    let is_word = WORDS.iter().any(|word| text[numeral.range.start..].starts_with(word));
    let is_counted = numeral.unit.is_some() || numeral.more.is_some() && numeral.amount.is_some();
    (!is_word && (is_counted || numeral.kind != NumeralKind::Count)).then_some(numeral)
}

/// The number with the words around it.
fn around(
    text: &str,
    range: Range<usize>,
    amount: Option<Decimal>,
    form: NumeralForm,
    kind: NumeralKind,
) -> Numeral {
    let before = BEFORE
        .iter()
        .find(|word| text[..range.start].ends_with(**word))
        .map(|word| range.start - word.len()..range.start);
    let mut at = range.end;
    let more =
        ["余", "多", "餘"].iter().find(|word| text[at..].starts_with(**word)).map(|word| at..at + word.len());
    at = more.as_ref().map_or(at, |more| more.end);
    // 283万余元, 2000多万元: the large unit may be on either side.
    let mut amount = amount;
    if more.is_some() {
        let (large, rest) = leading(&text[at..]);
        at = text.len() - rest.len();
        amount = amount.and_then(|amount| amount.checked_mul(large));
    }
    let unit = measures::at_start(&text[at..]).map(|unit| at..at + unit.len());
    at = unit.as_ref().map_or(at, |unit| unit.end);
    let after = AFTER
        .iter()
        .find(|word| text[at..].starts_with(**word))
        .filter(|word| unit.is_some() || word.len() > 3)
        .map(|word| at..at + word.len());
    Numeral { range, amount, form, kind, before, more, unit, after, is_printed: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Numeral {
        let found = find(text, &[]);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.into_iter().next().unwrap()
    }

    #[test]
    fn a_number_is_known_with_the_words_around_it() {
        let text = "累计培训约600余人次以上。";
        let numeral = only(text);
        assert_eq!(numeral.amount, Some(Decimal::from(600)));
        assert_eq!(&text[numeral.whole()], "约600余人次以上");
        assert_eq!(&text[numeral.with_unit()], "600余人次");
    }

    #[test]
    fn numbers_amount_to_what_a_reader_takes_them_for() {
        for (text, amount) in [
            ("1,237人", "1237"),
            ("3.5万元", "35000"),
            ("2.5亿元", "250000000"),
            ("二百八十三人", "283"),
            ("一千零六名", "1006"),
            ("十二项", "12"),
            ("两万三千户", "23000"),
            ("三十名", "30"),
            ("十万亩", "100000"),
        ] {
            assert_eq!(only(text).amount, Some(amount.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn dates_codes_and_ordinals_are_no_counts() {
        for (text, kind) in [
            ("2025年", NumeralKind::Date),
            ("11月", NumeralKind::Date),
            ("第3期", NumeralKind::Ordinal),
            ("A4纸", NumeralKind::Code),
            ("二〇二五年", NumeralKind::Date),
        ] {
            assert_eq!(only(text).kind, kind, "{text}");
        }
        assert!(find("10:30", &[]).iter().all(|numeral| numeral.kind == NumeralKind::Code));
        assert!(find("0931-8159799", &[]).iter().all(|numeral| numeral.kind == NumeralKind::Code));
    }

    #[test]
    fn characters_of_words_are_no_numbers() {
        for text in ["一切为了人民", "十分重要", "百姓生活", "万众一心", "万一下雨"] {
            assert_eq!(find(text, &[]), [], "{text}");
        }
        assert_eq!(only("几十名学员").amount, None);
        assert_eq!(only("三四个人").amount, None);
    }
}
