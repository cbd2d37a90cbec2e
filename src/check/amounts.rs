//! Amounts: by how much bulletins round them, and how they write them.

use rust_decimal::Decimal;

use crate::galley::numerals::Numeral;

/// By how much a number may have been rounded: half a unit of the last place, where it has decimals, 万 or 亿.
#[must_use]
pub fn slack(numeral: &Numeral, text: &str) -> Decimal {
    let written = &text[numeral.range.clone()];
    let digits = written.trim_end_matches(['万', '亿']);
    let places = digits.split_once(['.', '．']).map_or(0, |(_, decimals)| decimals.chars().count());
    if digits == written && places == 0 {
        return Decimal::ZERO;
    }
    let names = written[digits.len()..].chars();
    let large =
        names.map(|name| if name == '万' { 10_000 } else { 100_000_000 }).fold(1, u64::saturating_mul);
    Decimal::new(5, u32::try_from(places + 1).unwrap_or(u32::MAX).min(28)) * Decimal::from(large)
}

/// An amount as bulletins write it: 600, 12万, 1.35亿.
#[must_use]
pub fn written(amount: Decimal) -> String {
    for (name, large) in [("亿", 100_000_000), ("万", 10_000)] {
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
    use crate::galley::numerals;

    #[test]
    fn a_number_with_decimals_or_a_large_unit_may_have_been_rounded() {
        for (text, expected) in [("283人", "0"), ("48.2%", "0.05"), ("3.5万元", "500"), ("2亿元", "50000000")]
        {
            assert_eq!(slack(&numerals::find(text, &[])[0], text), expected.parse().unwrap(), "{text}");
        }
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
