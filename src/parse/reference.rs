//! `{{ledger:key | filter}}`: found in text, hidden from Markdown, and read.
//!
//! What Markdown must not see is hidden by a mask of the same length: a private character, then filler, which Markdown
//! takes for a word. The `|` of a reference is then no cell border and its `_` no emphasis, while every byte keeps its
//! position. The character identifies the mask, wherever Markdown carries it: into a title, a definition used twice,
//! code in a picture's text.
//!
//! A character reference to a character that is not allowed in text (`&#1;`, `&#xE000;`) is hidden too. Decoded, it
//! would be a finding or, worse, a mask; in code it is not decoded, and is printed as written. So is an address with
//! spaces: Markdown takes it for an address only if it does not see them; and the head of a note, `[1]:`, so that the words after it
//! are no address.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use super::emphasis::is_escaped;
use super::note_heads;
use super::spaced;
use super::{text, wide_marks};
use crate::finding::{Finding, Fix, Notes};
use crate::language::{ChangeWord, Scale};
use crate::model::phrase::{Filter, Phrase, Piece, Reference};
use crate::model::written::Words;
use crate::source::{Place, Span};
use crate::words::extensions::{self, Extension};
use crate::words::{Wording, narrative};

/// The characters that masks begin with. Each has four bytes, as does the shortest mask. `text` refuses them in
/// sources.
const MARKS: [RangeInclusive<u32>; 2] = [0xF_0000..=0xF_FFFD, 0x10_0000..=0x10_FFFD];
/// How many masks a text may have.
pub(crate) const MASK_LIMIT: usize = 2 * 0xFFFE;
/// The padding of a mask.
const FILLER: &str = "x";

/// The references of a text, and the braces that were meant as one.
#[derive(Debug, Default)]
pub(crate) struct Braces {
    /// Where references are; in a masked text, also everything else that was masked, in order.
    pub spans: Vec<Span>,
    /// Where braces open that are neither closed nor escaped.
    unclosed: Vec<usize>,
}

impl Braces {
    /// Finds the references of `text`: from `{{` to the next `}}` of the same line, with no brace or code between them,
    /// unless a backslash comes first.
    #[must_use]
    pub(crate) fn of(text: &str) -> Self {
        let mut braces = Self::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            braces.read_line(line, start);
            start += line.len();
        }
        braces
    }

    /// Reads the line that begins at byte `start` in one pass: the position of the next `}}` is kept for all braces
    /// that open before it.
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
                    self.spans.push(Span::new(open, at).shifted(start));
                }
                _ => self.unclosed.push(start + open),
            }
        }
    }

    /// Whether braces open in `range` that are neither closed nor escaped.
    #[must_use]
    pub(crate) fn has_unclosed(&self, range: &Range<usize>) -> bool {
        let next = self.unclosed.partition_point(|open| *open < range.start);
        self.unclosed.get(next).is_some_and(|open| *open + 2 <= range.end)
    }
}

/// `text` with everything masked that Markdown must not see, and the masked spans. Lengths and positions are unchanged.
#[must_use]
pub(crate) fn mask(text: &str) -> (Cow<'_, str>, Braces) {
    let mut braces = Braces::of(text);
    let spans = &mut braces.spans;
    spans.extend(strange_characters(text));
    spans.extend(spaced::addresses(text));
    spans.extend(note_heads::find(text));
    if spans.is_empty() {
        return (Cow::Borrowed(text), braces);
    }
    spans.sort_unstable();
    spans.dedup_by(|next, before| next.start < before.end); // A character reference inside braces or an address.
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for (span, mark) in spans.iter().zip(MARKS.into_iter().flatten().filter_map(char::from_u32)) {
        masked.push_str(&text[done..span.start]);
        masked.push(mark);
        masked.push_str(&FILLER.repeat(span.end - span.start - mark.len_utf8()));
        done = span.end;
    }
    masked.push_str(&text[done..]);
    (Cow::Owned(masked), braces)
}

/// A part of a text as Markdown returns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextPart<'t> {
    /// Words.
    Words(&'t str),
    /// The mask with this index among the text's masks.
    Mask(usize),
}

impl TextPart<'_> {
    /// The index of the mask, if it is one.
    #[must_use]
    pub(crate) fn mask(self) -> Option<usize> {
        match self {
            Self::Words(_) => None,
            Self::Mask(mask) => Some(mask),
        }
    }
}

