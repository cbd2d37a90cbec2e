//! What make-up says of a page.

use super::{Wording, wording};

/// A page that does not hold all its stories; pages are counted from 1.
#[must_use]
pub(crate) fn overfull(page: usize, moved: usize) -> Wording {
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
pub(crate) fn overfull_before() -> Wording {
    wording(
        "overfull-page",
        "更早的期也有排不下、移了版的稿，最近的一篇在这里",
        "pages of earlier editions were overfull too; of the stories moved, the latest is this",
    )
    .help("要看各期的版面，运行 lanmu makeup", "to see how each edition is made up, run lanmu makeup")
}

/// A theme without a grid, under which no page is made up.
#[must_use]
pub(crate) fn no_grid(theme: &str) -> Wording {
    wording(
        "no-grid",
        format!("主题 `{theme}` 没有版面的栏格，不拼版"),
        format!("the theme `{theme}` has no grid, so no page is made up"),
    )
}

/// A page made up by hand whose rows are not all as wide as the first.
#[must_use]
pub(crate) fn ragged_grid(columns: usize) -> Wording {
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
pub(crate) fn no_rectangle(story: &str) -> Wording {
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

/// A story of the page that the drawing leaves out.
#[must_use]
pub(crate) fn not_drawn(story: &str) -> Wording {
    wording(
        "makeup-not-rectangular",
        format!("手工版样里没有 `{story}`，它在这一版"),
        format!("the make-up leaves out `{story}`, which stands on this page"),
    )
    .help(
        "给它画一个矩形，或把它放到别的版；这一版先由程序拼",
        "draw a rectangle for it, or put it on another page; for now the page is made up by the program",
    )
}

/// A story that the area drawn for it is too narrow for.
#[must_use]
pub(crate) fn no_room_in_drawing(story: &str) -> Wording {
    wording(
        "makeup-too-narrow",
        format!("手工版样里 `{story}` 的位置太窄，题排不下"),
        format!("the area of `{story}` in the make-up is too narrow for its headline"),
    )
    .help("把它画宽些；这一版先由程序拼", "draw it wider; for now the page is made up by the program")
}

/// A page whose stories need more lines than the sheet has, cut as far as they may be.
#[must_use]
pub(crate) fn beyond_the_sheet(page: usize, lines: usize, sheet: usize) -> Wording {
    wording(
        "overfull-page",
        format!("第 {page} 版要 {lines} 行，一张纸只有 {sheet} 行；印出来字会很小"),
        format!(
            "page {page} needs {lines} lines and a sheet has {sheet}; in print its type will be very small"
        ),
    )
    .help("删短稿件，或分到别的版", "shorten its stories, or divide them among the pages")
}

/// A page on which a story that neither fits nor can be cut shows its headline alone.
#[must_use]
pub(crate) fn headline_alone(page: usize) -> Wording {
    wording(
        "overfull-page",
        format!("第 {page} 版有稿件排不下，又没有地方可以截断，版上只留了标题"),
        format!("page {page} shows the headline alone of a story that neither fits nor can be cut"),
    )
    .help("把长列表、长表格分成几段，或删短稿件", "divide its long list or table, or shorten the story")
}

/// A span that no page has.
#[must_use]
pub(crate) fn bad_span(story: &str, span: u32, columns: usize) -> Wording {
    wording(
        "bad-span",
        format!("`{story}` 要占 {span} 栏，一版只有 {columns} 栏"),
        format!("`{story}` is to span {span} columns, and a page has {columns}"),
    )
    .help(format!("写 1 到 {columns}"), format!("write 1 to {columns}"))
}

/// A wish for a story that stands on another page.
#[must_use]
pub(crate) fn wish_elsewhere(story: &str) -> Wording {
    wording(
        "makeup-elsewhere",
        format!("`{story}` 不在这一版，makeup 里给它写的不起作用"),
        format!("`{story}` does not stand on this page: what `makeup` says of it has no effect"),
    )
    .help(
        "写到它所在的版，或用 stories 把它放到这一版",
        "say it on its own page, or put the story here with `stories`",
    )
}

/// A page made up by hand that does not keep a rule.
#[must_use]
pub(crate) fn broken_rule(rule: &str, trade: &str, stories: &[&str]) -> Wording {
    let names = stories.join("、");
    wording(
        "makeup-rule",
        format!("手工版样{trade}：{names}"),
        format!("the make-up breaks {rule}: {}", stories.join(", ")),
    )
    .help("换一换位置或栏宽，或去掉 makeup 由程序拼", "change places or widths, or leave out `makeup`")
}
