//! What can be wrong with a narrative: its figure references, its links, its Markdown.

use super::{Wording, wording};

/// A reference that is not written as one.
#[must_use]
pub(crate) fn bad_reference(written: &str) -> Wording {
    wording("bad-reference", format!("引用写法不对：`{written}`"), format!("not a reference: `{written}`"))
        .help(
            "写成 {{键}}、{{台账:键}} 或 {{键 | 过滤}}",
            "write {{key}}, {{ledger:key}} or {{key | filter}}",
        )
}

/// `{{` without `}}`.
#[must_use]
pub(crate) fn unclosed_reference() -> Wording {
    wording("unclosed-reference", "`{{` 没有在同一行收尾", "`{{` is not closed on its line")
        .help("补上 `}}`；要印出花括号本身就写 \\{{", "add `}}`; to print the braces themselves write \\{{")
}

/// A figure in a place that is not printed.
#[must_use]
pub(crate) fn reference_not_printed() -> Wording {
    wording(
        "reference-not-printed",
        "这里的数字引用印不出来",
        "nothing is printed of this reference: no text comes of what it stands in",
    )
    .help(
        "它在链接的提示、夹在文字里的图的图说、代码块的头一行、没有用到的链接定义或多出来的单元格里；移到正文里，或删掉",
        "it stands in a link's title, in that of a picture among words, in the first line of a block of code, in a definition that nothing uses or in a cell too many; move it into the text, or remove it",
    )
}

/// More figures than a narrative may name.
#[must_use]
pub(crate) fn too_many_references(limit: usize) -> Wording {
    wording(
        "too-many-references",
        format!("一篇稿里的数字引用超过 {limit} 处"),
        format!("more than {limit} references in one narrative"),
    )
    .help("拆成几篇", "divide it")
}

/// A character reference by a number that no character has.
#[must_use]
pub(crate) fn no_such_character(written: &str) -> Wording {
    wording("no-character", format!("`{written}` 不是字符"), format!("`{written}` is not a character"))
        .help("删掉它", "remove it")
}

/// A filter that does not exist.
#[must_use]
pub(crate) fn unknown_filter(written: &str) -> Wording {
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
pub(crate) fn reference_in_address() -> Wording {
    wording("reference-in-address", "链接地址里不能用数字引用", "a figure cannot stand in an address")
        .help("把地址写成固定的文字", "write the address out")
}

/// A scheme that no link may have.
#[must_use]
pub(crate) fn refused_scheme(scheme: &str) -> Wording {
    wording("link-scheme", format!("链接不能用 `{scheme}:`"), format!("links may not use `{scheme}:`"))
        .help("只用 http、https、mailto、tel 或相对路径", "use http, https, mailto, tel or a relative path")
}

/// A picture that a reader's browser would have to ask someone else for.
#[must_use]
pub(crate) fn picture_from_elsewhere() -> Wording {
    wording("picture-from-elsewhere", "图片不能用外面的地址", "a picture may not come from elsewhere")
        .help("把图片存到稿件旁边，写文件名", "save it beside the story and write its file name")
}

/// A link or picture without an address.
#[must_use]
pub(crate) fn empty_address() -> Wording {
    wording("empty-address", "括号里没有写地址", "there is no address in the parentheses")
        .help("写上文件名或网址", "write a file name or an address")
}

/// A link from the root of a server.
#[must_use]
pub(crate) fn root_link() -> Wording {
    wording(
        "root-link",
        "链接以 `/` 开头，换了目录或拷到 U 盘就断了",
        "a link that begins with `/` breaks in a sub-folder or on a stick",
    )
    .help("写相对路径，例如 ../2025-11-13/lamp.md", "write a relative path, such as ../2025-11-13/lamp.md")
}

/// Lists in quotes in lists in quotes.
#[must_use]
pub(crate) fn too_deep(limit: usize) -> Wording {
    wording("too-deep", format!("嵌套超过 {limit} 层"), format!("nested more than {limit} levels deep"))
        .help("把列表和引文拆开", "take the lists and quotes apart")
}

/// Two headings with one id.
#[must_use]
pub(crate) fn duplicate_id(id: &str) -> Wording {
    wording("duplicate-id", format!("标题编号 `{id}` 用了两次"), format!("the id `{id}` is used twice"))
        .help("换一个", "choose another")
}

/// A footnote that nothing calls, or a call without a footnote.
#[must_use]
pub(crate) fn unused_footnote(label: &str) -> Wording {
    wording(
        "unused-footnote",
        format!("脚注 `{label}` 没有人用"),
        format!("nothing calls the footnote `{label}`"),
    )
    .help(format!("在正文里写 [^{label}]，或删掉它"), format!("write [^{label}] in the text, or remove it"))
}

/// A call of a footnote that is not there.
#[must_use]
pub(crate) fn missing_footnote(label: &str) -> Wording {
    wording("missing-footnote", format!("没有脚注 `{label}`"), format!("there is no footnote `{label}`"))
        .help(
            format!("另起一段写 [^{label}]: 注文"),
            format!("write [^{label}]: … in a paragraph of its own"),
        )
}

/// A footnote that is written a second time.
#[must_use]
pub(crate) fn footnote_twice(label: &str) -> Wording {
    wording(
        "footnote-twice",
        format!("脚注 `{label}` 写了两条"),
        format!("the footnote `{label}` is written twice"),
    )
    .help("留一条，或换一个编号", "keep one, or choose another label")
}

/// A figure inside HTML.
#[must_use]
pub(crate) fn reference_in_html() -> Wording {
    wording("reference-in-html", "HTML 里的数字引用印不出数来", "a figure inside HTML is not printed")
        .help("去掉 HTML 标签", "remove the HTML")
}

/// A comment that never ends.
#[must_use]
pub(crate) fn unclosed_comment() -> Wording {
    wording(
        "unclosed-comment",
        "注释没有收尾的 `-->`，后面的文字都不会印出来",
        "the comment has no closing `-->`; all behind it would vanish",
    )
    .help("补上 `-->`", "add `-->`")
}

/// A figure where none is printed.
#[must_use]
pub(crate) fn no_reference_here(key: &str) -> Wording {
    wording(
        "reference-out-of-place",
        format!("`{key}` 里不能用数字引用"),
        format!("no figure can stand in `{key}`"),
    )
    .help(
        "数字引用可写在 headline、kicker、deck、lead、summary、图说和正文里；图表件里只写键，不加花括号",
        "figures stand in headline, kicker, deck, lead, summary, captions and the text; in an exhibit write the key without braces",
    )
}

/// A table too wide or too long to be read.
#[must_use]
pub(crate) fn table_too_large(limit: usize) -> Wording {
    wording(
        "table-too-large",
        format!("表格超过 {limit} 格"),
        format!("the table has more than {limit} cells"),
    )
    .help("拆成几张，或做成台账", "divide it, or make it a ledger")
}
