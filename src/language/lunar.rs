//! The day of the Chinese calendar (农历), as a masthead prints it.

use chrono::{Datelike, NaiveDate};
use tyme4rs::tyme::Culture;
use tyme4rs::tyme::solar::SolarDay;

use super::TextLanguage;

/// The years for which the calendar is settled.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

impl TextLanguage {
    /// A day of the Chinese calendar, in the paper of a Chinese readership: 乙巳年十月初一.
    #[must_use]
    pub(crate) fn lunar_day(self, day: NaiveDate) -> Option<String> {
        if !self.is_chinese() || !YEARS.contains(&day.year()) {
            return None;
        }
        let lunar =
            SolarDay::from_ymd(day.year() as isize, day.month() as usize, day.day() as usize).get_lunar_day();
        let month = lunar.get_lunar_month();
        let year = month.get_lunar_year().get_sixty_cycle().get_name();
        let printed = format!("{year}年{}{}", month.get_name(), lunar.get_name());
        Some(if self == Self::TraditionalChinese { printed.replace('闰', "閏") } else { printed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masthead_says_the_day_of_the_chinese_calendar() {
        let on = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let simplified = TextLanguage::SimplifiedChinese;
        for (day, is) in [
            (on(2025, 11, 20), "乙巳年十月初一"),
            (on(2025, 7, 25), "乙巳年闰六月初一"),
            (on(2024, 2, 10), "甲辰年正月初一"),
            (on(2025, 1, 28), "甲辰年十二月廿九"),
        ] {
            assert_eq!(simplified.lunar_day(day).as_deref(), Some(is), "{day}");
        }
        assert_eq!(
            TextLanguage::TraditionalChinese.lunar_day(on(2025, 7, 25)).as_deref(),
            Some("乙巳年閏六月初一")
        );
        assert_eq!(TextLanguage::English.lunar_day(on(2025, 7, 25)), None);
        assert_eq!(simplified.lunar_day(on(1, 7, 25)), None);
    }
}
