//! Formats of numbers → what they add to a number: `0.0%` shows 0.125 as 12.5 %, `0"人次"` shows 600 as 600人次.

use rust_decimal::Decimal;

use super::unit::is_unit;

/// A number as its format shows it, if the format adds a unit to it.
#[must_use]
pub(super) fn shown(number: Decimal, format: &str) -> Option<String> {
    let (mut is_percentage, mut words) = (false, String::new());
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break, // What follows is for negative numbers.
            '%' => is_percentage = true,
            '\\' => words.extend(characters.next()),
            '"' => words.extend(characters.by_ref().take_while(|next| *next != '"')),
            _ => {}
        }
    }
    let unit = words.trim();
    match number.checked_mul(Decimal::ONE_HUNDRED) {
        Some(hundredths) if is_percentage => Some(format!("{}%", hundredths.normalize())),
        _ if is_unit(unit) => Some(format!("{number}{unit}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_whether_a_number_is_a_percentage_or_has_a_unit() {
        let number = Decimal::new(875, 3);
        for (format, expected) in [
            ("0.0%", Some("87.5%")),
            ("0.0\"人次\"", Some("0.875人次")),
            ("0\"%\";-0\"%\"", Some("0.875%")),
            ("General", None),
            ("¥#,##0.00", None),
        ] {
            assert_eq!(shown(number, format).as_deref(), expected, "{format}");
        }
    }
}