/// The parts of `text`, which was parsed with these masks; no part is empty.
#[must_use]
pub(crate) fn parts<'t>(text: &'t str, masks: &[Span]) -> Vec<TextPart<'t>> {
    let mut parts = Vec::new();
    let (mut words, mut rest) = (0, 0);
    while let Some((at, mark, mask)) = next_mask(text, rest, masks) {
        rest = at + mark.len_utf8();
        let filled = masks[mask].end - masks[mask].start - mark.len_utf8();
        if text[rest..].starts_with(&FILLER.repeat(filled)) {
            parts.extend((words < at).then(|| TextPart::Words(&text[words..at])));
            parts.push(TextPart::Mask(mask));
            rest += filled;
            words = rest;
        }
    }
    parts.extend((words < text.len()).then(|| TextPart::Words(&text[words..])));
    parts
}

/// The next character at or after `from` that begins a mask, with its position and the index of the mask.
fn next_mask(text: &str, from: usize, masks: &[Span]) -> Option<(usize, char, usize)> {
    let mut characters = text[from..].char_indices();
    characters.find_map(|(at, character)| Some((from + at, character, mask_index(character, masks)?)))
}

/// The index of the mask that a character begins.
fn mask_index(character: char, masks: &[Span]) -> Option<usize> {
    let code = u32::from(character);
    let [first, second] = MARKS;
    let place = if first.contains(&code) {
        code - first.start()
    } else if second.contains(&code) {
        code - second.start() + (first.end() - first.start() + 1)
    } else {
        return None;
    };
    Some(place as usize).filter(|place| *place < masks.len())
}

/// `text`, which was parsed with these masks, with the original words of `source`.
#[must_use]
pub(crate) fn unmask(text: &str, source: &str, masks: &[Span]) -> String {
    let written = parts(text, masks).into_iter().map(|part| match part {
        TextPart::Words(words) => words,
        TextPart::Mask(mask) => &source[masks[mask].range()],
    });
    written.collect()
}

/// Where character references are that stand for a character not allowed in text.
fn strange_characters(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices("&#").filter_map(|(at, _)| {
        let length = text.as_bytes()[at..].iter().take(10).position(|byte| *byte == b';')? + 1;
        let decoded = char::from_u32(number(&text[at..at + length])?);
        let is_strange = decoded.is_none_or(|character| text::refusal(character).is_some());
        (is_strange && !is_escaped(text, at)).then(|| Span::new(at, at + length))
    })
}

/// The number in `written`, if it is a numeric character reference.
fn number(written: &str) -> Option<u32> {
    let digits = written.strip_prefix("&#")?.strip_suffix(';')?;
    let (digits, radix, most) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 6),
        None => (digits, 10, 7),
    };
    let fits = (1..=most).contains(&digits.len()) && digits.chars().all(|digit| digit.is_digit(radix));
    fits.then(|| u32::from_str_radix(digits, radix).ok())?
}

/// What a mask hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// `{{key}}`
    Reference,
    /// `&#1;`
    Character,
    /// `file with spaces.png`
    Address,
    /// `[1]:`
    NoteHead,
}

impl Hidden {
    /// Whether it is printed as it is written.
    #[must_use]
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Address | Self::NoteHead)
    }
}

/// What the mask of `written` hides.
#[must_use]
pub(crate) fn hidden(written: &str) -> Hidden {
    match written.as_bytes() {
        [b'{', ..] => Hidden::Reference,
        [b'&', ..] => Hidden::Character,
        [b'[', ..] => Hidden::NoteHead,
        _ => Hidden::Address,
    }
}

/// Why the character reference `written` is not allowed where it would be decoded.
#[must_use]
pub(crate) fn strange_character(written: &str) -> Wording {
    let decoded = number(written).and_then(char::from_u32);
    decoded.and_then(text::refusal).unwrap_or_else(|| narrative::no_such_character(written))
}

