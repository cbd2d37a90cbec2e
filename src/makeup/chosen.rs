//! The chosen shape of each story, as the rectangles and lengths that templates need.

use std::ops::RangeBounds;

use super::copy::{CopyPicture, CopyPiece, CopyText, StoryCopy, within};
use super::shapes::{StoryShape, room};
use crate::model::layout::{Plate, Shown};
use crate::model::theme::{EM, Em, Grid};

/// The geometry of the pictures of a shape in an area of `width` base columns.
#[must_use]
pub(crate) fn plates(copy: &StoryCopy, width: usize, shape: &StoryShape, grid: &Grid) -> Vec<Plate> {
    let across = if shape.large { room(copy, width, grid) } else { shape.inner.measure * EM + grid.slack };
    let plate =
        |picture: &CopyPicture| Plate { large: shape.large, lines: picture.lines(across, grid).picture };
    copy.pictures[..shape.pictures].iter().map(plate).collect()
}

/// The parts of a shape's text, from 1, as far as it is shown, with a line that would be torn apart if it were justified.
#[must_use]
pub(crate) fn ragged(copy: &StoryCopy, shape: &StoryShape, grid: &Grid) -> Vec<usize> {
    let column = column(shape, grid);
    let is_torn = |piece: &CopyPiece| match piece {
        CopyPiece::Paragraph { text, indent, inset } => text.is_torn(within(column, *inset), *indent),
        _ => false,
    };
    let shown = shown_whole(shape);
    parts(copy, |text| text.block <= shown && text.pieces.iter().any(is_torn))
}

/// The parts of a shape's text, from 1, with so many lines whose last is too short to begin a column; none if there is only one column.
#[must_use]
pub(crate) fn short_ends(
    copy: &StoryCopy,
    shape: &StoryShape,
    grid: &Grid,
    lines: impl RangeBounds<usize>,
) -> Vec<usize> {
    let (column, shown) = (column(shape, grid), shown_whole(shape));
    let is_divided = shape.inner.columns > 1;
    let ends_short =
        |text: &CopyText| text.lines_with_short_end(column).is_some_and(|number| lines.contains(&number));
    parts(copy, |text| is_divided && text.block < shown && ends_short(text))
}

/// The places, from 1, of the parts of a text for which something is so. What stands apart from the text has no pieces.
fn parts(copy: &StoryCopy, is_so: impl Fn(&CopyText) -> bool) -> Vec<usize> {
    let texts = (1..).zip(copy.text.iter().filter(|text| !text.pieces.is_empty()));
    texts.filter(|(_, text)| is_so(text)).map(|(place, _)| place).collect()
}

/// The width of a column.
fn column(shape: &StoryShape, grid: &Grid) -> Em {
    shape.inner.measure * EM + grid.slack
}

/// How many blocks of a text are shown whole.
fn shown_whole(shape: &StoryShape) -> usize {
    match shape.shown {
        Shown::All => usize::MAX,
        Shown::To { blocks, .. } => blocks,
    }
}
