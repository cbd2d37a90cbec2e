//! What can be wrong with a narrative: its figure references, its links, its Markdown.

use super::{Wording, nearest, wording};

/// How many numbers of a list are shown.
const RENUMBERED: usize = 8;

/// An invalid reference.
#[must_use]
pub(crate) fn bad_reference(written: &str) -> Wording {
    wording("bad-reference", format!("引用写法不对：`{written}`"), format!("`{written}` is not a reference"))
        .help(
            "写成 {{键}}、{{台账:键}} 或 {{键 | 过滤}}",
            "write {{key}}, {{ledger:key}} or {{key | filter}}",
        )
}

/// A full-width mark, or one that only looks like it, in a reference.
#[must_use]
pub(crate) fn wide_mark(written: &str, found: char, wanted: char, meant: &str) -> Wording {
    wording(
        "bad-reference",
        format!("引用 `{written}` 里的 `{found}` 不是半角的 `{wanted}`"),
        format!("the `{found}` in `{written}` is not a half-width `{wanted}`"),
    )
    .help(format!("写成 {meant}"), format!("write {meant}"))
}

/// `{{` without `}}`.
#[must_use]
pub(crate) fn unclosed_reference() -> Wording {
    wording("unclosed-reference", "`{{` 没有在同一行收尾", "`{{` is not closed on the same line")
        .help("补上 `}}`；要印出花括号本身就写 \\{{", "add `}}`; to print the braces themselves, write \\{{")
}

/// A figure in a place that is not printed.
#[must_use]
pub(crate) fn reference_not_printed() -> Wording {
    wording(
        "reference-not-printed",
        "这里的数字引用印不出来",
        "this reference is in a place that is not printed",
    )
    .help(
        "它在链接的提示、夹在文字里的图的图说、代码块的头一行、没有用到的链接定义或多出来的单元格里；移到正文里，或删掉",
        "it is in the title of a link or an inline picture, in the first line of a code block, in an unused definition, or in a surplus table cell; move it into the text, or remove it",
    )
}

/// More references than a narrative may have.
#[must_use]
pub(crate) fn too_many_references(limit: usize) -> Wording {
    wording(
        "too-many-references",
        format!("一篇稿里的数字引用超过 {limit} 处"),
        format!("there are more than {limit} references in one text"),
    )
    .help("拆成几篇", "split it")
}

/// A numeric character reference to a character that does not exist.
#[must_use]
pub(crate) fn no_such_character(written: &str) -> Wording {
    wording("no-character", format!("`{written}` 不是字符"), format!("`{written}` is not a character"))
        .help("删掉它", "remove it")
}

/// A list whose numbers are printed otherwise than they are written.
#[must_use]
pub(crate) fn renumbered(written: &[u64], printed: &[u64]) -> Wording {
    let shown = |numbers: &[u64], joint: &str| {
        let shown = numbers.iter().take(RENUMBERED).map(u64::to_string).collect::<Vec<_>>().join(joint);
        if numbers.len() > RENUMBERED { format!("{shown}…") } else { shown }
    };
    wording(
        "renumbered-list",
        format!("编号是 {}，会印成 {}", shown(written, "、"), shown(printed, "、")),
        format!("the numbers are {}, but {} are printed", shown(written, ", "), shown(printed, ", ")),
    )
    .help(
        "照会印的改编号，或补上漏掉的一条；要照写的印，数字后面写 `、`，每条之间空一行",
        "write the numbers as they are printed, or add the missing item; to print them as written, escape the point: `3\\.`",
    )
}

/// A filter that does not exist.
#[must_use]
pub(crate) fn unknown_filter(written: &str) -> Wording {
    let known = [
        "value",
        "at",
        "share of",
        "change",
        "direction",
        "万",
        "亿",
        "thousand",
        "million",
        "billion",
        "trillion",
        "words",
        "window",
    ];
    let near = super::nearest(written, known);
    wording("unknown-filter", format!("没有过滤 `{written}`"), format!("there is no filter `{written}`"))
        .nearest(
            written,
            near,
            "可用：value、share of 键、change、direction、万、亿、words、window；英文稿用 `thousand`、`million`、`billion`",
            "use one of: value, share of KEY, change, direction, million, 万, 亿, words, window",
        )
}

