//! A page that listens for events.

/// A page that receives events, and the version of it that the browser has.
#[derive(Clone, Debug)]
pub(crate) struct Listener {
    /// `2025-11-20/four-dimensions.html`
    pub page: String,
    /// The revision in which the browser received it.
    pub revision: u64,
    /// The run of the program that sent it.
    pub run: String,
}

impl Listener {
    /// The listener that this query describes.
    pub(crate) fn of(query: &str) -> Self {
        let value = |key: &str| {
            let found = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == key);
            found.map(|(_, value)| value.into_owned()).unwrap_or_default()
        };
        Self {
            page: value("page"),
            revision: value("revision").parse().unwrap_or_default(),
            run: value("run"),
        }
    }
}
