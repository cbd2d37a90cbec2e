//! A manuscript (来稿): what a reader has made of a file, before anybody knows which paragraph is the headline.
//!
//! Each reader makes one; nothing of the file is lost: it is in a part, or it was set aside and is listed.

use crate::words::Remark;

/// A file as it was read.
#[derive(Debug, Default)]
pub(crate) struct Manuscript {
    /// Its paragraphs, tables and pictures, in order.
    pub parts: Vec<ManuscriptPart>,
    /// The notes that its paragraphs refer to, by index.
    pub notes: Vec<Vec<Strand>>,
    /// Its pictures, by index.
    pub pictures: Vec<ManuscriptPicture>,
    /// What is in no part.
    pub aside: Vec<SetAside>,
    /// Whether its parts are counted by paragraphs, not by lines.
    pub has_paragraphs: bool,
}

/// A part of a manuscript.
#[derive(Clone, Debug)]
pub(crate) enum ManuscriptPart {
    Paragraph(Manuscripted),
    Table {
        /// All of one length.
        rows: Vec<Vec<Vec<Strand>>>,
        /// Whether it had merged cells, which were divided.
        is_divided: bool,
    },
    /// A picture, by its index.
    Picture(usize),
}

/// A paragraph of a manuscript.
#[derive(Clone, Debug, Default)]
pub(crate) struct Manuscripted {
    pub strands: Vec<Strand>,
    pub look: ParagraphLook,
    /// Its number among the lines or paragraphs of the file, from 1.
    pub line: usize,
    /// The blank lines before it.
    pub gap: usize,
}

/// How a paragraph looks, as far as the file says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParagraphLook {
    /// The level of a heading: 0 is a title.
    pub heading: Option<u8>,
    /// The level of an item of a list, and what is before it.
    pub item: Option<(u8, ItemMark)>,
    pub placing: Placing,
    /// The size of its largest letters, in half points.
    pub size: Option<u16>,
    pub is_quotation: bool,
    pub is_caption: bool,
    /// The part of a story that its style is for.
    pub part: Option<StoryPart>,
}

/// A part of a story that a style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoryPart {
    Kicker,
    Deck,
    Byline,
    Lead,
    Body,
}

/// What is before an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemMark {
    Bullet,
    Number(usize),
}

/// Where the words of a paragraph are on its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Placing {
    #[default]
    AtMargin,
    /// Moved in by about two characters, as the first line of running text is.
    Indented,
    /// Moved far in, by spaces or an indent: whether it is centred or on the right cannot be told.
    FarIn,
    Centred,
    Right,
}

/// The size of letters that Chinese documents have unless they say otherwise, in half points.
pub(crate) const TEXT_SIZE: u16 = 21;
/// From this width on, in characters, a line is moved in as running text is, or far in.
const INDENTED: f32 = 1.5;
const FAR_IN: f32 = 6.0;

impl Placing {
    /// The place of a line that is moved in by some characters.
    #[must_use]
    pub(crate) fn moved_in(characters: f32) -> Self {
        match characters {
            _ if characters >= FAR_IN => Self::FarIn,
            _ if characters >= INDENTED => Self::Indented,
            _ => Self::AtMargin,
        }
    }
}

/// How many characters wide the white space before some words is: a Latin space is half as wide as a 汉字, a tab twice.
#[must_use]
pub(crate) fn white_before(text: &str) -> f32 {
    let white = text.chars().take_while(|character| character.is_whitespace());
    white
        .map(|character| match character {
            '\u{3000}' => 1.0,
            '\t' => 2.0,
            _ => 0.5,
        })
        .sum()
}

/// Some words with one formatting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Strand {
    pub text: String,
    pub format: StrandFormat,
    /// The index of a note that is referred to after the words.
    pub note: Option<usize>,
}

/// The formatting of some words.
#[allow(clippy::struct_excessive_bools, reason = "each is a formatting of its own")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StrandFormat {
    pub is_bold: bool,
    pub is_italic: bool,
    pub is_struck: bool,
    pub is_superscript: bool,
    pub is_subscript: bool,
    /// Where a link leads.
    pub link: Option<String>,
}

/// A picture of a manuscript.
#[derive(Clone, Debug)]
pub(crate) struct ManuscriptPicture {
    /// The ending of its file: `png`.
    pub ending: &'static str,
    pub bytes: Vec<u8>,
    /// What the file says of it, for readers who cannot see it.
    pub alt: String,
}

/// Something of a file that is in no story.
#[derive(Clone, Debug)]
pub(crate) struct SetAside {
    /// The line or the paragraph, from 1; 0 if it has none.
    pub line: usize,
    /// What it is.
    pub what: Remark,
    /// The whole of it.
    pub text: String,
}

impl Manuscripted {
    /// A paragraph of plain words.
    #[must_use]
    pub(crate) fn plain(text: &str, line: usize, gap: usize) -> Self {
        Self { strands: vec![Strand::plain(text)], line, gap, ..Self::default() }
    }

    /// Its words.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        plain(&self.strands)
    }

    /// Whether all of it is bold.
    #[must_use]
    pub(crate) fn is_bold(&self) -> bool {
        let mut words = self.strands.iter().filter(|strand| !strand.text.trim().is_empty()).peekable();
        words.peek().is_some() && words.all(|strand| strand.format.is_bold)
    }
}

impl Strand {
    /// Some words without formatting.
    #[must_use]
    pub(crate) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// The words of some strands.
#[must_use]
pub(crate) fn plain(strands: &[Strand]) -> String {
    strands.iter().map(|strand| strand.text.as_str()).collect()
}

/// Removes the first bytes of some strands.
#[must_use]
pub(crate) fn without_head(strands: &[Strand], mut bytes: usize) -> Vec<Strand> {
    let mut left = Vec::new();
    for strand in strands {
        let cut = bytes.min(strand.text.len());
        bytes -= cut;
        let rest = strand.text[cut..].to_owned();
        if !rest.is_empty() || strand.note.is_some() {
            left.push(Strand { text: rest, ..strand.clone() });
        }
    }
    if let Some(first) = left.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    left
}
