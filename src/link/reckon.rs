//! Exact arithmetic over figures: fractions, so that `a / 3 * 3 == a`, and every step shown in numbers.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use rust_decimal::Decimal;

use crate::model::ledger::{Comparison, Expression, Operator};

/// An exact number.
pub type Exact = Ratio<i128>;

/// An expression, worked out: what it comes to, and how it reads with numbers for keys.
pub struct Worked {
    /// What it comes to.
    pub exact: Exact,
    /// `25 + 3 + 409`
    pub shown: String,
    /// Whether it is more than one number.
    pub compound: bool,
}

/// Why an expression cannot be worked out.
pub enum Trouble {
    /// A key that is not in the ledger.
    Unknown(String),
    /// A figure that is not a number.
    NotANumber(String),
    /// Division by zero, or a number too large.
    Impossible,
}

/// Works out `expression`; `look_up` gives the amount of a key, or why it has none.
///
/// # Errors
/// With the trouble that was met first.
pub fn work_out(
    expression: &Expression,
    look_up: &impl Fn(&str) -> Result<Decimal, Trouble>,
) -> Result<Worked, Trouble> {
    match expression {
        Expression::Number(number) => single(*number),
        Expression::Key(key, _) => single(look_up(key)?),
        Expression::Joined(left, operator, right) => {
            let (left_worked, right_worked) = (work_out(left, look_up)?, work_out(right, look_up)?);
            let exact = join(left_worked.exact, *operator, right_worked.exact).ok_or(Trouble::Impossible)?;
            let left = in_parentheses(&left_worked.shown, left, *operator, false);
            let right = in_parentheses(&right_worked.shown, right, *operator, true);
            Ok(Worked { exact, shown: format!("{left} {} {right}", operator.symbol()), compound: true })
        }
    }
}

/// The exact value of a decimal number.
#[must_use]
pub fn exact(number: Decimal) -> Option<Exact> {
    Some(Ratio::new(number.mantissa(), 10_i128.checked_pow(number.scale())?))
}

fn single(number: Decimal) -> Result<Worked, Trouble> {
    let exact = exact(number).ok_or(Trouble::Impossible)?;
    Ok(Worked { exact, shown: number.normalize().to_string(), compound: false })
}

fn join(left: Exact, operator: Operator, right: Exact) -> Option<Exact> {
    match operator {
        Operator::Plus => left.checked_add(&right),
        Operator::Minus => left.checked_sub(&right),
        Operator::Times => left.checked_mul(&right),
        Operator::Over => (!right.is_zero()).then(|| left.checked_div(&right))?,
    }
}

fn in_parentheses(shown: &str, side: &Expression, around: Operator, is_right: bool) -> String {
    let needs = match side {
        Expression::Joined(_, inner, _) => {
            let loose = |operator| matches!(operator, Operator::Plus | Operator::Minus);
            (loose(*inner) && !loose(around))
                || (is_right && matches!(around, Operator::Minus | Operator::Over))
        }
        Expression::Number(_) | Expression::Key(..) => false,
    };
    if needs { format!("({shown})") } else { shown.to_owned() }
}

/// Whether two sides stand as `comparison` says.
#[must_use]
pub fn holds(left: Exact, comparison: Comparison, right: Exact) -> bool {
    match comparison {
        Comparison::Equal => left == right,
        Comparison::Unequal => left != right,
        Comparison::AtMost => left <= right,
        Comparison::Below => left < right,
        Comparison::AtLeast => left >= right,
        Comparison::Above => left > right,
    }
}

/// An exact number as a reader wants it: whole, or to four places.
#[must_use]
pub fn shown(exact: Exact) -> String {
    let decimal = |number: i128| Decimal::try_from_i128_with_scale(number, 0).ok();
    match (decimal(*exact.numer()), decimal(*exact.denom())) {
        (Some(numerator), Some(denominator)) => numerator
            .checked_div(denominator)
            .map_or_else(|| exact.to_string(), |quotient| quotient.round_dp(4).normalize().to_string()),
        _ => exact.to_string(),
    }
}
