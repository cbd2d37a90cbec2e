//! The narrative as a tree: blocks of inlines, its figures and links as places in the draft's tables.
//!
//! The tree is shared, never copied: what a name resolves to stands in a table beside it (`site::Story`).

use serde::{Deserialize, Serialize};

use super::phrase::{Phrase, Piece};
use crate::source::Span;

/// A story's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order in which the text calls them.
    pub footnotes: Vec<Vec<Block>>,
}

/// A block, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
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
        /// As written, from 1.
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
    /// A table.
    Table {
        /// How each column stands.
        alignments: Vec<Alignment>,
        /// The cells of its head.
        head: Vec<Vec<Inline>>,
        /// The cells of its rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A picture that stands alone.
    Picture {
        /// The place in the draft's links.
        link: usize,
        /// For readers who cannot see it.
        alt: Phrase,
        /// 图说
        caption: Option<Phrase>,
    },
    /// An exhibit: the place in the draft's exhibits.
    Exhibit(usize),
    /// Code.
    Code {
        /// The first word behind the fence; may be empty.
        language: String,
        /// As written.
        text: String,
    },
    /// A dividing line.
    Divider,
}

/// How a table's column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// As the theme has it.
    Unset,
    /// Left.
    Left,
    /// Centred.
    Centre,
    /// Right.
    Right,
}

/// What stands in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Words.
    Text(String),
    /// A figure: the place in the draft's references.
    Figure(usize),
    /// *Emphasis*.
    Emphasis(Vec<Inline>),
    /// **Strong**.
    Strong(Vec<Inline>),
    /// ~~Struck~~.
    Struck(Vec<Inline>),
    /// `code`.
    Code(String),
    /// A link.
    Link {
        /// The place in the draft's links.
        link: usize,
        /// What a reader follows.
        content: Vec<Inline>,
    },
    /// A picture in the line.
    Picture {
        /// The place in the draft's links.
        link: usize,
        /// For readers who cannot see it.
        alt: Phrase,
        /// 图说
        caption: Option<Phrase>,
    },
    /// A call of a footnote.
    Footnote {
        /// Which, from 0.
        note: usize,
        /// How often it was called before.
        earlier: usize,
    },
    /// A line break the editor asked for.
    Break,
}

/// A link or picture as the editor wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDraft {
    /// Where it points, as written; nothing, where the parser refused it with a finding.
    pub destination: Option<String>,
    /// Whether it names a picture to show rather than a place to go.
    pub picture: bool,
    /// Where it is written.
    pub span: Span,
}

/// `inlines` without marks, their figures kept.
#[must_use]
pub(crate) fn phrase_of(inlines: &[Inline]) -> Phrase {
    let mut pieces = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => pieces.push(Piece::Text(text.clone())),
            Inline::Figure(reference) => pieces.push(Piece::Figure(*reference)),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Struck(content)
            | Inline::Link { content, .. } => pieces.extend(phrase_of(content).0),
            Inline::Picture { alt, .. } => pieces.extend(alt.0.iter().cloned()),
            Inline::Break => pieces.push(Piece::Text(" ".to_owned())),
            Inline::Footnote { .. } => {}
        }
    }
    Phrase(pieces)
}

/// The words of `inlines` without marks; figures as `figure` prints them.
pub(crate) fn plain_text(inlines: &[Inline], figure: &mut dyn FnMut(usize, &mut String), into: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => into.push_str(text),
            Inline::Figure(reference) => figure(*reference, into),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Struck(content)
            | Inline::Link { content, .. } => plain_text(content, figure, into),
            Inline::Picture { alt, .. } => alt.0.iter().for_each(|piece| match piece {
                Piece::Text(text) => into.push_str(text),
                Piece::Figure(reference) => figure(*reference, into),
            }),
            Inline::Break => into.push(' '),
            Inline::Footnote { .. } => {}
        }
    }
}

/// The lines of a sub-head as the author broke them: at full-width spaces of its own words.
#[must_use]
pub(crate) fn heading_lines(content: &[Inline]) -> Vec<Vec<Inline>> {
    let (mut lines, mut line) = (Vec::new(), Vec::new());
    for inline in content {
        let Inline::Text(text) = inline else {
            line.push(inline.clone());
            continue;
        };
        for (index, part) in text.split('\u{3000}').enumerate() {
            if index > 0 {
                lines.push(std::mem::take(&mut line));
            }
            if !part.is_empty() {
                line.push(Inline::Text(part.to_owned()));
            }
        }
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty());
    lines
}

/// The first `characters` characters of `inlines`, of which a figure, as long as `figure` says, is never divided.
#[must_use]
pub(crate) fn beginning(
    inlines: &[Inline],
    characters: usize,
    figure: &dyn Fn(usize) -> usize,
) -> Vec<Inline> {
    let mut left = characters;
    begun(inlines, &mut left, figure)
}

/// How many characters the call of a footnote takes.
const CALL: usize = 3;

fn begun(inlines: &[Inline], left: &mut usize, figure: &dyn Fn(usize) -> usize) -> Vec<Inline> {
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
        let part = |content: &[Inline], left: &mut usize| begun(content, left, figure);
        kept.extend(match inline {
            Inline::Text(text) => Some(Inline::Text(cut(text, left))),
            Inline::Code(text) => Some(Inline::Code(cut(text, left))),
            Inline::Emphasis(content) => Some(Inline::Emphasis(part(content, left))),
            Inline::Strong(content) => Some(Inline::Strong(part(content, left))),
            Inline::Struck(content) => Some(Inline::Struck(part(content, left))),
            Inline::Link { link, content } => {
                Some(Inline::Link { link: *link, content: part(content, left) })
            }
            Inline::Figure(reference) => whole(figure(*reference), left),
            Inline::Footnote { .. } => whole(CALL, left),
            Inline::Picture { .. } | Inline::Break => Some(inline.clone()),
        });
    }
    kept
}

/// The first characters of a text, of which so many are left.
fn cut(text: &str, left: &mut usize) -> String {
    let kept: String = text.chars().take(*left).collect();
    *left -= kept.chars().count();
    kept
}
