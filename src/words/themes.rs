//! What can be wrong with themes.

use super::{Wording, nearest, wording};

/// A theme that extends itself, over others perhaps.
#[must_use]
pub(crate) fn circle(names: &[String]) -> Wording {
    let chain = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ");
    wording(
        "theme-circle",
        format!("主题绕了一圈：{chain}"),
        format!("the themes extend one another: {chain}"),
    )
    .help("去掉其中一处 `extends`", "remove one of the `extends`")
}

/// An attribute that a variable of templates does not have.
#[must_use]
pub(crate) fn unknown_attribute<'k>(
    name: &str,
    variable: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Wording {
    wording(
        "unknown-variable",
        format!("`{variable}` 没有 `{name}`，印不出来"),
        format!("`{variable}` has no `{name}`: nothing is printed"),
    )
    .nearest(name, nearest(name, known), "改名，或删掉", "correct the name, or remove it")
}
