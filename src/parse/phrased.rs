//! A number that is written as a phrase in a value: 约600人, 600—700, 12.5％. Printed before a unit, it would be 约600人亩.

use std::ops::ControlFlow;

use crate::fields::{half_width, parse_number};
use crate::language::is_han;
use crate::language::measures;
use crate::model::figure::About;

/// What the phrase says, in the words of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PhrasedNumber {
    /// The number, or the beginning of the range.
    pub from: String,
    /// The end of the range.
    pub to: Option<String>,
    /// The qualifiers.
    pub about: Vec<&'static str>,
}

/// Words that mean a qualifier, and the qualifier.
const LIKE: [(&str, &str); 12] = [
    ("≈", "约"),
    (">", "超过"),
    ("<", "不到"),
    ("≥", "至少"),
    ("大约", "约"),
    ("大概", "约"),
    ("将近", "近"),
    ("接近", "近"),
    ("突破", "超过"),
    ("不足", "不到"),
    ("逾", "超过"),
    ("超", "超过"),
];
/// What joins the ends of a range, in half width.
const DASHES: [char; 8] = ['-', '~', '～', '—', '–', '―', '至', '到'];
/// Quotation marks around a value.
const QUOTES: [char; 8] = ['“', '”', '‘', '’', '"', '\'', '「', '」'];
/// Units of the calendar: 2019—2023年 is a period.
const CALENDAR: [&str; 5] = ["年", "月", "日", "号", "时"];

/// The number in a text that has this unit; `None` if it is a number already, or genuine words or a code.
#[must_use]
pub(crate) fn number(text: &str, unit: &str) -> Option<PhrasedNumber> {
    let half = with_digits(half_width(text));
    let mut rest = half.trim().trim_matches(QUOTES);
    let mut about = Vec::new();
    while let Some((qualifier, after)) = qualifier(rest) {
        about.push(qualifier);
        rest = after;
    }
    let (from, mut rest) = digits(rest)?;
    let mut to = None;
    let after = rest.strip_prefix('%').unwrap_or(rest);
    if let Some(second) = after.trim_start().strip_prefix(DASHES) {
        let (end, after) = digits(second.trim_start_matches(DASHES))?;
        if CALENDAR.contains(&unit) {
            return None;
        }
        (to, rest) = (Some(end), after);
    }
    while let ControlFlow::Continue(after) = word_after(rest, unit, &mut about) {
        rest = after;
    }
    let rest = rest.trim();
    let is_remark = rest.starts_with('(') && rest.find(')') == Some(rest.len() - 1) && rest.contains(is_han);
    let is_phrase = to.is_some() || from != text;
    ((rest.is_empty() || is_remark) && is_phrase).then_some(PhrasedNumber { from, to, about })
}

/// The unit in a text that is a number with its unit: 38万亩. `None` if it is genuine words: a date, a name, a grade.
#[must_use]
pub(crate) fn unit_of(text: &str) -> Option<String> {
    let half = half_width(text);
    let mut rest = half.trim();
    while let Some((_, after)) = qualifier(rest) {
        rest = after;
    }
    let (_, unit) = digits(rest)?;
    let counted = unit.strip_prefix(['万', '亿']).unwrap_or(unit);
    let is_unit = counted.is_empty() || measures::at_start(counted) == Some(counted);
    (is_unit && !unit.is_empty() && !CALENDAR.contains(&unit)).then(|| unit.to_owned())
}

/// A text with digits for the letters that look like them: 2O, l2.
fn with_digits(text: String) -> String {
    let is_digit = |character: char| character.is_ascii_digit();
    let bare = text.trim_start_matches(['l', 'I']);
    let is_number = bare.starts_with(is_digit)
        && bare.chars().all(|character| is_digit(character) || matches!(character, 'O' | 'o'));
    if is_number { text.replace(['l', 'I'], "1").replace(['O', 'o'], "0") } else { text }
}

