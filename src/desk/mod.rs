//! Desk: writes content. Only whole files, and only over the contents that were read.

mod approve;
mod contents;
mod erratum;
mod mend;
mod original;

pub(crate) use approve::{Approving, also_signed, approve, obstacles};
pub(crate) use contents::{ContentsOf, figure_digest};
pub(crate) use erratum::{Erratum, coming, erratum};
pub(crate) use mend::AppliedFix;
pub(crate) use mend::{Mended, Mending, put, would_put};
pub use mend::{Mendings, mend};
pub(crate) use original::{Kept, clear_leftovers};
