//! What lies in a paper's folder, read but not understood.

use std::collections::BTreeMap;

use super::draft::Carried;
use crate::source::SourcePath;

/// The largest text that is read, in bytes.
pub const TEXT_LIMIT: u64 = 8 << 20;

/// What lies in a paper's folder.
#[derive(Debug, Default)]
pub struct Inventory {
    /// Every Markdown and YAML file of `content/`, and every file of the themes, as bytes.
    pub texts: BTreeMap<SourcePath, Vec<u8>>,
    /// Files of `content/` that are carried over.
    pub carried: Vec<Carried>,
    /// What was not taken, and why.
    pub left_out: Vec<(SourcePath, LeftOut)>,
}

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A link: it might lead out of the paper.
    Link,
    /// A device or pipe.
    Special,
    /// A name that is not text.
    Name,
    /// Larger than a text may be.
    TooLarge,
}
