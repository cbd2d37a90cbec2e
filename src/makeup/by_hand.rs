//! Manual layout: a page that the editor drew as a grid of names. Its rows are as high as their stories need.

use super::blocks::{Blocks, PlacedBlock};
use super::copy::StoryCopy;
use super::price;
use super::shapes::StoryShape;
use super::{PlacedPage, finish, shapes_of, share};
use crate::model::edition::HandMade;
use crate::model::layout::{Breach, Layout, RuleLine};
use crate::model::theme::Grid;
use crate::words::{Wording, makeup};

/// A story's rectangle in the grid.
#[derive(Clone, Copy, Debug)]
struct Cells {
    left: usize,
    right: usize,
    top: usize,
    foot: usize,
}

/// Lays out a page as the editor drew it; `names` are those of its stories.
///
/// # Errors
/// What is wrong with the drawing, if it cannot be used.
pub(crate) fn by_hand(
    hand: &HandMade,
    copies: &[StoryCopy],
    names: &[&str],
    grid: &Grid,
) -> Result<Layout, Wording> {
    // The drawing determines position and width.
    let copies: Vec<StoryCopy> = copies.iter().map(|copy| StoryCopy { span: None, ..copy.clone() }).collect();
    let copies = copies.as_slice();
    let across = hand.rows.first().map_or(0, Vec::len);
    let is_even =
        across > 0 && grid.columns.is_multiple_of(across) && hand.rows.iter().all(|row| row.len() == across);
    if !is_even {
        return Err(makeup::ragged_grid(grid.columns));
    }
    let wrong = |story: usize| {
        let is_drawn = hand.rows.iter().flatten().any(|drawn| *drawn == story);
        if is_drawn { makeup::no_rectangle(names[story]) } else { makeup::not_drawn(names[story]) }
    };
    let cells = (0..copies.len()).map(|story| rectangle(hand, story).ok_or_else(|| wrong(story)));
    let cells: Vec<Cells> = cells.collect::<Result<_, _>>()?;
    let wide = grid.columns / across;
    let width = |cells: &Cells| (cells.right - cells.left) * wide;
    // As high as needed, even higher than a sheet, because the editor drew it so.
    let sheet = Grid { lines: grid.lines * 4, ..grid.clone() };
    let shares = share::shares(&share::needs(copies, grid), share::FILLED[0], grid);
    let shapes = shapes_of(copies, &shares, &sheet);
    let fitting = |story: usize| shapes[story][width(&cells[story]) - 1].as_slice();
    if let Some(story) = (0..copies.len()).find(|story| fitting(*story).is_empty()) {
        return Err(makeup::no_room_in_drawing(names[story]));
    }
    let tops = row_tops(&cells, hand.rows.len(), &|story| natural(fitting(story)));
    let set = (0..copies.len()).map(|story| {
        let cells = &cells[story];
        let (y, height) = (tops[cells.top], tops[cells.foot] - tops[cells.top]);
        let (shape, air, slack) = fill(fitting(story), height);
        PlacedBlock { story, x: cells.left * wide, y, width: width(cells), height, shape, air, slack }
    });
    let page = PlacedPage { cost: 0, lines: tops[hand.rows.len()], set: set.collect() };
    let blocks = Blocks::of_shapes(copies, &shapes, grid);
    let layout = finish(&page, &blocks, grid);
    let collisions = layout.costs.iter().filter(|breach| breach.rule == RuleLine::HeadlinesCollide).cloned();
    let mut broken: Vec<Breach> = collisions.collect();
    if page.lines > grid.lines {
        broken.push(Breach { rule: RuleLine::Overflow, stories: (0..copies.len()).collect() });
    }
    Ok(Layout { overfull: page.lines > grid.lines, broken, ..layout })
}

/// Whether a drawing gives each of the `stories` a rectangle.
#[must_use]
pub(crate) fn draws_all(hand: &HandMade, stories: usize) -> bool {
    (0..stories).all(|story| rectangle(hand, story).is_some())
}

/// The rectangle of a story's cells; `None` if there are no cells or they do not form a rectangle.
fn rectangle(hand: &HandMade, story: usize) -> Option<Cells> {
    let cells = || {
        let rows = hand.rows.iter().enumerate();
        rows.flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, of)| (row, column, *of)))
            .filter(|(.., of)| *of == story)
    };
    let (top, foot) = (cells().map(|(row, ..)| row).min()?, cells().map(|(row, ..)| row).max()? + 1);
    let columns = || cells().map(|(_, column, _)| column);
    let (left, right) = (columns().min()?, columns().max()? + 1);
    (cells().count() == (foot - top) * (right - left)).then_some(Cells { left, right, top, foot })
}

/// The top of each row and the foot of the last, so that every story gets the height it needs.
fn row_tops(cells: &[Cells], rows: usize, height: &dyn Fn(usize) -> usize) -> Vec<usize> {
    let mut tops = vec![0; rows + 1];
    for row in 1..=rows {
        let ending = cells.iter().enumerate().filter(|(_, cells)| cells.foot == row);
        let needed = ending.map(|(story, cells)| tops[cells.top] + height(story)).max();
        tops[row] = needed.unwrap_or(0).max(tops[row - 1] + 1);
    }
    tops
}

/// The height of the cheapest shape.
fn natural(shapes: &[StoryShape]) -> usize {
    shapes.iter().min_by_key(|shape| shape.cost).map_or(1, |shape| shape.height)
}

/// The shape that fills a height best, with the lines of air and the empty lines that are left.
fn fill(shapes: &[StoryShape], height: usize) -> (&StoryShape, usize, usize) {
    let left = |shape: &StoryShape| height - shape.height;
    let cost = |shape: &&StoryShape| {
        let empty = u32::try_from(left(shape)).unwrap_or(u32::MAX / 1000);
        shape.cost.saturating_add(empty * price::BLANK)
    };
    let fitting = shapes.iter().filter(|shape| shape.height <= height);
    let shape = fitting.min_by_key(cost).expect("a row is as high as the cheapest shape of each story in it");
    let air = left(shape).min(shape.air);
    (shape, air, left(shape) - air)
}
