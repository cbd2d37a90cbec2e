//! Desk: what writes content. Whole files at once, in the place of what was read and of nothing else.

mod erratum;
mod mend;
mod original;

pub(crate) use erratum::{Correction, erratum};
pub(crate) use mend::{Mended, Mending, put, would_put};
pub use mend::{Mendings, mend};
pub(crate) use original::{Kept, clear_leftovers};
