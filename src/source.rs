//! Sources: paths, byte spans, and the line and column of a byte.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

/// The path of a source below the paper's root, always with `/`: `content/editions/2025-11-20/lamp.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path with `/` as its separator.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Everything before the last `/`; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Everything after the last `/`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The file name without its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Whether the file name has one of these endings, in any case: `NOTES.MD` is a story too.
    #[must_use]
    pub fn has_ending(&self, endings: &[&str]) -> bool {
        let ending = self.file_name().rsplit_once('.').map_or("", |(_, ending)| ending);
        endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted))
    }

    /// The path and the anchor of a link in this file, percent-decoded.
    #[must_use]
    pub fn follow(&self, destination: &str) -> (Option<Self>, Option<String>) {
        let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor))),
            None => (destination, None),
        };
        let path = if path.is_empty() { Some(self.clone()) } else { self.join(&decode(path)) };
        (path, anchor)
    }

    /// The path of `relative` seen from this file; `None` if it leads out of the paper.
    #[must_use]
    pub fn join(&self, relative: &str) -> Option<Self> {
        let mut pieces: Vec<&str> = self.folder().split('/').filter(|piece| !piece.is_empty()).collect();
        for piece in relative.split('/') {
            match piece {
                "" | "." => {}
                ".." => drop(pieces.pop()?),
                name => pieces.push(name),
            }
        }
        Some(Self::new(&pieces.join("/")))
    }

    /// How this file names another one: `../2025-11-20/a.md`. The other way round is [`join`](Self::join).
    #[must_use]
    pub(crate) fn path_to(&self, other: &str) -> String {
        let own: Vec<&str> = self.folder().split('/').filter(|piece| !piece.is_empty()).collect();
        let other: Vec<&str> = other.split('/').collect();
        let folders = &other[..other.len() - 1];
        let shared = own.iter().zip(folders).take_while(|(own, other)| own == other).count();
        let up = own[shared..].iter().map(|_| "..");
        up.chain(other[shared..].iter().copied()).collect::<Vec<_>>().join("/")
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A range of bytes in the text of a source, after its byte order mark is removed and its line ends are ` `.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The span without the white space around its text; of white space alone, its end.
    #[must_use]
    pub(crate) fn trimmed(self, text: &str) -> Self {
        let words = &text[self.range()];
        let start = self.end - words.trim_start().len();
        Self::new(start, start + words.trim().len())
    }

    /// The same range, `offset` bytes later: from a part of a file to the whole.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }

    /// Whether another span is inside this one.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// As a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Spans that contain one another or are disjoint, indexed so that those around a span are found without a search through all.
#[derive(Debug, Default)]
pub(crate) struct Nested {
    spans: Vec<Span>,
    /// For each, the index of the next span that contains it.
    around: Vec<Option<usize>>,
}

impl Nested {
    /// Indexes some spans, without duplicates, by their starts; of those that start together, the longest comes first.
    #[must_use]
    pub(crate) fn of(mut spans: Vec<Span>) -> Self {
        spans.sort_by_key(|span| (span.start, Reverse(span.end)));
        spans.dedup();
        let (mut around, mut open): (Vec<Option<usize>>, Vec<usize>) = (Vec::new(), Vec::new());
        for (place, span) in spans.iter().enumerate() {
            while open.last().is_some_and(|outer| spans[*outer].end < span.end) {
                open.pop();
            }
            around.push(open.last().copied());
            open.push(place);
        }
        Self { spans, around }
    }

    /// The spans that contain `span`, from the innermost outwards.
    pub(crate) fn holding(&self, span: Span) -> impl Iterator<Item = Span> {
        let last = self.spans.partition_point(|outer| outer.start <= span.start).checked_sub(1);
        let outwards = std::iter::successors(last, |place| self.around[*place]);
        outwards.map(|place| self.spans[place]).filter(move |outer| span.end <= outer.end)
    }
}

/// A span of one source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// The bytes in it.
    pub span: Span,
}

impl Place {
    /// `span` of `path`.
    #[must_use]
    pub fn new(path: &SourcePath, span: Span) -> Self {
        Self { path: path.clone(), span }
    }
}

/// A line longer than this, in bytes, is shown in part.
const LONG_LINE: usize = 2000;
/// How many bytes are shown before and after a place in a long line.
const SHOWN: (usize, usize) = (300, 900);
/// Characters are counted in steps of this many bytes.
const STRIDE: usize = 256;

/// The text of a source, with an index of its lines and columns. Counting from the top for each of many findings
/// would take quadratic time.
#[derive(Debug, Default)]
pub struct Source {
    text: String,
    counted: OnceLock<Positions>,
}

