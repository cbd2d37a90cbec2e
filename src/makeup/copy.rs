//! Copy: a story with everything measured that does not depend on the width of its area.

use super::lines::Paragraph;
use crate::model::theme::{EM, Em, Grid};

/// A story, measured.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StoryCopy {
    /// Its importance on the page: 1 is the lead.
    pub rank: u32,
    /// Whether it is boxed.
    pub boxed: bool,
    /// Whether it may stand with others under one label.
    pub is_brief: bool,
    /// How many base columns it spans, if the editor specifies this.
    pub span: Option<usize>,
    /// Where its pictures may be placed.
    pub stand: PicturePlacement,
    /// Its headline group.
    pub head: CopyHead,
    /// Its narrative.
    pub text: Vec<CopyText>,
    /// Its pictures.
    pub pictures: Vec<CopyPicture>,
    /// Its exhibits and tables.
    pub exhibits: Vec<CopyExhibit>,
}

/// An exhibit: its height in lines in one base column, in two …; `NO_ROOM` where it is too wide.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CopyExhibit {
    /// Below the text, in an area of so many base columns.
    pub below: Vec<usize>,
    /// In a column of the text as wide as so many base columns, rounded down to whole characters.
    pub in_column: Vec<usize>,
}

/// More lines than any sheet has.
pub(crate) const NO_ROOM: usize = 1000;

/// Where the pictures of a story may be placed in its area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PicturePlacement {
    /// Wherever they fill the page best.
    #[default]
    Free,
    /// Below the headline, across the whole area.
    Across,
    /// At the foot of the last column; above a single one.
    InColumn,
    /// Above the headline, across the whole area.
    OverHeadline,
}

/// A headline group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CopyHead {
    /// Whether the name of the column is shown above it.
    pub label: bool,
    /// 引题
    pub kicker: Option<Paragraph>,
    /// 主题: its lines as the author broke them.
    pub headline: Vec<Paragraph>,
    /// 副题
    pub deck: Option<Paragraph>,
    /// 署名, if it is below the headline.
    pub byline: Option<Paragraph>,
}

/// A block of the narrative, as far as it is shown in the columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CopyText {
    /// Its index in the narrative.
    pub block: usize,
    /// Whether it is a paragraph, which may be cut, and not one inside of another block.
    pub is_paragraph: bool,
    /// Its pieces.
    pub pieces: Vec<CopyPiece>,
}

/// A piece of a block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CopyPiece {
    /// Lines of text.
    Paragraph {
        /// The text.
        text: Paragraph,
        /// The indent of its first line.
        indent: Em,
        /// How much narrower it is than its column.
        inset: Em,
    },
    /// 小标题: its lines as the author broke them.
    Heading(Vec<Paragraph>),
    /// A picture in the text.
    Picture(CopyPicture),
    /// A line without words: one that divides, or an empty one.
    Rule,
}

/// What an inset leaves of a column.
pub(super) fn within(column: Em, inset: Em) -> Em {
    column.saturating_sub(inset).max(EM)
}

impl CopyText {
    /// Whether it is a single paragraph without anything else.
    pub(super) fn is_one_paragraph(&self) -> bool {
        self.is_paragraph && matches!(self.pieces.as_slice(), [CopyPiece::Paragraph { .. }])
    }

    /// The lines of a single paragraph whose last line is too short to begin a column.
    pub(super) fn lines_with_short_end(&self, column: Em) -> Option<usize> {
        let [CopyPiece::Paragraph { text, indent, inset }] = self.pieces.as_slice() else { return None };
        let set = text.set(within(column, *inset), *indent, usize::MAX);
        (self.is_paragraph && set.ends_short).then_some(set.lines)
    }
}

impl CopyPiece {
    /// The number of its characters.
    #[must_use]
    pub fn characters(&self) -> usize {
        match self {
            Self::Paragraph { text, .. } => text.characters(),
            Self::Heading(lines) => lines.iter().map(Paragraph::characters).sum(),
            Self::Picture(_) | Self::Rule => 0,
        }
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CopyPicture {
    /// Its width and height in pixels.
    pub size: (u32, u32),
    /// 图说, with the credit.
    pub caption: Option<Paragraph>,
}

/// The lines of a picture and of its caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureLines {
    /// Of the picture: cropped or stretched by at most half a line.
    pub picture: usize,
    /// Of the caption.
    pub caption: usize,
}

impl PictureLines {
    /// Both.
    #[must_use]
    pub fn total(self) -> usize {
        self.picture + self.caption
    }
}

/// How many times as high as wide a picture may be to be shown whole on a page. Of a longer one the top is, as a square.
const LONGEST: u64 = 2;

/// The size of a caption's type, in thousandths of the body's.
const CAPTION: Em = 875;

impl CopyPicture {
    /// The lines it needs at a given `width`: at most two thirds of the sheet's, of which it fills the top.
    #[must_use]
    pub fn lines(&self, width: Em, grid: &Grid) -> PictureLines {
        let (across, down) = (u64::from(self.size.0.max(1)), u64::from(self.size.1.max(1)));
        let down = if down / LONGEST > across { across } else { down };
        let height = u64::from(width) * down / across;
        let line = u64::from(grid.line);
        let most = (grid.lines * 2 / 3).clamp(3, 400);
        let picture = usize::try_from((height + line / 2) / line).unwrap_or(usize::MAX).clamp(3, most);
        let caption = self.caption.as_ref().map_or(0, |caption| caption.lines(width * EM / CAPTION, 0));
        PictureLines { picture, caption }
    }
}
