//! A figure (数字): one entry of a ledger, with its unit, its qualifier and its window.

use chrono::{DateTime, FixedOffset};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

pub use crate::fields::{Number, PartialDate};
use crate::language::TextLanguage;
pub use crate::language::{About, Unit};
use crate::source::Place;

/// One entry of a ledger, or of a story's own `figures:`.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// Its key in the ledger: `reserve.excellent`. The key of a part begins with that of its whole: `recruits.county`.
    pub key: String,
    /// What is counted: 优秀年轻干部.
    pub label: Option<String>,
    /// The value, if it has one of its own; a figure that only has a series takes the value of the latest period.
    pub value: Option<Value>,
    /// 名, 人次, %, 万元 …
    pub unit: Option<Unit>,
    /// How it is measured, in words.
    pub measure: Option<String>,
    /// 余, 近, 至少 …, in the editor's order.
    pub about: Vec<About>,
    /// The period that it covers: 近三年.
    pub window: Option<String>,
    /// The day on which it was correct.
    pub as_of: Option<PartialDate>,
    /// The keys of its parts.
    pub parts: Vec<String>,
    /// Whether the parts are complete, so that they must add up to the value.
    pub exhaustive: bool,
    /// Values by period, oldest first.
    pub series: Vec<(String, Number)>,
    /// The name of the indicator that it shares with figures of other ledgers, for comparison.
    pub indicator: Option<String>,
    /// Its source, if it differs from the ledger's.
    pub source: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Where it is written.
    pub at: Place,
}

impl Figure {
    /// A figure of which only the key is known.
    #[must_use]
    pub(crate) fn unknown(key: &str, at: Place) -> Self {
        Self {
            key: key.to_owned(),
            label: None,
            value: None,
            unit: None,
            measure: None,
            about: Vec::new(),
            window: None,
            as_of: None,
            parts: Vec::new(),
            exhaustive: true,
            series: Vec::new(),
            indicator: None,
            source: None,
            note: None,
            at,
        }
    }

    /// The value that is printed: its own, or that of the latest period.
    #[must_use]
    pub fn shown(&self) -> Option<Value> {
        self.value.clone().or_else(|| self.series.last().map(|(_, number)| Value::Number(number.clone())))
    }

    /// The number of a period of its series: of 2025, which may also be written 2025年.
    #[must_use]
    pub fn at(&self, period: &str) -> Option<&Number> {
        self.place_of(period).map(|place| &self.series[place].1)
    }

    /// The figure as it was in a period of its series.
    #[must_use]
    pub(crate) fn as_of_period(&self, period: &str) -> Option<Self> {
        let place = self.place_of(period)?;
        Some(Self { value: None, series: self.series[..=place].to_vec(), ..self.clone() })
    }

    fn place_of(&self, period: &str) -> Option<usize> {
        let plain = |name: &str| name.strip_suffix('年').unwrap_or(name).to_owned();
        self.series.iter().position(|(name, _)| plain(name) == plain(period))
    }

    /// Its unit in a language; empty if it has none.
    #[must_use]
    pub fn unit_name(&self, language: TextLanguage) -> &str {
        self.unit.as_ref().map_or("", |unit| unit.name(language))
    }

    /// What is counted, or the key if the figure has no label.
    #[must_use]
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.key)
    }
}

/// The value of a figure. Only numbers and ranges take part in arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    /// 588
    Number(Number),
    /// 35–45
    Range(Number, Number),
    /// 1927年10月27日, 2023年6月
    Date(PartialDate),
    /// 2023-10-21T08:27+08:00
    Time(DateTime<FixedOffset>),
    /// 0931-8159799
    Phone(String),
    /// 1447, 1+3+N
    Code(String),
    /// 十几
    Words(String),
}

impl Value {
    /// The amount, if it is a single number.
    #[must_use]
    pub fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number.amount),
            Self::Range(..)
            | Self::Date(_)
            | Self::Time(_)
            | Self::Phone(_)
            | Self::Code(_)
            | Self::Words(_) => None,
        }
    }

    /// For machines: the `value` of a `<data>` element, a cell of a CSV file.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Number(number) => number.written.clone(),
            Self::Range(from, to) => format!("{}/{}", from.written, to.written),
            Self::Date(date) => date.iso(),
            Self::Time(time) => time.format("%Y-%m-%dT%H:%M%:z").to_string(),
            Self::Phone(text) | Self::Code(text) | Self::Words(text) => text.clone(),
        }
    }
}

/// The share of `part` in `whole`, in per cent with one decimal, halves rounded away from zero; `None` if `whole` is
/// zero.
#[must_use]
pub(crate) fn percentage(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize())
}

/// The numbers in the name of a period, in order, so that 第10期 comes after 第9期.
#[must_use]
pub(crate) fn numbers_in(period: &str) -> Vec<u64> {
    let runs = period.split(|character: char| !character.is_ascii_digit());
    runs.filter_map(|run| run.parse().ok()).collect()
}
