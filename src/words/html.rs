//! What can be wrong with HTML in a narrative, and with what is written like it: notes, alerts, addresses.

use super::{Wording, nearest, wording};

/// `3 处`, unless it is the only one.
fn times_zh(times: usize) -> String {
    if times > 1 { format!("，共 {times} 处") } else { String::new() }
}

fn times_en(times: usize) -> String {
    if times > 1 { format!(" ({times} times)") } else { String::new() }
}

/// What stands for a tag in Markdown.
fn instead(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            ("小标题写成 `## 小标题`", "write a heading as `## Heading`")
        }
        "ul" | "ol" | "li" | "menu" | "dir" => ("列表写成 `- 一项`", "write a list as `- item`"),
        "blockquote" | "q" | "cite" => ("引文写成 `> 引文`", "write a quotation as `> words`"),
        "code" | "tt" | "samp" | "var" => ("代码用反引号围起来", "put code between backticks"),
        "hr" => ("分隔线写成 `---`", "write a rule as `---`"),
        "strike" => ("删去写成 `~~字~~`", "write struck words as `~~words~~`"),
        "big" | "font" => ("要突出，写成 `**字**`", "to stress words, write `**words**`"),
        "figure" | "figcaption" | "picture" => {
            ("图片写成 `![说明](图.png \"图说\")`", "write a picture as `![words](picture.png \"caption\")`")
        }
        _ => return None,
    })
}

/// A tag that does nothing here.
#[must_use]
pub(crate) fn idle(name: &str, times: usize) -> Wording {
    let (zh, en) = instead(name).unwrap_or(("去掉这个标签", "remove the tag"));
    wording(
        "html-tag",
        format!("HTML 标签 `<{name}>` 不起作用，只印里面的字{}", times_zh(times)),
        format!("the HTML tag `<{name}>` does nothing; only its words are printed{}", times_en(times)),
    )
    .help(zh, en)
}

/// A tag whose content cannot be printed.
#[must_use]
pub(crate) fn unprintable(name: &str, times: usize) -> Wording {
    let (zh, en) = match name {
        "pre" | "textarea" | "plaintext" => {
            ("代码用三个反引号围起来", "put code between lines of three backticks")
        }
        "svg" | "canvas" => (
            "另存成图片文件，写成 `![说明](图.svg)`",
            "save it as a picture, and write `![words](picture.svg)`",
        ),
        "math" => ("把式子写成文字，或存成图片", "write the formula in words, or save it as a picture"),
        "video" | "audio" => (
            "文件放在稿旁，写成 `![说明](a.mp4)`；在别处的，换成链接：`[看视频](网址)`",
            "put the file beside the story and write `![words](a.mp4)`; elsewhere, link to it: `[watch](address)`",
        ),
        "iframe" | "embed" | "object" => {
            ("换成链接：`[看视频](网址)`", "write a link instead: `[watch](address)`")
        }
        _ => ("删掉它", "remove it"),
    };
    wording(
        "html-unprintable",
        format!("HTML 标签 `<{name}>` 里的东西印不出来{}", times_zh(times)),
        format!("what is in the HTML tag `<{name}>` cannot be printed{}", times_en(times)),
    )
    .help(zh, en)
}

/// A name that no tag has.
#[must_use]
pub(crate) fn unknown(name: &str, times: usize) -> Wording {
    wording(
        "html-unknown",
        format!("`<{name}>` 不是 HTML 标签，照原样印{}", times_zh(times)),
        format!("`<{name}>` is no HTML tag, and is printed as written{}", times_en(times)),
    )
    .help(
        format!("是代码就用反引号围起来；要印尖括号，写 `\\<{name}>`"),
        format!("put code between backticks; to print the angle brackets, write `\\<{name}>`"),
    )
}

