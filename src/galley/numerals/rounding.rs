//! Rounding (概数): which exact amounts a written number may honestly stand for.
//!
//! A headline may round as far as its words allow (近600 for 580); a number that repeats a ledger's must be exact to the last
//! place that it gives (近600 for 592, 1.2万余 for 12345).

use rust_decimal::{Decimal, RoundingStrategy};

use super::Numeral;
use super::large::trailing;

/// Words with which the exact number is smaller.
const LESS: &[&str] = &["近", "将近", "接近", "不到", "不足", "以下", "以内"];
/// Words with which it is greater.
const MORE: &[&str] = &["超", "超过", "逾", "突破", "至少", "不少于", "以上", "有余", "余", "多"];
/// Words with which it may be either.
const ABOUT: &[&str] = &["约", "大约", "大概", "约为", "左右", "上下"];
/// The range of the exact number, in per cent of the written one.
const ROUNDING: [(&[&str], i64, i64); 3] = [(LESS, 90, 100), (MORE, 100, 125), (ABOUT, 90, 110)];

impl Numeral {
    /// By how much it may have been rounded: half a unit of the last place, if it has decimals, 万 or 亿.
    #[must_use]
    pub fn slack(&self, text: &str) -> Decimal {
        let (places, large) = self.places(text);
        if places == 0 && large == Decimal::ONE {
            return Decimal::ZERO;
        }
        Decimal::new(5, (places + 1).min(28)) * large
    }

    /// Whether it may honestly stand for an exact amount, as far as its words allow: 1.2万 for 12130, 近600 for 588.
    #[must_use]
    pub fn stands_for(&self, text: &str, exact: Decimal) -> bool {
        let Some(written) = self.amount else { return false };
        let (places, large) = self.places(text);
        let share = exact.checked_mul(Decimal::ONE_HUNDRED).and_then(|hundred| hundred.checked_div(written));
        let is_within =
            |from: i64, to: i64| share.is_some_and(|share| share >= from.into() && share <= to.into());
        nearest(exact / large, places) * large == written
            || ROUNDING.iter().any(|(words, from, to)| self.is_said(text, words) && is_within(*from, *to))
    }

    /// Whether it repeats a known amount to the last place that it gives: rounded down with 余, up with 近. One unit of the number
    /// is `unit` units of the known amount.
    #[must_use]
    pub fn repeats(&self, text: &str, known: Decimal, unit: Decimal) -> bool {
        let Some(written) = self.amount else { return false };
        let Some(amount) = written.checked_mul(unit) else { return false };
        let step = self.step(text, written) * unit;
        let steps = known / step;
        let before = self.before.as_ref().map_or("", |before| &text[before.clone()]);
        known == amount
            || if LESS.contains(&before) {
                amount == steps.ceil() * step
            } else {
                amount == steps.floor() * step || amount == nearest(steps, 0) * step && self.more.is_none()
            }
    }

    /// The number of decimals written, and the large unit that they belong to: one decimal of 10000 for 1.2万.
    fn places(&self, text: &str) -> (u32, Decimal) {
        let (digits, large) = trailing(&text[self.range.clone()]);
        let decimals = digits.split_once(['.', '．']).map_or("", |(_, decimals)| decimals);
        let decimals = decimals.chars().take_while(|character| character.is_numeric());
        (decimals.zip(1..).last().map_or(0, |(_, places)| places), large)
    }

    /// The place to which it is exact: its last digit that is not 0, if it is qualified as approximate or written with 万 or a
    /// point.
    fn step(&self, text: &str, amount: Decimal) -> Decimal {
        let is_round = self.more.is_some()
            || self.after.is_some()
            || self.before.as_ref().is_some_and(|before| &text[before.clone()] != "共")
            || text[self.range.clone()].contains(['万', '亿', '.']);
        let mut step = Decimal::ONE;
        while is_round && !(amount % step).is_zero() && step > Decimal::new(1, 6) {
            step /= Decimal::TEN;
        }
        while is_round && !amount.is_zero() && (amount % (step * Decimal::TEN)).is_zero() {
            step *= Decimal::TEN;
        }
        step
    }

    /// Whether one of these words goes with it.
    fn is_said(&self, text: &str, words: &[&str]) -> bool {
        let said = [&self.before, &self.more, &self.after];
        said.into_iter().flatten().any(|range| words.contains(&&text[range.clone()]))
    }
}

fn nearest(amount: Decimal, places: u32) -> Decimal {
    amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galley::numerals::find;

    #[test]
    fn a_number_with_decimals_or_a_large_unit_may_have_been_rounded() {
        for (text, expected) in [("283人", "0"), ("48.2%", "0.05"), ("3.5万元", "500"), ("2亿元", "50000000")]
        {
            assert_eq!(find(text, &[])[0].slack(text), expected.parse().unwrap(), "{text}");
        }
    }

    #[test]
    fn a_number_stands_for_what_it_rounds_and_for_nothing_else() {
        for (text, exact, expected) in [
            ("1.2万亩", "12000", true),
            ("1.2万亩", "12130", true),
            ("1.2万亩", "13000", false),
            ("1.2万亿元", "1213000000000", true),
            ("近600名", "588", true),
            ("近600名", "612", false),
            ("超5000人次", "5120", true),
            ("600名", "588", false),
            ("15%", "15.2", true),
        ] {
            assert_eq!(
                find(text, &[])[0].stands_for(text, exact.parse().unwrap()),
                expected,
                "{text} for {exact}"
            );
        }
    }

    #[test]
    fn a_number_repeats_a_known_one_as_far_as_it_says() {
        for (text, known, expected) in [
            ("1.2万余人次", "12345", true),
            ("近600名", "588", true),
            ("600人次", "600", true),
            ("97%", "96.5", true),
            ("620余人次", "600", false),
            ("600名", "588", false),
            ("3.6万亩", "32000", false),
        ] {
            let numeral = &find(text, &[])[0];
            let repeats = numeral.repeats(text, known.parse().unwrap(), Decimal::ONE);
            assert_eq!(repeats, expected, "{text} for {known}");
        }
    }
}
