//! What marks mean: those of words, of groups of blocks, of cells and of pictures.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A mark of words that are set on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// *Emphasis*.
    Emphasis,
    /// **Strong**.
    Strong,
    /// ~~Struck~~.
    Struck,
    /// Inserted later.
    Inserted,
    /// Underlined: a proper name.
    Underlined,
    /// Marked as with a pen.
    Highlighted,
    /// A key to press.
    Key,
    /// In small type.
    Small,
}

impl Mark {
    /// Its element in HTML.
    #[must_use]
    pub fn element(self) -> &'static str {
        match self {
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Struck => "del",
            Self::Inserted => "ins",
            Self::Underlined => "u",
            Self::Highlighted => "mark",
            Self::Key => "kbd",
            Self::Small => "small",
        }
    }
}

/// Where small characters are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Script {
    /// Above the line.
    Raised,
    /// Below the line.
    Lowered,
}

/// The characters that Unicode has above the line and below it.
const RAISED: &str = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾nⁿiⁱ";
const LOWERED: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕkₖlₗmₘnₙoₒpₚsₛtₜxₓ";

impl Script {
    /// Its element in HTML.
    #[must_use]
    pub fn element(self) -> &'static str {
        match self {
            Self::Raised => "sup",
            Self::Lowered => "sub",
        }
    }

    /// `text` where nothing can be set small, such as in a title: 10³ is not 103. Unchanged if Unicode lacks a character.
    #[must_use]
    pub fn plain(self, text: &str) -> String {
        let table = if self == Self::Raised { RAISED } else { LOWERED };
        let small = |character: char| {
            let mut pairs = table.chars();
            std::iter::from_fn(|| pairs.next().zip(pairs.next()))
                .find(|(full, _)| *full == character)
                .map(|(_, small)| small)
        };
        let all: Option<String> = text.chars().map(small).collect();
        all.unwrap_or_else(|| text.to_owned())
    }
}

/// An alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// The theme's default.
    #[default]
    Unset,
    /// Left.
    Left,
    /// Centred.
    Centre,
    /// Right.
    Right,
}

/// What a group of blocks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupKind {
    /// Blocks that are aligned in the same way.
    Aligned(Alignment),
    /// A note to the reader, set apart.
    Alert(Alert),
    /// Blocks under a title that a reader may fold away.
    Details {
        /// Whether they are shown at first.
        open: bool,
    },
}

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alert {
    /// 说明
    Note,
    /// 提示
    Tip,
    /// 重要
    Important,
    /// 注意
    Warning,
    /// 警告
    Caution,
}

impl Alert {
    /// Its class in HTML.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// How a cell differs from the others of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellShape {
    /// Its row, from 0; the head is no row.
    pub row: Option<usize>,
    /// Its column, from 0.
    pub column: usize,
    /// How many rows and columns it covers. The cells that it covers are empty.
    pub covers: (usize, usize),
    /// Whether it is the heading of its row.
    pub heads_row: bool,
    /// Its own alignment.
    pub alignment: Alignment,
}

/// The row and the column of a cell; a cell of the head is in no row.
pub(crate) type CellPlace = (Option<usize>, usize);

/// The cells of a table that are not like the others, by place.
#[derive(Debug)]
pub(crate) struct TableShapes<'b> {
    alignments: &'b [Alignment],
    by_place: FxHashMap<CellPlace, &'b CellShape>,
    /// For each cell that another one covers, that one.
    covered: FxHashMap<CellPlace, &'b CellShape>,
}

impl<'b> TableShapes<'b> {
    #[must_use]
    pub(crate) fn new(alignments: &'b [Alignment], shapes: &'b [CellShape]) -> Self {
        let mut covered = FxHashMap::default();
        for shape in shapes {
            let CellShape { row, column, covers: (rows, columns), .. } = shape;
            let all = (0..*rows).flat_map(|down| (0..*columns).map(move |across| (down, across)));
            let places = all.skip(1).map(|(down, across)| (row.map(|row| row + down), column + across));
            covered.extend(places.map(|place| (place, shape)));
        }
        let by_place = shapes.iter().map(|shape| ((shape.row, shape.column), shape)).collect();
        Self { alignments, by_place, covered }
    }

    /// The shape of a cell, if it has one.
    #[must_use]
    pub(crate) fn at(&self, place: CellPlace) -> Option<&'b CellShape> {
        self.by_place.get(&place).copied()
    }

    /// The cell that covers a cell, if one does.
    #[must_use]
    pub(crate) fn owner(&self, place: CellPlace) -> Option<&'b CellShape> {
        self.covered.get(&place).copied()
    }

    /// The alignment of a cell: its own, or that of its column.
    #[must_use]
    pub(crate) fn alignment(&self, place: CellPlace) -> Alignment {
        let own = self.at(place).map(|shape| shape.alignment);
        let of_column = || self.alignments.get(place.1).copied().unwrap_or_default();
        own.filter(|own| *own != Alignment::Unset).unwrap_or_else(of_column)
    }
}

/// The size at which the editor wants a picture; without one, that of its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedSize {
    /// Its width.
    pub width: Option<AskedWidth>,
    /// Its height in pixels.
    pub height: Option<u32>,
}

/// The width at which the editor wants a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AskedWidth {
    /// In pixels.
    Pixels(u32),
    /// As a percentage of the column.
    Percent(u32),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_stays_a_power_where_nothing_can_be_set_small() {
        assert_eq!(Script::Raised.plain("-3"), "⁻³");
        assert_eq!(Script::Lowered.plain("2"), "₂");
        assert_eq!(Script::Raised.plain("注1"), "注1");
    }
}
