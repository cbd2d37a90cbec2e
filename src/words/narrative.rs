//! What can be wrong with a narrative: its figure references, its links, its Markdown.

use super::{Wording, wording};

/// A reference that is not written as one.
#[must_use]
pub fn bad_reference(written: &str) -> Wording {
    wording("bad-reference", format!("引用写法不对：`{written}`"), format!("not a reference: `{written}`"))
        .help(
            "写成 {{键}}、{{台账:键}} 或 {{键 | 过滤}}",
            "write {{key}}, {{ledger:key}} or {{key | filter}}",
        )
}

/// `{{` without `}}`.
#[must_use]
pub fn unclosed_reference() -> Wording {
    wording("unclosed-reference", "`{{` 没有在同一行收尾", "`{{` is not closed on its line")
        .help("补上 `}}`；要印出花括号本身就写 \\{{", "add `}}`; to print the braces themselves write \\{{")
}

/// A filter that does not exist.
#[must_use]
pub fn unknown_filter(written: &str) -> Wording {
    let known = ["value", "share of", "change", "direction", "万", "亿", "words", "window"];
    let near = super::nearest(written, known);
    wording("unknown-filter", format!("没有过滤 `{written}`"), format!("there is no filter `{written}`"))
        .nearest(
            near,
            "可用：value、share of 键、change、direction、万、亿、words、window",
            "one of: value, share of KEY, change, direction, 万, 亿, words, window",
        )
}

/// A figure where only an address can stand.
#[must_use]
pub fn reference_in_address() -> Wording {
    wording("reference-in-address", "链接地址里不能用数字引用", "a figure cannot stand in an address")
        .help("把地址写成固定的文字", "write the address out")
}

/// A scheme that no link may have.
#[must_use]
pub fn refused_scheme(scheme: &str) -> Wording {
    wording("link-scheme", format!("链接不能用 `{scheme}:`"), format!("links may not use `{scheme}:`"))
        .help("只用 http、https、mailto、tel 或相对路径", "use http, https, mailto, tel or a relative path")
}

/// A link from the root of a server.
#[must_use]
pub fn root_link() -> Wording {
    wording(
        "root-link",
        "链接以 `/` 开头，换了目录或拷到 U 盘就断了",
        "a link that begins with `/` breaks in a sub-folder or on a stick",
    )
    .help("写相对路径，例如 ../2025-11-13/lamp.md", "write a relative path, such as ../2025-11-13/lamp.md")
}

/// Lists in quotes in lists in quotes.
#[must_use]
pub fn too_deep(limit: usize) -> Wording {
    wording("too-deep", format!("嵌套超过 {limit} 层"), format!("nested more than {limit} levels deep"))
        .help("把列表和引文拆开", "take the lists and quotes apart")
}

/// Two headings with one id.
#[must_use]
pub fn duplicate_id(id: &str) -> Wording {
    wording("duplicate-id", format!("标题编号 `{id}` 用了两次"), format!("the id `{id}` is used twice"))
        .help("换一个", "choose another")
}

/// A footnote that nothing calls, or a call without a footnote.
#[must_use]
pub fn unused_footnote(label: &str) -> Wording {
    wording(
        "unused-footnote",
        format!("脚注 `{label}` 没有人用"),
        format!("nothing calls the footnote `{label}`"),
    )
    .help(format!("在正文里写 [^{label}]，或删掉它"), format!("write [^{label}] in the text, or remove it"))
}

/// A call of a footnote that is not there.
#[must_use]
pub fn missing_footnote(label: &str) -> Wording {
    wording("missing-footnote", format!("没有脚注 `{label}`"), format!("there is no footnote `{label}`"))
        .help(
            format!("另起一段写 [^{label}]: 注文"),
            format!("write [^{label}]: … in a paragraph of its own"),
        )
}

/// A table too wide or too long to be read.
#[must_use]
pub fn table_too_large(limit: usize) -> Wording {
    wording(
        "table-too-large",
        format!("表格超过 {limit} 格"),
        format!("the table has more than {limit} cells"),
    )
    .help("拆成几张，或做成台账", "divide it, or make it a ledger")
}
