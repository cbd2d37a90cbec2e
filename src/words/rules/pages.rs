//! What can be wrong with finished pages. Each message names one page and counts the others.

use crate::words::{Wording, wording};

/// The codes of all these findings.
pub(crate) const CODES: [&str; 5] = ["dead-link", "dead-anchor", "duplicate-id", "empty-alt", "empty-value"];

/// `a.html` or `a.html 等 3 页`; `a.html` or `a.html and 2 more`.
fn where_it_is(page: &str, many: usize) -> (String, String) {
    if many > 1 {
        (format!("`{page}` 等 {many} 页"), format!("`{page}` and {} more", many - 1))
    } else {
        (format!("`{page}`"), format!("`{page}`"))
    }
}

/// A link to a document that does not exist.
#[must_use]
pub(crate) fn dead_link(page: &str, many: usize, what: &str) -> Wording {
    let (zh, en) = where_it_is(page, many);
    wording(
        "dead-link",
        format!("{zh}里的链接 `{what}` 打不开"),
        format!("{en}: the link `{what}` leads nowhere"),
    )
    .help(
        "改对网址；模板里写的，改模板",
        "correct the address; if a template prints it, correct the template",
    )
}

/// A link to an anchor that does not exist.
#[must_use]
pub(crate) fn dead_anchor(page: &str, many: usize, what: &str) -> Wording {
    let (zh, en) = where_it_is(page, many);
    wording(
        "dead-anchor",
        format!("{zh}链到 `{what}`，那里没有这个位置"),
        format!("{en}: there is no anchor `{what}`"),
    )
    .help("检查 # 后面的名字", "check the name after #")
}

/// An id that two elements of a page have.
#[must_use]
pub(crate) fn duplicate_id(page: &str, many: usize, what: &str) -> Wording {
    let (zh, en) = where_it_is(page, many);
    wording(
        "duplicate-id",
        format!("{zh}里有两个元素的 id 都是 `{what}`"),
        format!("{en}: two elements have the id `{what}`"),
    )
    .help("改掉其中一个", "change one of them")
}

/// A picture without a description, in a story.
#[must_use]
pub(crate) fn undescribed_picture(is_tag: bool) -> Wording {
    let finding = wording("empty-alt", "这张图没有替代文字", "this picture has no alternative text");
    if is_tag {
        finding.help("补上 `alt=\"图里是什么\"`", "add `alt=\"what it shows\"`")
    } else {
        finding
            .help("写进方括号：`![图里是什么](文件名)`", "write it in the brackets: `![what it shows](file)`")
    }
}

/// A picture without a description, in a template.
#[must_use]
pub(crate) fn empty_alt(page: &str, many: usize, what: &str) -> Wording {
    let (zh, en) = where_it_is(page, many);
    wording(
        "empty-alt",
        format!("{zh}里的图片 `{what}` 没有替代文字"),
        format!("{en}: the picture `{what}` has no alternative text"),
    )
    .help(
        "写上 alt；只作装饰的写 role=\"presentation\"",
        "add alt; if it is decorative, add role=\"presentation\"",
    )
}

/// What a template prints for a missing value.
#[must_use]
pub(crate) fn empty_value(page: &str, many: usize, what: &str) -> Wording {
    let (zh, en) = where_it_is(page, many);
    wording(
        "empty-value",
        format!("{zh}里印出了空值 `{what}`"),
        format!("{en}: an empty value was printed: `{what}`"),
    )
    .help("模板里先问有没有再印", "let the template check the value before printing it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed() {
        let all = [
            dead_link("a.html", 1, "b"),
            dead_anchor("a.html", 1, "b"),
            duplicate_id("a.html", 1, "b"),
            empty_alt("a.html", 1, "b"),
            empty_value("a.html", 1, "b"),
        ];
        assert_eq!(all.map(|wording| wording.code), CODES);
    }
}
