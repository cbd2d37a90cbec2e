//! Emphasis next to Chinese punctuation: `增长**5.3%**左右`, `**第一，**讲政治`.
//!
//! In CommonMark the characters on either side of a delimiter run decide whether it may open or close, and Chinese
//! punctuation counts like a full stop before a space. But Chinese has no spaces, so runs next to 《》，“” are refused.
//! The amendment proposed for CommonMark says: punctuation refuses a run only if neither side is a CJK character.
//!
//! The stock parser is not changed. Where it refused a run that the amendment allows, a private character is inserted
//! between the run and the punctuation, the text is parsed again, and the character is removed from the events. A text
//! in which nothing was refused is parsed once.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The Markdown that stories are written in.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// Neither space nor punctuation: the stock rule accepts a run next to it.
const WORD: char = '\u{E000}';
/// Punctuation: keeps the neighbour of another run as it was before the word was inserted.
const MARK: char = '¶';

/// The events of `text` with their byte ranges in `text`, according to the amended rule.
#[must_use]
pub fn events(text: &str) -> Vec<(Event<'_>, Range<usize>)> {
    let stock: Vec<_> = Parser::new_ext(text, OPTIONS).into_offset_iter().collect();
    let helps = refused_runs(text, &stock);
    if helps.is_empty() {
        return stock;
    }
    let helped = Helped::new(text, &helps);
    Parser::new_ext(&helped.text, OPTIONS)
        .into_offset_iter()
        .map(|(event, range)| {
            (helped.strip(event, &range), helped.place(range.start)..helped.place(range.end))
        })
        .collect()
}

/// A place where the stock rule needs help, and what is inserted there.
struct Help {
    at: usize,
    insert: &'static [char],
}

/// Help for every run that the amendment allows and the stock rule refused, in order.
fn refused_runs(text: &str, stock: &[(Event, Range<usize>)]) -> Vec<Help> {
    let delimiters = delimiter_bytes(text, stock);
    let mut helps = Vec::new();
    let mut bytes = delimiters.iter().copied().peekable();
    while let Some(start) = bytes.next() {
        let kind = text.as_bytes()[start];
        let mut end = start + 1;
        while bytes.next_if(|next| *next == end && text.as_bytes()[end] == kind).is_some() {
            end += 1;
        }
        // A single `~` follows the rule of `_`, which is never intraword.
        if kind == b'*' || end - start > 1 {
            helps.extend(help(text, start..end, &delimiters));
        }
    }
    helps
}

/// The bytes of `text` that are delimiters: left over as text, or the edges of emphasis that was found.
fn delimiter_bytes(text: &str, stock: &[(Event, Range<usize>)]) -> BTreeSet<usize> {
    let mut delimiters = BTreeSet::new();
    let mut in_code = false;
    for (event, range) in stock {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => {
                let bytes = &text.as_bytes()[range.clone()];
                let found = (range.start..).zip(bytes).filter(|(_, byte)| matches!(byte, b'*' | b'~'));
                delimiters.extend(found.map(|(at, _)| at).filter(|at| !is_escaped(text, *at)));
            }
            Event::Start(Tag::Strong) => delimiters.extend(edges(text, range, 2)),
            Event::Start(Tag::Emphasis) => delimiters.extend(edges(text, range, 1)),
            Event::Start(Tag::Strikethrough) => {
                let width = if text[range.clone()].starts_with("~~") { 2 } else { 1 };
                delimiters.extend(edges(text, range, width));
            }
            _ => {}
        }
    }
    delimiters
}

fn edges(text: &str, range: &Range<usize>, width: usize) -> Vec<usize> {
    let all = (range.start..range.start + width).chain(range.end - width..range.end);
    all.filter(|at| matches!(text.as_bytes()[*at], b'*' | b'~')).collect()
}

