//! Observer: a caller that follows a run.

use crate::model::document::Route;
use crate::render::Made;

/// The stages, as an observer sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Listing the folder.
    Scan,
    /// Reading the files.
    Parse,
    /// Resolving names.
    Link,
    /// Making the documents.
    Render,
    /// Writing them.
    Write,
}

/// Follows a run: it is told of the stages, and gets the documents as they are made.
pub trait Observer {
    /// A stage begins.
    fn stage_started(&mut self, _stage: Stage) {}

    /// Whether a document is wanted before the rest.
    fn wants_first(&self, _route: &Route) -> bool {
        false
    }

    /// Whether the observer shows documents, and so needs the content of those that are printed.
    fn needs_content(&self) -> bool {
        false
    }

    /// Documents are made; more may come. An observer that stores them may replace their content by its digest.
    fn made(&mut self, _documents: &mut [Made]) {}
}

/// Nobody follows.
impl Observer for () {}