/// The index of a text, computed once.
#[derive(Debug)]
struct Positions {
    /// The byte at which each line begins.
    lines: Vec<usize>,
    /// How many characters begin before each step.
    characters: Vec<usize>,
}

impl Source {
    /// A source with this text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text, counted: OnceLock::new() }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of byte `offset`, both from 1; columns count characters.
    #[must_use]
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let lines = &self.counted().lines;
        let line = lines.partition_point(|start| *start <= offset).max(1);
        (line, self.characters_before(offset) - self.characters_before(lines[line - 1]) + 1)
    }

    /// The line that contains byte `offset`, with its end; of a long line, only the part around it.
    #[must_use]
    pub fn line_around(&self, offset: usize) -> Range<usize> {
        let lines = &self.counted().lines;
        let next = lines.partition_point(|start| *start <= offset).max(1);
        let line = lines[next - 1]..lines.get(next).copied().unwrap_or(self.text.len());
        if line.len() <= LONG_LINE {
            return line;
        }
        let from = offset.saturating_sub(SHOWN.0).clamp(line.start, line.end);
        let to = (offset + SHOWN.1).min(line.end);
        self.text.floor_char_boundary(from)..self.text.ceil_char_boundary(to)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let before = &self.text.as_bytes()[stride * STRIDE..offset];
        self.counted().characters[stride] + before.iter().filter(|byte| is_first(**byte)).count()
    }

    fn counted(&self) -> &Positions {
        self.counted.get_or_init(|| Positions::of(self.text.as_bytes()))
    }
}

impl Positions {
    fn of(text: &[u8]) -> Self {
        let lines = line_starts(text);
        let mut characters = vec![0];
        for stride in text.chunks(STRIDE) {
            let before = characters.last().copied().unwrap_or(0);
            characters.push(before + stride.iter().filter(|byte| is_first(**byte)).count());
        }
        Self { lines, characters }
    }
}

/// The byte at which each line of a text begins.
#[must_use]
pub(crate) fn line_starts(text: &[u8]) -> Vec<usize> {
    let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

/// Whether a byte is the first of a character.
fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// The longest component of an address; file systems allow 255 bytes for a name, and Windows 260 for a path.
const ADDRESS_LIMIT: usize = 80;

/// Whether `name` can be an address on every system: ASCII letters, digits, `.`, `_` and `-`, and not the name of a device.
#[must_use]
pub(crate) fn is_address(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !name.is_empty()
        && name.len() <= ADDRESS_LIMIT
        && name.bytes().all(fits)
        && !name.starts_with(['-', '.'])
        && !name.ends_with('.')
        && !is_device(name)
}

/// Whether Windows reserves the name for a device, with any ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|digit| digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(Source::new("甲\n乙丙丁".to_owned()).line_and_column("甲\n乙丙".len()), (2, 3));
    }

    #[test]
    fn lines_and_columns_are_those_that_counting_from_the_top_finds() {
        let text = "甲a\n\n".to_owned() + &"乙b".repeat(300) + "\n丙\n";
        let source = Source::new(text.clone());
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..offset];
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let counted = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
            assert_eq!(source.line_and_column(offset), counted, "byte {offset}");
        }
    }

    #[test]
    fn only_the_part_of_a_long_line_around_a_place_is_shown() {
        let source = Source::new(format!("短\n{}\n", "长".repeat(1000)));
        assert_eq!(source.line_around(1), 0.."短\n".len());
        let shown = source.line_around(1504);
        assert!(shown.contains(&1504) && shown.len() < LONG_LINE, "{shown:?}");
        assert!(source.text().get(shown).is_some());
    }

    #[test]
    fn spans_are_found_from_the_innermost_outwards() {
        let [whole, left, inner, right] =
            [(0, 9), (1, 4), (2, 3), (5, 8)].map(|(start, end)| Span::new(start, end));
        let nested = Nested::of(vec![right, inner, whole, left, whole]);
        assert_eq!(nested.holding(inner).collect::<Vec<_>>(), [inner, left, whole]);
        assert_eq!(nested.holding(Span::new(6, 7)).collect::<Vec<_>>(), [right, whole]);
        assert_eq!(nested.holding(Span::new(3, 6)).collect::<Vec<_>>(), [whole]);
        assert_eq!(nested.holding(Span::new(9, 10)).count(), 0);
    }

    #[test]
    fn a_relative_path_may_not_climb_out_of_the_paper() {
        let here = SourcePath::new("content/editions/a.md");
        assert_eq!(here.join("../pages/./b.md").unwrap().as_str(), "content/pages/b.md");
        assert_eq!(here.join("../../../etc/passwd"), None);
    }
}
