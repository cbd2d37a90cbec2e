//! The beginning of every response.

use hyper::header::CONTENT_TYPE;
use hyper::http::response::Builder;
use hyper::{Response, StatusCode};

/// The headers of every response: it is not cached, its type is not guessed, and no other site may embed it.
pub(crate) fn head(status: StatusCode, kind: &str) -> Builder {
    let builder = Response::builder().status(status).header(CONTENT_TYPE, kind);
    [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "SAMEORIGIN"),
    ]
    .into_iter()
    .fold(builder, |builder, (name, value)| builder.header(name, value))
}
