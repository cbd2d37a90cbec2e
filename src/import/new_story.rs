//! A story as an import makes it, before it is written: its headline group, its blocks, and what an editor must look at.

use chrono::NaiveDate;

use super::manuscript::{Strand, plain};
use crate::words::Remark;
pub(crate) use crate::words::import::NoteKind;

/// A story that is not written yet.
#[derive(Debug, Default)]
pub(crate) struct NewStory {
    pub column: Option<String>,
    pub kicker: Option<String>,
    pub headline: Option<String>,
    pub deck: Option<String>,
    pub lead: Option<String>,
    pub byline: Option<String>,
    pub date: Option<NaiveDate>,
    pub source: Option<String>,
    pub copyright: Option<String>,
    pub blocks: Vec<NewBlock>,
    /// Where it begins in its file.
    pub line: usize,
    /// The level of its headline as a heading: 0 is a title, or no style.
    pub level: u8,
}

/// A block of such a story.
#[derive(Clone, Debug)]
pub(crate) enum NewBlock {
    Paragraph(Vec<Strand>),
    /// A sub-head, with its level in Markdown.
    Subhead(u8, Vec<Strand>),
    /// An item of a list, with its level, and whether it is numbered.
    Item(u8, bool, Vec<Strand>),
    Quotation(Vec<Strand>),
    Table(Vec<Vec<Vec<Strand>>>),
    /// A picture, by its index in the manuscript, and its caption.
    Picture(usize, Option<String>),
    /// Something that an editor must look at, before the next block.
    Doubt(Remark),
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
        self.blocks.iter().any(|block| !matches!(block, NewBlock::Doubt(_)))
    }
}

impl NewBlock {
    /// Its words.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Paragraph(strands)
            | Self::Subhead(_, strands)
            | Self::Item(_, _, strands)
            | Self::Quotation(strands) => plain(strands),
            Self::Table(rows) => rows.iter().flatten().map(|cell| plain(cell)).collect(),
            Self::Picture(..) | Self::Doubt(_) => String::new(),
        }
    }
}
