//! Copy: a story as it is to be set, everything measured that does not depend on the column.

use super::lines::Paragraph;
use crate::model::theme::{EM, Em, Grid};

/// A story as it is to be set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StoryCopy {
    /// Its importance on the page: 1 is the lead.
    pub rank: u32,
    /// Whether it stands in a box.
    pub boxed: bool,
    /// How many base columns it spans, if the editor says.
    pub span: Option<usize>,
    /// Where its pictures may stand.
    pub stand: Stand,
    /// Its headline group.
    pub head: CopyHead,
    /// Its narrative.
    pub text: Vec<CopyText>,
    /// Its pictures.
    pub pictures: Vec<CopyPicture>,
    /// Its exhibits and tables: of each, the lines it needs in an area of one base column, of two …
    pub exhibits: Vec<Vec<usize>>,
}

/// Where the pictures of a story may stand in its area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stand {
    /// Where they fill the page best.
    #[default]
    Free,
    /// Under the headline, across the whole area.
    Across,
    /// At the head of the first column.
    InColumn,
    /// Above the headline, across the whole area.
    OverHeadline,
}

/// A headline group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CopyHead {
    /// Whether the column's name stands above it.
    pub label: bool,
    /// 引题
    pub kicker: Option<Paragraph>,
    /// 主题: its lines as the author broke them.
    pub headline: Vec<Paragraph>,
    /// 副题
    pub deck: Option<Paragraph>,
    /// 署名, where it stands under the headline.
    pub byline: Option<Paragraph>,
}

/// A block of the narrative: what of it stands in the columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CopyText {
    /// Its place in the narrative.
    pub block: usize,
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
        /// How far its first line is moved in.
        indent: Em,
        /// How much narrower it is than its column.
        inset: Em,
    },
    /// 小标题: its lines as the author broke them.
    Heading(Vec<Paragraph>),
    /// A picture in the text.
    Picture(CopyPicture),
    /// A dividing line.
    Rule,
}

impl CopyPiece {
    /// How many characters it has.
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
    /// 图说, with whose picture it is.
    pub caption: Option<Paragraph>,
}

/// The lines of a picture and of its caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureLines {
    /// Of the picture: cut or stretched by half a line at most.
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

/// The size of a caption's type, in thousandths of the body's.
const CAPTION: Em = 875;

impl CopyPicture {
    /// The lines it needs when it is `width` wide.
    #[must_use]
    pub fn lines(&self, width: Em, grid: &Grid) -> PictureLines {
        let (across, down) = (u64::from(self.size.0.max(1)), u64::from(self.size.1.max(1)));
        let height = u64::from(width) * down / across;
        let line = u64::from(grid.line);
        let picture = usize::try_from((height + line / 2) / line).unwrap_or(usize::MAX).clamp(3, 400);
        let caption = self.caption.as_ref().map_or(0, |caption| caption.lines(width * EM / CAPTION, 0));
        PictureLines { picture, caption }
    }
}
