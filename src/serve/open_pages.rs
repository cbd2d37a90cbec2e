//! The pages that are open in browsers, and the one requested last. They are rendered first.

use crate::model::document::Route;
use crate::source::SourcePath;

/// The pages that browsers show.
#[derive(Debug, Default)]
pub(crate) struct OpenPages {
    last: Option<String>,
    open: Vec<String>,
}

impl OpenPages {
    /// A document was requested, which need not exist yet.
    pub(crate) fn asked(&mut self, path: &str) {
        if SourcePath::new(path).has_ending(&["html"]) {
            self.last = Some(path.to_owned());
        }
    }

    /// A page is open and receives events.
    pub(crate) fn opened(&mut self, path: &str) {
        self.open.push(path.to_owned());
    }

    /// A page was closed.
    pub(crate) fn closed(&mut self, path: &str) {
        if let Some(place) = self.open.iter().position(|open| open == path) {
            self.open.swap_remove(place);
        }
    }

    /// Whether a browser shows a document.
    #[must_use]
    pub(crate) fn has(&self, route: &Route) -> bool {
        self.last.iter().chain(&self.open).any(|path| path == route.as_str())
    }
}
