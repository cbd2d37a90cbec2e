//! English numerals: one thousand two hundred and thirty-seven, three point five.

use rust_decimal::Decimal;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// The names of the groups of three digits, from the right.
const GROUPS: [&str; 10] = [
    "",
    " thousand",
    " million",
    " billion",
    " trillion",
    " quadrillion",
    " quintillion",
    " sextillion",
    " septillion",
    " octillion",
];

/// `number` in English numerals.
#[must_use]
pub(super) fn words(number: Decimal) -> String {
    let plain = number.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("minus ", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut words = format!("{sign}{}", whole_words(whole));
    if !fraction.is_empty() {
        words.push_str(" point");
        for digit in fraction.bytes() {
            words.push(' ');
            words.push_str(SMALL[usize::from(digit - b'0')]);
        }
    }
    words
}

/// A whole number, group by group.
fn whole_words(digits: &str) -> String {
    let bytes = digits.as_bytes();
    let groups: Vec<usize> = bytes.rchunks(3).map(value).collect();
    let mut words: Vec<String> = Vec::new();
    for (place, group) in groups.iter().enumerate().rev().filter(|(_, group)| **group > 0) {
        // What follows the thousands is joined by “and” if it has no hundreds of its own.
        let joint = if place == 0 && *group < 100 && !words.is_empty() { "and " } else { "" };
        words.push(format!("{joint}{}{}", group_words(*group), GROUPS.get(place).unwrap_or(&"")));
    }
    if words.is_empty() { SMALL[0].to_owned() } else { words.join(" ") }
}

fn value(digits: &[u8]) -> usize {
    digits.iter().fold(0, |value, digit| value * 10 + usize::from(digit - b'0'))
}

/// A number below a thousand.
fn group_words(group: usize) -> String {
    match (group / 100, group % 100) {
        (0, rest) => below_a_hundred(rest),
        (hundreds, 0) => format!("{} hundred", SMALL[hundreds]),
        (hundreds, rest) => format!("{} hundred and {}", SMALL[hundreds], below_a_hundred(rest)),
    }
}

fn below_a_hundred(number: usize) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => SMALL[number].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        (tens, ones) => format!("{}-{}", TENS[tens], SMALL[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_a_reader_says_them() {
        for (number, expected) in [
            ("0", "zero"),
            ("15", "fifteen"),
            ("40", "forty"),
            ("110", "one hundred and ten"),
            ("1006", "one thousand and six"),
            ("1237", "one thousand two hundred and thirty-seven"),
            ("2000000", "two million"),
            ("2000015", "two million and fifteen"),
            ("-3.05", "minus three point zero five"),
        ] {
            assert_eq!(words(number.parse().unwrap()), expected, "{number}");
        }
    }
}