/// The qualifier that a text begins with, and the text after it.
fn qualifier(text: &str) -> Option<(&'static str, &str)> {
    let text = text.trim_start();
    let like = LIKE.iter().find_map(|(word, meant)| Some((*meant, text.strip_prefix(word)?)));
    let chinese = |about: About| about.word(crate::language::TextLanguage::SimplifiedChinese);
    like.or_else(|| About::all().map(chinese).find_map(|word| Some((word, text.strip_prefix(word)?))))
}

/// The number that a text begins with, without separators of thousands and spaces in it, and the text after it.
fn digits(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let is_in_number = |character: char| character.is_ascii_digit() || ",. ".contains(character);
    let end = text.find(|character| !is_in_number(character)).unwrap_or(text.len());
    let number: String = text[..end].chars().filter(|character| !", ".contains(*character)).collect();
    Some((parse_number(&number)?.written, &text[end..]))
}

/// The text after a qualifier, a unit or a measure word that it begins with.
fn word_after<'t>(text: &'t str, unit: &str, about: &mut Vec<&'static str>) -> ControlFlow<(), &'t str> {
    let text = text.trim_start();
    let own = text.strip_prefix(unit).filter(|_| !unit.is_empty());
    if let Some(after) = text.strip_prefix('+') {
        about.push("以上");
        return ControlFlow::Continue(after);
    }
    let measure = || measures::at_start(text).map(|measure| &text[measure.len()..]);
    if let Some((word, after)) = qualifier(text) {
        about.push(word);
        return ControlFlow::Continue(after);
    }
    own.or_else(measure).map_or(ControlFlow::Break(()), ControlFlow::Continue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_its_phrase() {
        for (text, unit, from, to, about) in [
            ("约600人", "亩", "600", None, &["约"][..]),
            ("“600”", "亩", "600", None, &[]),
            ("6 00", "亩", "600", None, &[]),
            ("600~700", "亩", "600", Some("700"), &[]),
            ("600—700", "亩", "600", Some("700"), &[]),
            ("35%～45%", "%", "35", Some("45"), &[]),
            ("1,250", "亩", "1250", None, &[]),
            ("６００", "亩", "600", None, &[]),
            ("12.5％", "%", "12.5", None, &[]),
            ("437人", "人", "437", None, &[]),
            ("近600余人次", "人次", "600", None, &["近", "余"]),
            ("600亩以上", "亩", "600", None, &["以上"]),
            ("≈600", "亩", "600", None, &["约"]),
            ("600+", "亩", "600", None, &["以上"]),
            ("600（估）", "亩", "600", None, &[]),
            ("6OO", "亩", "600", None, &[]),
            ("l2", "亩", "12", None, &[]),
        ] {
            let found = number(text, unit);
            let to = to.map(str::to_owned);
            assert_eq!(
                found,
                Some(PhrasedNumber { from: from.to_owned(), to, about: about.to_vec() }),
                "{text}"
            );
        }
    }

    #[test]
    fn a_unit_after_a_number_is_told_from_words() {
        for (text, unit) in
            [("38万亩", Some("万亩")), ("约600人", Some("人")), ("3亿", Some("亿")), ("12.5亩", Some("亩"))]
        {
            assert_eq!(unit_of(text).as_deref(), unit, "{text}");
        }
        for text in ["5A级", "2025年", "12月", "数百人", "1447", "第3名", "600", "一等奖"] {
            assert_eq!(unit_of(text), None, "{text}");
        }
    }

    #[test]
    fn genuine_words_and_codes_are_none() {
        for (text, unit) in [
            ("十几", "人"),
            ("1+3+N", "个"),
            ("“1+3+N”", "个"),
            ("1447", "法"),
            ("0931-8159799", "号"),
            ("第3", "名"),
            ("5A", "级"),
            ("1:3", "比"),
            ("2019—2023", "年"),
            ("+5", "℃"),
            ("数百", "人"),
            ("O2", "瓶"),
            ("600(m2)", "亩"),
        ] {
            assert_eq!(number(text, unit), None, "{text}");
        }
    }
}
