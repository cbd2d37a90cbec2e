//! What can be wrong with syntax that is not read: what was meant, and how it is written here.

use super::{Wording, wording};

/// What a message shows of a long text.
const SHOWN: usize = 40;

/// A text as a message quotes it: in one line, and not too long.
pub(super) fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A reference in wrong braces.
#[must_use]
pub(crate) fn unread_reference(written: &str, right: &str) -> Wording {
    wording(
        "unread-reference",
        format!("`{}` 没有读成数字引用", quoted(written)),
        format!("`{}` is not read as a reference to a figure", quoted(written)),
    )
    .help(
        format!("写成 `{right}`；要照原样印，用反引号括起来"),
        format!("write `{right}`; to print it as it is, put it in backticks"),
    )
}

/// A link in wrong brackets.
#[must_use]
pub(crate) fn unread_link(written: &str, right: &str) -> Wording {
    wording(
        "unread-link",
        format!("`{}` 没有读成链接", quoted(written)),
        format!("`{}` is not read as a link", quoted(written)),
    )
    .help(format!("写成 `{right}`"), format!("write `{right}`"))
}

/// A picture in wrong brackets.
#[must_use]
pub(crate) fn unread_picture(written: &str, right: &str) -> Wording {
    wording(
        "unread-picture",
        format!("`{}` 没有读成图", quoted(written)),
        format!("`{}` is not read as a picture", quoted(written)),
    )
    .help(format!("写成 `{right}`"), format!("write `{right}`"))
}

/// A link or a picture that is written correctly, but contains something that makes it none, such as a footnote's marker.
#[must_use]
pub(crate) fn blocked_link(written: &str, is_picture: bool) -> Wording {
    let (code, zh, en) =
        if is_picture { ("unread-picture", "图", "a picture") } else { ("unread-link", "链接", "a link") };
    wording(
        code,
        format!("`{}` 里有脚注或别的链接，没有读成{zh}", quoted(written)),
        format!("`{}` contains a footnote or another link, so it is not read as {en}", quoted(written)),
    )
    .help("把脚注和别的链接移到括号外面", "move the footnote or the other link out of the brackets")
}

/// A link or a picture without an address, or without its closing bracket.
#[must_use]
pub(crate) fn cut_link(written: &str, is_picture: bool) -> Wording {
    let written = quoted(written);
    if is_picture {
        wording(
            "unread-picture",
            format!("`{written}` 不完整，没有读成图"),
            format!("`{written}` is not a complete picture"),
        )
        .help("写成 `![图的说明](文件名)`", "write `![description](file)`")
    } else {
        wording(
            "unread-link",
            format!("`{written}` 没有收尾，没有读成链接"),
            format!("`{written}` is not a complete link"),
        )
        .help("在地址后面补上 `)`", "add `)` after the address")
    }
}

/// The end of a link without its beginning.
#[must_use]
pub(crate) fn headless_link(written: &str) -> Wording {
    wording(
        "unread-link",
        format!("`{}` 没有开头，没有读成链接", quoted(written)),
        format!("`{}` has no beginning, so it is not read as a link", quoted(written)),
    )
    .help("写成 `[文字](地址)`，中间不空行", "write `[text](address)`, without a blank line inside")
}

/// `[[page]]`
#[must_use]
pub(crate) fn wiki_link(written: &str, is_picture: bool) -> Wording {
    let written = quoted(written);
    if is_picture {
        wording(
            "unread-picture",
            format!("`{written}` 没有读成图"),
            format!("`{written}` is not read as a picture"),
        )
        .help("写成 `![图的说明](文件名)`", "write `![description](file)`")
    } else {
        wording(
            "unread-link",
            format!("`{written}` 没有读成链接"),
            format!("`{written}` is not read as a link"),
        )
        .help("写成 `[文字](文件名)`", "write `[text](file)`")
    }
}

/// `[text][label]`, if the label is not defined.
#[must_use]
pub(crate) fn no_definition(written: &str, text: &str, label: &str) -> Wording {
    wording(
        "unread-link",
        format!("`{}` 没有读成链接：没有定义 `{label}`", quoted(written)),
        format!("`{}` is not read as a link: `{label}` is not defined", quoted(written)),
    )
    .help(
        format!("写成 `[{text}](地址)`，或另起一段写 `[{label}]: 地址`"),
        format!("write `[{text}](address)`, or add a paragraph `[{label}]: address`"),
    )
}

/// An address with a space.
#[must_use]
pub(crate) fn spaced_address(address: &str) -> Wording {
    wording(
        "spaced-address",
        format!("地址 `{address}` 里有空格"),
        format!("the address `{address}` contains a space"),
    )
    .help(
        format!("照 `{address}` 读了；别的软件不认，写成 `<{address}>`"),
        format!("it is read as `{address}`; other programs need `<{address}>`"),
    )
}

/// What a mark at the head of a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadMark {
    /// `#`
    Heading,
    /// `-`, `1.`
    Item,
    /// `>`
    Quote,
    /// `---`
    Rule,
}

