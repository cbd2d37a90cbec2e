//! The rule below the head of a table: one with tabs is read too, as other programs read it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Parser, Tag};
use regex::Regex;

use crate::parse::emphasis;

/// A rule with at least one bar.
static RULE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^[ >]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$").expect("a constant")
});

/// `text` with spaces for the tabs in rules of tables. Lengths and positions are unchanged, and code is left alone.
pub(super) fn read(text: Cow<'_, str>) -> Cow<'_, str> {
    let rules: Vec<Range<usize>> = RULE
        .find_iter(&text)
        .map(|rule| rule.range())
        .filter(|rule| text[rule.clone()].contains('\t') && text[rule.clone()].contains('|'))
        .collect();
    if rules.is_empty() {
        return text;
    }
    let code: Vec<Range<usize>> = Parser::new_ext(&text, emphasis::OPTIONS)
        .into_offset_iter()
        .filter_map(|(event, range)| matches!(event, Event::Start(Tag::CodeBlock(_))).then_some(range))
        .collect();
    let is_code = |rule: &Range<usize>| {
        let next = code.partition_point(|block| block.end <= rule.start);
        code.get(next).is_some_and(|block| block.start < rule.end)
    };
    let mut read = String::with_capacity(text.len());
    let mut done = 0;
    for rule in rules.iter().filter(|rule| !is_code(rule)) {
        read.push_str(&text[done..rule.start]);
        read.push_str(&text[rule.clone()].replace('\t', " "));
        done = rule.end;
    }
    read.push_str(&text[done..]);
    Cow::Owned(read)
}
