//! Rounding (概数): whether a number as it is written may stand for an exact one.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::galley::numerals::Numeral;

/// Words beside a number that rounds, and between how many per cent of it the exact number lies.
const ROUNDING: [(&[&str], i64, i64); 3] = [
    (&["近", "将近", "接近", "不到", "不足", "以下", "以内"], 90, 100),
    (&["超", "超过", "逾", "突破", "至少", "不少于", "以上", "有余", "余", "多"], 100, 125),
    (&["约", "大约", "大概", "约为", "左右", "上下"], 90, 110),
];

/// Whether a number of `text` honestly tells an exact amount: 1.2万 tells 12130, 近600 tells 588.
pub fn stands_for(numeral: &Numeral, text: &str, exact: Decimal) -> bool {
    let Some(written) = numeral.amount else { return false };
    let share = exact.checked_mul(Decimal::ONE_HUNDRED).and_then(|hundred| hundred.checked_div(written));
    let is_within =
        |from: i64, to: i64| share.is_some_and(|share| share >= from.into() && share <= to.into());
    rounded(exact, &text[numeral.range.clone()]) == written
        || ROUNDING.iter().any(|(words, from, to)| is_said(numeral, text, words) && is_within(*from, *to))
}

/// An amount as exactly as another number is written: 12000 for 12130, where 1.2万 is written.
fn rounded(amount: Decimal, written: &str) -> Decimal {
    let large = large(written.chars().next_back());
    let decimals = written.split_once('.').map_or("", |(_, decimals)| decimals).bytes();
    let places = decimals.take_while(u8::is_ascii_digit).zip(1..).last().map_or(0, |(_, places)| places);
    (amount / large).round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero) * large
}

/// What 万 or 亿 multiplies by.
pub fn large(word: Option<char>) -> Decimal {
    match word {
        Some('万') => Decimal::from(10_000),
        Some('亿') => Decimal::from(100_000_000),
        _ => Decimal::ONE,
    }
}

/// Whether one of some words goes with a number.
fn is_said(numeral: &Numeral, text: &str, words: &[&str]) -> bool {
    let said = [&numeral.before, &numeral.more, &numeral.after];
    said.into_iter().flatten().any(|range| words.contains(&&text[range.clone()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galley::numerals;

    #[test]
    fn a_number_stands_for_what_it_rounds_and_for_nothing_else() {
        for (text, exact, expected) in [
            ("1.2万亩", "12000", true),
            ("1.2万亩", "12130", true),
            ("1.2万亩", "13000", false),
            ("近600名", "588", true),
            ("近600名", "612", false),
            ("超5000人次", "5120", true),
            ("600名", "588", false),
            ("15%", "15.2", true),
        ] {
            let numeral = &numerals::find(text, &[])[0];
            assert_eq!(stands_for(numeral, text, exact.parse().unwrap()), expected, "{text} for {exact}");
        }
    }
}
