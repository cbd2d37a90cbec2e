//! The words of a cell → a number, its unit and how exact it is: `600余人次`, `约1.2万亩`, `12.5%`.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::grid::SheetCell;
use crate::language::About;

/// A number with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellAmount {
    pub number: Decimal,
    pub unit: Option<String>,
    pub about: Vec<&'static str>,
}

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    let before = "共|累计|先后|约|近|超过|至少|不到|高达|平均";
    Regex::new(&format!(
        r"^(?P<before>(?:{before})*)\s*(?P<number>-?\d+(?:[,，]\d{{3}})*(?:\.\d+)?)\s*(?P<inner>余|多)?\s*(?P<unit>[^\d\s,，。；;]{{0,8}}?)(?P<after>余|多|以上|左右)?$"
    ))
    .expect("a constant")
});

/// The number of a cell, if it is one with at most a unit and qualifiers around it.
#[must_use]
pub(super) fn amount(cell: &SheetCell) -> Option<CellAmount> {
    match cell {
        SheetCell::Number(number) => Some(CellAmount { number: *number, unit: None, about: Vec::new() }),
        SheetCell::Text(text) => of_text(text.trim()),
        SheetCell::Empty | SheetCell::Inexact(_) | SheetCell::Failed(_) => None,
    }
}

fn of_text(text: &str) -> Option<CellAmount> {
    let text = crate::fields::half_width(text);
    let found = AMOUNT.captures(&text)?;
    let number = found["number"].replace([',', '，'], "");
    let is_code =
        number.trim_start_matches('-').len() > 1 && number.starts_with('0') && !number.contains('.');
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if is_code || digits > 15 {
        return None; // 007 is no amount, and no amount has 18 digits.
    }
    let mut about = words(&found["before"]);
    for name in ["inner", "after"] {
        about.extend(found.name(name).map(|word| words(word.as_str())).unwrap_or_default());
    }
    let unit =
        found.name("unit").map(|unit| unit.as_str().trim_matches(['（', '）', '(', ')', ' ']).to_owned());
    let unit = unit.filter(|unit| !unit.is_empty());
    Some(CellAmount { number: number.parse().ok()?, unit, about })
}

/// The qualifiers in some words, one after another.
fn words(text: &str) -> Vec<&'static str> {
    let language = crate::language::TextLanguage::SimplifiedChinese;
    let known = About::words(language);
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some(word) = known.iter().find(|word| rest.starts_with(**word)) {
        found.push(*word);
        rest = &rest[word.len()..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_qualifiers_are_read_from_the_words_of_a_cell() {
        for (text, number, unit, about) in [
            ("600余人次", "600", Some("人次"), &["余"][..]),
            ("约1.2万亩", "1.2", Some("万亩"), &["约"]),
            ("12.5%", "12.5", Some("%"), &[]),
            ("1,234", "1234", None, &[]),
            ("３８名以上", "38", Some("名"), &["以上"]),
            ("共累计45", "45", None, &["共", "累计"]),
        ] {
            let read = amount(&SheetCell::Text(text.to_owned())).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (read.number.to_string().as_str(), read.unit.as_deref(), &read.about[..]),
                (number, unit, about)
            );
        }
        for text in ["007", "暂无", "2025-11-20", "3至5人", "110105199001011234", "一百"] {
            assert_eq!(amount(&SheetCell::Text(text.to_owned())), None, "{text}");
        }
    }
}
