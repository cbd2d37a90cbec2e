//! Days and moments, in the forms that editors and other programs write.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::missing::half_width;

/// A day, or a moment of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// 2025-11-20
    Day(NaiveDate),
    /// 2025-11-20 08:00, wherever the reader's clock is.
    Local(NaiveDateTime),
    /// 2025-11-20T08:00+08:00
    Fixed(DateTime<FixedOffset>),
}

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDay {
    /// It is not written as one.
    Unread,
    /// The month has fewer days: the year, the month, and how many days it has.
    TooLate(i32, u32, u32),
}

impl Moment {
    /// Reads a day and perhaps a time: `2025-11-20`, `2025/11/20 08:00`, `2025-11-20T08:00:00+08:00`, `2025年11月20日`.
    ///
    /// # Errors
    /// If it is not written as a day, or there is no such day.
    pub(crate) fn parse(text: &str) -> Result<Self, NoDay> {
        let text = half_width(text);
        let text = text.trim();
        let end = text.find(['T', 't', ' ', '日']).unwrap_or(text.len());
        let day = day(&text[..end])?;
        let rest = text[end..].trim_start_matches(['日', 'T', 't', ' ']).trim();
        if rest.is_empty() {
            return Ok(Self::Day(day));
        }
        let at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
        let time = time(rest[..at].trim()).ok_or(NoDay::Unread)?;
        let local = day.and_time(time);
        if rest[at..].is_empty() {
            return Ok(Self::Local(local));
        }
        let offset = offset(&rest[at..]).ok_or(NoDay::Unread)?;
        offset.from_local_datetime(&local).single().map(Self::Fixed).ok_or(NoDay::Unread)
    }

    /// The day, as it is counted in `zone`.
    pub(crate) fn day_in(self, zone: Tz) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Local(_) | Self::Fixed(_) => self.start_in(zone).date(),
        }
    }

    /// The day as it is written.
    pub(crate) fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Local(local) => local.date(),
            Self::Fixed(fixed) => fixed.date_naive(),
        }
    }

    /// The moment, or the first one of the day, on the clocks of `zone`.
    pub(crate) fn start_in(self, zone: Tz) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::Local(local) => local,
            Self::Fixed(fixed) => fixed.with_timezone(&zone).naive_local(),
        }
    }

    /// The moment, or the first one after the day, on the clocks of `zone`.
    pub(crate) fn end_in(self, zone: Tz) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(NaiveTime::MIN),
            Self::Local(_) | Self::Fixed(_) => self.start_in(zone),
        }
    }
}

/// A day: year, month and day in digits, separated by one of a few marks, or eight digits.
fn day(text: &str) -> Result<NaiveDate, NoDay> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let pieces: Vec<&str> = match text.len() {
        8 if is_digits(text) => vec![&text[..4], &text[4..6], &text[6..]],
        _ => text.split(['-', '/', '.', '年', '月']).collect(),
    };
    let [year, month, day] = pieces.as_slice() else { return Err(NoDay::Unread) };
    let fits = year.len() == 4 && [month, day].iter().all(|piece| matches!(piece.len(), 1 | 2));
    if !fits || !pieces.iter().all(|piece| is_digits(piece)) {
        return Err(NoDay::Unread);
    }
    let number = |piece: &str| piece.parse::<u32>().map_err(|_| NoDay::Unread);
    let (year, month, day) = (number(year)?.cast_signed(), number(month)?, number(day)?);
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| match days_of(year, month) {
        Some(days) if day > days => NoDay::TooLate(year, month, days),
        _ => NoDay::Unread,
    })
}

/// How many days a month has.
fn days_of(year: i32, month: u32) -> Option<u32> {
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
}

fn time(text: &str) -> Option<NaiveTime> {
    let text = text.replace(['时', '点'], ":").replace('分', "");
    let text = text.trim_end_matches(':');
    if text.bytes().all(|byte| byte.is_ascii_digit()) && matches!(text.len(), 1 | 2) {
        return NaiveTime::from_hms_opt(text.parse().ok()?, 0, 0);
    }
    let read = |format| NaiveTime::parse_from_str(text, format).ok();
    read("%H:%M").or_else(|| read("%H:%M:%S")).or_else(|| read("%H:%M:%S%.f"))
}

/// An offset from universal time: `Z`, `+08:00`, `+0800`, `+8`.
fn offset(text: &str) -> Option<FixedOffset> {
    if text.eq_ignore_ascii_case("z") {
        return FixedOffset::east_opt(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text[1..].chars().filter(|character| *character != ':').collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use chrono_tz::Asia::Shanghai;

    use super::*;

    #[test]
    fn days_are_read_in_the_forms_that_people_and_programs_write() {
        let wanted = NaiveDate::from_ymd_opt(2024, 1, 5).unwrap();
        for written in [
            "2024-01-05",
            "2024-1-5",
            "2024/1/5",
            "2024.01.05",
            "20240105",
            "2024年1月5日",
            "２０２４－０１－０５",
            "2024-01-05 10:00",
            "2024-01-05 10:00:00",
            "2024-01-05T10:00:00+08:00",
            "2024-01-05T10:00:00.123Z",
            "2024-01-05 10:00:00 +0800",
            "2024年1月5日 10时30分",
            "2024-01-04T20:00:00Z",
        ] {
            let read = Moment::parse(written).map(|moment| moment.day_in(Shanghai));
            assert_eq!(read, Ok(wanted), "{written}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_and_a_day_too_many_is_known() {
        for written in [
            "",
            "明天",
            "01/05/2024",
            "2024",
            "2024-01",
            "2024-13-01",
            "2024-01-05 25:00",
            "24-1-5",
            "2024-01-05x",
        ] {
            assert_eq!(Moment::parse(written), Err(NoDay::Unread), "{written}");
        }
        assert_eq!(Moment::parse("2025-11-31"), Err(NoDay::TooLate(2025, 11, 30)));
        assert_eq!(Moment::parse("2025-02-29"), Err(NoDay::TooLate(2025, 2, 28)));
    }
}
