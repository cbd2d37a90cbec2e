//! Dates in running text: where each is written, the days that it may mean, and the weekday after it.
//!
//! A date without a year takes the year that its sentence named before, or else that of the edition. If it is months away from
//! the edition, it may also be in the next or previous year: 1月9日 in November probably means the coming January.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use regex::{Captures, Regex};
use rust_decimal::prelude::ToPrimitive;

use super::english;
use crate::galley::numerals;

/// A date as written; its month and day may exist in no calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrittenDate {
    /// Its bytes, with its year and a stray slash after it.
    pub range: Range<usize>,
    /// Its year.
    pub year: Year,
    /// Its month.
    pub month: u32,
    /// Its day, if it has one.
    pub day: Option<u32>,
    /// Whether it ends in a slash that separates nothing.
    pub is_loose: bool,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    /// 2025年11月20日, 去年11月20日
    Said(i32),
    /// Named earlier in the sentence.
    Earlier(i32),
    /// Not written.
    Open,
}

/// The parts of dates, one after another: a year, a month with its day, a day alone.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    let small = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}";
    let pattern = format!(
        "(?<year>[0-9]{{4}}|[〇零一二三四五六七八九]{{4}})年|(?<named>今年|去年|上年|前年|明年|后年|次年|翌年)\
         |(?<month>{small})月(?:(?<day>{small})[日号])?|(?<alone>{small})日"
    );
    Regex::new(&pattern).expect("a constant")
});
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})(/?))")
        .expect("a constant")
});
/// What joins a day to the date before it: 11月24日（周一）至28日, 11月29、30日.
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:（[^（）]*）)?(?:[0-9]{1,2}、)*[0-9]{0,2}(?:至|到|—+|-|－|～|、|和|及)$";
    Regex::new(pattern).expect("a constant")
});
/// A weekday directly after a date: in brackets, after a comma, or joined to it.
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    let time = "上午|下午|中午|晚|早|凌晨|清晨|傍晚";
    let pattern = format!(
        "^(?:[（(](?:[^（）()]{{1,12}}，)?(?<a>(?:星期|礼拜|周)[一二三四五六日天])[）)]\
         |，(?<b>(?:星期|礼拜|周)[一二三四五六日天])(?:[，。；、）]|$|{time})\
         |(?:是|正是|恰逢|正值)?(?<c>(?:星期|礼拜)[一二三四五六日天])\
         |(?<d>周[一二三四五六日天])(?:[，。；、]|$|{time}))"
    );
    Regex::new(&pattern).expect("a constant")
});

/// A weekday with its date in brackets: 星期四（11月20日）.
static WEEKDAY_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:星期|礼拜|周)[一二三四五六日天][（(]$").expect("a constant"));

/// The calendars other than the common one.
const LUNAR: [&str; 5] = ["农历", "阴历", "旧历", "古历", "闰"];

/// The dates of a text, as readers of the edition of a given day understand them.
#[must_use]
pub(crate) fn find(text: &str, edition: Option<NaiveDate>) -> Vec<WrittenDate> {
    let mut found = in_words(text, edition);
    found.extend(in_figures(text));
    found.extend(english::dates::find(text).map(in_english));
    found.sort_by_key(|date| date.range.start);
    found
}

fn in_english(date: english::dates::EnglishDate) -> WrittenDate {
    let english::dates::EnglishDate { range, year, month, day } = date;
    let year = year.map_or(Year::Open, Year::Said);
    WrittenDate { range, year, month, day: Some(day), is_loose: false }
}

/// A year that the text names, and its position.
struct Named {
    year: i32,
    range: Range<usize>,
    /// Whether it is written as a number, and is thus part of the date.
    is_number: bool,
}

fn in_words(text: &str, edition: Option<NaiveDate>) -> Vec<WrittenDate> {
    let mut found: Vec<WrittenDate> = Vec::new();
    let mut named: Option<Named> = None;
    let mut read = 0;
    for part in PART.captures_iter(text) {
        let range = part.get_match().range();
        if !stands_alone(text, &range) {
            continue;
        }
        named = named.filter(|_| !text[read..range.start].contains(['。', '！', '？', '；', '\n']));
        read = range.end;
        if let Some(month) = number(&part, "month") {
            found.push(dated(range, month, number(&part, "day"), named.as_ref()));
        } else if let Some(day) = number(&part, "alone") {
            let last = found.last().filter(|last| JOINT.is_match(&text[last.range.end..range.start]));
            found.extend(last.cloned().map(|last| WrittenDate { range, day: Some(day), ..last }));
        } else {
            named = year(&part, named.as_ref(), edition);
        }
    }
    found
}

/// Whether a part belongs to nothing longer, and to no date of the traditional lunar calendar.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let is_cut =
        before.ends_with(|character: char| character.is_ascii_digit() || matches!(character, '.' | '第'));
    !is_cut && !LUNAR.iter().any(|word| before.ends_with(word)) && !after.starts_with('龄')
}