/// An attribute that does nothing here.
#[must_use]
pub(crate) fn attribute(name: &str, times: usize) -> Wording {
    let (zh, en) = match name {
        "style" => (
            "居中、靠右写 align=\"center\"、align=\"right\"；别的样子由报纸的样式定，删掉它",
            "to centre words, write align=\"center\"; the theme decides the rest, so remove it",
        ),
        "id" | "name" => (
            "链接写小标题原文：`[见](#小标题)`；删掉它",
            "link to the words of a heading: `[see](#heading)`; remove it",
        ),
        "align" | "width" | "height" | "colspan" | "rowspan" => (
            "写数字，或 `left`、`center`、`right`；别处的删掉",
            "write a number, or `left`, `center` or `right`; elsewhere, remove it",
        ),
        _ => ("删掉它", "remove it"),
    };
    wording(
        "html-attribute",
        format!("HTML 属性 `{name}` 在这里不起作用{}", times_zh(times)),
        format!("the HTML attribute `{name}` does nothing here{}", times_en(times)),
    )
    .help(zh, en)
}

/// An element that does not end before the block around it does.
#[must_use]
pub(crate) fn unclosed(name: &str, times: usize) -> Wording {
    wording(
        "html-unpaired",
        format!("`<{name}>` 没有收尾，或和别的标签交叉{}", times_zh(times)),
        format!("`<{name}>` is not closed, or crosses another tag{}", times_en(times)),
    )
    .help(
        format!("在同一段里补上 `</{name}>`，先开的后收"),
        format!("add `</{name}>` in the same block; what begins first ends last"),
    )
}

/// The end of an element that did not begin.
#[must_use]
pub(crate) fn unopened(name: &str, times: usize) -> Wording {
    wording(
        "html-unpaired",
        format!("`</{name}>` 前面没有 `<{name}>`{}", times_zh(times)),
        format!("there is no `<{name}>` before `</{name}>`{}", times_en(times)),
    )
    .help(format!("补上 `<{name}>`，或删掉 `</{name}>`"), format!("add `<{name}>`, or remove `</{name}>`"))
}

/// A block within a line.
#[must_use]
pub(crate) fn in_line(name: &str, times: usize) -> Wording {
    wording(
        "html-in-line",
        format!("`<{name}>` 写在一行中间，不起作用{}", times_zh(times)),
        format!("`<{name}>` is within a line, where it does nothing{}", times_en(times)),
    )
    .help(
        "另起一段写；格子里换行用 `<br>`",
        "begin a paragraph with it; in a cell, break the line with `<br>`",
    )
}

/// A part of a table or of details without these.
#[must_use]
pub(crate) fn misplaced(name: &str, times: usize) -> Wording {
    let (zh, en) =
        if name == "summary" { ("`<details>`", "`<details>`") } else { ("`<table>`", "`<table>`") };
    wording(
        "html-misplaced",
        format!("`<{name}>` 不在 {zh} 里{}", times_zh(times)),
        format!("`<{name}>` is not within {en}{}", times_en(times)),
    )
    .help(format!("写在 {zh} 里面，或删掉它"), format!("write it within {en}, or remove it"))
}

/// Text between the cells of a table.
#[must_use]
pub(crate) fn between_cells(times: usize) -> Wording {
    wording(
        "html-misplaced",
        format!("字写在表格的格子外面{}", times_zh(times)),
        format!("text is between the cells of a table{}", times_en(times)),
    )
    .help("写进 `<td>`；表题写进 `<caption>`", "write it in a `<td>`, or the table's title in a `<caption>`")
}

/// Details without a title.
#[must_use]
pub(crate) fn untitled(times: usize) -> Wording {
    wording(
        "html-untitled",
        format!("`<details>` 里没有 `<summary>`，不折叠，全文照印{}", times_zh(times)),
        format!("`<details>` has no `<summary>`, so it is printed unfolded{}", times_en(times)),
    )
    .help("紧跟着写 `<summary>题</summary>`", "begin it with `<summary>title</summary>`")
}

