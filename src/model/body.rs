//! The narrative as a tree: blocks of inlines; its figures and links are indexes into the draft's tables.
//!
//! The tree is shared, never copied: what a name resolves to is in a separate table (`site::Story`). Every leaf knows
//! where it is written, so everything that concerns a story's text works on this tree: printing, counting, linking and
//! proofreading.

use serde::{Deserialize, Serialize};

use super::markup::{Alignment, AskedSize, CellShape, GroupKind, Mark, Script};
use super::phrase::{Phrase, Piece};
use super::written::{WordPiece, Words, WrittenAt};
use crate::source::Span;

/// A story's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order in which the text refers to them.
    pub footnotes: Vec<Vec<Block>>,
}

/// A block, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its kind.
    pub kind: BlockKind,
    /// Where it is written.
    pub span: Span,
}

/// What a block can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// 自然段
    Paragraph(Vec<Inline>),
    /// 小标题
    Heading {
        /// Its level in the document, from 2: the headline is the first. Few stories have one below 6.
        level: u8,
        /// Its address in the document.
        id: String,
        /// The editor's classes.
        classes: Vec<String>,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// Its first number, if it is numbered.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// 引文
    Quote(Vec<Block>),
    /// Blocks that are set together.
    Group {
        /// What they are.
        kind: GroupKind,
        /// Their title; only details have one.
        title: Vec<Inline>,
        /// The blocks.
        blocks: Vec<Block>,
    },
    /// A table.
    Table {
        /// 表题; may be empty.
        caption: Vec<Inline>,
        /// The alignment of each column.
        alignments: Vec<Alignment>,
        /// The cells of its head; none if it has no head.
        head: Vec<Vec<Inline>>,
        /// The cells of its rows.
        rows: Vec<Vec<Vec<Inline>>>,
        /// The cells that are not like the others.
        shapes: Vec<CellShape>,
    },
    /// A picture that is a block of its own.
    Picture(Box<Image>),
    /// An exhibit: the index in the draft's exhibits.
    Exhibit(usize),
    /// Code.
    Code {
        /// The first word after the opening fence; may be empty.
        language: String,
        /// As written.
        text: String,
    },
    /// A dividing line.
    Divider,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Words.
    Text(Words),
    /// The end of a line of the file, printed as a space.
    Turn(WrittenAt),
    /// A figure: the index in the draft's references, and where the reference is written.
    Figure(usize, WrittenAt),
    /// Words with a mark: *emphasis*, **strong**, ~~struck~~.
    Marked(Mark, Vec<Inline>),
    /// Small characters above or below the line, and where they are written.
    Script(Script, Vec<Inline>, WrittenAt),
    /// `code`.
    Code(Words),
    /// A tag that does not exist, printed as plain text. It is not prose.
    Markup(Words),
    /// A link.
    Link {
        /// The index in the draft's links.
        link: usize,
        /// What a reader is told who points at it.
        title: Option<Box<str>>,
        /// The text of the link.
        content: Vec<Inline>,
    },
    /// A picture in the line.
    Picture(Box<Image>),
    /// A footnote's marker.
    Footnote {
        /// The index of the footnote, from 0.
        note: usize,
        /// How many markers of the same footnote come before.
        earlier: usize,
    },
    /// A line break the editor asked for.
    Break(WrittenAt),
    /// The box of a task, and whether it is done.
    Task(bool),
    /// A place that links can name. It prints nothing.
    Anchor(Box<str>),
}

impl Inline {
    /// A phrase as parts of a line.
    #[must_use]
    pub fn of_phrase(phrase: &Phrase) -> Vec<Self> {
        let inline = |piece: &Piece| match piece {
            Piece::Text(words) => Self::Text(words.clone()),
            Piece::Figure(reference, at) => Self::Figure(*reference, *at),
        };
        phrase.0.iter().map(inline).collect()
    }
}

/// A picture of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The index in the draft's links.
    pub link: usize,
    /// For readers who cannot see it.
    pub alt: Phrase,
    /// 图说
    pub caption: Option<Phrase>,
    /// Where its address is written.
    pub address: WrittenAt,
    /// The size that the editor wants.
    pub size: AskedSize,
}

