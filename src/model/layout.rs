//! A layout (拼版): where each story of a page stands on the grid, and how it is set there.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ids::EditionId;
use super::theme::Em;

/// Whoever knows how a page (from 0) of an edition is made up.
pub type MadeUp<'m> = dyn Fn(EditionId, usize) -> Option<Arc<Layout>> + Sync + 'm;

/// A page made up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// How many base columns the page has.
    pub columns: usize,
    /// How many base lines it needs.
    pub lines: usize,
    /// The areas of its stories, in their order on the page.
    pub areas: Vec<Area>,
    /// What part of the page holds neither headline, text, picture, exhibit nor a gutter that the theme prescribes.
    pub blank: f64,
    /// Whether its stories need more lines than the sheet has, cut as far as they may be.
    pub overfull: bool,
    /// The rules that a page made up by hand breaks.
    pub broken: Vec<Breach>,
    /// What is not as it should be, though it may be.
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
    /// In base lines, the gap below it included.
    pub height: usize,
    /// Whether it stands in a box.
    pub boxed: bool,
    /// The lines of its headline group.
    pub head: usize,
    /// The size of its headline.
    pub headline: Em,
    /// The size of its kicker and deck.
    pub minor: Em,
    /// Whether each line of its headline, as the author broke it, stands for itself.
    pub stacked: bool,
    /// Its inner columns.
    pub inner: Inner,
    /// How its pictures stand.
    pub pictures: Vec<Plate>,
    /// The lines of each exhibit and table that it shows.
    pub exhibits: Vec<usize>,
    /// How many of these stand side by side; a last one that would stand alone stands across the area.
    pub exhibits_across: usize,
    /// Whether their drawings are the wide ones.
    pub wide_drawings: bool,
    /// How much of its text is shown.
    pub shown: Shown,
    /// What stays empty, in thousandths of a line of a base column.
    pub blank: u32,
}

impl Area {
    /// Where it ends at the right.
    #[must_use]
    pub fn right(&self) -> usize {
        self.x + self.width
    }

    /// Where it ends at the foot.
    #[must_use]
    pub fn foot(&self) -> usize {
        self.y + self.height
    }
}

/// The columns inside an area, all of one width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Inner {
    /// How many.
    pub columns: usize,
    /// How many characters a line has.
    pub measure: u32,
    /// The gutter between them.
    pub gutter: Em,
}

/// How a picture stands in its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Plate {
    /// Across the whole area; otherwise at the head of its first inner column.
    pub large: bool,
    /// The lines that the picture takes, its caption not counted.
    pub lines: usize,
}

/// How much of a story's text its page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shown {
    /// All of it.
    All,
    /// So many blocks, and so many characters of the next.
    To {
        /// Whole blocks.
        blocks: usize,
        /// Characters of the paragraph that follows.
        characters: usize,
    },
}

/// A rule or custom that a page does not keep, and whose stories are concerned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// Which.
    pub rule: RuleLine,
    /// By which of the page's stories, from 0.
    pub stories: Vec<usize>,
}

/// The rules of making up a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RuleLine {
    /// 碰题: two headlines side by side, on one level and of like size.
    HeadlinesCollide,
    /// 断版: a straight gutter divides the page in two.
    PageDivided,
    /// 通线: a straight gutter runs along three stories or more.
    LineThrough,
    /// 孤行: a column begins with the last line of a paragraph.
    OrphanLine,
    /// The foot of the page holds nothing but the least of its stories.
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
