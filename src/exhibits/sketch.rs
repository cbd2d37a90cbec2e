//! The contents of an exhibit, as far as its height depends on them.

use super::counted::{Entry, ResolvedExhibit};
use super::diagram::Diagram;
use crate::em::{EM, Em};

/// The line height of its words.
pub(crate) const LINE: Em = 1300;
/// The line height of its title, with the space below it.
pub(crate) const TITLE: Em = 1900;
/// The height of a number with its name under it.
const COUNT: Em = 3000;
/// The least width of a number with its name.
const COUNT_WIDTH: Em = 7800;

/// The outline of an exhibit: its contents from top to bottom.
#[derive(Clone, Debug)]
pub(crate) struct Sketch<'e>(pub Vec<SketchPart<'e>>);

/// A part of a sketch.
#[derive(Clone, Debug)]
pub(crate) enum SketchPart<'e> {
    /// Words with this line height, in a width smaller than the exhibit's by this length.
    Words(String, Em, Em),
    /// A table, whose cells may have several lines.
    Table(Vec<Vec<String>>),
    /// Cells side by side, as many as fit, each at least this wide.
    Cells(Em, Vec<Sketch<'e>>),
    /// The same, but four in two rows of two rather than three and one.
    EvenCells(Em, Vec<Sketch<'e>>),
    /// A drawing.
    Drawing(Diagram<'e>),
    /// Space of a known height.
    Height(Em),
    /// A block of this width and height at the left, and the rest next to it if there is room.
    Beside(Em, Em, Sketch<'e>),
}

impl SketchPart<'_> {
    /// Words in one line or more.
    #[must_use]
    pub(crate) fn line(text: &str, inset: Em) -> Self {
        Self::Words(text.to_owned(), LINE, inset)
    }

    /// A table of this many columns, which have names.
    #[must_use]
    pub(crate) fn table(columns: usize, rows: impl Iterator<Item = Vec<String>>) -> Self {
        Self::Table(std::iter::once(vec!["项目".to_owned(); columns]).chain(rows).collect())
    }

    /// Numbers side by side, each with its name under it.
    #[must_use]
    pub(crate) fn counts(exhibit: ResolvedExhibit, entries: &[Entry]) -> Self {
        let cell = |entry| Sketch(Self::count(exhibit, entry).into());
        Self::Cells(COUNT_WIDTH, entries.iter().map(cell).collect())
    }

    /// A number with its name under it.
    #[must_use]
    pub(crate) fn count(exhibit: ResolvedExhibit, entry: &Entry) -> [Self; 2] {
        [Self::Height(COUNT - LINE), Self::Words(exhibit.name(entry), LINE - 100, EM)]
    }
}
