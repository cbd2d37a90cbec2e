//! Scales: from numbers to pixels.

use rust_decimal::prelude::ToPrimitive;

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
    table.cells.iter().flatten().flatten().map(|number| float(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_stand_in_the_middle() {
        assert!((AxisScale::new(5.0, 5.0, 0.0, 100.0).at(5.0) - 50.0).abs() < f64::EPSILON);
    }
}
