//! What can be wrong between files: unresolved names, shared addresses, pages that do not fit together.

use std::collections::BTreeSet;

use super::{Wording, listed, nearest, wording};

/// A column that the paper has not declared.
#[must_use]
pub(crate) fn unknown_column<'k>(name: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Wording {
    let near = nearest(name, known.clone());
    let all = listed(known, "、");
    wording("unknown-column", format!("没有栏目 `{name}`"), format!("there is no column `{name}`")).nearest(
        name,
        near,
        format!("现有栏目：{all}；新栏目先写进 site.yaml"),
        format!("known columns: {all}; declare a new one in site.yaml"),
    )
}

/// The PDF of an edition, whose pages have changed since.
#[must_use]
pub(crate) fn outdated_pdf(edition: &str) -> Wording {
    wording(
        "outdated-pdf",
        format!("{edition} 这一期改过了，它的 PDF 还是以前的，没有带上"),
        format!("the edition {edition} has changed, so its PDF, which shows what it was, is left out"),
    )
    .help(format!("再印一次：lanmu pdf {edition}"), format!("print it again: lanmu pdf {edition}"))
}

/// A column that is declared a second time.
#[must_use]
pub(crate) fn column_twice(name: &str) -> Wording {
    wording(
        "column-twice",
        format!("栏目 `{name}` 登记了两次"),
        format!("the column `{name}` is declared twice"),
    )
    .help("留一个", "remove one of them")
}

/// A story in the running order that is not in the folder.
#[must_use]
pub(crate) fn unknown_story<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    wording(
        "unknown-story",
        format!("这一期里没有稿件 `{name}`"),
        format!("this edition has no story `{name}`"),
    )
    .nearest(
        name,
        nearest(name, known),
        "写文件名，不带 .md；稿件删了的，把这个名字也删去",
        "give the file name without .md; if the story was deleted, remove its name here",
    )
}

/// A story that does not exist.
#[must_use]
pub(crate) fn no_such_story<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    /// The most names that are listed.
    const LISTED: usize = 5;
    let known: Vec<&str> = known.into_iter().collect();
    let unknown =
        wording("unknown-story", format!("没有稿件 `{name}`"), format!("there is no story `{name}`"));
    let alike: BTreeSet<&str> =
        known.iter().copied().filter(|known| !name.is_empty() && known.contains(name)).collect();
    let near = nearest(name, known);
    if near.is_none() && alike.len() > 1 {
        let listed = |joint: &str| {
            let names: Vec<String> = alike.iter().take(LISTED).map(|known| format!("`{known}`")).collect();
            names.join(joint)
        };
        return unknown
            .help(format!("相近的有 {}", listed("、")), format!("there are stories like {}", listed(", ")));
    }
    unknown.nearest(
        name,
        near.or_else(|| alike.first().copied()),
        "写文件名，或从 content/ 起的路径",
        "give its file name, or its path below content/",
    )
}

/// An edition that does not exist.
#[must_use]
pub(crate) fn unknown_edition<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Wording {
    wording("unknown-edition", format!("没有 `{name}` 这一期"), format!("there is no edition `{name}`"))
        .nearest(
            name,
            nearest(name, known),
            "写期的文件夹名，例如 2025-11-20",
            "give the name of its folder, such as 2025-11-20",
        )
}

/// An edition that has the number of another one of the same year.
#[must_use]
pub(crate) fn same_number(number: u32, other: &str) -> Wording {
    wording(
        "same-number",
        format!("{other} 那一期也是第 {number} 期"),
        format!("the edition {other} already has number {number}"),
    )
    .help(
        "改其中一期的 `number`；不写，就比上一期多一",
        "change the `number` of one of them; without it, an edition follows the one before",
    )
}

/// An edition that has no story yet.
#[must_use]
pub(crate) fn empty_edition(name: &str) -> Wording {
    wording(
        "empty-edition",
        format!("`{name}` 这一期还没有稿件"),
        format!("the edition `{name}` has no story yet"),
    )
    .help(
        format!("写一篇：`lanmu new story 题目 --edition {name}`，或把稿件移进它的文件夹"),
        format!("start one with `lanmu new story HEADLINE --edition {name}`, or move one into its folder"),
    )
}

/// An edition whose date differs from its folder.
#[must_use]
pub(crate) fn other_date(written: &str, folder: &str) -> Wording {
    wording(
        "edition-date",
        format!("日期写的是 {written}，文件夹是 {folder}"),
        format!("the date is {written}, but the folder is {folder}"),
    )
    .help("改其中一个", "correct one of them")
}

/// A story on page 0.
#[must_use]
pub(crate) fn bad_page(page: u32, most: u32) -> Wording {
    wording("bad-page", format!("没有第 {page} 版"), format!("there is no page {page}"))
        .help(format!("版次从 1 起，最多 {most}"), format!("page numbers are 1 to {most}"))
}

/// A range of pages of an edition without a story.
#[must_use]
pub(crate) fn blank_pages(first: usize, last: usize) -> Wording {
    let (zh, en) = if first == last {
        (format!("第 {first} 版没有稿件，是空版"), format!("page {first} is blank: it has no story"))
    } else {
        (
            format!("第 {first}～{last} 版没有稿件，是空版"),
            format!("pages {first}–{last} are blank: they have no story"),
        )
    };
    wording("blank-page", zh, en).help(
        "核对稿件的 `page`，或去掉 edition.yaml 里的空版",
        "check `page` of the stories, or the pages in edition.yaml",
    )
}

