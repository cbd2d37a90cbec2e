//! A galley (长条校样): a story as the proofreader reads it, its figures printed, every byte of it with its position in the file.

mod divided;
pub(crate) mod numerals;
mod setting;
pub(crate) mod units;
pub(crate) mod wide;

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::passage::Role;
use crate::model::site::Story;
use crate::source::{SourcePath, Span};
use divided::Divided;
use numerals::Numeral;
use setting::Setter;

/// A story set in one long column.
#[derive(Debug)]
pub struct Galley {
    /// The file.
    pub path: SourcePath,
    /// Its passages, as lines.
    pub lines: Vec<Line>,
    /// Its pictures.
    pub pictures: Vec<Pictured>,
    /// How many characters a proofreader reads.
    pub characters: usize,
}

/// A picture of a story.
#[derive(Debug)]
pub struct Pictured {
    /// Where its address is written.
    pub address: Span,
    /// 图说; empty if there is none.
    pub caption: String,
    /// Its credit; empty if there is none.
    pub credit: String,
}

/// A passage, in one piece.
#[derive(Debug)]
pub struct Line {
    /// The file.
    pub path: SourcePath,
    /// What it is.
    pub role: Role,
    /// Its words, without marks: figures as they are printed, code as one [`CODE`], full-width letters and digits at half width.
    pub text: String,
    /// The whole passage in the file.
    pub span: Span,
    /// The numbers in it.
    pub numerals: Vec<Numeral>,
    pieces: Vec<GalleyPiece>,
    divided: OnceLock<Divided>,
}

/// The placeholder for code.
pub(crate) const CODE: char = '\u{FFFC}';

/// Some bytes of a line, and their source.
#[derive(Debug)]
struct GalleyPiece {
    range: Range<usize>,
    source: Span,
    kind: PieceKind,
}

/// The kind of some bytes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PieceKind {
    /// Words that are in the file byte for byte, and may be replaced there.
    Free,
    /// Words that are in the file byte for byte, and must stay.
    Fixed,
    /// A full-width letter, digit or mark of a number, read at half width; it may be replaced.
    Wide,
    /// Text that is written differently in the file.
    Decoded,
    /// A reference to a figure.
    Figure,
    /// A picture; it has no bytes in the line.
    Picture,
}

impl Galley {
    /// The galley of a story.
    #[must_use]
    pub fn of(story: &Story) -> Self {
        let (lines, pictures) = Setter::set(story);
        let characters = lines.iter().filter(|line| line.role != Role::Alt).map(Line::characters).sum();
        Self { path: story.draft.path.clone(), lines, pictures, characters }
    }
}

impl Line {
    /// The number of its characters without spaces.
    fn characters(&self) -> usize {
        self.text.chars().filter(|character| !character.is_whitespace()).count()
    }

