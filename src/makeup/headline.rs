//! Headlines: the lines that a headline group needs in an area.

use super::copy::CopyHead;
use super::lines::{Paragraph, lines_of};
use super::price;
use crate::model::theme::{EM, Em, Grid};

/// The line height of kicker and deck, in thousandths of their size.
const MINOR_LINE: u32 = 1400;
/// The least and the greatest size of kicker and deck.
const MINOR: (Em, Em) = (1100, 1500);

/// A headline group, measured for an area.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadLines {
    /// The size of the headline.
    pub size: Em,
    /// Its lines, without air.
    pub lines: usize,
    /// Whether each line of the headline is on a line of its own.
    pub stacked: bool,
    /// What it costs.
    pub cost: u32,
}

/// Measures a headline group in `room`; `None` if it needs more lines than a headline may have, or would break inside a word. In the
/// widest area of a page, both are allowed.
#[must_use]
pub(crate) fn set(head: &CopyHead, rank: u32, room: Em, is_widest: bool, grid: &Grid) -> Option<HeadLines> {
    let size = size(head, rank, room, grid);
    let minor = minor(size, grid);
    // Headlines are bold: their digits are a little wider than those of the body.
    let place = room * 98 / 100 * EM / size;
    let stacked = in_one_line(head) > place;
    let lines = if stacked { head.headline.iter().map(|line| line.lines(place, 0)).sum() } else { 1 };
    let given = if stacked { head.headline.len().max(1) } else { 1 };
    let is_torn = head.headline.iter().any(|line| line.longest_piece() > place);
    if !is_widest && (lines > given + 2 || lines > 4 || is_torn) {
        return None;
    }
    let minor_lines = [&head.kicker, &head.deck]
        .into_iter()
        .flatten()
        .map(|line| line.lines(room * EM / minor, 0))
        .sum::<usize>();
    let height = grid.line * u32::from(head.label)
        + lines_of(lines) * (size * grid.headline_line / EM)
        + lines_of(minor_lines) * (minor * MINOR_LINE / EM)
        + head.byline.as_ref().map_or(0, |byline| grid.line * lines_of(byline.lines(room, 0)))
        + grid.line / 2;
    let mut cost = lines_of(lines.saturating_sub(given)) * price::BROKEN_HEADLINE;
    if lines > given + 1 || minor_lines > 3 {
        cost += price::CRAMPED_HEADLINE;
    }
    Some(HeadLines { size, lines: height.div_ceil(grid.line) as usize, stacked, cost })
}

/// The size of a headline in `room`: that of its rank. The lead's grows with its area, from a third to five sixths of the page, as
/// long as its longest line fills at most nine tenths of it, or has to be broken once.
fn size(head: &CopyHead, rank: u32, room: Em, grid: &Grid) -> Em {
    let least = grid.headline(rank);
    if rank > 1 || grid.lead <= least {
        return least;
    }
    let page = grid.width(grid.columns);
    let (narrow, wide) = (page / 3, page * 5 / 6);
    let part = u64::from(room.clamp(narrow, wide) - narrow) * u64::from(grid.lead - least)
        / u64::from(wide - narrow);
    let most = least + Em::try_from(part).unwrap_or(0);
    let fits = |width: Em| u64::from(room) * 9 / 10 * u64::from(EM) / u64::from(width.max(1));
    let longest = head.headline.iter().map(Paragraph::width).max().unwrap_or(0);
    let lines = [fits(in_one_line(head)), fits(longest), 2 * fits(longest)];
    let fitting = lines.into_iter().find(|size| *size >= u64::from(least));
    fitting.map_or(least, |size| most.min(Em::try_from(size).unwrap_or(most)))
}

/// The width of a headline's lines, side by side, at the size of an em.
fn in_one_line(head: &CopyHead) -> Em {
    let widths = head.headline.iter().map(Paragraph::width);
    widths.sum::<Em>() + EM * 6 / 10 * (lines_of(head.headline.len()).max(1) - 1)
}

/// The size of the kicker and the deck of a headline.
#[must_use]
pub(crate) fn minor(headline: Em, grid: &Grid) -> Em {
    (headline * grid.minor / EM).clamp(MINOR.0, MINOR.1)
}
