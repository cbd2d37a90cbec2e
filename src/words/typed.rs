//! What can be wrong with lines and tables that are typed as in a word processor.

use super::leftover::quoted;
use super::{Wording, wording};

/// A paragraph that is indented by four spaces.
#[must_use]
pub(crate) fn indented_prose() -> Wording {
    wording(
        "indented-prose",
        "这一段前面空了四格，读成了代码，不校对也不计字数",
        "this paragraph is indented by four spaces, so it is code and is not proofread",
    )
    .help(
        "每段前面空两个全角空格；或者顶格写，段与段之间空一行。落款靠右，写 `<p align=\"right\">落款</p>`",
        "begin each paragraph at the margin, with a blank line before it; for a signature on the right, write `<p align=\"right\">…</p>`",
    )
}

/// A line that is moved to the middle or to the right with spaces.
#[must_use]
pub(crate) fn moved_line() -> Wording {
    wording(
        "moved-line",
        "这一行前面的空格只当作段前空格，不会居中，也不会靠右",
        "the spaces before this line are only an indent; it is neither centred nor on the right",
    )
    .help(
        "落款、日期靠右，写 `<p align=\"right\">落款</p>`，居中写 `center`；是一段话，段前只空两格",
        "for a signature on the right, write `<p align=\"right\">…</p>`, or `center`; before a paragraph, leave two wide spaces",
    )
}

/// Lines of a list that Markdown prints as one paragraph.
#[must_use]
pub(crate) fn run_together(mark: &str, lines: usize, is_list: bool) -> Wording {
    let help = if is_list {
        (
            "记号用半角，后面空一格；或者每行之间空一行",
            "use half-width marks with a space after them, or leave a blank line between the lines",
        )
    } else {
        ("每行之间空一行", "leave a blank line between the lines")
    };
    let (zh, en) = if lines == 1 {
        (format!("`{mark}` 这一行会接在上一行后面"), format!("the line `{mark}` is joined to the one above"))
    } else {
        (
            format!("从 `{mark}` 起的 {lines} 行会连成一段"),
            format!("{lines} lines, from `{mark}` on, become one paragraph"),
        )
    };
    wording("run-together", zh, en).help(help.0, help.1)
}

/// Lines that were meant as paragraphs, and are printed as one.
#[must_use]
pub(crate) fn typed_paragraphs(lines: usize) -> Wording {
    wording(
        "run-together",
        format!("这 {lines} 行会连成一段"),
        format!("these {lines} lines become one paragraph"),
    )
    .help("每段之间空一行，或段前空两个全角空格", "leave a blank line between the paragraphs")
}

/// A line of dashes right below words, which makes them a heading.
#[must_use]
pub(crate) fn underlined_words(written: &str) -> Wording {
    wording(
        "underlined-words",
        format!("下面一行 `{}` 把这一段变成了小标题", quoted(written)),
        format!("the line `{}` below makes this a heading", quoted(written)),
    )
    .help(
        "要分隔线，上面空一行；要小标题，写成 `## 小标题`",
        "leave a blank line above it for a dividing line; write a heading as `## heading`",
    )
}

/// A row with fewer cells than its table has headings.
#[must_use]
pub(crate) fn missing_cells(cells: usize, columns: usize) -> Wording {
    wording(
        "missing-cells",
        format!("这一行只有 {cells} 格，表头有 {columns} 格，少的印成空白"),
        format!("the row has {cells} cells and the head {columns}; the others are printed empty"),
    )
    .help("补齐；没有的写“—”", "add them; write — where there is nothing")
}

/// Rows whose cells are parted by spaces or drawn lines.
#[must_use]
pub(crate) fn drawn_table() -> Wording {
    wording(
        "unread-table",
        "用空格或线条排的几行没有读成表格，会连成一段",
        "the lines arranged with spaces or drawn lines are not read as a table, and become one paragraph",
    )
    .help(
        "每行写成 `| 甲 | 乙 |`，第二行写 `| --- | --- |`",
        "write each line as `| a | b |`, and `| --- | --- |` as the second line",
    )
}

/// Rows with bars that are no table.
#[must_use]
pub(crate) fn unread_table(has_rule: bool, is_regular: bool) -> Wording {
    let help = match (has_rule, is_regular) {
        (false, _) => (
            "第二行要写 `| --- | --- |`，几栏写几个；竖线和短横用半角",
            "the second line must be `| --- | --- |`, once for each column; use half-width bars and hyphens",
        ),
        (true, false) => ("每一行的格数要一样", "give each row the same number of cells"),
        (true, true) => (
            "竖线和第二行的短横用半角，表格前面空一行",
            "use half-width bars and hyphens, and leave a blank line before the table",
        ),
    };
    wording("unread-table", "带竖线的几行没有读成表格", "the lines with bars are not read as a table")
        .help(help.0, help.1)
}

/// Rows whose cells are parted by tabs.
#[must_use]
pub(crate) fn tabbed_table() -> Wording {
    wording(
        "unread-table",
        "用制表符隔开的几行没有读成表格，会连成一段",
        "the lines with tabs are not read as a table, and become one paragraph",
    )
    .help(
        "每行写成 `| 甲 | 乙 |`，第二行写 `| --- | --- |`",
        "write each line as `| a | b |`, and `| --- | --- |` as the second line",
    )
}

/// A row with more cells than its table has headings.
#[must_use]
pub(crate) fn surplus_cells(cells: usize, columns: usize, has_code: bool) -> Wording {
    let help = if has_code {
        (
            "补上表头，或删掉多的格；格子里的竖线写成 `\\|`，反引号里也一样",
            "add headings or remove cells; write a bar inside a cell as `\\|`, also in code",
        )
    } else {
        (
            "补上表头，或删掉多的格；格子里的竖线写成 `\\|`",
            "add headings or remove cells; write a bar inside a cell as `\\|`",
        )
    };
    wording(
        "surplus-cells",
        format!("这一行有 {cells} 格，表头只有 {columns} 格，多的印不出来"),
        format!("the row has {cells} cells and the head {columns}; the others would be lost"),
    )
    .help(help.0, help.1)
}
