//! Shares: how much of each story's text a page may show, so that all its stories fit on the sheet.

use super::copy::{CopyExhibit, StoryCopy};
use super::flow::Flow;
use super::shapes::Share;
use crate::model::theme::{EM, Grid};

/// The least text of a story before its page is overfull, in lines of a base column.
const LEAST_LINES: u32 = 14;
/// A page always keeps this many stories: each is cut to the room there is.
pub(crate) const ALWAYS_HELD: usize = 4;
/// A page keeps at most this many stories, however short they are.
const MOST_HELD: usize = 60;
/// If the page has room for a whole story, it is cut only from this length on, in characters.
const LONG: u32 = 600;
/// The percentage of its sheet that the stories of a page may fill by estimate. The estimate is rough, so the first
/// value is tried first, and the second if that finds no page.
pub(crate) const FILLED: [usize; 2] = [112, 95];

/// The lines of a base column that a story needs for its text, and for everything else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Need {
    besides: usize,
    text: usize,
}

impl Need {
    /// What always needs as many lines of a base column.
    pub(crate) fn of_lines(lines: usize) -> Self {
        Self { besides: lines, text: 0 }
    }
}

/// What each story of a page needs, whatever the height of its sheet.
#[must_use]
pub(crate) fn needs(copies: &[StoryCopy], grid: &Grid) -> Vec<Need> {
    copies.iter().map(|copy| need(copy, grid)).collect()
}

/// The share of each story of a page whose stories may fill this percentage of its sheet.
#[must_use]
pub(crate) fn shares(needs: &[Need], filled: usize, grid: &Grid) -> Vec<Share> {
    let whole: usize = needs.iter().map(|need| need.besides + need.text).sum();
    if whole <= sheet(filled, grid) {
        return needs.iter().map(|need| share(characters(need.text, grid), u32::MAX)).collect();
    }
    let allowance = allowance(needs, sheet(filled, grid));
    let of_story = |(place, need): (usize, &Need)| {
        share(characters(need.text, grid), characters(allowance * weight(place), grid))
    };
    needs.iter().enumerate().map(of_story).collect()
}

/// The characters of a story that decide whether its page is overfull.
#[must_use]
pub(crate) fn least(grid: &Grid) -> usize {
    2 * LEAST_LINES as usize * grid.measure as usize
}

/// The characters that a whole sheet holds: no more of a story is ever shown.
#[must_use]
pub(crate) fn most(grid: &Grid) -> usize {
    grid.columns * grid.lines * grid.measure as usize
}

/// How many stories, starting with the lead, a sheet holds if each is cut as far as allowed.
#[must_use]
pub fn held(copies: &[StoryCopy], grid: &Grid) -> usize {
    let needs = needs(copies, grid);
    let holds = |number: &usize| taken(&needs[..*number], LEAST_LINES as usize) <= sheet(FILLED[1], grid);
    (ALWAYS_HELD..=copies.len().min(MOST_HELD)).rev().find(holds).unwrap_or(copies.len().min(ALWAYS_HELD))
}

/// The lines of a base column that the stories of a sheet may fill, by estimate.
fn sheet(filled: usize, grid: &Grid) -> usize {
    grid.columns * grid.lines * filled / 100
}

/// The lead may be twice as long as the others.
fn weight(place: usize) -> usize {
    if place == 0 { 2 } else { 1 }
}

fn characters(lines: usize, grid: &Grid) -> u32 {
    u32::try_from(lines).unwrap_or(u32::MAX / 100).saturating_mul(grid.measure)
}

/// The most lines of text for each story with which all fit on the sheet.
fn allowance(needs: &[Need], sheet: usize) -> usize {
    let longest = needs.iter().map(|need| need.text).max().unwrap_or(0);
    let (mut least, mut most) = (LEAST_LINES as usize, longest.max(LEAST_LINES as usize));
    while least < most {
        let middle = (least + most).div_ceil(2);
        if taken(needs, middle) <= sheet { least = middle } else { most = middle - 1 }
    }
    least
}

/// The lines that the stories need if each shows at most `lines` lines of its text.
fn taken(needs: &[Need], lines: usize) -> usize {
    needs.iter().enumerate().map(|(place, need)| need.besides + need.text.min(lines * weight(place))).sum()
}

/// The share of a story of `text` characters with this allowance.
fn share(text: u32, allowance: u32) -> Share {
    if text > allowance {
        let most = (allowance * 14 / 10).min(text * 85 / 100);
        return Share {
            least: allowance * 6 / 10,
            wanted: allowance,
            most,
            whole: text <= allowance * 14 / 10,
            needless: false,
        };
    }
    if text < LONG {
        return Share { least: u32::MAX, wanted: u32::MAX, most: 0, whole: true, needless: true };
    }
    let most = text * 85 / 100;
    Share { least: (text * 45 / 100).max(LONG / 2), wanted: most, most, whole: true, needless: true }
}

/// What a story needs, roughly, in lines of a base column; its headline group is across two.
fn need(copy: &StoryCopy, grid: &Grid) -> Need {
    let across = 2.min(grid.columns);
    let column = grid.width(1);
    let text = Flow::new(&copy.text, &[], column, usize::MAX, grid).lines();
    let pictures =
        copy.pictures.iter().take(1).map(|picture| picture.lines(column * 2, grid).total() * across);
    // An exhibit that fits on no sheet is shown only in the story's document.
    let fits = |(width, lines): (usize, &usize)| (*lines <= grid.lines).then_some((width, lines * width));
    let of_exhibit = |exhibit: &CopyExhibit| {
        let places: Vec<(usize, usize)> = (1..).zip(&exhibit.below).filter_map(fits).collect();
        let usual = places.iter().find(|(width, _)| *width >= across).or(places.last());
        usual.map_or(0, |(_, lines)| *lines)
    };
    let exhibits = copy.exhibits.iter().map(of_exhibit);
    let headline: u64 = copy.head.headline.iter().map(|line| u64::from(line.width() / EM)).sum();
    let [size, width, height, line, em] =
        [grid.headline(copy.rank), grid.width(across), grid.headline_line, grid.line, EM].map(u64::from);
    // A whole story pasted into its headline gets as many lines as it needs.
    let lines = (headline * size / width + 1) * size * height / em / line + 3;
    let lines = usize::try_from(lines).unwrap_or(usize::MAX / 64);
    Need { besides: lines * across + pictures.sum::<usize>() + exhibits.sum::<usize>(), text }
}
