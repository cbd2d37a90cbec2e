//! Problems: what is wrong with the paper now, and how long its stories are.

use rustc_hash::FxHashMap;

use crate::finding::LocalizedFinding;
use crate::source::SourcePath;

/// The problems of the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems {
    /// The fault of the last run, if there was one.
    pub fault: Option<String>,
    /// What is wrong in the content, or may be.
    pub findings: Vec<LocalizedFinding>,
    /// How many characters of each story a proofreader reads, as `check` counts them.
    pub lengths: FxHashMap<SourcePath, usize>,
}