    /// The position of some bytes of the line in the file.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Span {
        let from = self.piece(range.start).map_or(self.span.start, |piece| piece.start(range.start));
        let to = self.piece(range.end.saturating_sub(1)).map_or(self.span.end, |piece| piece.end(range.end));
        Span::new(from, to)
    }

    /// The bytes of the line whose source is in `span` of the file, if there are any.
    #[must_use]
    pub fn range_of(&self, span: Span) -> Option<Range<usize>> {
        let first = self.pieces.partition_point(|piece| piece.source.end <= span.start);
        let end = self.pieces.partition_point(|piece| piece.source.start < span.end);
        let (first, last) =
            self.pieces.get(first..end).and_then(|pieces| pieces.first().zip(pieces.last()))?;
        Some(first.inside(span.start, first.range.start)..last.inside(span.end, last.range.end))
    }

    /// Whether some bytes of the line can be replaced in the file without a change of markup: they are written byte for byte, name
    /// nothing, and no mark beside them depends on them, as `_` is emphasis by the spaces around it.
    #[must_use]
    pub fn is_replaceable(&self, range: Range<usize>) -> bool {
        let last = range.end.saturating_sub(1).max(range.start);
        let place = self.place_of(range.start);
        if !self
            .pieces
            .get(place)
            .is_some_and(|piece| piece.kind == PieceKind::Free && last < piece.range.end)
        {
            return false;
        }
        let joins = |one: usize| {
            let pair = self.pieces.get(one).zip(self.pieces.get(one + 1));
            pair.is_none_or(|(one, next)| {
                one.source.end == next.source.start
                    && one.kind != PieceKind::Picture
                    && next.kind != PieceKind::Picture
            })
        };
        let piece = &self.pieces[place];
        let begins_free = piece.range.start < range.start || place.checked_sub(1).is_none_or(joins);
        begins_free && (range.end < piece.range.end || joins(place))
    }

    /// Whether some bytes of the line are in the file without markup between them, but for the width of letters and digits.
    #[must_use]
    pub fn is_verbatim(&self, range: &Range<usize>) -> bool {
        let after = &self.pieces[self.place_of(range.start)..];
        let here = &after[..after.partition_point(|piece| piece.range.start < range.end)];
        !here.is_empty()
            && here.iter().all(|piece| matches!(piece.kind, PieceKind::Free | PieceKind::Wide))
            && here.windows(2).all(|pair| pair[0].source.end == pair[1].source.start)
    }

    /// The runs of full-width letters and digits, which are read at half width.
    pub fn wide_runs(&self) -> impl Iterator<Item = Range<usize>> {
        let is_wide = |piece: &GalleyPiece| piece.kind == PieceKind::Wide;
        let runs = self.pieces.chunk_by(move |one, next| is_wide(one) && is_wide(next));
        runs.filter(move |run| is_wide(&run[0])).map(|run| run[0].range.start..run[run.len() - 1].range.end)
    }

    /// Whether there is a picture within some bytes of the line.
    #[must_use]
    pub fn is_parted(&self, range: &Range<usize>) -> bool {
        let after = &self.pieces[self.pieces.partition_point(|piece| piece.range.start <= range.start)..];
        let mut here = after.iter().take_while(|piece| piece.range.start < range.end);
        here.any(|piece| piece.kind == PieceKind::Picture)
    }

    /// Whether a ledger's figure is printed in some bytes of the line.
    #[must_use]
    pub fn is_printed(&self, range: &Range<usize>) -> bool {
        let after = &self.pieces[self.place_of(range.start)..];
        let mut here = after.iter().take_while(|piece| piece.range.start < range.end);
        here.any(|piece| piece.kind == PieceKind::Figure)
    }

    fn piece(&self, at: usize) -> Option<&GalleyPiece> {
        self.pieces.get(self.place_of(at))
    }

    /// The index of the piece that contains byte `at` of the line: pieces are contiguous, from its first byte to its last.
    fn place_of(&self, at: usize) -> usize {
        self.pieces.partition_point(|piece| piece.range.end <= at)
    }

    /// The clauses of the line: the text between marks.
    pub fn clauses(&self) -> impl Iterator<Item = Range<usize>> {
        self.divided().clauses.iter().cloned()
    }

    /// The sentences of the line.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> {
        self.divided().sentences.iter().cloned()
    }

    /// The clause in which a number begins.
    #[must_use]
    pub fn clause_of(&self, numeral: &Numeral) -> Range<usize> {
        divided::around(&self.divided().clauses, numeral.range.start)
    }

    /// The sentence in which a number begins.
    #[must_use]
    pub fn sentence_of(&self, numeral: &Numeral) -> Range<usize> {
        self.sentence_at(numeral.range.start)
    }

    /// The sentence that contains byte `at`.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Range<usize> {
        divided::around(&self.divided().sentences, at)
    }

    fn divided(&self) -> &Divided {
        self.divided.get_or_init(|| Divided::of(&self.text, &self.numerals))
    }

    /// The numbers that begin in some bytes of the line.
    #[must_use]
    pub fn numerals_in(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Numeral> {
        let first = self.numerals.partition_point(|numeral| numeral.range.start < range.start);
        let end = self.numerals.partition_point(|numeral| numeral.range.start < range.end);
        self.numerals.get(first..end).unwrap_or_default().iter()
    }
}

/// The longest ranges of a text that consist of characters of a kind.
pub(crate) fn runs(
    text: &str,
    is_of_kind: impl Fn(char) -> bool + Copy,
) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_of_kind)?;
        at = text[start..].find(|other| !is_of_kind(other)).map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

impl GalleyPiece {
    fn is_exact(&self) -> bool {
        matches!(self.kind, PieceKind::Free | PieceKind::Fixed)
    }

    /// The byte of the line whose source is at `at` in the file; `otherwise` if the source of the piece differs from its text.
    fn inside(&self, at: usize, otherwise: usize) -> usize {
        if self.is_exact() {
            self.range.start + at.clamp(self.source.start, self.source.end) - self.source.start
        } else {
            otherwise
        }
    }

    fn start(&self, at: usize) -> usize {
        if self.is_exact() { self.source.start + (at - self.range.start) } else { self.source.start }
    }

    fn end(&self, at: usize) -> usize {
        if self.is_exact() { self.source.start + (at - self.range.start) } else { self.source.end }
    }
}
