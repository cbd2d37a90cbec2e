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

/// The references of a text, and what was meant as one.
#[derive(Debug, Default)]
pub struct Braces {
    /// Where references stand.
    pub references: Vec<Span>,
    /// Where braces open that neither close nor are escaped.
    unclosed: Vec<usize>,
}

impl Braces {
    /// Finds the references of `text`: `{{` up to the next `}}` of the same line, with no brace or code between, unless a
    /// backslash stands before.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut braces = Self::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            braces.read_line(line, start);
            start += line.len();
        }
        braces
    }

    /// Reads the line that begins at byte `start`, going over it once: where it closes next is kept for all that opens before.
    fn read_line(&mut self, line: &str, start: usize) {
        let (mut at, mut close) = (0, Some(0));
        while let Some(found) = line[at..].find("{{") {
            let open = at + found;
            at = open + 2;
            if close.is_some_and(|close| close < at) {
                close = line[at..].find("}}").map(|found| at + found);
            }
            if is_escaped(line, open) {
                continue;
            }
            match close {
                Some(close) if !line[at..close].contains(['{', '`']) => {
                    at = close + 2;
                    self.references.push(Span::new(open, at).shifted(start));
                }
                _ => self.unclosed.push(start + open),
            }
        }
    }

    /// Whether braces open in `range` that neither close nor are escaped.
    #[must_use]
    pub fn has_unclosed(&self, range: &Range<usize>) -> bool {
        let next = self.unclosed.partition_point(|open| *open < range.start);
        self.unclosed.get(next).is_some_and(|open| *open + 2 <= range.end)
    }
}

/// `text` with every reference masked, and where they are. Lengths and positions are unchanged.
#[must_use]
pub fn mask(text: &str) -> (Cow<'_, str>, Braces) {
    let braces = Braces::of(text);
    if braces.references.is_empty() {
        return (Cow::Borrowed(text), braces);
    }
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for span in &braces.references {
        masked.push_str(&text[done..span.start]);
        masked.push(MASK);
        masked.extend(std::iter::repeat_n('x', span.end - span.start - MASK.len_utf8()));
        done = span.end;
    }
    masked.push_str(&text[done..]);
    (Cow::Owned(masked), braces)
}

/// Those of some references, in order, that lie in `range`.
#[must_use]
pub fn within<'s>(references: &'s [Span], range: &Range<usize>) -> &'s [Span] {
    let first = references.partition_point(|span| span.start < range.start);
    let last = references.partition_point(|span| span.end <= range.end);
    references.get(first..last).unwrap_or_default()
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
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
    let braces = Braces::of(text);
    for span in &braces.references {
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
    if braces.has_unclosed(&(0..text.len())) {
        notes.error(at, narrative::unclosed_reference());
    }
    Phrase(pieces)
}

/// Text of front matter, in which `\{{` stands for the braces themselves.
fn unescaped(text: &str) -> String {
    text.replace("\\{{", "{{")
}