/// Reads one reference as `written`, braces included; findings about it point at `span`.
pub(crate) fn read(written: &str, span: Span, notes: &mut Notes) -> Option<Reference> {
    let inside = &written[2..written.len() - 2];
    if inside.starts_with(['<', '%']) {
        notes.error(span, extensions::unsupported(written, Extension::Shortcode));
        return None;
    }
    // In a table `|` is often escaped, out of habit. A reference needs no escape.
    let inside = &*inside.replace("\\|", "|");
    let mut pieces = inside.split('|').map(str::trim);
    let name = pieces.next().unwrap_or_default();
    let (ledger, key) = match name.rsplit_once(':') {
        Some((ledger, key)) => (Some(ledger.trim()), key.trim()),
        None => (None, name),
    };
    if let Some((meant, found, wanted)) = wide_marks::meant(inside) {
        let meant = format!("{{{{{meant}}}}}");
        let fix = (span.end - span.start == written.len()).then(|| Fix { span, text: meant.clone() });
        let wording = narrative::wide_mark(written, found, wanted, &meant);
        notes.findings.push(Finding { fix, ..Finding::error(Place::new(notes.path(), span), wording) });
        return read(&meant, span, notes);
    }
    if !is_key(key) || ledger.is_some_and(|ledger| !is_ledger_id(ledger)) {
        notes.error(span, narrative::bad_reference(written));
        return None;
    }
    let (mut filters, mut is_known) = (Vec::new(), true);
    for piece in pieces {
        if let Some(filter) = filter(piece) {
            filters.push(filter);
        } else {
            is_known = false;
            notes.error(span, narrative::unknown_filter(piece));
        }
    }
    is_known.then(|| Reference { ledger: ledger.map(str::to_owned), key: key.to_owned(), filters, span })
}

/// Whether `text` can be a key: letters (Chinese too), digits, `_` and `.`.
#[must_use]
pub(crate) fn is_key(text: &str) -> bool {
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
    let from = |argument: Option<&str>| match argument {
        None | Some("") => Some(None),
        Some(argument) => argument.strip_prefix("from").map(|period| Some(period.trim().to_owned())),
    };
    match (name, argument) {
        ("value", None) => Some(Filter::Value),
        ("at", Some(period)) if !period.is_empty() => Some(Filter::At(period.to_owned())),
        ("share", Some(of)) => {
            let key = of.strip_prefix("of")?.trim();
            is_key(key).then(|| Filter::ShareOf(key.to_owned()))
        }
        ("change", argument) => match argument.and_then(|argument| after_word(argument, "percent")) {
            Some(rest) => from(Some(rest)).map(Filter::ChangePercent),
            None => from(argument).map(Filter::Change),
        },
        ("direction", argument) => match argument.and_then(|argument| after_word(argument, "noun")) {
            Some(rest) => from(Some(rest)).map(|from| Filter::Direction(ChangeWord::Noun, from)),
            None => from(argument).map(|from| Filter::Direction(ChangeWord::Verb, from)),
        },
        (name, None) if Scale::named(name).is_some() => Scale::named(name).map(Filter::Scaled),
        ("words", None) => Some(Filter::Words),
        ("window", None) => Some(Filter::Window),
        _ => None,
    }
}

/// The text after a word that it begins with.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// Reads words of front matter; the references in them are added to `references`.
///
/// The bytes of a YAML value may differ from its text (quotes, escapes), so findings point at the whole value, at `at`.
pub(crate) fn phrase(words: &Words, at: Span, references: &mut Vec<Reference>, notes: &mut Notes) -> Phrase {
    let mut pieces = Vec::new();
    let mut done = 0;
    let braces = Braces::of(words);
    for span in &braces.spans {
        if span.start > done {
            pieces.push(Piece::Text(unescaped(&words.part(done..span.start))));
        }
        if let Some(reference) = read(&words[span.range()], at, notes) {
            pieces.push(Piece::Figure(references.len(), words.part(span.range()).span().into()));
            references.push(reference);
        }
        done = span.end;
    }
    if done < words.len() {
        pieces.push(Piece::Text(unescaped(&words.part(done..words.len()))));
    }
    if braces.has_unclosed(&(0..words.len())) {
        notes.error(at, narrative::unclosed_reference());
    }
    Phrase(pieces)
}

/// Words of front matter, in which `\{{` means literal braces.
fn unescaped(words: &Words) -> Words {
    let mut kept = Words::default();
    let mut done = 0;
    for (escape, _) in words.match_indices("\\{{") {
        kept.append(&words.part(done..escape));
        done = escape + 1;
    }
    kept.append(&words.part(done..words.len()));
    kept
}