/// A mark at the head of a line in full width, after wide spaces, or without its space.
#[must_use]
pub(crate) fn unread_head(written: &str, right: &str, head: HeadMark) -> Wording {
    let (zh, en) = match head {
        HeadMark::Heading => ("小标题", "a heading"),
        HeadMark::Item => ("列表", "a list"),
        HeadMark::Quote => ("引文", "a quotation"),
        HeadMark::Rule => ("分隔线", "a dividing line"),
    };
    let (space_zh, space_en) = if head == HeadMark::Rule {
        ("，单独一行", " on a line of its own")
    } else {
        ("，后面空一格", ", with a space after it")
    };
    let right = right.trim_end();
    let written = quoted(written);
    let help = if written == right {
        (format!("`{right}` 顶格写{space_zh}"), format!("begin the line with `{right}`{space_en}"))
    } else {
        (format!("改成半角 `{right}`，顶格写{space_zh}"), format!("begin the line with `{right}`{space_en}"))
    };
    wording(
        "unread-mark",
        format!("行首的 `{written}` 没有读成{zh}"),
        format!("`{written}` is not read as {en}"),
    )
    .help(help.0, help.1)
}

/// A pair of marks for emphasis, code or deletion.
#[must_use]
pub(crate) fn unread_pair(written: &str, right: &str) -> Wording {
    wording(
        "unread-mark",
        format!("`{}` 的记号没有读，会照原样印出来", quoted(written)),
        format!("the marks of `{}` are not read, and would be printed", quoted(written)),
    )
    .help(format!("写成 {right}"), format!("write {right}"))
}

/// A mark without a partner.
#[must_use]
pub(crate) fn lone_mark(written: &str) -> Wording {
    wording(
        "unread-mark",
        format!("`{written}` 不成对，会照原样印出来"),
        format!("`{written}` has no partner, and would be printed"),
    )
    .help(
        "补上另一个，里侧不留空格；要照原样印，前面加 `\\`",
        "add the other one, without spaces inside; to print it as it is, put `\\` before it",
    )
}

/// A fence in full-width marks.
#[must_use]
pub(crate) fn wide_fence(written: &str) -> Wording {
    wording(
        "unclosed-fence",
        format!("`{}` 没有读成代码或图表件的围栏", quoted(written)),
        format!("`{}` is not read as a fence", quoted(written)),
    )
    .help("上下两行都写成三个半角反引号", "write three half-width backticks on both lines")
}

/// A fence without its end.
#[must_use]
pub(crate) fn unclosed_fence() -> Wording {
    wording(
        "unclosed-fence",
        "围栏没有收尾，后面的正文都成了代码",
        "the fence is not closed, so everything after it becomes code",
    )
    .help("在代码后面单独写一行同样的反引号，半角", "after the code, add a line with the same backticks")
}

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
    wording(
        "run-together",
        format!("从 `{mark}` 起的 {lines} 行会连成一段"),
        format!("{lines} lines, from `{mark}` on, become one paragraph"),
    )
    .help(help.0, help.1)
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

/// Stars of a multiplication, which Markdown takes for emphasis.
#[must_use]
pub(crate) fn stars_of_product(written: &str) -> Wording {
    wording(
        "stars-in-product",
        format!("`{}` 里的 `*` 当成了斜体，数会连在一起", quoted(written)),
        format!("the stars in `{}` are read as emphasis, and the numbers run together", quoted(written)),
    )
    .help("乘号写 ×；要印星号，写成 `\\*`", "write ×, or `\\*` to print a star")
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

/// A footnote in wrong brackets.
#[must_use]
pub(crate) fn unread_note(written: &str, right: &str) -> Wording {
    wording(
        "unread-note",
        format!("`{written}` 没有读成脚注"),
        format!("`{written}` is not read as a footnote"),
    )
    .help(format!("写成半角 `{right}`"), format!("write `{right}`"))
}

/// A comment in wrong brackets.
#[must_use]
pub(crate) fn unread_comment(written: &str, right: &str) -> Wording {
    wording(
        "unread-comment",
        format!("`{}` 没有读成注释，读者会看到", quoted(written)),
        format!("`{}` is not read as a comment; readers would see it", quoted(written)),
    )
    .help(format!("写成半角 `{}`，或删掉", quoted(right)), format!("write `{}`, or remove it", quoted(right)))
}

/// A tag in full-width brackets.
#[must_use]
pub(crate) fn wide_tag(written: &str, right: &str) -> Wording {
    wording(
        "unread-mark",
        format!("`{}` 没有读成 HTML，会照原样印出来", quoted(written)),
        format!("`{}` is not read as HTML, and would be printed", quoted(written)),
    )
    .help(format!("写成半角 `{right}`，或删掉"), format!("write `{right}`, or remove it"))
}

/// A block whose body is that of an exhibit, under a word that is no kind.
#[must_use]
pub(crate) fn unread_exhibit(word: &str, kind: &str) -> Wording {
    wording(
        "unknown-exhibit",
        format!("没有图表件 `{word}`，里面写的是 `{kind}` 的键"),
        format!("there is no exhibit `{word}`; its keys are those of `{kind}`"),
    )
    .help(
        format!("第一个词写成 `{kind}`；是代码就写 `yaml`"),
        format!("write `{kind}` as the first word, or `yaml` if it is code"),
    )
}
