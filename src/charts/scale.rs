//! Scales: from numbers to pixels, and to labels.

use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::{Decimal, ToPrimitive};

use crate::exhibits::Table;
use crate::model::figure::Number;

/// A linear scale from numbers to pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AxisScale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl AxisScale {
    /// The numbers from `low` to `high` on the pixels from `from` to `to`; if the ends are equal, they are moved apart.
    #[must_use]
    pub(crate) fn new(low: f64, high: f64, from: f64, to: f64) -> Self {
        let (low, high) = if high > low { (low, high) } else { (low - 1.0, high + 1.0) };
        Self { low, high, from, to }
    }

    /// The position of `number`.
    #[must_use]
    pub(crate) fn at(&self, number: f64) -> f64 {
        self.from + (number - self.low) / (self.high - self.low) * (self.to - self.from)
    }
}

/// A number for drawing; exact numbers are only needed in print.
#[must_use]
pub(crate) fn float(number: &Number) -> f64 {
    number.amount.to_f64().unwrap_or_default()
}

/// The least and the greatest number of a table; with zero, if bars begin there.
#[must_use]
pub(crate) fn extent(numbers: impl Iterator<Item = f64>, with_zero: bool) -> (f64, f64) {
    let start = if with_zero { Some((0.0, 0.0)) } else { None };
    let widen = |extent: Option<(f64, f64)>, number: f64| match extent {
        None => Some((number, number)),
        Some((low, high)) => Some((low.min(number), high.max(number))),
    };
    numbers.fold(start, widen).unwrap_or((0.0, 0.0))
}

/// Every number of a table.
pub(crate) fn numbers(table: &Table) -> impl Iterator<Item = f64> {
    table.cells.iter().flatten().flatten().map(float)
}

/// A number as it is printed in a chart: with its unit, large ones in 万 and 亿.
#[must_use]
pub(crate) fn printed(number: &Number, unit: &str) -> String {
    let scaled = |power: u32, name: &str| {
        let amount = number.amount / Decimal::from(10_u64.pow(power));
        let rounded = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        format!("{}{name}{unit}", rounded.normalize())
    };
    match number.amount.abs() {
        amount if amount >= Decimal::from(100_000_000) => scaled(8, "亿"),
        amount if amount >= Decimal::from(10_000) => scaled(4, "万"),
        _ => format!("{}{unit}", number.written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_printed_in_ten_thousands() {
        let number = |written: &str| Number { written: written.to_owned(), amount: written.parse().unwrap() };
        assert_eq!(printed(&number("588"), "名"), "588名");
        assert_eq!(printed(&number("1.10"), "%"), "1.10%");
        assert_eq!(printed(&number("12345000"), "元"), "1234.5万元");
        assert_eq!(printed(&number("-250000000"), ""), "-2.5亿");
    }

    #[test]
    fn equal_numbers_stand_in_the_middle() {
        assert!((AxisScale::new(5.0, 5.0, 0.0, 100.0).at(5.0) - 50.0).abs() < f64::EPSILON);
    }
}
