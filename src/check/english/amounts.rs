//! Amounts in English: 1,250 trees, $3.5 million, 12.8%.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::language::{Scale, TextLanguage};

/// A number with its sign of a currency, its scale and its percent sign, as a pattern for other expressions.
pub(crate) const AMOUNT: &str = r"(?:[$€£¥])?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?: (?:thousand|million|billion|trillion))?(?:%| per ?cent)?|(?:[$€£¥])?[0-9]+(?:\.[0-9]+)?(?: (?:thousand|million|billion|trillion))?(?:%| per ?cent)?";

/// An amount as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnglishAmount {
    /// Its bytes, without its unit.
    pub range: Range<usize>,
    /// Its value.
    pub amount: Decimal,
    /// How many decimals it is written with, in units of its scale.
    pub step: Decimal,
    /// Whether it is a percentage.
    pub is_percentage: bool,
}

static AMOUNTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(AMOUNT).expect("a constant"));

/// The amounts of a text; a number that is part of a code, a date or a time is none.
pub(crate) fn find(text: &str) -> impl Iterator<Item = EnglishAmount> {
    AMOUNTS.find_iter(text).filter_map(|found| {
        let is_joined = |character: char| {
            character.is_alphanumeric() || matches!(character, '-' | '/' | ':' | '.' | ',' | '_' | '#' | '–')
        };
        let after = &text[found.end()..];
        let goes_on = after.starts_with(is_joined)
            && after.chars().nth(1).is_some_and(|next| next.is_alphanumeric())
            || after.starts_with(|next: char| next.is_alphanumeric());
        let is_part = text[..found.start()].ends_with(is_joined);
        if goes_on || is_part { None } else { read(found.as_str(), found.range()) }
    })
}

/// Reads an amount that the pattern matched.
#[must_use]
pub(crate) fn read(written: &str, range: Range<usize>) -> Option<EnglishAmount> {
    let is_percentage = written.ends_with('%') || written.ends_with("cent");
    let number = written.trim_start_matches(['$', '€', '£', '¥']);
    let (digits, rest) = number.split_at(number.find(['%', ' ']).unwrap_or(number.len()));
    let amount: Decimal = digits.replace(',', "").parse().ok()?;
    let word = rest.trim().split(' ').next().unwrap_or_default();
    let scale = Scale::named(word).filter(|scale| scale.word(TextLanguage::English).is_some());
    let factor = Decimal::from(10_u64.pow(scale.map_or(0, Scale::power)));
    let step = Decimal::new(1, amount.scale());
    Some(EnglishAmount {
        range,
        amount: amount.checked_mul(factor)?,
        step: step.checked_mul(factor)?,
        is_percentage,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_their_scale() {
        let found = |text: &str| find(text).map(|amount| amount.amount.to_string()).collect::<Vec<_>>();
        assert_eq!(found("1,250 trees for $3.5 million, or 12.8%"), ["1250", "3500000.0", "12.8"]);
        assert_eq!(found("A4, 10:30, 0931-8159799, 3rd"), [""; 0]);
    }
}
