//! Below: the exhibits of a story, in rows under its columns, as many side by side as have room.

use super::copy::{NO_ROOM, StoryCopy};
use super::lines::lines_of;

/// How many exhibits are side by side in an area: as many as have at least two base columns each and fit there. The rows are full, but
/// for a last one that stands alone across the area.
#[must_use]
pub(crate) fn exhibits_across(copy: &StoryCopy, width: usize, exhibits: usize) -> usize {
    let fits = |across: usize| {
        let fits = |lines: &Vec<usize>| lines[width / across - 1] < NO_ROOM;
        exhibits % across <= 1 && copy.exhibits[..exhibits].iter().all(fits)
    };
    (2..=exhibits.min(width / 2)).rev().find(|across| fits(*across)).unwrap_or(1)
}

/// The lines of the first `exhibits` of a story in an area of `width` base columns; those side by side have the same.
#[must_use]
pub(crate) fn exhibit_lines(copy: &StoryCopy, width: usize, exhibits: usize) -> Vec<usize> {
    rows(copy, width, exhibits).flat_map(|(number, lines)| std::iter::repeat_n(lines, number)).collect()
}

/// The lines that exhibits need below the text, each row with an empty line above it.
#[must_use]
pub(super) fn below(copy: &StoryCopy, width: usize, exhibits: usize) -> usize {
    rows(copy, width, exhibits).map(|(_, lines)| lines + 1).sum()
}

/// The empty space below exhibits that are lower than those next to them, in thousandths of a line of a base column.
#[must_use]
pub(super) fn beside_one_another(copy: &StoryCopy, width: usize, exhibits: usize) -> u32 {
    let across = exhibits_across(copy, width, exhibits);
    let empty = copy.exhibits[..exhibits].chunks(across).filter(|row| row.len() > 1).flat_map(|row| {
        let most = row.iter().map(|lines| lines[width / row.len() - 1]).max().unwrap_or(0);
        row.iter().map(move |lines| (most - lines[width / row.len() - 1]) * width / row.len())
    });
    lines_of(empty.sum()) * 1000
}

/// The rows of exhibits: how many are in each, and its lines.
fn rows(copy: &StoryCopy, width: usize, exhibits: usize) -> impl Iterator<Item = (usize, usize)> {
    let across = exhibits_across(copy, width, exhibits);
    copy.exhibits[..exhibits].chunks(across).map(move |row| {
        let lines = row.iter().map(|lines| lines[width / row.len() - 1]).max();
        (row.len(), lines.unwrap_or(0))
    })
}
