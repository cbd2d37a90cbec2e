//! 万 and 亿, the large units: they stand behind a number or before its measure word, and 万亿 is both.

use rust_decimal::Decimal;

/// What each multiplies by.
const LARGE: [(char, u64); 2] = [('亿', 100_000_000), ('万', 10_000)];

/// What a character multiplies by, if it is a large unit.
#[must_use]
pub(crate) fn large(character: char) -> Option<u64> {
    LARGE.iter().find(|(known, _)| *known == character).map(|(_, large)| *large)
}

/// What the large units multiply by that a text begins with, and what stands behind them: 万亩.
#[must_use]
pub(crate) fn leading(text: &str) -> (Decimal, &str) {
    let rest = text.trim_start_matches(is_large);
    (product(&text[..text.len() - rest.len()]), rest)
}

/// What stands before the large units that a number ends with, and what these multiply by: 1.2万.
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

/// An amount as bulletins write it: 600, 12万, 1.35亿.
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
