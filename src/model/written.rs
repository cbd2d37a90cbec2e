//! Words, and where each of their bytes is written.
//!
//! Where words stand is no part of what they say: words that have only moved are equal and hash alike, so that no document that shows
//! them is made again. Places are right all the same, because every change of a file reads all of it again. A place costs a few bytes
//! of the cache beside the words themselves, so it stays in the tree and needs no table of its own.

use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// Where a node of the tree is written, as a [`Span`] of half the size: short when it is kept, because few words are long.
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
    /// No file that is read is longer than `u32` counts.
    fn from(span: Span) -> Self {
        Self { start: short(span.start), length: short(span.end - span.start) }
    }
}

fn short(count: usize) -> u32 {
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

/// Words, and the pieces of the file that they are written in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Words {
    text: String,
    /// From the first byte of the words to the last.
    pieces: Vec<WordPiece>,
}

/// The next bytes of some words, and where they are written.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum WordPiece {
    /// Byte for byte, and other words may be written there instead.
    Free(WrittenAt),
    /// Byte for byte, but something else goes by them, such as the address of a link by its label.
    Label(WrittenAt),
    /// So many bytes are written there in another way: by an escape, a character reference, a line that is folded.
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

    /// How many bytes of the words it is.
    fn len(self) -> usize {
        match self {
            Self::Free(at) | Self::Label(at) => at.length as usize,
            Self::Decoded(length, _) => length as usize,
        }
    }

    /// Some of its bytes. What is decoded has no parts with places of their own.
    fn part(self, range: Range<usize>) -> Self {
        let within =
            |at: WrittenAt| WrittenAt::from(Span::new(range.start, range.end).shifted(at.span().start));
        match self {
            Self::Free(at) => Self::Free(within(at)),
            Self::Label(at) => Self::Label(within(at)),
            Self::Decoded(_, at) => Self::decoded(range.len(), at.span()),
        }
    }

    /// `length` bytes that are written at `span` in another way.
    #[must_use]
    pub fn decoded(length: usize, span: Span) -> Self {
        Self::Decoded(short(length), span.into())
    }

    /// Whether another piece goes on where this one ends, so that they are one.
    fn is_before(self, next: Self) -> bool {
        let is_alike =
            matches!((self, next), (Self::Free(_), Self::Free(_)) | (Self::Label(_), Self::Label(_)));
        is_alike && self.span().end == next.span().start
    }

    /// This piece and the one after it, which are alike.
    fn joined(self, next: Self) -> Self {
        let at = WrittenAt::from(Span::new(self.span().start, next.span().end));
        if let Self::Label(_) = self { Self::Label(at) } else { Self::Free(at) }
    }
}

impl Words {
    /// Words that stand in no file.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::one(text, WordPiece::decoded(text.len(), Span::default()))
    }

    /// Words that are written as one piece says.
    #[must_use]
    pub fn one(text: &str, piece: WordPiece) -> Self {
        Self { text: text.to_owned(), pieces: vec![piece] }
    }

    /// Words that are written within `span` of a source, quotes and the like around them.
    #[must_use]
    pub fn within(text: String, source: &str, span: Span) -> Self {
        let found = source[span.range()].find(&text).filter(|_| !text.is_empty());
        let exact = found.map(|at| Span::new(at, at + text.len()).shifted(span.start));
        let decoded = WordPiece::decoded(text.len(), span);
        let piece = exact.map_or(decoded, |exact| WordPiece::Free(exact.into()));
        Self { text, pieces: vec![piece] }
    }

    /// Adds words that are written as `piece` says, which is as long as they are.
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

    /// Some bytes of the words, with their places.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let pieces = self.pieces().filter_map(|(bytes, piece)| {
            let shared = bytes.start.max(range.start)..bytes.end.min(range.end);
            (!shared.is_empty()).then(|| piece.part(shared.start - bytes.start..shared.end - bytes.start))
        });
        Self { pieces: pieces.collect(), text: self.text[range].to_owned() }
    }

    /// The pieces in order, each with its bytes of the words.
    pub fn pieces(&self) -> impl Iterator<Item = (Range<usize>, WordPiece)> {
        self.pieces.iter().scan(0, |end, piece| {
            let start = *end;
            *end += piece.len();
            Some((start..*end, *piece))
        })
    }

    /// Where they are written, from the first byte to the last.
    #[must_use]
    pub fn span(&self) -> Span {
        let ends = self.pieces.first().zip(self.pieces.last());
        ends.map_or_else(Span::default, |(first, last)| Span::new(first.span().start, last.span().end))
    }

    /// Gives back memory that they do not need.
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
