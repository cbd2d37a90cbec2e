//! The findings of make-up.

use super::{Wording, wording};

/// A page that cannot hold all its stories; pages are counted from 1.
#[must_use]
pub(crate) fn overfull(page: usize, moved: usize) -> Wording {
    let next = page + 1;
    wording(
        "overfull-page",
        format!("第 {page} 版排不下，从这篇起 {moved} 篇移到第 {next} 版"),
        format!(
            "page {page} is overfull: {moved} stories, starting with this one, were moved to page {next}"
        ),
    )
    .help(
        "在 edition.yaml 里分好版面，或删短稿件",
        "distribute the stories over the pages in edition.yaml, or shorten them",
    )
}

/// Overfull pages of editions before the newest one with such a page.
#[must_use]
pub(crate) fn overfull_before() -> Wording {
    wording(
        "overfull-page",
        "更早的期也有排不下、移了版的稿，最近的一篇在这里",
        "pages of earlier editions were overfull too; this is the latest of the stories that were moved",
    )
    .help("要看各期的版面，运行 lanmu makeup", "to see the layout of each edition, run lanmu makeup")
}

/// A theme without a grid, so that no page is laid out.
#[must_use]
pub(crate) fn no_grid(theme: &str) -> Wording {
    wording(
        "no-grid",
        format!("主题 `{theme}` 没有版面的栏格，不拼版"),
        format!("the theme `{theme}` has no grid, so no page is laid out"),
    )
}

/// A manual layout whose rows differ in width.
#[must_use]
pub(crate) fn ragged_grid(columns: usize) -> Wording {
    wording(
        "ragged-makeup",
        format!("手工版样的每一行要一样宽，并且能分成 {columns} 栏"),
        format!("the rows of `makeup` must have the same width, a divisor of {columns} columns"),
    )
    .help(
        format!("每行写 {columns} 个名字，栏数少时写它的约数；这一版先由程序拼"),
        format!(
            "write {columns} names in each row, or a divisor of that; until then, the page is laid out automatically"
        ),
    )
}

/// A story whose cells do not form a rectangle.
#[must_use]
pub(crate) fn no_rectangle(story: &str) -> Wording {
    wording(
        "makeup-not-rectangular",
        format!("手工版样里 `{story}` 占的格子不是一个矩形"),
        format!("the cells of `{story}` in `makeup` do not form one rectangle"),
    )
    .help(
        "一篇稿占一个矩形；这一版先由程序拼",
        "give each story one rectangle; until then, the page is laid out automatically",
    )
}

/// A story of the page that the manual layout omits.
#[must_use]
pub(crate) fn not_drawn(story: &str) -> Wording {
    wording(
        "makeup-not-rectangular",
        format!("手工版样里没有 `{story}`，它在这一版"),
        format!("`makeup` omits `{story}`, which is on this page"),
    )
    .help(
        "给它画一个矩形，或把它放到别的版；这一版先由程序拼",
        "draw a rectangle for it, or move it to another page; until then, the page is laid out automatically",
    )
}

/// A story whose area in the manual layout is too narrow.
#[must_use]
pub(crate) fn no_room_in_drawing(story: &str) -> Wording {
    wording(
        "makeup-too-narrow",
        format!("手工版样里 `{story}` 的位置太窄，题排不下"),
        format!("the area of `{story}` in `makeup` is too narrow for its headline"),
    )
    .help("把它画宽些；这一版先由程序拼", "draw it wider; until then, the page is laid out automatically")
}

/// A page whose stories need more lines than the sheet has, even when cut as far as allowed.
#[must_use]
pub(crate) fn beyond_the_sheet(page: usize, lines: usize, sheet: usize) -> Wording {
    wording(
        "overfull-page",
        format!("第 {page} 版要 {lines} 行，一张纸只有 {sheet} 行；印出来字会很小"),
        format!(
            "page {page} needs {lines} lines, but a sheet has {sheet}: it will be printed in very small type"
        ),
    )
    .help("删短稿件，或分到别的版", "shorten its stories, or distribute them over more pages")
}

/// A page that shows only the headline of a story that does not fit and cannot be cut.
#[must_use]
pub(crate) fn headline_alone(page: usize) -> Wording {
    wording(
        "overfull-page",
        format!("第 {page} 版有稿件排不下，又没有地方可以截断，版上只留了标题"),
        format!("page {page} shows only the headline of a story that does not fit and cannot be cut"),
    )
    .help("把长列表、长表格分成几段，或删短稿件", "split its long list or table, or shorten the story")
}

/// A span that exceeds the columns of a page.
#[must_use]
pub(crate) fn bad_span(story: &str, span: u32, columns: usize) -> Wording {
    wording(
        "bad-span",
        format!("`{story}` 要占 {span} 栏，一版只有 {columns} 栏"),
        format!("`{story}` should span {span} columns, but a page has {columns}"),
    )
    .help(format!("写 1 到 {columns}"), format!("write 1 to {columns}"))
}

/// A span that cannot be had together with the other stories of the page.
#[must_use]
pub(crate) fn span_missed() -> Wording {
    wording(
        "span-missed",
        "和同版别的稿拼不到一起，没有照这个 `span` 排",
        "no page could be made up with this `span`, so it was not obeyed",
    )
    .help(
        "换一个 `span`，删短稿件，或去掉它由程序拼；整版要自己定，画一张版样",
        "choose another `span`, shorten stories, or remove it; to decide the whole page, draw its make-up",
    )
}

/// A span for which the page leaves out exhibits of a story.
#[must_use]
pub(crate) fn exhibit_left_out(story: &str) -> Wording {
    wording(
        "exhibit-left-out",
        format!("照写的 `span` 拼，`{story}` 的图表件排不进这一版，只在稿件的网页上"),
        format!(
            "with this `span` the page has no room for an exhibit of `{story}`, which is only in its document"
        ),
    )
    .help("换一个 `span`，或去掉它由程序拼", "choose another `span`, or remove it")
}

/// A setting for a story that is on another page.
#[must_use]
pub(crate) fn wish_elsewhere(story: &str) -> Wording {
    wording(
        "makeup-elsewhere",
        format!("`{story}` 不在这一版，`makeup` 里给它写的不起作用"),
        format!("`{story}` is not on this page, so its entry in `makeup` has no effect"),
    )
    .help(
        "写到它所在的版，或用 `stories` 把它放到这一版",
        "move the entry to the story's page, or move the story here with `stories`",
    )
}

/// A manual layout that breaks a rule.
#[must_use]
pub(crate) fn broken_rule(rule: &str, trade: &str, stories: &[&str]) -> Wording {
    let names = stories.join("、");
    wording(
        "makeup-rule",
        format!("手工版样{trade}：{names}"),
        format!("the layout breaks {rule}: {}", stories.join(", ")),
    )
    .help("换一换位置或栏宽，或去掉 makeup 由程序拼", "change positions or widths, or remove `makeup`")
}
