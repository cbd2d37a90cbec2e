//! Dates as they are printed.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use super::TextLanguage;
use crate::fields::PartialDate;

impl TextLanguage {
    /// A day: 2025年11月20日, 20 November 2025.
    #[must_use]
    pub(crate) fn day(self, day: NaiveDate) -> String {
        match self {
            Self::SimplifiedChinese | Self::TraditionalChinese => {
                format!("{}年{}月{}日", day.year(), day.month(), day.day())
            }
            Self::English => day.format("%-d %B %Y").to_string(),
        }
    }

    /// A month: 2025年11月, November 2025.
    #[must_use]
    pub(crate) fn month(self, day: NaiveDate) -> String {
        match self {
            Self::SimplifiedChinese | Self::TraditionalChinese => {
                format!("{}年{}月", day.year(), day.month())
            }
            Self::English => day.format("%B %Y").to_string(),
        }
    }

    /// A month among those of its year: 11月, November.
    #[must_use]
    pub(crate) fn month_of_year(self, day: NaiveDate) -> String {
        if self.is_chinese() { format!("{}月", day.month()) } else { day.format("%B").to_string() }
    }

    /// A year: 2025年, 2025.
    #[must_use]
    pub(crate) fn year(self, year: i32) -> String {
        if self.is_chinese() { format!("{year}年") } else { year.to_string() }
    }

    /// A date known to the day or only to the month.
    #[must_use]
    pub(crate) fn partial_date(self, date: PartialDate) -> String {
        match date {
            PartialDate::Month(first) => self.month(first),
            PartialDate::Day(day) => self.day(day),
        }
    }

    /// A day with the hour.
    #[must_use]
    pub(crate) fn time(self, time: DateTime<FixedOffset>) -> String {
        match self {
            Self::SimplifiedChinese | Self::TraditionalChinese => time.format("%Y-%m-%d %H:%M").to_string(),
            Self::English => format!("{}, {}", self.day(time.date_naive()), time.format("%-H:%M")),
        }
    }

    /// Whether the weekday is said before the day: Thursday, 20 November 2025.
    #[must_use]
    pub(crate) fn says_weekday_first(self) -> bool {
        self == Self::English
    }
}
