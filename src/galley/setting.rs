//! Setting: a story's tree → the lines of its galley.

use std::ops::Range;
use std::sync::OnceLock;

use super::{CODE, GalleyPiece, Line, Pictured, PieceKind};
use super::{numerals, wide};
use crate::model::body::{Around, Block, BlockKind, Image, Inline, plain_text, visit_leaves};
use crate::model::passage::Role;
use crate::model::site::Story;
use crate::model::written::{WordPiece, Words};
use crate::source::{SourcePath, Span};

/// Sets a story.
pub(super) struct Setter<'s> {
    story: &'s Story,
    /// Each with the beginning of the outermost block that contains it.
    lines: Vec<(usize, Line)>,
    pictures: Vec<Pictured>,
    block: usize,
}

impl<'s> Setter<'s> {
    /// The lines and the pictures of a story. Footnotes are where they are written, not where they are printed.
    pub(super) fn set(story: &'s Story) -> (Vec<Line>, Vec<Pictured>) {
        let mut setter = Self { story, lines: Vec::new(), pictures: Vec::new(), block: 0 };
        setter.front();
        story.draft.body().visit(&mut |block, around| setter.block(block, around));
        let Self { mut lines, pictures, .. } = setter;
        lines.sort_by_key(|(block, _)| *block);
        (lines.into_iter().map(|(_, line)| line).collect(), pictures)
    }

    fn front(&mut self) {
        let story = self.story;
        let pictured = story.draft.front().pictures.iter().map(|picture| Pictured {
            address: picture.address.span(),
            caption: picture.caption.as_ref().map(|caption| story.plain(caption)).unwrap_or_default(),
            credit: picture.credit.clone().unwrap_or_default(),
        });
        self.pictures.extend(pictured);
        for passage in story.draft.passages() {
            self.line(passage.role, &passage.content, Some(passage.span));
        }
    }

    fn block(&mut self, block: &Block, around: Around) {
        if matches!(around, Around::Text | Around::Footnote) {
            self.block = block.span.start;
        }
        let (role, span) = match (&block.kind, around) {
            (BlockKind::Picture(image), _) => return self.picture(image),
            (BlockKind::Table { .. }, _) => (Role::Cell, None),
            (BlockKind::Heading { .. }, _) => (Role::Subhead, Some(block.span)),
            (BlockKind::Group { .. }, _) => (Role::Subhead, None),
            (_, Around::Text) => (Role::Paragraph, Some(block.span)),
            (_, Around::Item) => (Role::Item, Some(block.span)),
            (_, Around::Quote) => (Role::Quoted, Some(block.span)),
            (_, Around::Footnote) => (Role::Footnote, Some(block.span)),
        };
        let mut texts = block.texts();
        if let BlockKind::Table { .. } = block.kind {
            texts.by_ref().take(1).for_each(|caption| self.line(Role::Caption, caption, None));
        }
        texts.for_each(|text| self.line(role, text, span));
    }

    /// A picture, with its caption and credit.
    fn picture(&mut self, image: &Image) {
        let story = self.story;
        let span = Some(self.place(image));
        let caption = image.caption.as_ref().map(|caption| {
            self.line(Role::Caption, &Inline::of_phrase(caption), span);
            story.plain(caption)
        });
        self.line(Role::Alt, &Inline::of_phrase(&image.alt), span);
        let (address, caption) = (image.address.span(), caption.unwrap_or_default());
        self.pictures.push(Pictured { address, caption, credit: String::new() });
    }

    fn place(&self, image: &Image) -> Span {
        self.story.draft.links[image.link].span
    }

    /// Sets text that is read in one go, unless it is empty. Without a span, its position is that of its words.
    fn line(&mut self, role: Role, content: &[Inline], span: Option<Span>) {
        let mut line = LineBuilder::default();
        self.leaves(content, &mut line);
        let line = line.finish(&self.story.draft.path, role, span);
        self.lines.extend(line.map(|line| (self.block, line)));
    }

