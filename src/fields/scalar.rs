//! Numbers and dates as an editor writes them in YAML.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A number exactly as the editor wrote it, and its value: `1.10` stays `1.10` and is 1.1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Number {
    /// As written.
    pub written: String,
    /// Its value.
    pub amount: Decimal,
}

/// A date known to the day or only to the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PartialDate {
    /// 2023-06
    Month(NaiveDate),
    /// 1927-10-27
    Day(NaiveDate),
}

impl PartialDate {
    /// As ISO 8601 writes it.
    #[must_use]
    pub fn iso(self) -> String {
        match self {
            Self::Month(first) => first.format("%Y-%m").to_string(),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
        }
    }
}

/// `text` as a number, if it is one; `012` and `1_000` are not.
#[must_use]
pub(crate) fn parse_number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |piece: &str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit());
    let plain = all_digits(whole) && all_digits(fraction) && (whole == "0" || !whole.starts_with('0'));
    let amount: Decimal = plain.then(|| text.parse().ok())??;
    Some(Number { written: text.to_owned(), amount })
}

/// `text` as a day, strictly `2025-11-20`.
#[must_use]
fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|date| date.format("%Y-%m-%d").to_string() == text)
}

/// `text` as a day or a month.
#[must_use]
pub(crate) fn partial_date(text: &str) -> Option<PartialDate> {
    day(text).map(PartialDate::Day).or_else(|| day(&format!("{text}-01")).map(PartialDate::Month))
}
