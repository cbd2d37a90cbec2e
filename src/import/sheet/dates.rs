//! Days and months in the cells of a sheet: they are no numbers, however they are stored.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::prelude::ToPrimitive;

use super::grid::SheetCell;

/// The days that a sheet stores as numbers: from 1954 to 2119.
const DAYS: std::ops::RangeInclusive<u32> = 20_000..=80_000;
static DATED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("日期|时间|时限|期限|年月|时段|期间|统计期").expect("a constant"));

/// A year and a month, or a day, divided by points: 2025.10.
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:19|20)\d\d[.．](?:0?[1-9]|1[0-2])(?:[.．]\d{1,2})?$").expect("a constant")
});

/// Whether the cells below a name say when something is.
#[must_use]
pub(super) fn is_of_time(name: &str) -> bool {
    DATED.find_iter(name).any(|word| word.end() == name.trim_end().len()) // 春节期间接待 counts something.
}

/// Whether a cell looks like a year and a month: as a number, 2025.10 would be 2025.1.
#[must_use]
pub(super) fn is_month(cell: &SheetCell) -> bool {
    MONTH.is_match(&cell.text())
}

/// Whether a number below such names may be a day or a month.
#[must_use]
pub(super) fn may_be_a_date(cell: &SheetCell, names: &str) -> bool {
    DATED.is_match(names) && (may_be_a_day(cell) || is_month(cell))
}

/// Whether a number may be a day, as sheets store it: 46000 is 2025-12-09.
#[must_use]
pub(super) fn may_be_a_day(cell: &SheetCell) -> bool {
    let day = match cell {
        SheetCell::Number(number) if number.is_integer() => number.to_u32(),
        SheetCell::Text(text) => text.trim().parse().ok(),
        _ => None,
    };
    day.is_some_and(|day| DAYS.contains(&day))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn days_and_months_are_no_figures() {
        let number = |number: u32| SheetCell::Number(Decimal::from(number));
        let text = |text: &str| SheetCell::Text(text.to_owned());
        assert!(may_be_a_date(&number(46_000), "完成日期") && !may_be_a_date(&number(46_000), "投资"));
        assert!(!may_be_a_date(&number(2026), "时间") && may_be_a_date(&text("2025.10"), "开工时间"));
        assert!(is_of_time("开工时间") && !is_of_time("春节期间接待"));
    }
}
