//! Blocks: stories with successive ranks, placed in one rectangle, on top of one another or side by side.
//!
//! For each such run of stories and each width, the possible heights of the rectangle and their costs are computed
//! from those of shorter runs, so that a page of a dozen stories takes a few thousand additions.

use super::copy::{PicturePlacement, StoryCopy};
use super::price;
use super::shapes::StoryShape;
use crate::model::theme::{Em, Grid};

/// How many heights of a block are kept: the cheapest ones.
const KEPT: usize = 24;
/// The most lines that a story may leave empty at its foot.
const SLACK: usize = 6;

/// A possible height of a block, and how it is composed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Height {
    /// In base lines.
    pub lines: u16,
    /// What it costs.
    pub cost: u32,
    /// The story whose headline is at the top right.
    pub right: u8,
    composition: Composition,
}

#[derive(Clone, Copy, Debug)]
enum Composition {
    /// One story: its shape, lines of air and empty lines.
    One { shape: u16, air: u8, slack: u8 },
    /// Two blocks on top of each other; `lines` is the height of the upper one.
    Stacked { upper: u8, lines: u16 },
    /// Two blocks side by side; `width` is that of the left one.
    Beside { left: u8, width: u8 },
}

/// A story with its position.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlacedBlock<'s> {
    /// The index of the story on the page.
    pub story: usize,
    /// From the left, in base columns.
    pub x: usize,
    /// From the top, in base lines.
    pub y: usize,
    /// In base columns.
    pub width: usize,
    /// In base lines.
    pub height: usize,
    pub shape: &'s StoryShape,
    /// Lines of air in its headline group.
    pub air: usize,
    /// Lines that stay empty at its foot.
    pub slack: usize,
}

/// Every block of a page's stories.
#[derive(Debug)]
pub(crate) struct Blocks<'c> {
    copies: &'c [StoryCopy],
    sizes: Vec<Em>,
    /// By story, then width.
    shapes: Vec<Vec<Vec<StoryShape>>>,
    /// By first story, then number of stories, then width.
    heights: Vec<Vec<Vec<Vec<Height>>>>,
}

impl<'c> Blocks<'c> {
    /// The blocks of up to `longest` stories, from the shapes of each story by width.
    #[must_use]
    pub(crate) fn new(
        copies: &'c [StoryCopy],
        shapes: Vec<Vec<Vec<StoryShape>>>,
        longest: usize,
        grid: &Grid,
    ) -> Self {
        let sizes = copies.iter().map(|copy| grid.headline(copy.rank)).collect();
        let mut blocks = Self { copies, sizes, shapes, heights: vec![Vec::new(); copies.len()] };
        for number in 1..=longest.min(copies.len()) {
            for first in 0..=copies.len() - number {
                let widths = (1..=grid.columns).map(|width| blocks.compute(first, number, width, grid.lines));
                let widths = widths.collect();
                blocks.heights[first].push(widths);
            }
        }
        blocks
    }

    /// Blocks of a single story only.
    #[must_use]
    pub(crate) fn of_shapes(copies: &'c [StoryCopy], shapes: &[Vec<Vec<StoryShape>>], grid: &Grid) -> Self {
        Self::new(copies, shapes.to_vec(), 0, grid)
    }

    /// The same stories in blocks of any length.
    #[must_use]
    pub(crate) fn of_all(self, grid: &Grid) -> Self {
        let longest = self.copies.len();
        Self::new(self.copies, self.shapes, longest, grid)
    }

    /// A story of the page.
    #[must_use]
    pub(crate) fn copy(&self, story: usize) -> &StoryCopy {
        &self.copies[story]
    }

    /// The heights that `number` stories from `first` can have in `width` base columns, lowest first.
    #[must_use]
    pub(crate) fn heights(&self, first: usize, number: usize, width: usize) -> &[Height] {
        self.heights[first].get(number - 1).map_or(&[], |widths| widths[width - 1].as_slice())
    }

    /// The cost of two headlines side by side.
    #[must_use]
    pub(crate) fn meeting(&self, left: usize, right: usize) -> u32 {
        if self.collide(left, right) { price::COLLISION } else { 0 }
    }

    /// Whether two headlines side by side are of similar size (within 15 per cent), and neither is boxed or below a picture.
    #[must_use]
    pub(crate) fn collide(&self, left: usize, right: usize) -> bool {
        let set_apart = |story: usize| {
            let copy = &self.copies[story];
            copy.boxed || copy.stand == PicturePlacement::OverHeadline && !copy.pictures.is_empty()
        };
        let (small, large) =
            (self.sizes[left].min(self.sizes[right]), self.sizes[left].max(self.sizes[right]));
        large * 100 < small * 115 && !set_apart(left) && !set_apart(right)
    }

