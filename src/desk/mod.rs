//! Desk: what writes content. Whole files at once, in the place of what was read and of nothing else.

mod erratum;
mod mend;
mod original;

pub use erratum::{Correction, erratum};
pub use mend::{Mended, Mending, Mendings, mend, put, would_put};
pub use original::{Kept, clear_leftovers};
