//! Arithmetic: exact calculations with figures, as fractions, so that `a / 3 * 3 == a`, and with ranges; every step
//! is shown.

use std::fmt;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use rust_decimal::Decimal;

use crate::model::figure::Value;
use crate::model::ledger::{Comparison, Expression, Operator};

/// An exact number.
type Exact = Ratio<i128>;

/// The value of a side: a number, or all the numbers of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    low: Exact,
    high: Exact,
}

impl Extent {
    /// The extent of a figure that is a number or a range.
    #[must_use]
    pub(crate) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Self::between(number.amount, number.amount),
            Value::Range(from, to) => Self::between(from.amount, to.amount),
            Value::Date(_) | Value::Time(_) | Value::Phone(_) | Value::Code(_) | Value::Words(_) => None,
        }
    }

    fn between(from: Decimal, to: Decimal) -> Option<Self> {
        let (from, to) = (exact(from)?, exact(to)?);
        Some(Self { low: from.min(to), high: from.max(to) })
    }

    fn of_all(ends: [Option<Exact>; 4]) -> Option<Self> {
        let [a, b, c, d] = ends;
        let (a, b, c, d) = (a?, b?, c?, d?);
        Some(Self { low: a.min(b).min(c).min(d), high: a.max(b).max(c).max(d) })
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(self.low))?;
        if self.low == self.high { Ok(()) } else { write!(f, "～{}", shown(self.high)) }
    }
}

/// The result of an expression, and the expression with numbers instead of keys.
pub(crate) struct Calculation {
    /// The result.
    pub extent: Extent,
    /// `25 + 3 + 409`
    pub shown: String,
    /// Whether it is more than a single number.
    pub compound: bool,
}

/// Why an expression cannot be evaluated.
pub(crate) enum Miscalculation {
    /// A key that is not in the ledger.
    Unknown(String),
    /// A figure that is not a number.
    NotANumber(String),
    /// A figure without a value, which is reported where it is written.
    Missing,
    /// Division by zero, or a number that is too large.
    Impossible,
}

/// Evaluates `expression`; `look_up` returns the value of a key, or why it has none.
///
/// # Errors
/// The first problem.
pub(crate) fn evaluate(
    expression: &Expression,
    look_up: &impl Fn(&str) -> Result<Extent, Miscalculation>,
) -> Result<Calculation, Miscalculation> {
    match expression {
        Expression::Number(number) => {
            single(Extent::between(*number, *number).ok_or(Miscalculation::Impossible)?)
        }
        Expression::Key(key) => single(look_up(key)?),
        Expression::Joined(left, operator, right) => {
            let (left_side, right_side) = (evaluate(left, look_up)?, evaluate(right, look_up)?);
            let extent =
                join(left_side.extent, *operator, right_side.extent).ok_or(Miscalculation::Impossible)?;
            let left = in_parentheses(&left_side.shown, left, *operator, false);
            let right = in_parentheses(&right_side.shown, right, *operator, true);
            Ok(Calculation { extent, shown: format!("{left} {} {right}", operator.symbol()), compound: true })
        }
    }
}

fn exact(number: Decimal) -> Option<Exact> {
    Some(Ratio::new(number.mantissa(), 10_i128.checked_pow(number.scale())?))
}

#[allow(clippy::unnecessary_wraps, reason = "an arm of `evaluate`")]
fn single(extent: Extent) -> Result<Calculation, Miscalculation> {
    Ok(Calculation { extent, shown: extent.to_string(), compound: false })
}

/// Applies the operation to every pair of ends: the results for values between them are between these results.
fn join(left: Extent, operator: Operator, right: Extent) -> Option<Extent> {
    let divides_by_zero =
        operator == Operator::Over && right.low <= Exact::zero() && right.high >= Exact::zero();
    if divides_by_zero {
        return None;
    }
    let on = |left: Exact, right: Exact| match operator {
        Operator::Plus => left.checked_add(&right),
        Operator::Minus => left.checked_sub(&right),
        Operator::Times => left.checked_mul(&right),
        Operator::Over => left.checked_div(&right),
    };
    Extent::of_all([
        on(left.low, right.low),
        on(left.low, right.high),
        on(left.high, right.low),
        on(left.high, right.high),
    ])
}

