//! What an edition can lack before it goes to press.

use chrono::NaiveDate;

use crate::words::{Wording, wording};

/// The codes of all these findings.
pub(crate) const CODES: [&str; 10] = [
    "number-gap",
    "empty-page",
    "blank-page",
    "overfull-page",
    "unlisted-story",
    "still-draft",
    "not-due",
    "nobodys-story",
    "open-doubt",
    "headline-only",
];

/// An edition whose number does not follow that of the adjacent one.
#[must_use]
pub(crate) fn number_gap(number: u32, neighbour: &str, its: u32) -> Wording {
    wording(
        "number-gap",
        format!("这一期是第 {number} 期，相邻的 {neighbour} 是第 {its} 期"),
        format!("this is number {number}, but the adjacent edition {neighbour} is number {its}"),
    )
    .help("在 edition.yaml 里改 `number`", "correct `number` in edition.yaml")
}

/// A page without a story; pages are counted from 1.
#[must_use]
pub(crate) fn empty_page(page: usize) -> Wording {
    wording("empty-page", format!("第 {page} 版没有稿"), format!("page {page} has no story"))
        .help("给它排稿，或撤掉这一版", "add stories, or remove the page")
}

/// A page that its stories do not fill.
#[must_use]
pub(crate) fn blank_page(page: usize, blank: f64) -> Wording {
    wording(
        "blank-page",
        format!("第 {page} 版空白 {blank:.0}%"),
        format!("{blank:.0}% of page {page} is blank"),
    )
    .help("补稿或配图", "add a story or a picture")
}

/// A page whose stories end far above the foot of its sheet.
#[must_use]
pub(crate) fn short_page(page: usize, lines: usize, sheet: usize) -> Wording {
    wording(
        "short-page",
        format!("第 {page} 版只排了 {lines} 行，一张纸有 {sheet} 行，印出来下面空着"),
        format!("page {page} has {lines} lines of the {sheet} on its sheet, so its foot is empty in print"),
    )
    .help("补稿、配图，或从别的版移稿过来", "add a story or a picture, or move a story here")
}

/// A page that cannot hold its stories.
#[must_use]
pub(crate) fn overfull_page(page: usize) -> Wording {
    wording("overfull-page", format!("第 {page} 版排不下"), format!("page {page} is overfull"))
        .help("删短稿件，或移到别的版", "shorten its stories, or move one to another page")
}

/// A story that is not in the running order.
#[must_use]
pub(crate) fn unlisted_story(name: &str) -> Wording {
    wording(
        "unlisted-story",
        format!("`{name}` 不在版面的稿件次序里，排在写明的后面"),
        format!("`{name}` is not in the running order, so it follows the stories that are"),
    )
    .help(
        "要定它的先后，写进 edition.yaml 的 stories:",
        "to give it a place, add it to stories: in edition.yaml",
    )
}

#[must_use]
pub(crate) fn still_draft() -> Wording {
    wording("still-draft", "这篇还是草稿", "this is still a draft")
        .help("定稿后去掉 draft:", "remove draft: when it is final")
}

/// A story of a later day.
#[must_use]
pub(crate) fn not_due(day: NaiveDate) -> Wording {
    wording("not-due", format!("这篇 {day} 才能见报"), format!("this may not be printed before {day}"))
        .help("改日期，或移到那一期", "change the date, or move it to the edition of that day")
}

/// A story without a byline or source.
#[must_use]
pub(crate) fn nobodys_story() -> Wording {
    wording("nobodys-story", "没有署名，也没有来源", "the story has neither a byline nor a source").help(
        "在文件最前面的两行 --- 之间写上 byline: 或 source:",
        "add byline: or source: between the two lines --- at the head of the file",
    )
}

/// A comment that says what an editor must look at.
#[must_use]
pub(crate) fn open_doubt() -> Wording {
    wording("open-doubt", "标着“待核”，还没有核", "this is still to be checked")
        .help("核过、改好，把这个注释删掉", "look at it, put it right, and delete this comment")
}
