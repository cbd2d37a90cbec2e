//! What can be wrong with tables of figures.

use rust_decimal::Decimal;

use super::{Wording, wording};

/// How many terms of a sum are shown.
const TERMS: usize = 12;

/// None of some keys, or more than one.
#[must_use]
pub(crate) fn one_of(keys: &[&str]) -> Wording {
    let listed: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let (zh, en) = (listed.join("、"), listed.join(", "));
    wording("table-source", format!("{zh} 要写且只写一个"), format!("exactly one of {en} is needed"))
        .help("留下一个，去掉别的", "keep one of them, and remove the others")
}

/// A number as written, where a row needs a figure.
#[must_use]
pub(crate) fn literal_row() -> Wording {
    wording(
        "table-literal",
        "表的一行要写数字的键，这里直接写了数",
        "a row of a table is a figure by its key, not a number as written",
    )
    .help("登记进台账，这里写键", "add it to a ledger, and write its key here")
}

/// A column with figures in different units.
#[must_use]
pub(crate) fn mixed_units(column: &str, units: &[&str]) -> Wording {
    let quoted = |unit: &&str| if unit.is_empty() { "—".to_owned() } else { format!("`{unit}`") };
    let units: Vec<String> = units.iter().map(quoted).collect();
    wording(
        "table-units",
        format!("一栏里单位不一：`{column}` 有 {}", units.join("、")),
        format!("the column `{column}` mixes units: {}", units.join(", ")),
    )
    .help("分成几栏，或在台账里统一单位", "make several columns, or use one unit in the ledgers")
}

/// A total that is not the sum of its column: the sum, the total and their difference.
#[must_use]
pub(crate) fn wrong_total(column: &str, terms: &[String], [sum, total, difference]: [Decimal; 3]) -> Wording {
    let mut shown = terms.iter().take(TERMS).map(String::as_str).collect::<Vec<_>>().join(" + ");
    if terms.len() > TERMS {
        shown.push_str(" + …");
    }
    wording(
        "table-total",
        format!("`{column}` 各行相加不是合计：{shown} = {sum}，不是 {total}，差 {difference}"),
        format!(
            "the rows of `{column}` do not come to its total: {shown} = {sum}, not {total}, a difference of {difference}"
        ),
    )
    .help(
        "核对各行和合计；有的行不在表里，就不写这个合计",
        "check the rows and the total; if rows are left out, remove the total",
    )
}

/// Cells without a figure, the first of them in this row and column.
#[must_use]
pub(crate) fn gaps(count: usize, row: &str, column: &str) -> Wording {
    wording(
        "table-gap",
        format!("表里有 {count} 格没有数，印成 ——，第一格在“{row}”行“{column}”栏"),
        format!("{count} cells have no figure and are printed as —, the first in the row `{row}`, column `{column}`"),
    )
    .help("补上数；确实没有，写 `missing: 缘由`", "add the figures; if there are none, write `missing:` and why")
}

/// A row that is in no group.
#[must_use]
pub(crate) fn in_no_group(row: &str) -> Wording {
    wording("table-group", format!("`{row}` 不在哪一组里"), format!("`{row}` is in no group"))
        .help("写进 `groups`", "add it to one of the `groups`")
}

/// A row that is in two groups.
#[must_use]
pub(crate) fn in_two_groups(row: &str) -> Wording {
    wording("table-group", format!("`{row}` 在两组里"), format!("`{row}` is in two groups"))
        .help("只留一处", "leave it in one of them")
}

/// A name that belongs to no row.
#[must_use]
pub(crate) fn unknown_row<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    wording("unknown-row", format!("没有 `{name}` 这一行"), format!("there is no row `{name}`")).nearest(
        name,
        super::nearest(name, known),
        "核对名称",
        "check the name",
    )
}

/// A ledger without rows.
#[must_use]
pub(crate) fn no_rows(ledger: &str) -> Wording {
    wording("no-rows", format!("台账 `{ledger}` 没有 `rows`"), format!("the ledger `{ledger}` has no `rows`"))
        .help("写进台账的 rows:，或改 `ledger`", "add rows: to the ledger, or correct `ledger`")
}

/// Rows or periods of a ledger that is not named.
#[must_use]
pub(crate) fn no_ledger() -> Wording {
    wording(
        "no-ledger",
        "不知是哪本台账的行、哪本台账的时期",
        "it does not say whose rows or periods these are",
    )
    .help("写上 ledger:，或在稿头写", "add ledger: here or to the front matter")
}

/// A row that is listed twice.
#[must_use]
pub(crate) fn row_twice(row: &str) -> Wording {
    wording(
        "row-twice",
        format!("`{row}` 这一行写了两次，只印一次"),
        format!("the row `{row}` is listed twice, and printed once"),
    )
    .help("去掉一处", "remove one of them")
}

/// No figure of a column's key or period in any row.
#[must_use]
pub(crate) fn empty_column<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    wording(
        "empty-column",
        format!("`{name}` 这一栏一个数也没有"),
        format!("the column `{name}` has no figure at all"),
    )
    .nearest(
        name,
        super::nearest(name, known),
        "核对键、指标或时期",
        "check the key, indicator or period",
    )
}

/// Two figures of a ledger under one indicator.
#[must_use]
pub(crate) fn ambiguous_indicator(indicator: &str, ledger: &str, keys: [&str; 2]) -> Wording {
    let [one, other] = keys;
    wording(
        "ambiguous-indicator",
        format!("`{ledger}` 里 `{one}`、`{other}` 都是指标 `{indicator}`"),
        format!("in `{ledger}`, both `{one}` and `{other}` are the indicator `{indicator}`"),
    )
    .help("写 `key`，或改其中一个的 `indicator`", "write `key`, or change the `indicator` of one of them")
}
