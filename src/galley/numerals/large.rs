//! 万 and 亿, the large units: they come after a number or before its measure word, and 万亿 is both.

use rust_decimal::Decimal;

/// The factor of each.
const LARGE: [(char, u64); 4] = [('亿', 100_000_000), ('万', 10_000), ('億', 100_000_000), ('萬', 10_000)];

/// The factor of a character, if it is a large unit.
#[must_use]
pub(crate) fn large(character: char) -> Option<u64> {
    LARGE.iter().find(|(known, _)| *known == character).map(|(_, large)| *large)
}

/// The factor of the large units at the beginning of a text, and the text after them: 万亩.
#[must_use]
pub(crate) fn leading(text: &str) -> (Decimal, &str) {
    let rest = text.trim_start_matches(is_large);
    (product(&text[..text.len() - rest.len()]), rest)
}

/// The text before the large units at the end of a number, and their factor: 1.2万.
#[must_use]
pub(crate) fn trailing(written: &str) -> (&str, Decimal) {
    let digits = written.trim_end_matches(is_large);
    (digits, product(&written[digits.len()..]))
}

fn is_large(character: char) -> bool {
    large(character).is_some()
}

fn product(units: &str) -> Decimal {
    units.chars().filter_map(large).fold(1, u64::saturating_mul).into()
}

/// An amount in the notation of bulletins: 600, 12万, 1.35亿.
#[must_use]
pub(crate) fn written(amount: Decimal) -> String {
    for (name, large) in LARGE {
        let many = amount / Decimal::from(large);
        if many.abs() >= Decimal::ONE && many == many.round_dp(2) {
            return format!("{}{name}", many.normalize());
        }
    }
    amount.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_units_multiply_from_either_side() {
        assert_eq!(leading("万亿元"), (Decimal::from(1_000_000_000_000_u64), "元"));
        assert_eq!(leading("亩"), (Decimal::ONE, "亩"));
        assert_eq!(trailing("1.2万"), ("1.2", Decimal::from(10_000)));
    }

    #[test]
    fn amounts_are_written_in_large_units_where_they_come_out_even() {
        for (amount, expected) in
            [("600", "600"), ("120000", "12万"), ("135000000", "1.35亿"), ("12345", "12345")]
        {
            assert_eq!(written(amount.parse().unwrap()), expected);
        }
    }
}
