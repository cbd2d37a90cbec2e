//! The gate: which requests are answered at all. Every rule is against a way in which a preview server has been abused.

use std::io;
use std::net::IpAddr;

use hyper::header::{
    CONTENT_LENGTH, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN, TRANSFER_ENCODING,
};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode, Uri};
use percent_encoding::percent_decode_str;

use super::{Visitors, random};

/// The longest path that is looked at, in bytes.
const PATH_LIMIT: usize = 2048;
/// The cookie in which a browser keeps the token.
const TOKEN: &str = "lanmu-token";

/// Who may come in.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    host: Option<IpAddr>,
    token: Option<String>,
}

/// What becomes of a request at the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// It may ask for this path, decoded, with its query.
    Path(String, String),
    /// It has shown the token: the browser keeps it and asks again without.
    Welcome(String),
    /// It is refused.
    Refused(StatusCode),
}

impl Gate {
    /// A gate for a desk that listens on `host`; one that listens for others than this machine asks for a token.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub(crate) fn new(host: Option<IpAddr>) -> io::Result<Self> {
        let token = host.filter(|host| !host.is_loopback()).map(|_| random()).transpose()?;
        Ok(Self { host, token })
    }

    /// What stands behind the address for an editor who comes for the first time.
    #[must_use]
    pub(crate) fn entrance(&self) -> String {
        self.token.as_ref().map_or_else(|| "/".to_owned(), |token| format!("/?token={token}"))
    }

    /// Who may come in.
    #[must_use]
    pub(crate) fn visitors(&self) -> Visitors {
        if self.token.is_some() { Visitors::WithToken } else { Visitors::ThisMachine }
    }

    /// Lets a request in, or not.
    #[must_use]
    pub(crate) fn admit(&self, request: &Parts) -> Admission {
        match self.examine(request) {
            Ok((path, query)) => self.ask_for_token(&request.headers, path, query),
            Err(status) => Admission::Refused(status),
        }
    }

    fn examine(&self, request: &Parts) -> Result<(String, String), StatusCode> {
        let headers = &request.headers;
        if request.method != Method::GET && request.method != Method::HEAD {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        let is_empty = |length: &HeaderValue| length.as_bytes() == b"0";
        if headers.contains_key(TRANSFER_ENCODING)
            || headers.get(CONTENT_LENGTH).is_some_and(|length| !is_empty(length))
        {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        // DNS rebinding: a stranger's name may lead here, but the browser then sends that name.
        let host = only(headers, &HOST).ok_or(StatusCode::BAD_REQUEST)?;
        if !self.knows(host)
            || request.uri.authority().is_some_and(|authority| !self.knows(authority.as_str()))
        {
            return Err(StatusCode::FORBIDDEN);
        }
        if headers.contains_key(ORIGIN) {
            let origin = only(headers, &ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
            if origin != Some(host) {
                return Err(StatusCode::FORBIDDEN);
            }
        }
        if !is_of_this_site(headers) {
            return Err(StatusCode::FORBIDDEN);
        }
        Ok((path(&request.uri)?, request.uri.query().unwrap_or_default().to_owned()))
    }

    /// Whether `host`, perhaps with a port, is a name of this machine or the address it listens on.
    fn knows(&self, host: &str) -> bool {
        let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((address, port)) if port.is_empty() || is_port(port) => address,
            Some(_) => return false,
            None => match host.rsplit_once(':') {
                Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
                Some(_) => return false,
                None => host,
            },
        };
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let Ok(address) = name.parse::<IpAddr>() else { return false };
        // Who listens on every address cannot know by which it is called; a literal one is no stranger's name.
        address.is_loopback() || self.host.is_some_and(|host| host.is_unspecified() || host == address)
    }

    fn ask_for_token(&self, headers: &HeaderMap, path: String, query: String) -> Admission {
        let Some(token) = &self.token else { return Admission::Path(path, query) };
        let shown = |text: &str, name: &str| {
            let of_name = |pair: &str| pair.trim().strip_prefix(name)?.strip_prefix('=').map(str::to_owned);
            text.split(['&', ';']).find_map(of_name).is_some_and(|shown| is_same(&shown, token))
        };
        if shown(&query, "token") {
            return Admission::Welcome(format!("{TOKEN}={token}; HttpOnly; SameSite=Strict; Path=/"));
        }
        let cookies = headers.get_all(COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
        if cookies.into_iter().any(|cookie| shown(cookie, TOKEN)) {
            return Admission::Path(path, query);
        }
        Admission::Refused(StatusCode::UNAUTHORIZED)
    }
}

/// The value of a header that is there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a request comes from a page of ours, or from somebody who follows a link or types an address. Other pages may not
/// take anything of a draft into themselves, not even those of another port of this machine.
fn is_of_this_site(headers: &HeaderMap) -> bool {
    let says =
        |name: &'static str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match says("sec-fetch-site") {
        "" | "same-origin" | "none" => true,
        _ => says("sec-fetch-mode") == "navigate" && says("sec-fetch-dest") == "document",
    }
}

/// The path of an address, decoded once; what could mean another path to somebody is no path.
fn path(uri: &Uri) -> Result<String, StatusCode> {
    let path = uri.path();
    if path.len() > PATH_LIMIT {
        return Err(StatusCode::URI_TOO_LONG);
    }
    let lower = path.to_ascii_lowercase();
    if ["%2f", "%5c", "%00"].iter().any(|code| lower.contains(code)) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let decoded = percent_decode_str(path).decode_utf8().map_err(|_| StatusCode::BAD_REQUEST)?;
    if !decoded.starts_with('/') || decoded.chars().any(|letter| letter == '\\' || letter.is_control()) {
        return Err(StatusCode::BAD_REQUEST);
    }
    Ok(decoded.into_owned())
}

/// Compares in a time that tells nothing of where the difference is.
fn is_same(shown: &str, token: &str) -> bool {
    let differences = shown.bytes().zip(token.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    shown.len() == token.len() && differences == 0
}
