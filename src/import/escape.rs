//! Words as Markdown: every character prints as itself.

use std::sync::LazyLock;

use regex::Regex;

/// An address, which is a link as it stands.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"https?://[A-Za-z0-9./?=&%#:~+@!,;$'_-]+").expect("a constant"));
/// What is the beginning of a block at the beginning of a line: a heading, a quotation, an item, a table, a rule.
static BLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-=]{2,}\s*$|:::|!!!|\|)").expect("a constant")
});
/// The number of an item.
static ITEM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,9})([.)])(?:\s|$)").expect("a constant"));

/// Some words within a paragraph, a heading or a cell.
#[must_use]
pub(super) fn inline(text: &str) -> String {
    let (mut written, mut done) = (String::with_capacity(text.len() + 8), 0);
    for found in ADDRESS.find_iter(text) {
        escape(&text[done..found.start()], &mut written);
        written.push_str(found.as_str());
        done = found.end();
    }
    escape(&text[done..], &mut written);
    written
}

fn escape(text: &str, written: &mut String) {
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let after = rest.peek().copied();
        let is_word = |other: Option<char>| other.is_some_and(|other| other.is_ascii_alphanumeric());
        let is_special = match character {
            '\\' | '*' | '`' | '[' | ']' | '<' | '~' | '^' | '{' | '|' | '$' => true,
            '_' => !(is_word(before) && is_word(after)),
            '=' | '+' => after == Some(character) || before == Some(character),
            '&' => after.is_some_and(|after| after.is_ascii_alphabetic() || after == '#'),
            ':' => after.is_some_and(|after| after.is_ascii_lowercase()),
            _ => false,
        };
        if is_special {
            written.push('\\');
        }
        match character {
            '\n' => written.push_str("\\\n"),
            '\t' | '\u{B}' | '\u{C}' => written.push(' '),
            _ => written.push(character),
        }
        before = Some(character);
    }
}

/// A paragraph whose first characters would otherwise begin another block.
#[must_use]
pub(super) fn line_head(written: &str) -> String {
    let lines = written.split('\n').map(|line| {
        if let Some(item) = ITEM.captures(line) {
            return format!("{}\\{}", &item[1], &line[item[1].len()..]);
        }
        if BLOCK.is_match(line) { format!("\\{line}") } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::Event;

    use super::*;
    use crate::parse::emphasis::events;

    /// What Markdown prints.
    fn printed(markdown: &str) -> String {
        let words = events(markdown).into_iter().map(|(event, _)| match event {
            Event::Text(text) => text.into_string(),
            Event::SoftBreak | Event::HardBreak => "\n".to_owned(),
            Event::Start(_) | Event::End(_) => String::new(),
            other => panic!("{markdown:?} has {other:?}"),
        });
        words.collect()
    }

    proptest! {
        #[test]
        fn any_line_prints_as_it_was(text in r"[-甲，“”a1*_`~|>#\\\[\](){}!<&=+$^:. ]{1,40}") {
            let text = text.trim();
            prop_assert_eq!(printed(&line_head(&inline(text))), text);
        }
    }

    #[test]
    fn what_is_markup_in_markdown_prints_as_itself() {
        for (text, written) in [
            ("五星*评价*", r"五星\*评价\*"),
            ("snake_case 和 _强调_", r"snake_case 和 \_强调\_"),
            ("{{key}}", r"\{\{key}}"),
            ("见 https://a.example/b_c_d 。", "见 https://a.example/b_c_d 。"),
            ("A&B, &amp;", r"A\&B, \&amp;"),
        ] {
            assert_eq!(inline(text), written);
        }
        assert_eq!(line_head("1. 一"), r"1\. 一");
        assert_eq!(line_head("# 一"), r"\# 一");
        assert_eq!(line_head("2025年"), "2025年");
    }
}
