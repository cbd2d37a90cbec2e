//! Words, and where each of their bytes is written.
//!
//! Positions are not part of words: words that have only moved are equal and have the same hash, so documents that show
//! them are not rendered again. Positions are correct all the same, because a file that changed is read as a whole. A
//! position costs a few bytes of the cache next to the words themselves, so it stays in the tree and needs no table of
//! its own.

use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// Where a node of the tree is written, as a [`Span`] of half the size. It is encoded in few bytes, because few words
/// are long.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct WrittenAt {
    start: u32,
    length: u32,
}

impl WrittenAt {
    /// As a span of the file.
    #[must_use]
    pub fn span(self) -> Span {
        Span::new(0, self.length as usize).shifted(self.start as usize)
    }
}

impl From<Span> for WrittenAt {
    /// No file that is read is longer than a `u32` can count.
    fn from(span: Span) -> Self {
        Self { start: saturating_u32(span.start), length: saturating_u32(span.end - span.start) }
    }
}

fn saturating_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl PartialEq for WrittenAt {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for WrittenAt {}

impl Hash for WrittenAt {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// Words, and the parts of the file in which they are written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Words {
    text: String,
    /// In order, covering all bytes of the words.
    pieces: Vec<WordPiece>,
}

/// The next bytes of some words, and where they are written.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum WordPiece {
    /// Byte for byte; a fix may replace them.
    Free(WrittenAt),
    /// Byte for byte, but something else depends on them, such as the address of a link on its label.
    Label(WrittenAt),
    /// This many bytes, written differently: as an escape, a character reference, a folded line.
    Decoded(u32, WrittenAt),
}

impl WordPiece {
    /// Where it is written.
    #[must_use]
    pub fn span(self) -> Span {
        match self {
            Self::Free(at) | Self::Label(at) | Self::Decoded(_, at) => at.span(),
        }
    }

    /// How many bytes of the words it covers.
    fn len(self) -> usize {
        match self {
            Self::Free(at) | Self::Label(at) => at.length as usize,
            Self::Decoded(length, _) => length as usize,
        }
    }

    /// A range of its bytes. The parts of a decoded piece have no places of their own.
    fn part(self, range: Range<usize>) -> Self {
        let within =
            |at: WrittenAt| WrittenAt::from(Span::new(range.start, range.end).shifted(at.span().start));
        match self {
            Self::Free(at) => Self::Free(within(at)),
            Self::Label(at) => Self::Label(within(at)),
            Self::Decoded(_, at) => Self::decoded(range.len(), at.span()),
        }
    }

    /// `length` bytes that are written differently at `span`.
    #[must_use]
    pub fn decoded(length: usize, span: Span) -> Self {
        Self::Decoded(saturating_u32(length), span.into())
    }

    /// Whether `next` continues directly where this piece ends, so that they can be joined.
    fn is_before(self, next: Self) -> bool {
        let is_alike =
            matches!((self, next), (Self::Free(_), Self::Free(_)) | (Self::Label(_), Self::Label(_)));
        is_alike && self.span().end == next.span().start
    }

    /// This piece joined with the next one, which is of the same kind.
    fn joined(self, next: Self) -> Self {
        let at = WrittenAt::from(Span::new(self.span().start, next.span().end));
        if let Self::Label(_) = self { Self::Label(at) } else { Self::Free(at) }
    }
}

impl Words {
    /// Words that are not in any file.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::one(text, WordPiece::decoded(text.len(), Span::default()))
    }

    /// Words that are written as `piece` describes.
    #[must_use]
    pub fn one(text: &str, piece: WordPiece) -> Self {
        Self { text: text.to_owned(), pieces: vec![piece] }
    }

    /// Words that are written somewhere within `span` of a source, which may include quotes and the like.
    #[must_use]
    pub fn within(text: String, source: &str, span: Span) -> Self {
        let found = source[span.range()].find(&text).filter(|_| !text.is_empty());
        let exact = found.map(|at| Span::new(at, at + text.len()).shifted(span.start));
        let decoded = WordPiece::decoded(text.len(), span);
        let piece = exact.map_or(decoded, |exact| WordPiece::Free(exact.into()));
        Self { text, pieces: vec![piece] }
    }

    /// Adds words that are written as `piece` describes; both have the same length.
    pub fn push(&mut self, text: &str, piece: WordPiece) {
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(last) if last.is_before(piece) => *last = last.joined(piece),
            _ => self.pieces.push(piece),
        }
    }

    /// Adds other words.
    pub fn append(&mut self, other: &Self) {
        other.pieces().for_each(|(bytes, piece)| self.push(&other[bytes], piece));
    }

    /// A range of the words in bytes, with its places.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let pieces = self.pieces().filter_map(|(bytes, piece)| {
            let shared = bytes.start.max(range.start)..bytes.end.min(range.end);
            (!shared.is_empty()).then(|| piece.part(shared.start - bytes.start..shared.end - bytes.start))
        });
        Self { pieces: pieces.collect(), text: self.text[range].to_owned() }
    }

    /// The same words as a label: something else depends on them.
    #[must_use]
    pub fn as_label(&self) -> Self {
        let label = |piece: &WordPiece| match *piece {
            WordPiece::Free(at) => WordPiece::Label(at),
            other => other,
        };
        Self { text: self.text.clone(), pieces: self.pieces.iter().map(label).collect() }
    }

    /// The pieces in order, each with its byte range in the words.
    pub fn pieces(&self) -> impl Iterator<Item = (Range<usize>, WordPiece)> {
        self.pieces.iter().scan(0, |end, piece| {
            let start = *end;
            *end += piece.len();
            Some((start..*end, *piece))
        })
    }

    /// The span from the first byte of the words to the last.
    #[must_use]
    pub fn span(&self) -> Span {
        let ends = self.pieces.first().zip(self.pieces.last());
        ends.map_or_else(Span::default, |(first, last)| Span::new(first.span().start, last.span().end))
    }

    /// Frees spare capacity.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.pieces.shrink_to_fit();
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Words {}

impl Hash for Words {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;

    #[test]
    fn words_that_only_moved_are_the_same_words() {
        let words = |at: usize| Words::within("灯".to_owned(), "灯 灯", Span::new(at, at + "灯".len()));
        assert_eq!(words(0), words(4));
        assert_eq!(Digest::of_value(&words(0)), Digest::of_value(&words(4)));
        assert_ne!(words(0).span(), words(4).span());
    }

    #[test]
    fn pieces_that_follow_one_another_are_one_and_parts_keep_their_places() {
        let mut words = Words::default();
        words.push("甲", WordPiece::Free(Span::new(10, 13).into()));
        words.push("乙", WordPiece::Free(Span::new(13, 16).into()));
        words.push("<", WordPiece::decoded(1, Span::new(16, 20)));
        assert_eq!(words.pieces().count(), 2);
        let part = words.part(3..7);
        assert_eq!((&*part, part.span()), ("乙<", Span::new(13, 20)));
    }
}