    fn compute(&self, first: usize, number: usize, width: usize, limit: usize) -> Vec<Height> {
        let mut found = FoundBlock::new(limit);
        if number == 1 {
            self.one(first, width, &mut found);
        }
        for upper in 1..number {
            self.stacked(first, upper, number, width, &mut found);
            for left in 1..width {
                self.beside(first, upper, number, left, width, &mut found);
            }
        }
        found.cheapest()
    }

    /// Every shape of a story: extra lines first go into its headline group, then stay empty at its foot.
    #[allow(clippy::cast_possible_truncation, reason = "a page has hundreds of lines and stories at most")]
    fn one(&self, story: usize, width: usize, found: &mut FoundBlock) {
        for (index, shape) in self.shapes[story][width - 1].iter().enumerate() {
            for more in 0..=shape.air + SLACK {
                let air = more.min(shape.air);
                let slack = more - air;
                let cost =
                    shape.cost + count(width) * (count(air) * price::AIR + count(slack) * price::BLANK);
                let composition =
                    Composition::One { shape: index as u16, air: air as u8, slack: slack as u8 };
                found.add(Height {
                    lines: (shape.height + more) as u16,
                    cost,
                    right: story as u8,
                    composition,
                });
            }
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "a page has hundreds of stories at most")]
    fn stacked(&self, first: usize, upper: usize, number: usize, width: usize, found: &mut FoundBlock) {
        for above in self.heights(first, upper, width) {
            for below in self.heights(first + upper, number - upper, width) {
                let composition = Composition::Stacked { upper: upper as u8, lines: above.lines };
                let cost = above.cost + below.cost;
                found.add(Height { lines: above.lines + below.lines, cost, right: above.right, composition });
            }
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "a page has hundreds of stories at most")]
    fn beside(
        &self,
        first: usize,
        number_left: usize,
        number: usize,
        left: usize,
        width: usize,
        found: &mut FoundBlock,
    ) {
        let mut rights =
            self.heights(first + number_left, number - number_left, width - left).iter().peekable();
        for block in self.heights(first, number_left, left) {
            while rights.next_if(|right| right.lines < block.lines).is_some() {}
            let Some(right) = rights.peek().filter(|right| right.lines == block.lines) else { continue };
            let composition = Composition::Beside { left: number_left as u8, width: left as u8 };
            let meeting = self.meeting(usize::from(block.right), first + number_left);
            let cost = block.cost + right.cost + meeting;
            found.add(Height { lines: block.lines, cost, right: right.right, composition });
        }
    }

    /// Places the stories of a block with its top left corner at `x`, `y`. `lines` must be one of its heights.
    pub(crate) fn set<'s>(
        &'s self,
        block: LayoutBlock,
        lines: u16,
        (x, y): (usize, usize),
        into: &mut Vec<PlacedBlock<'s>>,
    ) {
        let LayoutBlock { first, number, width } = block;
        let heights = self.heights(first, number, width);
        let height = heights
            .iter()
            .find(|height| height.lines == lines)
            .expect("a block is set at one of its heights");
        match height.composition {
            Composition::One { shape, air, slack } => into.push(PlacedBlock {
                story: first,
                x,
                y,
                width,
                height: usize::from(lines),
                shape: &self.shapes[first][width - 1][usize::from(shape)],
                air: usize::from(air),
                slack: usize::from(slack),
            }),
            Composition::Stacked { upper, lines: above } => {
                let upper = usize::from(upper);
                self.set(LayoutBlock { first, number: upper, width }, above, (x, y), into);
                let below = LayoutBlock { first: first + upper, number: number - upper, width };
                self.set(below, lines - above, (x, y + usize::from(above)), into);
            }
            Composition::Beside { left, width: wide } => {
                let (left, wide) = (usize::from(left), usize::from(wide));
                self.set(LayoutBlock { first, number: left, width: wide }, lines, (x, y), into);
                let right = LayoutBlock { first: first + left, number: number - left, width: width - wide };
                self.set(right, lines, (x + wide, y), into);
            }
        }
    }
}

/// A run of stories in a rectangle of this width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct LayoutBlock {
    /// The first of them.
    pub first: usize,
    /// How many.
    pub number: usize,
    /// In base columns.
    pub width: usize,
}

/// The cheapest composition of each height.
struct FoundBlock {
    by_lines: Vec<Option<Height>>,
}

impl FoundBlock {
    fn new(limit: usize) -> Self {
        Self { by_lines: vec![None; limit + 1] }
    }

    fn add(&mut self, height: Height) {
        if let Some(known) = self.by_lines.get_mut(usize::from(height.lines))
            && known.is_none_or(|known| height.cost < known.cost)
        {
            *known = Some(height);
        }
    }

    /// The cheapest heights, lowest first.
    fn cheapest(self) -> Vec<Height> {
        let mut heights: Vec<Height> = self.by_lines.into_iter().flatten().collect();
        if heights.len() > KEPT {
            heights.sort_by_key(|height| (height.cost, height.lines));
            heights.truncate(KEPT);
            heights.sort_by_key(|height| height.lines);
        }
        heights
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
