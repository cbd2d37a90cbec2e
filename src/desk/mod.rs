//! Desk: what writes content. Whole files at once, in the place of what was read and of nothing else.

mod erratum;
mod mend;

pub use erratum::{Correction, erratum};
pub use mend::{Mended, mend};
