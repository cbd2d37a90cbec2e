//! A story as an import makes it, before it is written: its headline group, its blocks, and what an editor must look at.

use chrono::NaiveDate;

use super::manuscript::{ItemMark, Strand, plain};
use crate::language::TextLanguage;
use crate::model::markup::Alignment;
use crate::model::story::Form;
use crate::words::Remark;
pub(crate) use crate::words::import::NoteKind;

/// What the paper that receives a story decides of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReceivingPaper<'p> {
    /// The names of its columns.
    pub columns: &'p [String],
    /// Whether a story has a date of its own: one of an edition has that of the edition.
    pub takes_dates: bool,
    pub language: TextLanguage,
}

/// A story that is not written yet.
#[derive(Debug, Default)]
pub(crate) struct NewStory {
    pub form: Option<Form>,
    pub column: Option<String>,
    /// Whether the name of its column stands there without the marks of one: it may be something else.
    pub is_column_bare: bool,
    pub kicker: Option<String>,
    pub headline: Option<String>,
    pub deck: Option<String>,
    pub lead: Option<String>,
    pub byline: Option<String>,
    pub date: Option<NaiveDate>,
    pub source: Option<String>,
    pub copyright: Option<String>,
    pub blocks: Vec<LinedBlock>,
    /// Where it begins in its file.
    pub line: usize,
    /// The size of the letters of its headline, in half points, if its file says so.
    pub headline_size: Option<u16>,
    /// The level of its headline as a heading: 0 is a title, or no style.
    pub level: u8,
}

/// A block of such a story, and where it begins in its file.
#[derive(Clone, Debug)]
pub(crate) struct LinedBlock {
    /// The line or paragraph of the file, from 1; 0 if it is a table or a picture.
    pub line: usize,
    pub block: NewBlock,
}

/// What a block is.
#[derive(Clone, Debug)]
pub(crate) enum NewBlock {
    Paragraph(Vec<Strand>),
    /// A sub-head, with its level in Markdown.
    Subhead(u8, Vec<Strand>),
    /// A paragraph that is not set as running text is: a signature, a document's number.
    Aligned(Alignment, Vec<Strand>),
    /// An item of a list, with its level.
    Item(u8, ItemMark, Vec<Strand>),
    Quotation(Vec<Strand>),
    Table(Vec<Vec<Vec<Strand>>>),
    /// A picture, by its index in the manuscript, and its caption.
    Picture(usize, Option<String>),
    /// Something that an editor must look at, and the words that it is about.
    Doubt(Remark, String),
}

/// Something to tell about a file that was read.
#[derive(Clone, Debug)]
pub(crate) struct ImportNote {
    /// The line or paragraph of the file, from 1; 0 if it is about none.
    pub line: usize,
    pub kind: NoteKind,
    pub remark: Remark,
    /// The words that it is about.
    pub text: String,
}

impl NewStory {
    /// Whether it has words of its own below its headline.
    #[must_use]
    pub(crate) fn has_body(&self) -> bool {
        self.blocks.iter().any(|placed| !matches!(placed.block, NewBlock::Doubt(..) | NewBlock::Aligned(..)))
    }

    /// Adds a block to its text.
    pub(crate) fn push(&mut self, line: usize, block: NewBlock) {
        self.blocks.push(LinedBlock { line, block });
    }

    /// Adds something that an editor must look at, above the text.
    pub(crate) fn doubt(&mut self, remark: Remark, text: String) {
        let block = NewBlock::Doubt(remark, text);
        self.blocks.insert(0, LinedBlock { line: self.line, block });
    }
}

impl NewBlock {
    /// Its words.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Paragraph(strands)
            | Self::Subhead(_, strands)
            | Self::Aligned(_, strands)
            | Self::Item(_, _, strands)
            | Self::Quotation(strands) => plain(strands),
            Self::Table(rows) => rows.iter().flatten().map(|cell| plain(cell)).collect(),
            Self::Picture(..) | Self::Doubt(..) => String::new(),
        }
    }
}