/// A link or picture as the editor wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDraft {
    /// Where it points, as written; `None` if the parser refused it with a finding.
    pub destination: Option<String>,
    /// Whether it is a picture to show rather than a link to follow.
    pub picture: bool,
    /// Where it is written.
    pub span: Span,
}

/// What is around a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// Nothing: it is directly in the text.
    Text,
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// A footnote.
    Footnote,
}

impl Body {
    /// Visits every block, nested ones included, in the order in which they are printed.
    pub fn visit<'b>(&'b self, visitor: &mut dyn FnMut(&'b Block, Around)) {
        visit_blocks(&self.blocks, Around::Text, visitor);
        self.footnotes.iter().for_each(|note| visit_blocks(note, Around::Footnote, visitor));
    }

    /// Visits every block except those of footnotes.
    pub fn visit_text<'b>(&'b self, visitor: &mut dyn FnMut(&'b Block, Around)) {
        visit_blocks(&self.blocks, Around::Text, visitor);
    }
}

fn visit_blocks<'b>(blocks: &'b [Block], around: Around, visitor: &mut dyn FnMut(&'b Block, Around)) {
    for block in blocks {
        visitor(block, around);
        match &block.kind {
            BlockKind::Quote(blocks) => visit_blocks(blocks, Around::Quote, visitor),
            BlockKind::Group { blocks, .. } => visit_blocks(blocks, around, visitor),
            BlockKind::List { items, .. } => {
                for item in items {
                    visit_blocks(item, Around::Item, visitor);
                }
            }
            _ => {}
        }
    }
}

/// What a list of annexes begins with.
pub(crate) const ANNEXES: &str = "附件：";

impl Block {
    /// Its own words: those of a paragraph, sub-head or title, or of a table's caption and each cell.
    pub fn texts(&self) -> impl Iterator<Item = &Vec<Inline>> {
        type Texts<'b> = (&'b [Vec<Inline>], &'b [Vec<Inline>], &'b [Vec<Vec<Inline>>]);
        let (first, head, rows): Texts = match &self.kind {
            BlockKind::Paragraph(content)
            | BlockKind::Heading { content, .. }
            | BlockKind::Group { title: content, .. } => (std::slice::from_ref(content), &[], &[]),
            BlockKind::Table { caption, head, rows, .. } => (std::slice::from_ref(caption), head, rows),
            _ => (&[], &[], &[]),
        };
        first.iter().chain(head).chain(rows.iter().flatten())
    }

    /// Whether it is a paragraph that names the annexes of a document: 附件：1. …
    pub(crate) fn names_annexes(&self) -> bool {
        let BlockKind::Paragraph(content) = &self.kind else { return false };
        matches!(content.first(), Some(Inline::Text(words)) if words.starts_with(ANNEXES))
    }
}

/// Visits the parts of a line in order; of marks and links, the parts inside them. Small characters are one part: set on
/// the line, they would say something else.
pub fn visit_leaves<'i>(inlines: &'i [Inline], visitor: &mut dyn FnMut(&'i Inline)) {
    for inline in inlines {
        match inline {
            Inline::Marked(_, content) | Inline::Link { content, .. } => visit_leaves(content, visitor),
            leaf => visitor(leaf),
        }
    }
}

/// `inlines` without marks, but with their figures.
#[must_use]
pub(crate) fn phrase_of(inlines: &[Inline]) -> Phrase {
    let mut pieces = Vec::new();
    let space = |at: WrittenAt| Piece::Text(Words::one(" ", WordPiece::decoded(1, at.span())));
    visit_leaves(inlines, &mut |leaf| match leaf {
        Inline::Text(words) | Inline::Code(words) | Inline::Markup(words) => {
            pieces.push(Piece::Text(words.clone()));
        }
        Inline::Figure(reference, at) => pieces.push(Piece::Figure(*reference, *at)),
        Inline::Picture(image) => pieces.extend(image.alt.0.iter().cloned()),
        Inline::Turn(at) | Inline::Break(at) => pieces.push(space(*at)),
        Inline::Script(script, content, at) => {
            pieces.extend(phrase_of(content).0.into_iter().map(|piece| small(*script, piece, *at)));
        }
        _ => {}
    });
    Phrase(pieces)
}

