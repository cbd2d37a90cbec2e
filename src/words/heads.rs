//! What can be wrong with the head of a story: its front matter, its headline, its deck.

use super::{Wording, wording};

/// A story with neither headline nor text.
#[must_use]
pub(crate) fn empty_story() -> Wording {
    wording("empty-story", "这篇稿是空的", "this story is empty")
        .help("写上题和正文，或删掉这个文件", "add a headline and text, or remove the file")
}

/// A story that has a headline and nothing else.
#[must_use]
pub(crate) fn headline_only() -> Wording {
    wording("headline-only", "这篇稿只有题，没有正文", "this story has a headline and no text").help(
        "写上正文；本来就是标题新闻的，写明 `form: brief`；还没写好的，写 `draft: true`",
        "add the text; if it is a brief of one line, set `form: brief`; if it is not written yet, set `draft: true`",
    )
}

/// A headline that is only the name of a file.
#[must_use]
pub(crate) fn named_by_file(name: &str) -> Wording {
    wording(
        "named-by-file",
        format!("没有题，拿文件名 `{name}` 作了题"),
        format!("there is no headline, so the file name `{name}` is used"),
    )
    .help(
        "在稿头写 headline:，或让正文以 `# 题` 开头",
        "write headline: in the front matter, or begin the text with `# headline`",
    )
}

/// A deck (副题) that is written as the first paragraph.
#[must_use]
pub(crate) fn deck_in_text(text: &str) -> Wording {
    wording(
        "deck-in-text",
        format!("`{text}` 像副题，会当作正文的第一段印"),
        format!("`{text}` looks like a deck, but is printed as the first paragraph"),
    )
    .help(format!("在稿头写 deck: {text}"), format!("in the front matter, write deck: {text}"))
}

/// Front matter in TOML.
#[must_use]
pub(crate) fn toml_front_matter() -> Wording {
    wording(
        "toml-front-matter",
        "稿头写的是 TOML，这里用 YAML",
        "the front matter is TOML; YAML is needed here",
    )
    .help(
        "上下两行 `+++` 改成 `---`，中间写成 `键: 值`，例如 headline: 题",
        "replace both lines `+++` by `---`, and write `key: value` between them, such as headline: Title",
    )
}

/// Text before the front matter.
#[must_use]
pub(crate) fn late_front_matter() -> Wording {
    wording("late-front-matter", "稿头要从第一行写起", "the front matter must begin on the first line").help(
        "让 `---` 顶在文件第一行，前面不留空行和注释，只写三个半角 `-`",
        "put `---` on the first line, with nothing before it",
    )
}

/// Front matter without the lines around it.
#[must_use]
pub(crate) fn bare_front_matter() -> Wording {
    wording(
        "late-front-matter",
        "这几行像稿头，会当作正文印出来",
        "these lines look like front matter, but are printed as text",
    )
    .help("上下各加一行 `---`，三个半角 `-`", "put a line `---` before and after them")
}

/// The line before front matter in other characters than `-`.
#[must_use]
pub(crate) fn mistyped_rule(written: &str) -> Wording {
    wording(
        "late-front-matter",
        format!("稿头上面的 `{written}` 没有读成 `---`"),
        format!("`{written}` above the front matter is not read as `---`"),
    )
    .help("写成三个半角 `-`：`---`，下面也一样", "write three hyphens, `---`, above and below")
}

/// A story that is withdrawn without a reason.
#[must_use]
pub(crate) fn withdrawn_without_words() -> Wording {
    wording("withdrawn-without-words", "撤回没有写明缘由", "the reason for the withdrawal is missing").help(
        "写成 withdrawn: 因内容有误，本稿撤回；没有撤回，就去掉这一行",
        "after withdrawn:, write the text to show instead of the story; if it is not withdrawn, remove the key",
    )
}

/// The front matter has no closing line.
#[must_use]
pub(crate) fn unclosed_front_matter() -> Wording {
    wording("unclosed-front-matter", "稿头没有收尾的 `---`", "the front matter has no closing `---`")
        .help("在稿头后面单独写一行 `---`", "add a line `---` after it")
}
