//! A layout (拼版): where each story of a page is placed on the grid, and how it is set there.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ids::EditionId;
use super::theme::Em;

/// Returns the layout of a page (from 0) of an edition, if it is made up.
pub type MadeUp<'m> = dyn Fn(EditionId, usize) -> Option<Arc<Layout>> + Sync + 'm;

/// A page after make-up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// How many base columns the page has.
    pub columns: usize,
    /// How many base lines it needs.
    pub lines: usize,
    /// The areas of its stories, in their order on the page.
    pub areas: Vec<Area>,
    /// The fraction of the page that is blank: without headline, text, picture, exhibit or a gutter that the theme
    /// prescribes.
    pub blank: f64,
    /// Whether its stories need more lines than the sheet has, even when they are cut as far as possible.
    pub overfull: bool,
    /// The rules that a page made up by hand breaks.
    pub broken: Vec<Breach>,
    /// Customs that it does not follow, though that is allowed.
    pub costs: Vec<Breach>,
}

impl Layout {
    /// A page without stories.
    #[must_use]
    pub fn empty(columns: usize) -> Self {
        let (areas, broken, costs) = (Vec::new(), Vec::new(), Vec::new());
        Self { columns, lines: 0, areas, blank: 0.0, overfull: false, broken, costs }
    }
}

/// The rectangle of a story, in base columns and lines, and how the story is set in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Area {
    /// From the left, in base columns.
    pub x: usize,
    /// From the top, in base lines.
    pub y: usize,
    /// In base columns.
    pub width: usize,
    /// In base lines, including the gap below it.
    pub height: usize,
    /// Whether it is in a box.
    pub boxed: bool,
    /// The lines of its headline group.
    pub head: usize,
    /// The size of its headline.
    pub headline: Em,
    /// The size of its kicker and deck.
    pub minor: Em,
    /// Whether each line of its headline, as the author broke it, is a line of its own.
    pub stacked: bool,
    /// Its inner columns.
    pub inner: Inner,
    /// How its pictures are placed.
    pub pictures: Vec<Plate>,
    /// The lines of each exhibit and table that is shown.
    pub exhibits: Vec<usize>,
    /// Where these stand.
    pub exhibit_placement: ExhibitPlacement,
    /// Whether their drawings are the wide ones.
    pub wide_drawings: bool,
    /// How much of its text is shown.
    pub shown: Shown,
    /// The parts of its text that are not justified, from 1: a line of theirs would be torn apart.
    pub ragged: Vec<usize>,
    /// The parts of its text, from 1, of three lines or more whose last one does not begin a column: it is too short.
    pub short_ends: Vec<usize>,
    /// Such parts of two lines, which stand in one column.
    pub undivided: Vec<usize>,
    /// Its place, from 1, among the short stories that stand under one label (简讯), if it is one of these.
    pub gathered: Option<usize>,
    /// The blank space, in thousandths of a line of a base column.
    pub blank: u32,
}

impl Area {
    /// Its right edge.
    #[must_use]
    pub fn right(&self) -> usize {
        self.x + self.width
    }

    /// Its bottom edge.
    #[must_use]
    pub fn foot(&self) -> usize {
        self.y + self.height
    }
}

/// Where the exhibits of a story stand in its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ExhibitPlacement {
    /// Below its columns.
    Below {
        /// How many are side by side; a last one without a neighbour spans the whole area.
        across: usize,
    },
    /// In its columns, after the text.
    InColumns,
}

/// The columns inside an area, all of the same width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Inner {
    /// How many there are.
    pub columns: usize,
    /// How many characters a line has.
    pub measure: u32,
    /// The gutter between them.
    pub gutter: Em,
}

/// How a picture is placed in its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Plate {
    /// Whether it spans the whole area, rather than being at the foot of the last inner column.
    pub large: bool,
    /// The lines that the picture takes, without its caption.
    pub lines: usize,
}

/// How much of a story's text its page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shown {
    /// All of it.
    All,
    /// This many blocks, and this many characters of the next.
    To {
        /// Whole blocks.
        blocks: usize,
        /// Characters of the paragraph that follows.
        characters: usize,
    },
}

/// A rule or custom that a page breaks, and the stories concerned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// The rule.
    pub rule: RuleLine,
    /// The indexes of the page's stories that break it.
    pub stories: Vec<usize>,
}

/// The rules of making up a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RuleLine {
    /// 碰题: two headlines side by side, at the same height and of similar size.
    HeadlinesCollide,
    /// 断版: a straight gutter divides the page in two.
    PageDivided,
    /// 通线: a straight gutter runs along three or more stories.
    LineThrough,
    /// 孤行: a column begins with the last line of a paragraph.
    OrphanLine,
    /// The foot of the page contains only its least important story.
    WeakFoot,
    /// A story has more text than its area holds.
    Overflow,
}

impl RuleLine {
    /// The trade's word for it.
    #[must_use]
    pub fn trade_word(self) -> &'static str {
        match self {
            Self::HeadlinesCollide => "碰题",
            Self::PageDivided => "断版",
            Self::LineThrough => "通线",
            Self::OrphanLine => "孤行",
            Self::WeakFoot => "版尾太轻",
            Self::Overflow => "超出一张纸",
        }
    }

    /// Its word, for machines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::HeadlinesCollide => "headlines-collide",
            Self::PageDivided => "page-divided",
            Self::LineThrough => "line-through",
            Self::OrphanLine => "orphan-line",
            Self::WeakFoot => "weak-foot",
            Self::Overflow => "overflow",
        }
    }
}