/// A piece of small characters as it is written where nothing can be set small.
fn small(script: Script, piece: Piece, at: WrittenAt) -> Piece {
    let Piece::Text(words) = piece else { return piece };
    let plain = script.plain(&words);
    let length = plain.len();
    Piece::Text(if plain == *words {
        words
    } else {
        Words::one(&plain, WordPiece::decoded(length, at.span()))
    })
}

/// The words of `inlines` without marks; figures as `figure` prints them.
pub(crate) fn plain_text(inlines: &[Inline], figure: &mut dyn FnMut(usize, &mut String), into: &mut String) {
    visit_leaves(inlines, &mut |leaf| match leaf {
        Inline::Text(words) | Inline::Code(words) | Inline::Markup(words) => into.push_str(words),
        Inline::Figure(reference, _) => figure(*reference, into),
        Inline::Picture(image) => image.alt.0.iter().for_each(|piece| match piece {
            Piece::Text(words) => into.push_str(words),
            Piece::Figure(reference, _) => figure(*reference, into),
        }),
        Inline::Turn(_) | Inline::Break(_) => into.push(' '),
        Inline::Script(script, content, _) => {
            let mut inside = String::new();
            plain_text(content, figure, &mut inside);
            into.push_str(&script.plain(&inside));
        }
        _ => {}
    });
}

/// The lines of a sub-head as the author broke them: at the full-width spaces in its words.
#[must_use]
pub(crate) fn heading_lines(content: &[Inline]) -> Vec<Vec<Inline>> {
    let (mut lines, mut line) = (Vec::new(), Vec::new());
    for inline in content {
        let Inline::Text(words) = inline else {
            line.push(inline.clone());
            continue;
        };
        let mut start = 0;
        for part in words.split('\u{3000}') {
            if start > 0 {
                lines.push(std::mem::take(&mut line));
            }
            if !part.is_empty() {
                line.push(Inline::Text(words.part(start..start + part.len())));
            }
            start += part.len() + '\u{3000}'.len_utf8();
        }
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty());
    lines
}

/// The first `characters` characters of `inlines`. A figure counts as many as `figure` returns, and is never divided.
#[must_use]
pub(crate) fn beginning(
    inlines: &[Inline],
    characters: usize,
    figure: &dyn Fn(usize) -> usize,
) -> Vec<Inline> {
    let mut left = characters;
    take_first(inlines, &mut left, figure)
}

/// How many characters a footnote's marker counts as.
const MARKER: usize = 3;

fn take_first(inlines: &[Inline], left: &mut usize, figure: &dyn Fn(usize) -> usize) -> Vec<Inline> {
    let mut kept = Vec::new();
    for inline in inlines {
        if *left == 0 {
            break;
        }
        let whole = |length: usize, left: &mut usize| {
            let fits = length <= *left;
            *left = if fits { *left - length } else { 0 };
            fits.then(|| inline.clone())
        };
        let part = |content: &[Inline], left: &mut usize| take_first(content, left, figure);
        kept.extend(match inline {
            Inline::Text(words) => Some(Inline::Text(cut(words, left))),
            Inline::Code(words) => Some(Inline::Code(cut(words, left))),
            Inline::Markup(html) => Some(Inline::Markup(cut(html, left))),
            Inline::Marked(mark, content) => Some(Inline::Marked(*mark, part(content, left))),
            Inline::Script(script, content, at) => Some(Inline::Script(*script, part(content, left), *at)),
            Inline::Link { link, title, content } => {
                Some(Inline::Link { link: *link, title: title.clone(), content: part(content, left) })
            }
            Inline::Figure(reference, _) => whole(figure(*reference), left),
            Inline::Footnote { .. } => whole(MARKER, left),
            Inline::Turn(_) | Inline::Task(_) => whole(1, left),
            Inline::Picture(_) | Inline::Break(_) => Some(inline.clone()),
            Inline::Anchor(_) => None,
        });
    }
    kept
}

/// The first characters of some words, up to the number in `left`, which is reduced by them.
fn cut(words: &Words, left: &mut usize) -> Words {
    let end = words.char_indices().nth(*left).map_or(words.len(), |(end, _)| end);
    *left -= words[..end].chars().count();
    words.part(0..end)
}
