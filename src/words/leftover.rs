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

/// A link without words.
#[must_use]
pub(crate) fn wordless_link() -> Wording {
    wording("unread-link", "这个链接没有字，读者看不见", "this link has no words, so readers do not see it")
        .help("写进方括号：`[文字](地址)`", "write them in the brackets: `[text](address)`")
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

/// A note that is numbered as in a word processor.
#[must_use]
pub(crate) fn numbered_note(written: &str, right: &str) -> Wording {
    wording(
        "unread-note",
        format!("`{written}` 没有读成注，会照原样印，点不开"),
        format!("`{written}` is not read as a note; it is printed as it is, without a link"),
    )
    .help(
        format!("写成 `{right}`：文中写 `[^1]`，文末另起一行写 `[^1]: 注文`"),
        format!("write `{right}`: `[^1]` in the text, and a line `[^1]: note` at its end"),
    )
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
