//! Memory: what one build leaves for the next.

use crate::model::inventory::Inventory;
use crate::{link, makeup, parse, render, write};

/// What a build need not do again. Empty memory is always right, only slower.
#[derive(Debug, Default)]
pub struct Memory {
    /// What lay in the folder.
    pub inventory: Inventory,
    /// Files read.
    pub drafts: parse::Remembered,
    /// Stories resolved.
    pub links: link::Remembered,
    /// How many stories pages hold.
    pub held: makeup::Held,
    /// Pages made up.
    pub layouts: makeup::Remembered,
    /// Documents made.
    pub documents: render::Remembered,
    /// Files written.
    pub printed: write::Remembered,
}