/// The sum of several extents.
#[must_use]
pub(crate) fn sum(extents: &[Extent]) -> Option<Extent> {
    let zero = Extent { low: Exact::zero(), high: Exact::zero() };
    extents.iter().try_fold(zero, |sum, extent| {
        Some(Extent { low: sum.low.checked_add(&extent.low)?, high: sum.high.checked_add(&extent.high)? })
    })
}

fn in_parentheses(shown: &str, side: &Expression, around: Operator, is_right: bool) -> String {
    let needs = match side {
        Expression::Joined(_, inner, _) => {
            let loose = |operator| matches!(operator, Operator::Plus | Operator::Minus);
            (loose(*inner) && !loose(around))
                || (is_right && matches!(around, Operator::Minus | Operator::Over))
        }
        Expression::Number(_) | Expression::Key(_) => false,
    };
    if needs { format!("({shown})") } else { shown.to_owned() }
}

/// Whether the comparison holds, whichever numbers of the two ranges are meant. Ranges are equal if their ends are.
#[must_use]
pub(crate) fn holds(left: Extent, comparison: Comparison, right: Extent) -> bool {
    match comparison {
        Comparison::Equal => left == right,
        Comparison::Unequal => left != right,
        Comparison::AtMost => left.high <= right.low,
        Comparison::Below => left.high < right.low,
        Comparison::AtLeast => left.low >= right.high,
        Comparison::Above => left.low > right.high,
    }
}

/// A quotient, exactly if it terminates, otherwise to four places.
fn to_its_end(quotient: Decimal, numerator: Decimal, denominator: Decimal) -> String {
    let ends = quotient.checked_mul(denominator) == Some(numerator);
    let shown = if ends { quotient } else { quotient.round_dp(4) };
    shown.normalize().to_string()
}

/// An exact number for readers.
fn shown(exact: Exact) -> String {
    let decimal = |number: i128| Decimal::try_from_i128_with_scale(number, 0).ok();
    match (decimal(*exact.numer()), decimal(*exact.denom())) {
        (Some(numerator), Some(denominator)) => numerator
            .checked_div(denominator)
            .map_or_else(|| exact.to_string(), |quotient| to_its_end(quotient, numerator, denominator)),
        _ => exact.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::Number;

    fn number(amount: i64) -> Number {
        Number { written: amount.to_string(), amount: amount.into() }
    }

    fn extent(from: i64, to: i64) -> Extent {
        Extent::of(&Value::Range(number(from), number(to))).unwrap()
    }

    #[test]
    fn a_third_three_times_is_one() {
        let third = join(extent(1, 1), Operator::Over, extent(3, 3)).unwrap();
        assert_eq!(join(third, Operator::Times, extent(3, 3)), Some(extent(1, 1)));
        assert_eq!(third.to_string(), "0.3333");
    }

    #[test]
    fn a_range_stands_for_each_of_its_numbers() {
        assert!(holds(extent(35, 45), Comparison::AtMost, extent(45, 45)));
        assert!(!holds(extent(35, 45), Comparison::AtMost, extent(40, 40)));
        assert_eq!(join(extent(1, 2), Operator::Minus, extent(1, 2)), Some(extent(-1, 1)));
        assert_eq!(join(extent(1, 2), Operator::Over, extent(-1, 1)), None);
    }

    #[test]
    fn numbers_too_large_are_refused_not_wrapped() {
        let large = Extent::between(Decimal::MAX, Decimal::MAX).unwrap();
        let square = join(large, Operator::Times, large);
        assert_eq!(square, None);
    }
}