/// Whether an odd number of backslashes is before byte `at`.
pub(crate) fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// What has to be inserted next to `run` so that the stock rule decides like the amendment.
fn help(text: &str, run: Range<usize>, delimiters: &BTreeSet<usize>) -> Option<Help> {
    let before = text[..run.start].chars().next_back().unwrap_or('\n');
    let after = text[run.end..].chars().next().unwrap_or('\n');
    let by_word = |side: char| !side.is_whitespace() && !is_punctuation(side);
    if is_punctuation(after) && by_word(before) && (is_cjk(before) || is_cjk(after)) {
        let insert: &[char] = if delimiters.contains(&run.end) { &[WORD, MARK] } else { &[WORD] };
        return Some(Help { at: run.end, insert });
    }
    if is_punctuation(before) && by_word(after) && (is_cjk(before) || is_cjk(after)) {
        let insert: &[char] = if delimiters.contains(&(run.start - 1)) { &[MARK, WORD] } else { &[WORD] };
        return Some(Help { at: run.start, insert });
    }
    None
}

/// A text with all help inserted, and the way back to the original.
struct Helped {
    text: String,
    /// The inserted ranges of `text`, in order.
    inserted: Vec<Range<usize>>,
    /// How many bytes were inserted before each range.
    before: Vec<usize>,
}

impl Helped {
    fn new(original: &str, helps: &[Help]) -> Self {
        let mut text = String::with_capacity(original.len() + helps.len() * 5);
        let mut inserted = Vec::with_capacity(helps.len());
        let mut before = Vec::with_capacity(helps.len());
        let mut done = 0;
        for help in helps {
            text.push_str(&original[done..help.at]);
            before.push(text.len() - help.at);
            let start = text.len();
            text.extend(help.insert);
            inserted.push(start..text.len());
            done = help.at;
        }
        text.push_str(&original[done..]);
        Self { text, inserted, before }
    }

    /// The position in the original of byte `at` of the helped text.
    fn place(&self, at: usize) -> usize {
        match self.inserted.partition_point(|stretch| stretch.start < at).checked_sub(1) {
            Some(last) => {
                at - self.before[last] - (self.inserted[last].end.min(at) - self.inserted[last].start)
            }
            None => at,
        }
    }

    /// The event without what was inserted. Help is only ever inserted in text, never in code, addresses or HTML.
    fn strip(&self, event: Event<'_>, range: &Range<usize>) -> Event<'static> {
        match event {
            Event::Text(text) if text.len() == range.len() && self.touches(range) => {
                let kept = text
                    .char_indices()
                    .filter(|(at, _)| !self.covers(range.start + at))
                    .map(|(_, kept)| kept);
                Event::Text(CowStr::from(kept.collect::<String>()))
            }
            other => other.into_static(),
        }
    }

    fn touches(&self, range: &Range<usize>) -> bool {
        let next = self.inserted.partition_point(|stretch| stretch.end <= range.start);
        self.inserted.get(next).is_some_and(|stretch| stretch.start < range.end)
    }

    fn covers(&self, at: usize) -> bool {
        let next = self.inserted.partition_point(|stretch| stretch.end <= at);
        self.inserted.get(next).is_some_and(|stretch| stretch.contains(&at))
    }
}

/// Punctuation as defined by CommonMark 0.31: Unicode's P and S.
fn is_punctuation(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_punctuation();
    }
    matches!(
        character.general_category_group(),
        GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol
    )
}

/// Whether a character belongs only to Chinese, Japanese or Korean writing.
///
/// “” ‘’ —— …… are shared with Latin writing, so they do not count: the character on the other side decides.
#[must_use]
pub fn is_cjk(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x11FF | 0x2E80..=0x2FDF | 0x2FF0..=0x303E | 0x3041..=0x33FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFE10..=0xFE1F | 0xFE30..=0xFE6F | 0xFF01..=0xFFEE
        | 0x16FE0..=0x18DFF | 0x1AFF0..=0x1B2FF | 0x20000..=0x3FFFF)
}

/// Whether a line may be broken next to a character without implying a space: CJK, and the marks it shares.
#[must_use]
pub fn is_unspaced(character: char) -> bool {
    is_cjk(character)
        || character == '\u{3000}'
        || matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}
