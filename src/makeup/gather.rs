//! Gather (简讯): short stories with successive ranks, one above the other in a column of their own under one label.
//!
//! For the search they are a single story of one column, so that a page of many briefs is found faster, not slower.

use std::ops::Range;

use super::blocks::PlacedBlock;
use super::copy::{CopyPiece, StoryCopy};
use super::shapes::{Share, StoryShape, shapes};
use super::{area, blank, laid_out, shapes_of, share};
use crate::model::layout::{Area, Layout, Shown};
use crate::model::theme::Grid;

/// The fewest stories that are gathered.
const FEWEST: usize = 3;
/// The percentage of the sheet's height that they may take.
const HIGHEST: usize = 90;
/// The most characters of one.
const SHORT: usize = 240;

/// Short stories of a page, gathered.
struct BriefStack {
    /// Which of the page's stories.
    of: Range<usize>,
    /// They, with one label above the first.
    copies: Vec<StoryCopy>,
    /// How each is set.
    shapes: Vec<StoryShape>,
}

/// Makes up a page with its short stories gathered; `None` if it has too few of them, or no such page is found on the sheet.
#[must_use]
pub(super) fn made_up(copies: &[StoryCopy], grid: &Grid) -> Option<Layout> {
    let gathered = gathered(copies, grid)?;
    let Range { start: at, end } = gathered.of;
    let mut units = copies.to_vec();
    let stack = StoryCopy { text: Vec::new(), ..copies[at].clone() };
    units.splice(at..end, [stack]);
    let mut needs = share::needs(copies, grid);
    needs.splice(at..end, [share::Need::of_lines(gathered.height())]);
    let found = share::FILLED.into_iter().find_map(|filled| {
        let shares = share::shares(&needs, filled, grid);
        let mut shapes = shapes_of(&units, &shares, grid);
        shapes[at] = vec![Vec::new(); grid.columns];
        shapes[at][0].push(gathered.shape()?);
        laid_out(&units, shapes, grid)
    })?;
    (!found.overfull).then(|| gathered.apart(found, grid))
}

/// The first run of short stories that a column holds.
fn gathered(copies: &[StoryCopy], grid: &Grid) -> Option<BriefStack> {
    let is_short = |copy: &&StoryCopy| copy.rank > 1 && copy.is_brief;
    (0..copies.len()).find_map(|start| {
        let (mut members, mut shapes, mut height) = (Vec::new(), Vec::new(), 0);
        for copy in copies[start..].iter().take_while(is_short) {
            let mut copy = copy.clone();
            copy.head.label = members.is_empty();
            let Some(shape) = in_a_column(&copy, grid) else { break };
            height += shape.height;
            if height * 100 > grid.lines * HIGHEST {
                break;
            }
            members.push(copy);
            shapes.push(shape);
        }
        let of = start..start + members.len();
        (members.len() >= FEWEST).then_some(BriefStack { of, copies: members, shapes })
    })
}

/// The cheapest way to set all of a story in one column.
fn in_a_column(copy: &StoryCopy, grid: &Grid) -> Option<StoryShape> {
    let set = shapes(copy, 1, Share::WHOLE, grid).into_iter().filter(|shape| shape.shown == Shown::All);
    set.min_by_key(|shape| (shape.height, shape.cost))
}

/// Whether a story may be gathered: it is short, has nothing but words, and the editor has asked for nothing else.
#[must_use]
pub(super) fn is_brief(copy: &StoryCopy) -> bool {
    let characters: usize = copy.text.iter().flat_map(|text| &text.pieces).map(CopyPiece::characters).sum();
    let is_plain = copy.pictures.is_empty() && copy.exhibits.is_empty() && copy.head.deck.is_none();
    is_plain && !copy.boxed && copy.span.is_none() && characters <= SHORT
}

impl BriefStack {
    fn height(&self) -> usize {
        self.shapes.iter().map(|shape| shape.height).sum()
    }

    /// All of them as one.
    fn shape(&self) -> Option<StoryShape> {
        let first = *self.shapes.first()?;
        let cost = self.shapes.iter().map(|shape| shape.cost).sum();
        let blank = self.shapes.iter().map(|shape| shape.blank).sum();
        Some(StoryShape { height: self.height(), air: 0, orphans: 0, cost, blank, ..first })
    }

    /// A layout in which each of them has its own area.
    fn apart(&self, layout: Layout, grid: &Grid) -> Layout {
        let at = self.of.start;
        let stack = &layout.areas[at];
        let spare = stack.height - self.height();
        let mut y = stack.y;
        let last = self.copies.len() - 1;
        let members = self.copies.iter().zip(&self.shapes).enumerate().map(|(place, (copy, shape))| {
            let slack = if place == last { spare } else { 0 };
            let (height, top) = (shape.height + slack, y);
            y += height;
            let placed =
                PlacedBlock { story: at + place, x: stack.x, y: top, width: 1, height, shape, air: 0, slack };
            Area { gathered: Some(place + 1), ..area(&placed, copy, grid) }
        });
        let members: Vec<Area> = members.collect();
        let mut areas = layout.areas.clone();
        areas.splice(at..=at, members);
        let after = |story: &mut usize| *story += if *story > at { last } else { 0 };
        let mut costs = layout.costs;
        costs.iter_mut().flat_map(|breach| &mut breach.stories).for_each(after);
        Layout { blank: blank(&areas, layout.columns * layout.lines), areas, costs, ..layout }
    }
}
