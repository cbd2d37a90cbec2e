//! What can be wrong with the periods of a series in a story.

use super::{Wording, wording};

/// A period where a key belongs: `visits.2024`.
#[must_use]
pub(crate) fn period_for_key(written: &str, meant: &str) -> Wording {
    wording(
        "unknown-figure",
        format!("`{written}` 不是键：要印历年数里的一期，用 `at`"),
        format!("`{written}` is not a key; the filter `at` prints one period of a series"),
    )
    .help(format!("写成 {{{{{meant}}}}}"), format!("write {{{{{meant}}}}}"))
    .meaning(written, meant)
}

/// A figure whose last period is not the last of its ledger.
#[must_use]
pub(crate) fn series_behind(key: &str, last: &str, newest: &str) -> Wording {
    wording(
        "series-behind",
        format!("`{key}` 最后一期是 {last}，同一本台账里别的数已到 {newest}：这里印的是 {last} 的"),
        format!(
            "the last period of `{key}` is {last}, and others of its ledger have {newest}; this prints {last}"
        ),
    )
    .help(
        format!("补上 {newest} 的数；要印的就是 {last}，写 {{{{{key}|at {last}}}}}"),
        format!("add the number of {newest}; if {last} is meant, write {{{{{key}|at {last}}}}}"),
    )
}