fn number(part: &Captures, name: &str) -> Option<u32> {
    let written = part.name(name)?.as_str();
    written.parse().ok().or_else(|| numerals::value(written)?.to_u32())
}

/// The year that a part names; `before` is the year named before it.
fn year(part: &Captures, before: Option<&Named>, edition: Option<NaiveDate>) -> Option<Named> {
    let range = part.get_match().range();
    if let Some(year) = number(part, "year") {
        return Some(Named { year: i32::try_from(year).ok()?, range, is_number: true });
    }
    let now = edition.map(|edition| edition.year());
    let year = match part.name("named")?.as_str() {
        "去年" | "上年" => now? - 1,
        "前年" => now? - 2,
        "明年" => now? + 1,
        "后年" => now? + 2,
        "次年" | "翌年" => before?.year + 1,
        _ => now?,
    };
    Some(Named { year, range, is_number: false })
}

fn dated(range: Range<usize>, month: u32, day: Option<u32>, named: Option<&Named>) -> WrittenDate {
    let beside = named.filter(|named| named.range.end == range.start);
    let year = match (beside, named) {
        (Some(named), _) => Year::Said(named.year),
        (None, Some(named)) => Year::Earlier(named.year),
        (None, None) => Year::Open,
    };
    let start = beside.filter(|named| named.is_number).map_or(range.start, |named| named.range.start);
    WrittenDate { range: start..range.end, year, month, day, is_loose: false }
}

fn in_figures(text: &str) -> Vec<WrittenDate> {
    let is_part =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '/' | '-' | '.' | '_');
    let bounded = FIGURES.captures_iter(text).filter(|date| {
        let range = date.get_match().range();
        !text[..range.start].ends_with(is_part) && !text[range.end..].starts_with(is_part)
    });
    let number = |date: &Captures, group: usize| date.get(group)?.as_str().parse().ok();
    let dates = bounded.filter_map(|date| {
        Some(WrittenDate {
            range: date.get_match().range(),
            year: Year::Said(date[1].parse().ok()?),
            month: number(&date, 2).or_else(|| number(&date, 4))?,
            day: Some(number(&date, 3).or_else(|| number(&date, 5))?),
            is_loose: date.get(6).is_some_and(|slash| !slash.is_empty()),
        })
    });
    dates.collect()
}

impl WrittenDate {
    /// The days that it may mean to readers of the edition of a given day; empty if it exists in no calendar.
    #[must_use]
    pub(crate) fn days(&self, edition: Option<NaiveDate>) -> Vec<NaiveDate> {
        let Some(day) = self.day else { return Vec::new() };
        let years = self.years(edition).into_iter();
        years.filter_map(|year| NaiveDate::from_ymd_opt(year, self.month, day)).collect()
    }

    /// The first day of its month, if its year is written beside it.
    #[must_use]
    pub(crate) fn first_day(&self) -> Option<NaiveDate> {
        let Year::Said(year) = self.year else { return None };
        NaiveDate::from_ymd_opt(year, self.month, 1)
    }

    fn years(&self, edition: Option<NaiveDate>) -> Vec<i32> {
        let near = edition.map_or(Vec::new(), |edition| self.years_near(edition));
        match self.year {
            Year::Said(year) => vec![year],
            Year::Earlier(year) => [vec![year], near].concat(),
            Year::Open => near,
        }
    }

    fn years_near(&self, edition: NaiveDate) -> Vec<i32> {
        let (year, month) = (edition.year(), edition.month());
        if self.month + 6 <= month {
            vec![year, year + 1]
        } else if self.month >= month + 6 {
            vec![year, year - 1]
        } else {
            vec![year]
        }
    }

