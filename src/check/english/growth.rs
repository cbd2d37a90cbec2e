//! Growth in English: rose from 120 to 360 households, an increase of 200%.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::amounts::{self, AMOUNT, EnglishAmount};

/// A change that is stated and does not follow from its two amounts.
#[derive(Debug)]
pub(crate) struct WrongChange {
    /// The stated change.
    pub range: Range<usize>,
    /// The amount before.
    pub from: Range<usize>,
    /// The amount after.
    pub to: Range<usize>,
    /// What it would be, in per cent or in the unit of the amounts.
    pub right: String,
}

static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"\bfrom (?<from>{AMOUNT})(?: [a-z]+)? to (?<to>{AMOUNT})(?: [a-z]+){{0,3}}[,;(]? ?\(?(?:or|up|down|up by|down by|by|(?:a|an) (?:rise|increase|growth|gain|fall|drop|decrease|decline|reduction) of) (?<by>{AMOUNT})"
    );
    Regex::new(&pattern).expect("a constant")
});

/// The changes of a text that are stated wrongly. Amounts in different scales, and percentages, are left alone.
#[must_use]
pub(crate) fn wrong(text: &str) -> Vec<WrongChange> {
    let found = CHANGE.captures_iter(text).filter_map(|found| {
        let part = |name: &str| found.name(name).and_then(|part| amounts::read(part.as_str(), part.range()));
        let (from, to, by) = (part("from")?, part("to")?, part("by")?);
        if from.is_percentage || to.is_percentage || from.amount.is_zero() {
            return None;
        }
        let right = right(&from, &to, &by)?;
        Some(WrongChange { range: by.range, from: from.range, to: to.range, right })
    });
    found.collect()
}

/// The change as it should be stated, if the stated one is wrong.
fn right(from: &EnglishAmount, to: &EnglishAmount, by: &EnglishAmount) -> Option<String> {
    let change = to.amount.checked_sub(from.amount)?.abs();
    let half = |amount: &EnglishAmount| amount.step / Decimal::TWO;
    // Round amounts may be rounded; those of a step of one are exact.
    let blur = [from, to].into_iter().filter(|amount| amount.step != Decimal::ONE).map(half).sum::<Decimal>();
    if by.is_percentage {
        let share = |part: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from.amount);
        let (exact, blur) = (share(change)?, share(blur)? * Decimal::TWO);
        let is_right = (exact - by.amount).abs() <= half(by) + blur;
        return (!is_right).then(|| format!("{}%", exact.round_dp(1).normalize()));
    }
    let is_right = (change - by.amount).abs() <= half(by).max(blur);
    (!is_right).then(|| change.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_change_that_does_not_follow_is_wrong() {
        let right = |text: &str| wrong(text).into_iter().map(|wrong| wrong.right).collect::<Vec<_>>();
        assert_eq!(right("rose from 120 to 360 households, an increase of 300%"), ["200%"]);
        assert_eq!(right("fell from 1,200 to 900, a drop of 25 per cent"), [""; 0]);
        assert_eq!(right("grew from $3.2 million to $3.5 million, or 9.4%"), [""; 0]);
        assert_eq!(right("rose from 41 to 52 boats, up by 12"), ["11"]);
    }
}
