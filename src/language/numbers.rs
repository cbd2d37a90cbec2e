//! Numbers in digits and in words.

use rust_decimal::Decimal;

use super::{TextLanguage, english_numerals};
use crate::numerals;

impl TextLanguage {
    /// A number as it is printed in digits: `1250` is `1,250` in English.
    #[must_use]
    pub(crate) fn digits(self, written: &str) -> String {
        match self {
            Self::English => grouped(written),
            Self::SimplifiedChinese | Self::TraditionalChinese => written.to_owned(),
        }
    }

    /// A number as it is read aloud; of things that are counted, two are 两.
    #[must_use]
    pub(crate) fn in_words(self, amount: Decimal, has_unit: bool) -> String {
        let chinese =
            || if has_unit && amount == Decimal::TWO { "两".to_owned() } else { numerals::words(amount) };
        match self {
            Self::SimplifiedChinese => chinese(),
            Self::TraditionalChinese => chinese().chars().map(traditional).collect(),
            Self::English => english_numerals::words(amount),
        }
    }
}

/// A numeral's character as traditional Chinese writes it.
fn traditional(character: char) -> char {
    match character {
        '万' => '萬',
        '亿' => '億',
        '两' => '兩',
        '点' => '點',
        '负' => '負',
        other => other,
    }
}

/// A number with a comma before each three digits of its whole part, and a minus sign that is one.
fn grouped(written: &str) -> String {
    let (sign, digits) = written.strip_prefix('-').map_or(("", written), |digits| ("−", digits));
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |at| digits.split_at(at));
    let mut grouped = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_groups_the_digits_of_the_whole_part() {
        for (written, printed) in [
            ("7", "7"),
            ("999", "999"),
            ("1250", "1,250"),
            ("3500000", "3,500,000"),
            ("-1250.1250", "−1,250.1250"),
        ] {
            assert_eq!(TextLanguage::English.digits(written), printed);
            assert_eq!(TextLanguage::TraditionalChinese.digits(written), written);
        }
    }

    #[test]
    fn a_number_is_read_aloud_in_the_language_of_its_text() {
        let words = |language: TextLanguage, amount: i64| language.in_words(amount.into(), true);
        assert_eq!(words(TextLanguage::SimplifiedChinese, 2), "两");
        assert_eq!(words(TextLanguage::TraditionalChinese, 20_000), "二萬");
        assert_eq!(words(TextLanguage::English, 21), "twenty-one");
    }
}
