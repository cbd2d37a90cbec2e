//! Answers to requests: documents, the desk's own script and style, and error pages.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ALLOW, HeaderValue, LOCATION, SET_COOKIE};
use hyper::http::request::Parts;
use hyper::{Response, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::gate::Admission;
use super::listener::Listener;
use super::response::head;
use super::shelf::ServedCopy;
use super::{Desk, events};
use crate::fault::Fault;
use crate::isolate::attempt;
use crate::model::document::Content;
use crate::pipeline;
use crate::source::is_address;
use crate::words::desk as words;

/// The folder of the desk's own files below the paper's root; no document has such an address.
const OWN_FILES: &str = "~lanmu/";
/// The script that is added to every page.
const SCRIPT: &str = concat!(include_str!("desk/nodes.js"), include_str!("desk/desk.js"));
/// The style of what the script shows.
const STYLE: &str = include_str!("desk/desk.css");

/// A body that is sent at once.
pub(crate) type WholeBody = Full<Bytes>;

/// An answer, or what it is made from.
pub(crate) enum Reply {
    /// A complete response.
    Whole(Response<WholeBody>),
    /// What is to be read from disk, and its content type.
    Stored(Content, String),
    /// A stream of events.
    News(Listener),
}

/// Answers a request. If that panics, the browser is told so, and other requests are not affected.
pub(crate) fn reply(desk: &Desk, request: &Parts) -> Reply {
    attempt(|| answer(desk, request)).unwrap_or_else(|panicked| {
        let message =
            Fault::of_program(&desk.project.root, &panicked).localized(desk.shelf.language()).join("\n");
        Reply::Whole(whole(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", message))
    })
}

fn answer(desk: &Desk, request: &Parts) -> Reply {
    let (path, query) = match desk.gate.admit(request) {
        Admission::Path(path, query) => (path, query),
        Admission::SetCookie(cookie) => {
            let cookie = HeaderValue::from_str(&cookie).expect("a token is letters and digits");
            let mut response = moved("/");
            response.headers_mut().insert(SET_COOKIE, cookie);
            return Reply::Whole(response);
        }
        Admission::Refused(status) => return Reply::Whole(refused(status)),
    };
    let base = desk.shelf.base();
    let decoded = percent_decode_str(&base).decode_utf8_lossy();
    let Some(inside) = path.strip_prefix(&*decoded) else {
        let is_above = decoded.starts_with(&path);
        return Reply::Whole(if is_above { moved(&base) } else { not_found(desk, &path) });
    };
    match inside.strip_prefix(OWN_FILES) {
        Some("news") => Reply::News(Listener::of(&query)),
        Some(name) => Reply::Whole(own_file(desk, name, &query)),
        None => document(desk, inside),
    }
}

fn whole(status: StatusCode, kind: &str, body: impl Into<Bytes>) -> Response<WholeBody> {
    head(status, kind).body(Full::new(body.into())).expect("the head is made of constants and known kinds")
}

fn moved(to: &str) -> Response<WholeBody> {
    let mut response = whole(StatusCode::FOUND, "text/plain; charset=utf-8", "");
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
}

fn refused(status: StatusCode) -> Response<WholeBody> {
    let mut response = whole(status, "text/plain; charset=utf-8", status.to_string());
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// One of the desk's own files.
fn own_file(desk: &Desk, name: &str, query: &str) -> Response<WholeBody> {
    let language = desk.shelf.language();
    match name {
        "desk.js" => {
            let words = words::labels(language).into_iter().map(|(key, word)| (key.to_owned(), word.into()));
            let words = Value::Object(words.collect::<Map<String, Value>>());
            whole(
                StatusCode::OK,
                "text/javascript; charset=utf-8",
                format!("const WORDS = {words};\n{SCRIPT}"),
            )
        }
        "desk.css" => whole(StatusCode::OK, "text/css; charset=utf-8", STYLE),
        "proof.json" => {
            let proof = desk.shelf.proof(&Listener::of(query).page);
            whole(StatusCode::OK, "application/json", proof.to_string())
        }
        "findings.json" => {
            let findings = Value::Array(events::list(desk));
            whole(StatusCode::OK, "application/json", findings.to_string())
        }
        _ => not_found(desk, name),
    }
}

/// The document at an address below the root; that of a folder is its index.
fn document(desk: &Desk, inside: &str) -> Reply {
    let path = if inside.is_empty() || inside.ends_with('/') {
        format!("{inside}index.html")
    } else {
        inside.to_owned()
    };
    if desk.shelf.is_empty() {
        let said = words::not_yet(desk.shelf.language());
        return Reply::Whole(whole(StatusCode::SERVICE_UNAVAILABLE, HTML, page(desk, &path, said, &[])));
    }
    let Some(ServedCopy { content, revision }) = desk.shelf.get(&path) else {
        return Reply::Whole(not_found(desk, &path));
    };
    let kind = mime_guess::from_path(&path).first_raw().unwrap_or("application/octet-stream");
    let is_text = kind.starts_with("text/") || kind.ends_with("xml") || kind.ends_with("javascript");
    let kind = if is_text { format!("{kind}; charset=utf-8") } else { kind.to_owned() };
    match content {
        Content::Bytes(bytes) if kind == HTML => {
            Reply::Whole(whole(StatusCode::OK, HTML, with_desk(desk, &bytes, &path, revision)))
        }
        Content::Bytes(bytes) => Reply::Whole(whole(StatusCode::OK, &kind, bytes)),
        // Pictures are many and large, so they are read when they are requested.
        Content::Copy(..) | Content::Derived(_) => Reply::Stored(content, kind),
        Content::Printed(_) => Reply::Whole(not_found(desk, &path)), // The desk prints nothing.
    }
}

/// A carried file, or one that is derived from another. Its headers keep a browser from running anything in it.
pub(crate) fn stored(desk: &Desk, content: &Content, kind: &str) -> Response<WholeBody> {
    let (source, bytes) = match content {
        Content::Copy(source, _) => (source.file_name(), pipeline::carried(&desk.project, source)),
        Content::Derived(derived) => {
            (derived.source().0.file_name(), pipeline::derived(&desk.project, derived))
        }
        Content::Bytes(_) | Content::Printed(_) => return not_found(desk, ""),
    };
    let Ok(bytes) = bytes else { return not_found(desk, source) };
    let mut response = whole(StatusCode::OK, kind, bytes);
    if kind.contains("html") || kind.contains("xml") {
        let sandbox = HeaderValue::from_static("sandbox; default-src 'none'; style-src 'unsafe-inline'");
        response.headers_mut().insert("content-security-policy", sandbox);
    }
    response
}

const HTML: &str = "text/html; charset=utf-8";

/// The page with the desk's script and style in its head. The rest of the document is unchanged.
fn with_desk(desk: &Desk, html: &[u8], path: &str, revision: u64) -> Vec<u8> {
    let (base, revision) = (desk.shelf.base(), revision.max(1));
    let run = desk.shelf.run();
    let added = format!(
        "<link rel=\"stylesheet\" href=\"{base}{OWN_FILES}desk.css\"><script src=\"{base}{OWN_FILES}desk.js\" data-base=\"{base}\" data-page=\"{path}\" data-revision=\"{revision}\" data-run=\"{run}\" defer></script>\n"
    );
    let end = b"</head>";
    let at = html.windows(end.len()).position(|window| window == end).unwrap_or(0);
    [&html[..at], added.as_bytes(), &html[at..]].concat()
}

/// The page for an address without a document, with similar addresses.
fn not_found(desk: &Desk, path: &str) -> Response<WholeBody> {
    let similar = desk.shelf.similar(path);
    whole(StatusCode::NOT_FOUND, HTML, page(desk, path, words::not_found(desk.shelf.language()), &similar))
}

/// A page of the desk's own, which waits for the document of that path to appear.
fn page(desk: &Desk, path: &str, said: &str, links: &[String]) -> Vec<u8> {
    let base = desk.shelf.base();
    let links: Vec<String> =
        links.iter().map(|link| format!("<li><a href=\"{base}{link}\">{link}</a></li>\n")).collect();
    let links = links.concat();
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{said}</title>\n</head>\n<body class=\"lanmu-page\">\n<h1>{said}</h1>\n<ul>\n{links}</ul>\n<p><a href=\"{base}\">{base}</a></p>\n</body>\n</html>\n",
        words::tag(desk.shelf.language())
    );
    // The requested path may be anything; only a valid address is written into a page.
    let path = if path.split('/').all(is_address) { path } else { "" };
    with_desk(desk, html.as_bytes(), path, desk.shelf.revision())
}
