//! Heads of notes as a word processor writes them: `[1]:张三，《新闻史》`. Markdown would take the words after it for an address.

use std::sync::LazyLock;

use regex::Regex;

use crate::source::Span;

/// A number in brackets and a colon at the head of a line, and the first word after them.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^[ \t\u{3000}\u{A0}]*(?P<head>\[\d{1,3}\]:)[ \t]*(?P<word>\S+)").expect("a constant")
});
/// What shows that a word is an address: a path, an anchor, or the ending of a file.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^<|[/#]|\.[A-Za-z][A-Za-z0-9]{1,4}$").expect("a constant"));

/// Where such heads are.
pub(crate) fn find(text: &str) -> impl Iterator<Item = Span> {
    let found = if text.contains("]:") { Some(HEAD.captures_iter(text)) } else { None };
    found.into_iter().flatten().filter_map(|found| {
        let (head, word) = (found.name("head")?, &found["word"]);
        let is_word = word.contains(crate::language::is_han) && !ADDRESS.is_match(word);
        is_word.then(|| Span::new(head.start(), head.end()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_begins_with_words_and_a_definition_with_an_address() {
        let found = |text: &str| find(text).map(|span| &text[span.range()]).collect::<Vec<_>>().len();
        assert_eq!(found("[1]:张三，《新闻史》\n　　[12]: 李四. 报业史.\n"), 2);
        for text in [
            "[1]: https://a.b",
            "[1]: 附件.pdf",
            "[1]: 图/一",
            "[1]: <附 件>",
            "[甲]:乙",
            "[^1]:乙",
            "见[1]:乙",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
