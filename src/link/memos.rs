//! What linking keeps for the next run.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::resolve::Resolved;
use crate::memo::Memo;
use crate::model::heads::HeadBreaks;

/// Values that were computed in earlier runs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct LinkMemos {
    /// Resolved stories, by path and draft.
    pub(super) resolved: Memo<Resolved>,
    /// Where the lines of heads may end, by their words and the names that the paper has listed.
    pub(super) breaks: Memo<Arc<HeadBreaks>>,
    /// The characters of the headlines that share a face, by the headlines.
    pub(super) letters: Memo<Arc<str>>,
}

impl LinkMemos {
    /// How many stories this run has resolved.
    pub(crate) fn resolved_now(&self) -> usize {
        self.resolved.computed()
    }

    /// Of how many stories this run has looked up the words of the heads.
    pub(crate) fn heads_now(&self) -> usize {
        self.breaks.computed()
    }

    /// Ends a run.
    pub(crate) fn sweep(&mut self) {
        self.resolved.sweep();
        self.breaks.sweep();
        self.letters.sweep();
    }
}
