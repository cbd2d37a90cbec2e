//! What make-up says of a page.

use super::{Wording, wording};

/// A page that does not hold all its stories; pages are counted from 1.
#[must_use]
pub fn overfull(page: usize, moved: usize) -> Wording {
    let next = page + 1;
    wording(
        "overfull-page",
        format!("第 {page} 版排不下，从这篇起 {moved} 篇移到第 {next} 版"),
        format!("page {page} is overfull: {moved} stories, from this one on, were moved to page {next}"),
    )
    .help(
        "在 edition.yaml 里分好版面，或删短稿件",
        "divide the stories among the pages in edition.yaml, or shorten them",
    )
}

/// Pages of editions before the newest overfull one that did not hold all their stories either.
#[must_use]
pub fn overfull_before() -> Wording {
    wording(
        "overfull-page",
        "更早的期也有排不下、移了版的稿，最近的一篇在这里",
        "pages of earlier editions were overfull too; of the stories moved, the latest is this",
    )
    .help("要看各期的版面，运行 lanmu makeup", "to see how each edition is made up, run lanmu makeup")
}

/// A page made up by hand whose rows are not all as wide as the first.
#[must_use]
pub fn ragged_grid(columns: usize) -> Wording {
    wording(
        "ragged-makeup",
        format!("手工版样的每一行要一样宽，并且能分成 {columns} 栏"),
        format!("the rows of a make-up must be equally wide, and divide {columns} columns"),
    )
    .help(
        format!("每行写 {columns} 个名字，栏数少时写它的约数；这一版先由程序拼"),
        format!(
            "write {columns} names to a row, or a divisor of that; for now the page is made up by the program"
        ),
    )
}

/// A story whose cells are no rectangle, or that the grid leaves out.
#[must_use]
pub fn no_rectangle(story: &str) -> Wording {
    wording(
        "makeup-not-rectangular",
        format!("手工版样里 `{story}` 占的格子不是一个矩形"),
        format!("the cells of `{story}` in the make-up are not one rectangle"),
    )
    .help(
        "一篇稿占一个矩形；这一版先由程序拼",
        "a story takes one rectangle; for now the page is made up by the program",
    )
}

/// A page made up by hand that does not keep a rule.
#[must_use]
pub fn broken_rule(rule: &str, stories: &[&str]) -> Wording {
    let names = stories.join("、");
    wording(
        "makeup-rule",
        format!("手工版样有违例 {rule}：{names}"),
        format!("the make-up breaks {rule}: {}", stories.join(", ")),
    )
    .help("换一换位置或栏宽，或去掉 makeup 由程序拼", "change places or widths, or leave out `makeup`")
}