/// A list, table or exhibit in a cell.
#[must_use]
pub(crate) fn block_in_cell(times: usize) -> Wording {
    wording(
        "html-misplaced",
        format!("格子和折叠段的题里放不下列表、表格、代码和图表件{}", times_zh(times)),
        format!("cells and titles cannot hold lists, tables, code or exhibits{}", times_en(times)),
    )
    .help("移到表格外面；换行用 `<br>`", "move it out of the table; break lines with `<br>`")
}

/// `<!DOCTYPE …>` and the like.
#[must_use]
pub(crate) fn declaration(times: usize) -> Wording {
    wording(
        "html-tag",
        format!("`<!…>`、`<?…>` 不起作用，也不印{}", times_zh(times)),
        format!("`<!…>` and `<?…>` do nothing, and are not printed{}", times_en(times)),
    )
    .help("删掉它；编者的话写成 `<!-- 这里 -->`", "remove it; write remarks as `<!-- remark -->`")
}

/// `^[` without `]`.
#[must_use]
pub(crate) fn unclosed_note(times: usize) -> Wording {
    wording(
        "unclosed-note",
        format!("`^[` 没有在同一段里收尾{}", times_zh(times)),
        format!("`^[` is not closed in its paragraph{}", times_en(times)),
    )
    .help("补上 `]`；要印 `^[` 本身，写 `\\^[`", "add `]`; to print `^[` itself, write `\\^[`")
}

/// A tag that is not one, because of a space or of its attributes.
#[must_use]
pub(crate) fn not_a_tag(written: &str, right: Option<&str>) -> Wording {
    let said = wording(
        "html-not-a-tag",
        format!("`{written}` 没有当作标签读，会照原样印出来"),
        format!("`{written}` is not read as a tag, and is printed as written"),
    );
    match right {
        Some(right) => said.help(
            format!("写 `{right}`；要印尖括号，写 `\\<`"),
            format!("write `{right}`; to print the angle brackets, write `\\<`"),
        ),
        None => said.help(
            "属性写成 名=\"值\"，引号成对，属性之间空一格；要印尖括号，写 `\\<`",
            "write attributes as name=\"value\", with a space between two; to print the angle brackets, write `\\<`",
        ),
    }
}

/// The kinds of alerts.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// `> [!…]` that is not read as an alert.
#[must_use]
pub(crate) fn unread_alert(written: &str) -> Wording {
    let name = written.trim_matches(|mark: char| !mark.is_alphanumeric()).to_uppercase();
    let near = nearest(&name, ALERTS);
    let said = wording(
        "unread-alert",
        format!("`{written}` 没有当作提示框读"),
        format!("`{written}` is not read as an alert"),
    );
    match near {
        Some(near) => said.help(
            format!("`> [!{near}]` 单独占一行，话写在下一行"),
            format!("put `> [!{near}]` on a line of its own, and the words on the next"),
        ),
        None => said.help(
            format!("可用：{}", ALERTS.map(|kind| format!("`> [!{kind}]`")).join("、")),
            format!("use one of: {}", ALERTS.map(|kind| format!("`> [!{kind}]`")).join(", ")),
        ),
    }
}

/// The box of a task that is not read.
#[must_use]
pub(crate) fn unread_task(written: &str) -> Wording {
    wording(
        "unread-task",
        format!("`{written}` 没有当作待办的方框读"),
        format!("`{written}` is not read as the box of a task"),
    )
    .help("写成 `- [ ] 一项` 或 `- [x] 一项`", "write `- [ ] item` or `- [x] item`")
}

/// An address with full-width marks.
#[must_use]
pub(crate) fn wide_address(written: &str, right: &str) -> Wording {
    wording(
        "full-width-address",
        format!("网址里的 `{written}` 是全角的，没有成为链接"),
        format!("`{written}` in an address is full-width, so it is no link"),
    )
    .help(format!("写 `{right}`"), format!("write `{right}`"))
}
