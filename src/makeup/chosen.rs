//! The chosen shape of each story, as the rectangles and lengths that templates need.

use super::copy::{CopyPicture, CopyPiece, StoryCopy};
use super::shapes::{StoryShape, room};
use crate::model::layout::{Plate, Shown};
use crate::model::theme::{EM, Grid};

/// The geometry of the pictures of a shape in an area of `width` base columns.
#[must_use]
pub(crate) fn plates(copy: &StoryCopy, width: usize, shape: &StoryShape, grid: &Grid) -> Vec<Plate> {
    let across = if shape.large { room(copy, width, grid) } else { shape.inner.measure * EM + grid.slack };
    let plate =
        |picture: &CopyPicture| Plate { large: shape.large, lines: picture.lines(across, grid).picture };
    copy.pictures[..shape.pictures].iter().map(plate).collect()
}

/// The parts of a shape's text, from 1, as far as it is shown, with a line that would be torn apart if it were justified. What is
/// below the columns has no pieces.
#[must_use]
pub(crate) fn ragged(copy: &StoryCopy, shape: &StoryShape, grid: &Grid) -> Vec<usize> {
    let column = shape.inner.measure * EM + grid.slack;
    let shown = match shape.shown {
        Shown::All => usize::MAX,
        Shown::To { blocks, .. } => blocks,
    };
    let is_torn = |piece: &CopyPiece| match piece {
        CopyPiece::Paragraph { text, indent, inset } => {
            text.is_torn(column.saturating_sub(*inset).max(EM), *indent)
        }
        _ => false,
    };
    let texts = (1..).zip(copy.text.iter().filter(|text| !text.pieces.is_empty()));
    texts
        .filter(|(_, text)| text.block <= shown && text.pieces.iter().any(is_torn))
        .map(|(place, _)| place)
        .collect()
}
