//! What can be wrong with dates and times.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::words::{Remark, remark};

/// `11月25日（周三）`: a weekday that does not match the date.
#[must_use]
pub(crate) fn weekday_of_date(day: NaiveDate, written: &str) -> Remark {
    let (zh, en) = weekday(day.weekday());
    remark(
        format!("{}年{}月{}日是{zh}，不是`{written}`", day.year(), day.month(), day.day()),
        format!("{day} is a {en}, not `{written}`"),
    )
    .help("核对日期，把日期或星期改过来", "check the day, and correct the date or the weekday")
}

/// `2月30日`: a date that does not exist.
#[must_use]
pub(crate) fn impossible_date(written: &str) -> Remark {
    remark(format!("没有 `{written}` 这一天"), format!("no such date: `{written}`"))
        .help("核对原件，写上实际的日期", "check the source, and write the actual date")
}

/// `2023/10/21/`: a slash after a date.
#[must_use]
pub(crate) fn loose_slash(written: &str) -> Remark {
    remark(format!("`{written}` 末尾多一条斜线"), format!("`{written}` ends in a stray slash"))
        .help("去掉末尾的斜线", "remove the last slash")
}

/// `25时`: an hour that does not exist.
#[must_use]
pub(crate) fn impossible_hour(written: &str) -> Remark {
    remark(format!("没有 `{written}` 这个时刻"), format!("no such time: `{written}`"))
        .help("核对原件，写上实际的时刻", "check the source, and write the actual time")
}

/// `86年`: a year without its century.
#[must_use]
pub(crate) fn short_year(written: &str) -> Remark {
    remark(format!("`{written}` 没写全"), format!("`{written}` lacks its century"))
        .help("把年份写成四位数", "write the year with four digits")
}

/// `90年代`: a decade without its century.
#[must_use]
pub(crate) fn decade_without_century(written: &str) -> Remark {
    remark(format!("`{written}` 没写世纪"), format!("`{written}` lacks its century"))
        .help("在前面写上世纪，如“20世纪90年代”", "add the century, as in 20世纪90年代")
}

/// `截至11月30日`: a cut-off date in the future.
#[must_use]
pub(crate) fn counted_up_to_a_day_to_come(written: &str, edition: NaiveDate) -> Remark {
    let (month, day) = (edition.month(), edition.day());
    remark(
        format!("`{written}` 在出报日（{month}月{day}日）之后，还统计不到"),
        format!("`{written}` is after the date of the edition, {edition}"),
    )
    .help("核对统计日期", "check the cut-off date")
}

/// The name of a day of the week, in both languages.
#[must_use]
pub(crate) fn weekday(weekday: Weekday) -> (&'static str, &'static str) {
    match weekday {
        Weekday::Mon => ("星期一", "Monday"),
        Weekday::Tue => ("星期二", "Tuesday"),
        Weekday::Wed => ("星期三", "Wednesday"),
        Weekday::Thu => ("星期四", "Thursday"),
        Weekday::Fri => ("星期五", "Friday"),
        Weekday::Sat => ("星期六", "Saturday"),
        Weekday::Sun => ("星期日", "Sunday"),
    }
}

/// `今年（2024年）`: the name of a year with the number of another.
#[must_use]
pub(crate) fn glossed(written: &str, right: &str) -> Remark {
    remark(
        format!("`{written}`：按出报日算应是{right}"),
        format!("`{written}` is {right}, by the date of the edition"),
    )
    .help("核对年份、月份", "check the year or the month")
}

/// `今年35岁` of somebody born in 1985.
#[must_use]
pub(crate) fn age(born: i32, written: &str, right: i32) -> Remark {
    remark(
        format!("{born}年出生，今年应是{right}岁左右，不是 `{written}`"),
        format!("somebody born in {born} is about {right}, not `{written}`"),
    )
    .help("核对年龄和出生年份", "check the age and the year of birth")
}

/// `50周年` of what was founded sixty years ago.
#[must_use]
pub(crate) fn anniversary(from: i32, written: &str, right: i32) -> Remark {
    remark(
        format!("从{from}年到今年是{right}年，不是 `{written}`"),
        format!("it is {right} years since {from}, not `{written}`"),
    )
    .help("核对年份和年数", "check the year and the number of years")
}

/// `11月25日至11月8日`: a span that ends before it begins.
#[must_use]
pub(crate) fn reversed_span(written: &str) -> Remark {
    remark(format!("`{written}` 前后颠倒了"), format!("`{written}` ends before it begins"))
        .help("核对起止", "check its beginning and its end")
}

/// `12月6日召开了`: something that is said to have happened after the day of the edition.
#[must_use]
pub(crate) fn event_to_come(written: &str, edition: NaiveDate) -> Remark {
    let (month, day) = (edition.month(), edition.day());
    remark(
        format!("`{written}` 在出报日（{month}月{day}日）之后，却写成已经发生"),
        format!("`{written}` is after the date of the edition, {edition}, but is said to have happened"),
    )
    .help("核对日期，或者改成将要发生", "check the date, or say that it is to happen")
}
