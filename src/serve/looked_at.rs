//! What is looked at: the pages that are open in browsers, and the one that was asked for last. They are made first.

use crate::model::document::Route;

/// The pages that somebody looks at.
#[derive(Debug, Default)]
pub(crate) struct LookedAt {
    last: Option<String>,
    open: Vec<String>,
}

impl LookedAt {
    /// A document was asked for, which need not exist yet.
    pub(crate) fn asked(&mut self, path: &str) {
        if path.ends_with(".html") {
            self.last = Some(path.to_owned());
        }
    }

    /// A page is open and listens.
    pub(crate) fn opened(&mut self, path: &str) {
        self.open.push(path.to_owned());
    }

    /// A page listens no more.
    pub(crate) fn closed(&mut self, path: &str) {
        if let Some(place) = self.open.iter().position(|open| open == path) {
            self.open.swap_remove(place);
        }
    }

    /// Whether a document is looked at.
    #[must_use]
    pub(crate) fn has(&self, route: &Route) -> bool {
        self.last.iter().chain(&self.open).any(|path| path == route.as_str())
    }
}
