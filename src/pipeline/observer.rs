//! Observer: a caller that follows a run.

use crate::model::document::{Document, Route};
use crate::render::Made;

/// The stages that an observer sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Listing the folder.
    Scan,
    /// Reading the files.
    Parse,
    /// Resolving names.
    Link,
    /// Rendering the documents.
    Render,
    /// Writing them.
    Write,
}

/// Follows a run: receives the stages as they start, and the documents as they are rendered.
pub trait Observer {
    /// A stage starts.
    fn stage_started(&mut self, _stage: Stage) {}

    /// Whether a document is to be rendered before the others.
    fn wants_first(&self, _route: &Route) -> bool {
        false
    }

    /// Whether the observer shows documents, and so needs the contents of those that are printed.
    fn needs_content(&self) -> bool {
        false
    }

    /// What is to be made.
    fn planned(&mut self, _documents: &[Document]) {}

    /// So many photographs of so many are developed.
    fn developed(&mut self, _done: usize, _of: usize) {}

    /// Documents were rendered; more may follow. An observer that stores them may replace their contents by digests.
    fn made(&mut self, _documents: &mut [Made]) {}
}

/// An observer that ignores everything.
impl Observer for () {}
