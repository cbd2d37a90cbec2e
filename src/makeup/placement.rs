//! Placement: where the exhibits of a story stand: in rows below its columns, as many side by side as have room, or in the columns,
//! after the text.

use super::copy::{CopyExhibit, NO_ROOM, StoryCopy};
use super::lines::lines_of;
use crate::model::layout::ExhibitPlacement;

/// The exhibits that a shape shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShownExhibits {
    /// How many.
    pub number: usize,
    /// In how many columns of the area they stand after the text; `None` if they are below it.
    pub columns: Option<usize>,
}

impl ShownExhibits {
    /// No exhibits.
    pub(crate) const NONE: Self = Self::below(0);

    /// So many, below the text.
    pub(crate) const fn below(number: usize) -> Self {
        Self { number, columns: None }
    }

    /// Where they stand in an area of `width` base columns.
    pub(crate) fn placement(self, copy: &StoryCopy, width: usize) -> ExhibitPlacement {
        match self.columns {
            Some(_) => ExhibitPlacement::InColumns,
            None => ExhibitPlacement::Below { across: across(copy, width, self.number) },
        }
    }

    /// The base columns that one of them has.
    pub(crate) fn width_of_one(self, copy: &StoryCopy, width: usize) -> usize {
        width / self.columns.unwrap_or_else(|| across(copy, width, self.number))
    }

    /// The lines of each; those side by side have the same.
    pub(crate) fn lines(self, copy: &StoryCopy, width: usize) -> Vec<usize> {
        match self.columns {
            Some(columns) => copy.exhibits[..self.number]
                .iter()
                .map(|exhibit| exhibit.in_column[width / columns - 1])
                .collect(),
            None => self
                .rows(copy, width)
                .flat_map(|row| std::iter::repeat_n(row.lines, row.exhibits.len()))
                .collect(),
        }
    }

    /// The lines that they need below the text, each row with an empty line above it.
    pub(super) fn lines_below(self, copy: &StoryCopy, width: usize) -> usize {
        self.rows(copy, width).map(|row| row.lines + 1).sum()
    }

    /// The empty space below those that are lower than the ones next to them, in lines of a base column.
    pub(super) fn beside_one_another(self, copy: &StoryCopy, width: usize) -> u32 {
        let empty = |row: ExhibitRow| {
            row.exhibits
                .iter()
                .map(|exhibit| (row.lines - exhibit.below[row.one - 1]) * row.one)
                .sum::<usize>()
        };
        lines_of(self.rows(copy, width).map(empty).sum())
    }

    /// The lines of a base column that they take beyond those of the narrower area that suits each best.
    pub(super) fn stretched(self, copy: &StoryCopy, width: usize) -> u32 {
        let beyond = |row: ExhibitRow| {
            let in_base_columns =
                |exhibit: &CopyExhibit, columns: usize| exhibit.below[columns - 1] * columns;
            let beyond = |exhibit: &CopyExhibit| {
                let least = (1..=row.one).map(|columns| in_base_columns(exhibit, columns)).min();
                in_base_columns(exhibit, row.one) - least.unwrap_or(0)
            };
            row.exhibits.iter().map(beyond).sum::<usize>()
        };
        lines_of(self.rows(copy, width).map(beyond).sum())
    }

    /// The rows below the text; none if the exhibits stand in its columns.
    fn rows(self, copy: &StoryCopy, width: usize) -> impl Iterator<Item = ExhibitRow<'_>> {
        let number = if self.columns.is_some() { 0 } else { self.number };
        copy.exhibits[..number].chunks(across(copy, width, number)).map(move |exhibits| {
            let one = width / exhibits.len();
            let lines = exhibits.iter().map(|exhibit| exhibit.below[one - 1]).max().unwrap_or(0);
            ExhibitRow { exhibits, one, lines }
        })
    }
}

/// Exhibits side by side.
struct ExhibitRow<'c> {
    exhibits: &'c [CopyExhibit],
    /// The base columns of each.
    one: usize,
    /// The lines of the highest.
    lines: usize,
}

/// The lines of a story's exhibits in one of `columns` columns of an area; `None` if they cannot stand there, on a sheet of `most` lines.
#[must_use]
pub(super) fn in_columns(copy: &StoryCopy, width: usize, columns: usize, most: usize) -> Option<Vec<usize>> {
    // Only columns as wide as base columns have the heights that were computed.
    let may = columns > 1 && width.is_multiple_of(columns) && !copy.boxed && !copy.exhibits.is_empty();
    let shown = ShownExhibits { number: copy.exhibits.len(), columns: Some(columns) };
    let lines = may.then(|| shown.lines(copy, width))?;
    lines.iter().all(|lines| *lines <= most).then_some(lines)
}

/// How many exhibits are side by side in an area: as many as have at least two base columns each and fit there. The rows are full, but
/// for a last one that stands alone across the area.
fn across(copy: &StoryCopy, width: usize, exhibits: usize) -> usize {
    let fits = |across: usize| {
        let fits = |exhibit: &CopyExhibit| exhibit.below[width / across - 1] < NO_ROOM;
        exhibits % across <= 1 && copy.exhibits[..exhibits].iter().all(fits)
    };
    (2..=exhibits.min(width / 2)).rev().find(|across| fits(*across)).unwrap_or(1)
}
