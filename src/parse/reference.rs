//! `{{ledger:key | filter}}`: found in text, hidden from Markdown, and read.
//!
//! A reference is hidden behind a mask of the same length, one private character and filler, which Markdown takes for a
//! word: its `|` is no cell border and its `_` no emphasis, while every byte stays where it was.

use std::borrow::Cow;
use std::ops::Range;

use crate::finding::Notes;
use crate::model::phrase::{Filter, Phrase, Piece, Reference, Scale};
use crate::source::Span;
use crate::words::narrative;

/// The first character of a mask. `text` refuses it in sources.
pub const MASK: char = '\u{E001}';

/// `text` with every reference masked, and where the references are. Lengths and positions are unchanged.
#[must_use]
pub fn mask(text: &str) -> (Cow<'_, str>, Vec<Span>) {
    let spans = find(text);
    if spans.is_empty() {
        return (Cow::Borrowed(text), spans);
    }
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for span in &spans {
        masked.push_str(&text[done..span.start]);
        masked.push(MASK);
        masked.extend(std::iter::repeat_n('x', span.end - span.start - MASK.len_utf8()));
        done = span.end;
    }
    masked.push_str(&text[done..]);
    (Cow::Owned(masked), spans)
}

/// Where references stand: `{{` up to the next `}}` of the same line, with no brace or code between, unless a backslash
/// stands before.
fn find(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("{{") {
        let start = at + found;
        let line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let escaped = is_escaped(text, start);
        match text[start..line_end].find("}}") {
            Some(length) if !escaped && !text[start + 2..start + length].contains(['{', '`']) => {
                spans.push(Span::new(start, start + length + 2));
                at = start + length + 2;
            }
            _ => at = start + 2,
        }
    }
    spans
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Whether braces open in `range` that neither close nor are escaped, the references of the text being `known`.
#[must_use]
pub fn has_unclosed(text: &str, range: &Range<usize>, known: &[Span]) -> bool {
    let mut opened = text[range.clone()].match_indices("{{").map(|(at, _)| range.start + at);
    opened.any(|at| !is_escaped(text, at) && !known.iter().any(|span| span.start <= at && at < span.end))
}

/// Reads one reference as `written`, braces included; `span` is where findings about it point.
pub fn read(written: &str, span: Span, notes: &mut Notes) -> Option<Reference> {
    let mut pieces = written[2..written.len() - 2].split('|').map(str::trim);
    let name = pieces.next().unwrap_or_default();
    let (ledger, key) = match name.rsplit_once(':') {
        Some((ledger, key)) => (Some(ledger.trim()), key.trim()),
        None => (None, name),
    };
    if !is_key(key) || ledger.is_some_and(|ledger| !is_ledger_id(ledger)) {
        notes.error(span, narrative::bad_reference(written));
        return None;
    }
    let mut filters = Vec::new();
    for piece in pieces {
        match filter(piece) {
            Some(filter) => filters.push(filter),
            None => notes.error(span, narrative::unknown_filter(piece)),
        }
    }
    Some(Reference { ledger: ledger.map(str::to_owned), key: key.to_owned(), filters, span })
}

/// Whether `text` can be a key: letters (Chinese too), digits, `_` and `.`.
#[must_use]
pub fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '.'))
}

fn is_ledger_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|character| character.is_alphanumeric() || matches!(character, '_' | '.' | '-' | '/' | '@'))
}

fn filter(written: &str) -> Option<Filter> {
    let (name, argument) = match written.split_once(char::is_whitespace) {
        Some((name, argument)) => (name, Some(argument.trim())),
        None => (written, None),
    };
    let from = || match argument {
        None => Some(None),
        Some(argument) => argument.strip_prefix("from").map(|period| Some(period.trim().to_owned())),
    };
    match (name, argument) {
        ("value", None) => Some(Filter::Value),
        ("share", Some(of)) => {
            let key = of.strip_prefix("of")?.trim();
            is_key(key).then(|| Filter::ShareOf(key.to_owned()))
        }
        ("change", Some("percent")) => Some(Filter::ChangePercent(None)),
        ("change", Some(argument)) if argument.starts_with("percent ") => {
            let period = argument.strip_prefix("percent ")?.trim().strip_prefix("from")?.trim();
            Some(Filter::ChangePercent(Some(period.to_owned())))
        }
        ("change", _) => from().map(Filter::Change),
        ("direction", _) => from().map(Filter::Direction),
        ("万", None) => Some(Filter::Scaled(Scale::Wan)),
        ("亿", None) => Some(Filter::Scaled(Scale::Yi)),
        ("words", None) => Some(Filter::Words),
        ("window", None) => Some(Filter::Window),
        _ => None,
    }
}

/// Reads a line of front matter that stands at `at`, the references it holds joining `references`.
///
/// A YAML value's bytes need not be its text's (quotes, escapes), so findings point at the whole value.
pub fn phrase(text: &str, at: Span, references: &mut Vec<Reference>, notes: &mut Notes) -> Phrase {
    let mut pieces = Vec::new();
    let mut done = 0;
    let known = find(text);
    for span in &known {
        if span.start > done {
            pieces.push(Piece::Text(unescaped(&text[done..span.start])));
        }
        if let Some(reference) = read(&text[span.range()], at, notes) {
            pieces.push(Piece::Figure(references.len()));
            references.push(reference);
        }
        done = span.end;
    }
    if done < text.len() {
        pieces.push(Piece::Text(unescaped(&text[done..])));
    }
    if has_unclosed(text, &(0..text.len()), &known) {
        notes.error(at, narrative::unclosed_reference());
    }
    Phrase(pieces)
}

/// Text of front matter, in which `\{{` stands for the braces themselves.
fn unescaped(text: &str) -> String {
    text.replace("\\{{", "{{")
}