/// A figure in an address.
#[must_use]
pub(crate) fn reference_in_address() -> Wording {
    wording("reference-in-address", "链接地址里不能用数字引用", "a figure cannot be used in an address")
        .help("把地址写成固定的文字", "write the address in full")
}

/// A scheme that is not allowed in links.
#[must_use]
pub(crate) fn refused_scheme(scheme: &str, allowed: &[&str]) -> Wording {
    let wording =
        wording("link-scheme", format!("链接不能用 `{scheme}:`"), format!("links may not use `{scheme}:`"));
    let begun = allowed.iter().copied().find(|whole| whole.starts_with(scheme));
    wording.nearest(
        scheme,
        begun.or_else(|| nearest(scheme, allowed.iter().copied())),
        "只用 `http`、`https`、`mailto`、`tel` 或相对路径",
        "use `http`, `https`, `mailto`, `tel` or a relative path",
    )
}

/// A link or picture without an address.
#[must_use]
pub(crate) fn empty_address() -> Wording {
    wording("empty-address", "括号里没有写地址", "the parentheses contain no address")
        .help("写上文件名或网址", "write a file name or an address")
}

/// Lists and quotes that are nested too deeply.
#[must_use]
pub(crate) fn too_deep(limit: usize) -> Wording {
    wording(
        "too-deep",
        format!("嵌套超过 {limit} 层"),
        format!("lists and quotes are nested more than {limit} levels deep"),
    )
    .help("把列表和引文拆开", "reduce the nesting")
}

/// A heading without words.
#[must_use]
pub(crate) fn empty_heading() -> Wording {
    wording("empty-heading", "小标题是空的，没有印", "the heading is empty and is not printed")
        .help("写上字，或删掉这一行", "write its words, or remove the line")
}

/// Two headings with one id.
#[must_use]
pub(crate) fn duplicate_id(id: &str) -> Wording {
    wording("duplicate-id", format!("标题编号 `{id}` 用了两次"), format!("the id `{id}` is used twice"))
        .help("换一个", "choose another one")
}

/// A footnote that is never used.
#[must_use]
pub(crate) fn unused_footnote(label: &str) -> Wording {
    wording(
        "unused-footnote",
        format!("脚注 `{label}` 没有人用"),
        format!("the footnote `{label}` is never used"),
    )
    .help(format!("在正文里写 [^{label}]，或删掉它"), format!("write [^{label}] in the text, or remove it"))
}

/// A reference to a footnote that does not exist.
#[must_use]
pub(crate) fn missing_footnote(label: &str) -> Wording {
    wording("missing-footnote", format!("没有脚注 `{label}`"), format!("there is no footnote `{label}`"))
        .help(format!("另起一段写 [^{label}]: 注文"), format!("add a paragraph that begins with [^{label}]:"))
}

/// A footnote that is defined twice.
#[must_use]
pub(crate) fn footnote_twice(label: &str) -> Wording {
    wording(
        "footnote-twice",
        format!("脚注 `{label}` 写了两条"),
        format!("the footnote `{label}` is defined twice"),
    )
    .help("留一条，或换一个编号", "remove one, or choose another label")
}

/// A comment that is not closed.
#[must_use]
pub(crate) fn unclosed_comment() -> Wording {
    wording(
        "unclosed-comment",
        "注释没有收尾的 `-->`，后面的文字都不会印出来",
        "the comment has no closing `-->`, so everything after it would disappear",
    )
    .help("补上 `-->`", "add `-->`")
}

/// A figure in a key that does not print figures.
#[must_use]
pub(crate) fn no_reference_here(key: &str) -> Wording {
    wording(
        "reference-out-of-place",
        format!("`{key}` 里不能用数字引用"),
        format!("figures cannot be used in `{key}`"),
    )
    .help(
        "数字引用可写在 `headline`、`kicker`、`deck`、`lead`、`summary`、图说和正文里；图表件里只写键，不加花括号",
        "use figures in headline, kicker, deck, lead, summary, captions and the text; in an exhibit, write the key without braces",
    )
}

#[must_use]
pub(crate) fn table_too_large(limit: usize) -> Wording {
    wording(
        "table-too-large",
        format!("表格超过 {limit} 格"),
        format!("the table has more than {limit} cells"),
    )
    .help("拆成几张，或做成台账", "split it, or turn it into a ledger")
}
