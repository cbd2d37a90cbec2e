//! Memory: what one build leaves for the next.

use crate::makeup::Remembered;

/// What a build need not do again. Empty memory is always right, only slower.
#[derive(Debug, Default)]
pub struct Memory {
    /// Pages made up.
    pub layouts: Remembered,
}