    /// Whether it is a 29 February, and none of the years that it may be in has one.
    #[must_use]
    pub(crate) fn lacks_its_leap_day(&self, edition: Option<NaiveDate>) -> bool {
        let mut years = self.years(edition);
        if let Year::Earlier(year) = self.year {
            years.push(year + 1); // 2023年10月开工，2月29日完工
        }
        (self.month, self.day) == (2, Some(29))
            && !years.is_empty()
            && years.iter().all(|year| NaiveDate::from_ymd_opt(*year, 2, 29).is_none())
    }

    /// Whether it exists: in its year, or, if its year is not written beside it, in any year.
    #[must_use]
    pub(crate) fn exists(&self) -> bool {
        /// A year with a 29 February.
        const LEAP: i32 = 2024;
        let year = if let Year::Said(year) = self.year { year } else { LEAP };
        NaiveDate::from_ymd_opt(year, self.month, self.day.unwrap_or(1)).is_some()
    }

    /// The weekday directly after it, or before its brackets, and the position of the weekday.
    #[must_use]
    pub(crate) fn weekday(&self, text: &str) -> Option<(Range<usize>, Weekday)> {
        let Some(range) = self.weekday_after(text).or_else(|| self.weekday_before(text)) else {
            return english::dates::weekday(text, &self.range);
        };
        let weekday = match text[range.clone()].chars().next_back()? {
            '一' => Weekday::Mon,
            '二' => Weekday::Tue,
            '三' => Weekday::Wed,
            '四' => Weekday::Thu,
            '五' => Weekday::Fri,
            '六' => Weekday::Sat,
            _ => Weekday::Sun,
        };
        Some((range, weekday))
    }

    fn weekday_after(&self, text: &str) -> Option<Range<usize>> {
        let captures = WEEKDAY.captures(&text[self.range.end..])?;
        let word = captures.iter().skip(1).flatten().next()?;
        Some(self.range.end + word.start()..self.range.end + word.end())
    }

    fn weekday_before(&self, text: &str) -> Option<Range<usize>> {
        let is_closed = text[self.range.end..].starts_with(['）', ')']);
        let word = WEEKDAY_BEFORE.find(&text[..self.range.start]).filter(|_| is_closed)?;
        Some(word.start()..word.as_str().trim_end_matches(['（', '(']).len() + word.start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> NaiveDate {
        written.parse().unwrap()
    }

    #[test]
    fn dates_are_found_in_every_form() {
        for (text, written) in [
            ("会议于2025年11月20日召开", "2025年11月20日"),
            ("二〇二五年十一月二十日，晴", "二〇二五年十一月二十日"),
            ("发布时间2025/11/20/，编辑", "2025/11/20/"),
            ("自2025-11-20起停水", "2025-11-20"),
            ("去年11月20日开馆", "11月20日"),
        ] {
            let found = find(text, Some(day("2026-11-20")));
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(&text[found[0].range.clone()], written);
            assert_eq!((found[0].month, found[0].day), (11, Some(20)));
        }
    }

    #[test]
    fn a_year_is_taken_from_the_sentence_and_then_from_the_edition() {
        let edition = Some(day("2025-11-20"));
        let found = find("工程2024年9月2日开工，9月14日完成。11月3日验收，1月9日交付。", edition);
        let years: Vec<Year> = found.iter().map(|date| date.year).collect();
        assert_eq!(years, [Year::Said(2024), Year::Earlier(2024), Year::Open, Year::Open]);
        assert_eq!(found[2].days(edition), [day("2025-11-03")]);
        assert_eq!(found[3].days(edition), [day("2025-01-09"), day("2026-01-09")]);
    }

    #[test]
    fn a_day_alone_is_of_the_month_before_it() {
        let found = find("11月24日（周一）至28日（周五），30日以内", None);
        assert_eq!(found.iter().map(|date| date.day).collect::<Vec<_>>(), [Some(24), Some(28)]);
    }

    #[test]
    fn a_weekday_counts_only_where_it_belongs_to_the_date() {
        let weekday = |text: &str| find(text, None)[0].weekday(text).map(|(_, weekday)| weekday);
        assert_eq!(weekday("11月20日（农历十月初一，星期四）"), Some(Weekday::Thu));
        assert_eq!(weekday("12月6日星期天晚"), Some(Weekday::Sun));
        assert_eq!(weekday("11月20日，周三强家的新房"), None);
        assert_eq!(weekday("11月24日起，每周三下午"), None);
    }
}
