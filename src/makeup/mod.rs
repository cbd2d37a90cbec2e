//! Make-up (拼版): the stories of a page → rectangles on a grid.
//!
//! 1. `copyfit`: each story with its text measured by `lines` and its exhibits by `sketch` (`copy`); `spill` moves
//!    what a page cannot hold, `share` divides the sheet among the rest.
//! 2. `shapes`: every way in which a story fills an area of each width, with its text in columns by `flow`.
//! 3. `gather`: short stories in one column count as one. `blocks`: stories with successive ranks, placed in one rectangle.
//! 4. `wheel`: five blocks that form a page without a straight gutter across it.
//! 5. `rules`: of the cheapest pages, the one that follows the customs of the trade best.
//!
//! Everything except the height of drawings is computed in integers, so that every machine makes up the same page.

mod blocks;
mod by_hand;
mod chosen;
mod classes;
mod copy;
mod copyfit;
mod cuts;
mod endings;
mod exhibits;
mod flow;
mod gather;
mod headline;
mod heads;
mod layouts;
mod lines;
mod placement;
mod price;
mod rules;
mod runs;
mod shapes;
mod share;
mod sketch;
mod spill;
mod table;
mod wheel;

pub use copy::{CopyExhibit, CopyHead, CopyPicture, CopyPiece, CopyText, PicturePlacement, StoryCopy};
pub use layouts::{LayoutMemos, Layouts};
pub use lines::Paragraph;
pub use runs::{TextFace, TextRun};
pub use share::held;
pub use spill::spill;

use std::borrow::Cow;

use crate::model::layout::{Area, Breach, Layout, RuleLine, Shown};
use crate::model::theme::Grid;
use blocks::{Blocks, LayoutBlock, PlacedBlock};
use rules::Rect;
use shapes::{Share, StoryShape};

/// The most stories in one block of a wheel, or two more than a fifth of all, if that is more.
const LONGEST_BLOCK: usize = 4;
/// An overfull page is laid out on at most about this many sheets.
const SHEETS: usize = 4;
/// The fewest stories that form a wheel.
const WHEEL: usize = 5;

/// Makes up a page of `copies`, sorted by rank.
///
/// A page is overfull if its stories need more lines than the sheet has even when cut as far as allowed. It is laid
/// out on as many lines as it needs, up to a limit of sheets; beyond that, a story that cannot be cut shows only its
/// headline. Spans that cannot be combined on a page are ignored, starting with the least important story.
#[must_use]
pub fn make_up(copies: &[StoryCopy], grid: &Grid) -> Layout {
    if copies.is_empty() {
        return Layout::empty(grid.columns);
    }
    if let Some(layout) = gather::made_up(copies, grid) {
        return layout;
    }
    let needs = share::needs(copies, grid);
    let mut sheet = grid.clone();
    let mut copies = Cow::Borrowed(copies);
    loop {
        let uncut = if sheet.lines < SHEETS * grid.lines { Uncut::Whole } else { Uncut::HeadAlone };
        let found = share::FILLED.into_iter().find_map(|filled| {
            let shares = share::shares(&needs, filled, &sheet);
            on_sheet(&copies, &shares, uncut, &sheet)
        });
        if let Some(layout) = found {
            return Layout { overfull: layout.overfull || layout.lines > grid.lines, ..layout };
        }
        if let Some(last) = copies.iter().rposition(|copy| copy.span.is_some()) {
            copies.to_mut()[last].span = None;
        } else {
            sheet.lines += sheet.lines / 2;
        }
    }
}

/// How a story is shown that is too long for its sheet and cannot be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Uncut {
    /// All of it, or not at all.
    Whole,
    /// Only its headline.
    HeadAlone,
}

/// Makes up a page on a sheet where each story has its share; `None` if they do not fit.
fn on_sheet(copies: &[StoryCopy], shares: &[Share], uncut: Uncut, grid: &Grid) -> Option<Layout> {
    let mut shapes = shapes_of(copies, shares, grid);
    let mut is_headed = false;
    for (copy, widths) in copies.iter().zip(&mut shapes) {
        if uncut == Uncut::HeadAlone && widths.iter().all(Vec::is_empty) {
            *widths = (1..=grid.columns).map(|width| shapes::heads_alone(copy, width, grid)).collect();
            is_headed = true;
        }
    }
    let layout = laid_out(copies, shapes, grid)?;
    Some(Layout { overfull: is_headed, ..layout })
}

/// The best page from some shapes; `None` if they do not fit on the sheet.
fn laid_out(copies: &[StoryCopy], shapes: Vec<Vec<Vec<StoryShape>>>, grid: &Grid) -> Option<Layout> {
    let number = copies.len();
    let longest = LONGEST_BLOCK.max(number.div_ceil(5) + 1);
    let small = number < rules::MANY;
    let blocks = Blocks::new(copies, shapes, if small { number } else { longest }, grid);
    let mut pages = if number >= WHEEL { of_wheels(&blocks, number, longest, grid) } else { Vec::new() };
    if small {
        pages.extend(of_one_block(&blocks, number, grid));
    }
    if pages.is_empty() {
        drop(pages);
        let blocks = blocks.of_all(grid);
        return of_one_block(&blocks, number, grid)
            .into_iter()
            .min_by_key(|page| page.cost)
            .map(|page| finish(&page, &blocks, grid));
    }
    let best = pages.iter().min_by_key(|page| page.cost)?;
    Some(finish(best, &blocks, grid))
}