    fn leaves(&mut self, content: &[Inline], line: &mut LineBuilder) {
        visit_leaves(content, &mut |leaf| match leaf {
            Inline::Text(words) => line.words(words),
            Inline::Turn(at) => line.add(" ", at.span(), PieceKind::Decoded),
            Inline::Figure(reference, at) => {
                line.add(&self.story.figure(*reference).text, at.span(), PieceKind::Figure);
            }
            Inline::Code(words) => line.add(CODE.encode_utf8(&mut [0; 4]), words.span(), PieceKind::Decoded),
            Inline::Picture(image) => {
                self.picture(image);
                line.add("", self.place(image), PieceKind::Picture);
            }
            Inline::Break(at) => line.add("\n", at.span(), PieceKind::Decoded),
            // Words are words at any size, but letters and digits above or below the line are a formula: 10³ is not 103.
            Inline::Script(_, small, _) if has_han(small) => self.leaves(small, line),
            Inline::Script(_, _, at) => {
                line.add(CODE.encode_utf8(&mut [0; 4]), at.span(), PieceKind::Decoded)
            }
            _ => {}
        });
    }
}

/// Whether there are Chinese characters in some words.
fn has_han(content: &[Inline]) -> bool {
    let mut text = String::new();
    plain_text(content, &mut |_, _| {}, &mut text);
    text.chars().any(|character| matches!(character, '一'..='鿿'))
}

/// A line under construction.
#[derive(Default)]
struct LineBuilder {
    text: String,
    pieces: Vec<GalleyPiece>,
}

impl LineBuilder {
    fn words(&mut self, words: &Words) {
        for (bytes, piece) in words.pieces() {
            let kind = match piece {
                WordPiece::Free(_) => PieceKind::Free,
                WordPiece::Label(_) => PieceKind::Fixed,
                WordPiece::Decoded(..) => PieceKind::Decoded,
            };
            self.piece(words, bytes, piece.span(), kind);
        }
    }

    /// Adds a piece of words, its full-width letters and digits in half width, each with its place.
    fn piece(&mut self, words: &str, bytes: Range<usize>, source: Span, kind: PieceKind) {
        let text = &words[bytes.clone()];
        let mut done = 0;
        for (at, narrow) in wide::narrowed(words, bytes.clone()) {
            let place = |from: usize, to: usize| {
                if kind == PieceKind::Decoded { source } else { Span::new(from, to).shifted(source.start) }
            };
            let end = at + words[bytes.start + at..].chars().next().map_or(1, char::len_utf8);
            if done < at {
                self.add(&text[done..at], place(done, at), kind);
            }
            let kind = if kind == PieceKind::Free { PieceKind::Wide } else { PieceKind::Decoded };
            self.add(narrow.encode_utf8(&mut [0; 4]), place(at, end), kind);
            done = end;
        }
        if done == 0 {
            self.add(text, source, kind);
        } else if done < text.len() {
            let place =
                if kind == PieceKind::Decoded { source } else { Span::new(source.start + done, source.end) };
            self.add(&text[done..], place, kind);
        }
    }

    fn add(&mut self, text: &str, source: Span, kind: PieceKind) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(GalleyPiece { range: start..self.text.len(), source, kind });
    }

    /// The finished line; `None` if it is empty or has only pictures.
    fn finish(self, path: &SourcePath, role: Role, span: Option<Span>) -> Option<Line> {
        let Self { text, pieces } = self;
        let first = pieces.iter().find(|piece| piece.kind != PieceKind::Picture)?;
        let words =
            Span::new(first.source.start, pieces.last().map_or(first.source.end, |last| last.source.end));
        let figures: Vec<Range<usize>> = pieces
            .iter()
            .filter(|piece| piece.kind == PieceKind::Figure)
            .map(|piece| piece.range.clone())
            .collect();
        let numerals = numerals::find(&text, &figures);
        let (path, span, divided) = (path.clone(), span.unwrap_or(words), OnceLock::new());
        Some(Line { path, role, text, span, numerals, pieces, divided })
    }
}
