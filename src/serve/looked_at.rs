//! What is looked at: the pages that are open in browsers, and the one that was asked for last. They are made first.

use crate::model::document::{Content, Route};

/// The pages that somebody looks at.
#[derive(Debug, Default)]
pub struct LookedAt {
    last: Option<Page>,
    open: Vec<Page>,
}

impl LookedAt {
    /// A document was asked for.
    pub fn asked(&mut self, path: &str, content: &Content) {
        if Route::new(path.to_owned()).is_page() {
            self.last = Some(Page::new(path, Some(content)));
        }
    }

    /// A page is open and listens.
    pub fn opened(&mut self, path: &str, content: Option<&Content>) {
        self.open.push(Page::new(path, content));
    }

    /// A page listens no more.
    pub fn closed(&mut self, path: &str) {
        if let Some(place) = self.open.iter().position(|page| page.path == path) {
            self.open.swap_remove(place);
        }
    }

    /// Whether a document is looked at, or is a style sheet of one that is.
    #[must_use]
    pub fn needs(&self, route: &Route) -> bool {
        self.last.iter().chain(&self.open).any(|page| page.needs(route))
    }
}

/// How much of a page its style sheets are looked for in, in bytes.
const HEAD: usize = 8 << 10;

/// A page that somebody looks at.
#[derive(Debug)]
struct Page {
    path: String,
    /// The file names of its style sheets.
    sheets: Vec<String>,
}

impl Page {
    fn new(path: &str, content: Option<&Content>) -> Self {
        let html = match content {
            Some(Content::Bytes(bytes)) => {
                String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).into_owned()
            }
            Some(Content::Copy(..) | Content::Printed(_)) | None => String::new(),
        };
        let names = html.match_indices(".css").filter_map(|(at, ending)| {
            html[..at + ending.len()].rsplit(['"', '/', '=']).next().map(str::to_owned)
        });
        Self { path: path.to_owned(), sheets: names.collect() }
    }

    fn needs(&self, route: &Route) -> bool {
        let path = route.as_str();
        let name = || path.rsplit('/').next().unwrap_or(path);
        self.path == path || route.is_style_sheet() && self.sheets.iter().any(|sheet| sheet == name())
    }
}
