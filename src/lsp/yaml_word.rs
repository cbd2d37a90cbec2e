//! A word of YAML and the steps to it, and what belongs to a word: its quotes, its colon, the comment after it.

use crate::source::Span;

/// A step from a collection to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum YamlStep {
    Key(String),
    Item,
}

/// Whether a word is a key or a value. An item of a list may become either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YamlSide {
    Key,
    Value,
    Item,
}

/// A word of YAML, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct YamlWord {
    /// The steps to the mapping of a key, or to a value.
    pub path: Vec<YamlStep>,
    pub side: YamlSide,
    /// The whole word, without quotes.
    pub span: Span,
    /// The keys of the mapping that it is in.
    pub keys: Vec<String>,
}

/// The colon after the key that a line begins with.
pub(super) fn colon(line: &str) -> Option<usize> {
    let quote = line.chars().next().filter(|first| matches!(first, '"' | '\''));
    let from = quote.and_then(|quote| Some(line[1..].find(quote)? + 2)).unwrap_or(0);
    let within = line[from..].find(": ").map(|colon| from + colon);
    let within = within.filter(|colon| !line[..*colon].contains(" #"));
    within.or_else(|| line.trim_end().strip_suffix(':').map(str::len))
}

/// A word without the quotes around it; one that is being written may only have the first.
pub(super) fn unquoted(text: &str, word: Span) -> Span {
    let words = &text[word.range()];
    let Some(quote) = words.chars().next().filter(|first| matches!(first, '"' | '\'')) else { return word };
    let end = if words.len() > 1 && words.ends_with(quote) { word.end - 1 } else { word.end };
    Span::new(word.start + 1, end)
}

/// A value without the comment after it.
pub(super) fn without_comment(text: &str, value: Span) -> Span {
    let words = &text[value.range()];
    let end = words.find(" #").filter(|_| !words.starts_with(['"', '\''])).unwrap_or(words.len());
    Span::new(value.start, value.start + words[..end].trim_end().len())
}
