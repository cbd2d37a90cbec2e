//! Extensions of Markdown that are not supported: what each is, and what to write instead.

use super::leftover::quoted;
use super::{Wording, wording};

/// A kind of Markdown that is not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extension {
    /// `[TOC]`
    Contents,
    /// `$x$`
    Formula,
    /// `{% tag %}`
    Template,
    /// `{:.class}`
    Attributes,
    /// `==x==`
    Highlight,
    /// `++x++`
    Inserted,
    /// `:::`
    Container,
    /// `!!! note`
    Admonition,
    /// `:smile:`
    Emoji,
    /// `x^2^`
    SuperSub,
    /// `{{< figure >}}`
    Shortcode,
    /// `[b]x[/b]`
    ForumCode,
}

/// Syntax that is not supported.
#[must_use]
pub(crate) fn unsupported(written: &str, extension: Extension) -> Wording {
    let (zh, en, help_zh, help_en) = match extension {
        Extension::Contents => ("目录记号", "a table of contents", "删掉它", "remove it"),
        Extension::Formula => (
            "公式",
            "a formula",
            "用文字写，或做成图；要照原样印，用反引号括起来",
            "write it in words or show a picture of it; to print it as it is, put it in backticks",
        ),
        Extension::Template | Extension::Shortcode => (
            "模板标签或短代码",
            "a template tag or a shortcode",
            "图写成 `![说明](文件名)`，链接写成 `[文字](文件名)`，别的删掉",
            "write a picture as `![description](file)` and a link as `[text](file)`; remove anything else",
        ),
        Extension::Attributes => ("属性记号", "a list of attributes", "删掉它", "remove it"),
        Extension::Highlight => {
            ("高亮记号", "highlighting", "加重写成 **文字**", "write **text** for emphasis")
        }
        Extension::Inserted => ("插入记号", "a mark for insertions", "删掉记号", "remove the marks"),
        Extension::Container | Extension::Admonition => (
            "容器或提示框的记号",
            "the mark of a container or an admonition",
            "删掉它；引文在行首写 `>`",
            "remove it; begin the lines of a quotation with `>`",
        ),
        Extension::Emoji => {
            ("表情代码", "a code for an emoji", "直接写表情，或删掉", "write the emoji itself, or remove it")
        }
        Extension::ForumCode => (
            "论坛的记号",
            "a mark of forums",
            "加重写成 **文字**，图写成 `![说明](文件名)`，链接写成 `[文字](地址)`",
            "write **text** for emphasis, `![description](file)` for a picture, `[text](address)` for a link",
        ),
        Extension::SuperSub => (
            "上标记号",
            "a mark for superscript",
            "直接写上标字，例如 `²`",
            "write the superscript character, such as `²`",
        ),
    };
    wording(
        "unsupported-syntax",
        format!("`{}` 是{zh}，这里不支持，会照原样印出来", quoted(written)),
        format!("`{}` is {en}, which is not supported and would be printed", quoted(written)),
    )
    .help(help_zh, help_en)
}
