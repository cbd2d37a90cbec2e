//! The search page. Its script loads what it needs of the index.

use serde::Serialize;
use serde_json::json;

use super::chrome::HeadView;
use crate::model::document::Route;
use crate::trace::Reader;

/// The search page.
#[derive(Debug, Serialize)]
pub(crate) struct SearchView {
    head: HeadView,
    /// The periods as JSON, the newest first: the name, the address of the list, the first and the last day.
    periods: String,
}

impl SearchView {
    /// The search page.
    #[must_use]
    pub(crate) fn new(reader: &Reader, route: &Route, title: &str) -> Self {
        let periods = reader.search_periods().map(|(period, list)| {
            let (first, last) = period.days.unzip();
            json!([period.name, list, first.map(|day| day.to_string()), last.map(|day| day.to_string())])
        });
        let periods = periods.collect::<serde_json::Value>().to_string();
        Self { head: HeadView::new(reader, route, "search", title), periods }
    }
}