/// An invalid address.
#[must_use]
pub(crate) fn bad_slug(slug: &str) -> Wording {
    wording("bad-slug", format!("`{slug}` 不能作地址"), format!("`{slug}` cannot be an address")).help(
        "用小写字母、数字和 -，不要用 `con`、`nul` 之类的设备名",
        "use letters, digits and -, and no device name such as con or nul",
    )
}

/// An invalid old address.
#[must_use]
pub(crate) fn bad_alias(alias: &str) -> Wording {
    wording("bad-alias", format!("`{alias}` 不能作旧地址"), format!("`{alias}` cannot be an old address"))
        .help(
            "写从根起的完整路径，例如 2024-01-01/old.html",
            "write the full path from the root, such as 2024-01-01/old.html",
        )
}

/// Two documents at one address.
#[must_use]
pub(crate) fn same_address(route: &str, other: Option<&str>) -> Wording {
    let (zh, en) = (other.unwrap_or("报纸自己的网页"), other.unwrap_or("a page of the paper itself"));
    wording(
        "same-address",
        format!("地址 `{route}` 和 {zh} 相同"),
        format!("the address `{route}` is already used by {en}"),
    )
    .help("给其中一个写 slug:，或者改文件名", "give one of them a slug:, or rename it")
}

/// A story in the folder of an edition with a different date.
#[must_use]
pub(crate) fn date_not_heard(written: &str, folder: &str) -> Wording {
    wording(
        "date-not-heard",
        format!("稿头的日期是 {written}，稿在 {folder} 这一期的文件夹里，按文件夹算"),
        format!("the date {written} is ignored: the story is in the folder {folder}"),
    )
    .help("去掉 date:，或把稿移到那一期", "remove date:, or move the story to that edition")
}

/// A story outside all editions, in a paper that has editions.
#[must_use]
pub(crate) fn undated_story(day: &str) -> Wording {
    wording(
        "undated-story",
        "这篇稿没有日期，不在任何一期里",
        "this story has no date and belongs to no edition",
    )
    .help(
        format!("写上那一期的日期，如 date: {day}，或移到那一期的文件夹；已经见过报的，再把 stories/ 下的旧网址写进 `aliases`"),
        format!("add the date of its edition, such as date: {day}, or move it to the folder of an edition; if it was published, list its address under stories/ in aliases"),
    )
}

/// A story has moved, and its former address is gone.
#[must_use]
pub(crate) fn moved(address: &str, now: &str) -> Wording {
    wording(
        "moved-address",
        format!("网址 `{address}` 没有了，这篇稿现在是 `{now}`"),
        format!("the address `{address}` is gone; this story is now at `{now}`"),
    )
    .help(
        format!("要让旧网址转到这里，在稿头写 aliases: [{address}]"),
        format!("to redirect the old address, add aliases: [{address}] to its front matter"),
    )
}

/// A translation into the language of its original, or of another translation.
#[must_use]
pub(crate) fn same_language(other: &str, tag: &str) -> Wording {
    wording(
        "same-language",
        format!("这篇译文和 `{other}` 是同一种语言：`{tag}`"),
        format!("this translation is in the language of `{other}`: `{tag}`"),
    )
    .help("在译文的稿头写 language:，写它自己的语言", "give the translation's own language in language:")
}

/// A translation of something that is not a story.
#[must_use]
pub(crate) fn no_original(destination: &str) -> Wording {
    wording("no-original", format!("`{destination}` 不是稿件"), format!("`{destination}` is not a story"))
        .help("translation_of 写原文那篇稿的路径", "give the path of the original story in translation_of")
}

/// A link to a heading that does not exist.
#[must_use]
pub(crate) fn dead_anchor(anchor: &str) -> Wording {
    wording(
        "dead-anchor",
        format!("那一篇没有标题 `#{anchor}`"),
        format!("the target has no heading `#{anchor}`"),
    )
    .help("写标题的原文，或给标题加 {#编号}", "write the text of the heading, or give it an {#id}")
}

/// A link to a story that is not printed.
#[must_use]
pub(crate) fn not_printed(destination: &str) -> Wording {
    wording(
        "link-to-unprinted",
        format!("`{destination}` 这一次不刊出（草稿、未到期或已撤）"),
        format!("`{destination}` is not printed in this build (draft, not yet due, or expired)"),
    )
    .help("去掉链接，或等它刊出", "remove the link, or wait until it is printed")
}

/// A template that the theme lacks.
#[must_use]
pub(crate) fn missing_template(name: &str) -> Wording {
    wording(
        "missing-template",
        format!("主题里没有模板 `{name}`"),
        format!("the theme has no template `{name}`"),
    )
    .help("从 themes/broadsheet 抄一份来改", "copy it from themes/broadsheet and change it")
}

/// No story is printed: all are drafts or not due.
#[must_use]
pub(crate) fn nothing_printed() -> Wording {
    wording(
        "nothing-printed",
        "没有一篇稿件到期刊出",
        "there is no story to print: all are drafts or not yet due",
    )
    .help("去掉 draft:，或用 --as-of 换一天", "remove draft:, or choose another date with --as-of")
}
