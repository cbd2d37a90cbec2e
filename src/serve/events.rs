//! Events: what an open page is told, as it happens: that it has changed, which of its files have, and what is wrong.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use hyper::Response;
use hyper::body::Bytes;
use serde_json::{Value, json};
use tokio::task::{AbortHandle, spawn_local};

use super::Desk;
use super::answer::head;
use super::shelf::{Became, PageNews};
use crate::finding::Told;
use crate::model::document::Route;
use crate::visible::{masked, spelled};

/// A stream of events.
pub(crate) type Stream = Channel<Bytes, Infallible>;

/// After how long without news a page is told that there is none, so that one that is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The page that listens, and which it is: what a browser was given, and when.
#[derive(Clone, Debug)]
pub(crate) struct Listener {
    /// `2025-11-20/four-dimensions.html`
    pub page: String,
    /// The issue in which the browser was given it.
    pub issue: u64,
    /// The run of the program that gave it.
    pub run: String,
}

impl Listener {
    /// Who asks for news with this query.
    pub(crate) fn of(query: &str) -> Self {
        let value = |key: &str| {
            let found = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == key);
            found.map(|(_, value)| value.into_owned()).unwrap_or_default()
        };
        Self { page: value("page"), issue: value("issue").parse().unwrap_or_default(), run: value("run") }
    }
}

/// Opens a stream for a page; and how whoever tells it news is ended.
pub(crate) fn open(desk: &Arc<Desk>, listener: Listener) -> (Response<Stream>, AbortHandle) {
    let (sender, news) = Channel::new(4);
    let teller = spawn_local(tell(sender, Arc::clone(desk), listener)).abort_handle();
    let head = head(hyper::StatusCode::OK, "text/event-stream");
    (head.body(news).expect("the head is made of constants"), teller)
}

/// Tells a page what is new, until it is gone.
async fn tell(mut sender: Sender<Bytes, Infallible>, desk: Arc<Desk>, mut listener: Listener) {
    let mut issues = desk.shelf.issues();
    let _open = desk.shelf.opened(&listener.page);
    loop {
        issues.borrow_and_update();
        let news = desk.shelf.news(&listener);
        (listener.issue, listener.run) = (news.issue, desk.shelf.run().to_owned());
        if sender.send_data(format!("data: {}\n\n", told(&news, &desk)).into()).await.is_err() {
            return;
        }
        loop {
            match tokio::time::timeout(HEARTBEAT, issues.changed()).await {
                Ok(Ok(())) => break,
                Ok(Err(_)) => return,
                Err(_) if sender.send_data(Bytes::from_static(b":\n\n")).await.is_err() => return,
                Err(_) => {}
            }
        }
    }
}

/// News as the page's script takes them.
fn told(news: &PageNews, desk: &Desk) -> Value {
    let page = match news.page {
        Became::Same => "same",
        Became::Changed => "changed",
        Became::Gone => "gone",
    };
    let errors = news.problems.findings.iter().filter(|finding| finding.blocks_printing);
    let errors: Vec<Value> = errors.map(|finding| finding_told(finding, desk)).collect();
    json!({
        "issue": news.issue,
        "page": page,
        "files": news.files.iter().map(Route::as_str).collect::<Vec<_>>(),
        "fault": news.problems.fault,
        "errors": errors,
        "warnings": news.problems.findings.len() - errors.len(),
    })
}

fn finding_told(finding: &Told, desk: &Desk) -> Value {
    let mut value = json!({"code": finding.code, "message": finding.message, "help": finding.help});
    if let Some(place) = &finding.place {
        let (line, column) = place.start;
        let shown = place.from + place.line.chars().count();
        let end = if place.end.0 == line { place.end.1.min(shown) } else { shown };
        value["place"] = format!("{}:{line}:{column}", spelled(place.file.as_str())).into();
        value["text"] = masked(&place.line).into();
        value["mark"] = json!([column - place.from, end.max(column) - place.from]);
        value["editor"] = desk.editor(&place.file, line, column).into();
    }
    value
}