/// The shapes of each story, by width.
fn shapes_of(copies: &[StoryCopy], shares: &[Share], grid: &Grid) -> Vec<Vec<Vec<StoryShape>>> {
    let of_story = |(copy, share): (&StoryCopy, &Share)| {
        (1..=grid.columns).map(|width| shapes::shapes(copy, width, *share, grid)).collect()
    };
    copies.iter().zip(shares).map(of_story).collect()
}

/// A candidate for a page.
struct PlacedPage<'s> {
    cost: u32,
    lines: usize,
    set: Vec<PlacedBlock<'s>>,
}

fn of_wheels<'s>(blocks: &'s Blocks, number: usize, longest: usize, grid: &Grid) -> Vec<PlacedPage<'s>> {
    let wheels = wheel::wheels(blocks, number, grid.columns, grid.lines, longest);
    let page = |wheel: &wheel::Wheel| {
        let mut set = Vec::with_capacity(number);
        for (block, lines, corner) in wheel.blocks {
            blocks.set(block, lines, corner, &mut set);
        }
        rated(set, wheel.cost, blocks, grid)
    };
    wheels.iter().map(page).collect()
}

fn of_one_block<'s>(blocks: &'s Blocks, number: usize, grid: &Grid) -> Vec<PlacedPage<'s>> {
    let heights = blocks.heights(0, number, grid.columns);
    let page = |height: &blocks::Height| {
        let mut set = Vec::with_capacity(number);
        blocks.set(LayoutBlock { first: 0, number, width: grid.columns }, height.lines, (0, 0), &mut set);
        rated(set, height.cost, blocks, grid)
    };
    heights.iter().map(page).collect()
}

fn rated<'s>(mut set: Vec<PlacedBlock<'s>>, cost: u32, blocks: &Blocks, grid: &Grid) -> PlacedPage<'s> {
    set.sort_by_key(|set| set.story);
    let lines = set.iter().map(|set| set.y + set.height).max().unwrap_or(0);
    let cost = cost + rules::cost(&rects(&set), grid.columns, lines, blocks) + unfilled(&set, lines, grid);
    PlacedPage { cost, lines, set }
}

/// The cost of an empty foot below stories of which more could be shown.
fn unfilled(set: &[PlacedBlock], lines: usize, grid: &Grid) -> u32 {
    let is_cut = set.iter().any(|set| set.shape.shown != Shown::All);
    let empty = if is_cut { grid.lines.saturating_sub(lines) * grid.columns } else { 0 };
    u32::try_from(empty).unwrap_or(u32::MAX / price::BLANK).saturating_mul(price::BLANK)
}

fn rects(set: &[PlacedBlock]) -> Vec<Rect> {
    set.iter()
        .map(|set| Rect { story: set.story, x: set.x, y: set.y, width: set.width, height: set.height })
        .collect()
}

fn finish(page: &PlacedPage, blocks: &Blocks, grid: &Grid) -> Layout {
    let areas: Vec<Area> = page.set.iter().map(|set| area(set, blocks.copy(set.story), grid)).collect();
    let collide = |left: usize, right: usize| blocks.collide(left, right);
    let customs = rules::customs(&rects(&page.set), grid.columns, page.lines, &collide);
    let mut costs: Vec<Breach> =
        customs.into_iter().map(|(rule, stories)| Breach { rule, stories }).collect();
    let orphans: Vec<usize> =
        page.set.iter().filter(|set| set.shape.orphans > 0).map(|set| set.story).collect();
    if !orphans.is_empty() {
        costs.push(Breach { rule: RuleLine::OrphanLine, stories: orphans });
    }
    Layout {
        columns: grid.columns,
        lines: page.lines,
        blank: blank(&areas, grid.columns * page.lines),
        areas,
        overfull: false,
        broken: Vec::new(),
        costs,
    }
}

/// The proportion of a page of `cells` lines of a base column that stays empty.
#[allow(clippy::cast_precision_loss, reason = "a page has some hundred cells")]
fn blank(areas: &[Area], cells: usize) -> f64 {
    let empty: u32 = areas.iter().map(|area| area.blank).sum();
    (f64::from(empty) / 1000.0) / (cells.max(1) as f64)
}

fn area(set: &PlacedBlock, copy: &StoryCopy, grid: &Grid) -> Area {
    let shape = set.shape;
    let one_exhibit = shape.exhibits.width_of_one(copy, set.width);
    Area {
        x: set.x,
        y: set.y,
        width: set.width,
        height: set.height,
        boxed: copy.boxed,
        head: shape.head + set.air,
        headline: shape.headline,
        minor: headline::minor(shape.headline, grid),
        stacked: shape.stacked,
        inner: shape.inner,
        pictures: chosen::plates(copy, set.width, shape, grid),
        exhibits: shape.exhibits.lines(copy, set.width),
        exhibit_placement: shape.exhibits.placement(copy, set.width),
        wide_drawings: sketch::drawn_wide(sketch::inner_width(one_exhibit, grid)),
        shown: shape.shown,
        ragged: chosen::ragged(copy, shape, grid),
        short_ends: chosen::short_ends(copy, shape, grid, 3..),
        undivided: chosen::short_ends(copy, shape, grid, 2..=2),
        gathered: None,
        blank: shape.blank + u32::try_from(set.slack * set.width * 1000).unwrap_or(u32::MAX),
    }
}
