//! What can be wrong with an exhibit: its form, and the rules for its data.

use super::{Wording, wording};

/// A fence inside a list or quote.
#[must_use]
pub(crate) fn not_at_the_margin() -> Wording {
    wording("nested-exhibit", "图表件写在了列表或引文里", "exhibits cannot be inside a list or quote")
        .help("移出来，顶格写", "move it out, without indentation")
}

/// A figure with a filter, where filters are not allowed.
#[must_use]
pub(crate) fn no_filters() -> Wording {
    wording("filter-in-exhibit", "图表件里的数字不用过滤", "figures in an exhibit cannot have filters")
        .help("只写键", "write only the key")
}

/// An empty fence.
#[must_use]
pub(crate) fn empty() -> Wording {
    wording("empty-exhibit", "图表件是空的", "the exhibit is empty")
        .help("在围栏里写内容", "write its body between the fences")
}

/// An empty list.
#[must_use]
pub(crate) fn nothing_listed(key: &str) -> Wording {
    wording("nothing-listed", format!("`{key}` 下面什么也没有"), format!("`{key}` is empty"))
        .help(format!("列出 `{key}`"), format!("add the `{key}`"))
}

/// `show:` that names no exhibit.
#[must_use]
pub(crate) fn bad_show() -> Wording {
    wording("bad-show", "`show` 要写明台账和名称", "`show` must name a ledger and an exhibit")
        .help("写成 show: 台账:名称", "write show: ledger:NAME")
}

/// An exhibit that the ledger does not have.
#[must_use]
pub(crate) fn unknown_exhibit<'k>(
    ledger: &str,
    name: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Wording {
    wording(
        "unknown-exhibit",
        format!("`{ledger}` 里没有图表件 `{name}`"),
        format!("`{ledger}` has no exhibit `{name}`"),
    )
    .nearest(
        name,
        super::nearest(name, known),
        "写进台账的 exhibits:",
        "add it under exhibits: in the ledger",
    )
}

/// A chart with no data, or with data from two places.
#[must_use]
pub(crate) fn one_source_of_data() -> Wording {
    wording("chart-data", "图表的数据要写且只写一处", "a chart needs exactly one source of data").help(
        "`figures`、`parts`、`series`、`data` 四选一",
        "use one of `figures`, `parts`, `series`, `data`",
    )
}

/// A rule that does not hold, described in both languages.
#[must_use]
pub(crate) fn not_so(code: &'static str, zh: String, en: String) -> Wording {
    wording(code, zh, en).help("核对数字和列出的条目", "check the figures and the list")
}
