//! Events: what an open page is sent as it happens: that it has changed, which of its files have, and the problems.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use hyper::Response;
use hyper::body::Bytes;
use serde_json::{Value, json};
use tokio::task::{AbortHandle, spawn_local};

use super::Desk;
use super::listener::Listener;
use super::response::head;
use super::shelf::{PageNews, PageState};
use crate::finding::{LocalizedFinding, Severity};
use crate::model::document::Route;
use crate::visible::masked;
use crate::words::severity;

/// A stream of events.
pub(crate) type Stream = Channel<Bytes, Infallible>;

/// How often a page without news is sent a heartbeat, so that a closed one is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Opens a stream for a page. Also returns a handle that ends the task that feeds it.
pub(crate) fn open(desk: &Arc<Desk>, listener: Listener) -> (Response<Stream>, AbortHandle) {
    let (sender, news) = Channel::new(4);
    let task = spawn_local(send_news(sender, Arc::clone(desk), listener)).abort_handle();
    let head = head(hyper::StatusCode::OK, "text/event-stream");
    (head.body(news).expect("the head is made of constants"), task)
}

/// Sends a page its news, until it is closed.
async fn send_news(mut sender: Sender<Bytes, Infallible>, desk: Arc<Desk>, mut listener: Listener) {
    let mut revisions = desk.shelf.revisions();
    let _open = desk.shelf.opened(&listener.page);
    loop {
        revisions.borrow_and_update();
        let news = desk.shelf.news(&listener);
        (listener.revision, listener.run) = (news.revision, desk.shelf.run().to_owned());
        if sender
            .send_data(format!("data: {}\n\n", news_json(&news, &listener.page, &desk)).into())
            .await
            .is_err()
        {
            return;
        }
        loop {
            match tokio::time::timeout(HEARTBEAT, revisions.changed()).await {
                Ok(Ok(())) => break,
                Ok(Err(_)) => return,
                Err(_) if sender.send_data(Bytes::from_static(b":\n\n")).await.is_err() => return,
                Err(_) => {}
            }
        }
    }
}

/// News as JSON for the script of the page.
fn news_json(news: &PageNews, page_path: &str, desk: &Desk) -> Value {
    let page = match news.page {
        PageState::Same => "same",
        PageState::Changed => "changed",
        PageState::Gone => "gone",
    };
    let findings = &news.problems.findings;
    let errors = findings.iter().filter(|finding| finding.blocks_printing);
    let errors: Vec<Value> = errors.map(|finding| finding_json(finding, desk)).collect();
    let count = |severity| {
        findings.iter().filter(|finding| finding.severity == severity && !finding.blocks_printing).count()
    };
    let similar = match news.page {
        PageState::Gone => desk.shelf.similar(page_path),
        PageState::Same | PageState::Changed => Vec::new(),
    };
    json!({
        "revision": news.revision,
        "page": page,
        "files": news.files.iter().map(Route::as_str).collect::<Vec<_>>(),
        "fault": news.problems.fault,
        "errors": errors,
        "similar": similar,
        "mistakes": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "hints": count(Severity::Info),
    })
}

/// Every finding as JSON, for the list of the desk: where it is, and which document shows it.
pub(super) fn list(desk: &Desk) -> Vec<Value> {
    desk.shelf.listed(|finding, page| {
        let mut value = finding_json(finding, desk);
        value["severity"] = finding.severity.word().into();
        value["name"] = severity::name(finding.severity, desk.shelf.language()).into();
        value["page"] = page.into();
        value
    })
}

fn finding_json(finding: &LocalizedFinding, desk: &Desk) -> Value {
    let mut value = json!({"code": finding.code, "message": finding.message, "help": finding.help});
    if let Some(place) = &finding.place {
        let (line, column) = place.start;
        let shown = place.from + place.line.chars().count();
        let end = if place.end.0 == line { place.end.1.min(shown) } else { shown };
        value["place"] = place.spelled().into();
        value["text"] = masked(&place.line).into();
        value["mark"] = json!([column - place.from, end.max(column) - place.from]);
        value["editor"] = desk.editor(&place.file, line, column).into();
    }
    value
}
