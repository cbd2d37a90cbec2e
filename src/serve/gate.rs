//! Gate: decides which requests are answered. Each rule prevents a known abuse of preview servers.

use std::io;
use std::net::IpAddr;

use hyper::header::{
    CONTENT_LENGTH, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN, TRANSFER_ENCODING,
};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode, Uri};
use percent_encoding::percent_decode_str;

use super::{Visitors, random};

/// The longest path that is accepted, in bytes.
const PATH_LIMIT: usize = 2048;
/// The cookie that holds the token.
const TOKEN: &str = "lanmu-token";

/// The rules of access.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    host: Option<IpAddr>,
    token: Option<String>,
}

/// The decision on a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// It may have this path, decoded, with its query.
    Path(String, String),
    /// It has the token in its address: the browser stores it in a cookie and asks again without it.
    SetCookie(String),
    Refused(StatusCode),
}

impl Gate {
    /// A gate for a desk that listens on `host`. If other machines can reach that, a token is required.
    ///
    /// # Errors
    /// If the system provides no random numbers.
    pub(crate) fn new(host: Option<IpAddr>) -> io::Result<Self> {
        let token = host.filter(|host| !host.is_loopback()).map(|_| random()).transpose()?;
        Ok(Self { host, token })
    }

    /// The path and query of the address that is given to an editor.
    #[must_use]
    pub(crate) fn entry_path(&self) -> String {
        self.token.as_ref().map_or_else(|| "/".to_owned(), |token| format!("/?token={token}"))
    }

    /// Who has access.
    #[must_use]
    pub(crate) fn visitors(&self) -> Visitors {
        if self.token.is_some() { Visitors::WithToken } else { Visitors::ThisMachine }
    }

    /// Decides whether a request is answered.
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
        // DNS rebinding: a foreign name may resolve to this machine, but the browser then sends that name.
        let host = single_value(headers, &HOST).ok_or(StatusCode::BAD_REQUEST)?;
        if !self.knows(host)
            || request.uri.authority().is_some_and(|authority| !self.knows(authority.as_str()))
        {
            return Err(StatusCode::FORBIDDEN);
        }
        if headers.contains_key(ORIGIN) {
            let origin = single_value(headers, &ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
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
        // A desk that listens on every address cannot know its own; a literal address is not a foreign name.
        address.is_loopback() || self.host.is_some_and(|host| host.is_unspecified() || host == address)
    }

    fn ask_for_token(&self, headers: &HeaderMap, path: String, query: String) -> Admission {
        let Some(token) = &self.token else { return Admission::Path(path, query) };
        let shown = |text: &str, name: &str| {
            let of_name = |pair: &str| pair.trim().strip_prefix(name)?.strip_prefix('=').map(str::to_owned);
            text.split(['&', ';']).find_map(of_name).is_some_and(|shown| constant_time_eq(&shown, token))
        };
        if shown(&query, "token") {
            return Admission::SetCookie(format!("{TOKEN}={token}; HttpOnly; SameSite=Strict; Path=/"));
        }
        let cookies = headers.get_all(COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
        if cookies.into_iter().any(|cookie| shown(cookie, TOKEN)) {
            return Admission::Path(path, query);
        }
        Admission::Refused(StatusCode::UNAUTHORIZED)
    }
}

/// The value of a header that occurs exactly once.
fn single_value<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a request comes from a page of this site, or from a followed link or a typed address. Other pages may not
/// embed anything of a draft, not even those of another port of this machine.
fn is_of_this_site(headers: &HeaderMap) -> bool {
    let says =
        |name: &'static str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match says("sec-fetch-site") {
        "" | "same-origin" | "none" => true,
        _ => says("sec-fetch-mode") == "navigate" && says("sec-fetch-dest") == "document",
    }
}

/// The path of an address, decoded once. A path that could be read in more than one way is refused.
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

/// Compares in constant time.
fn constant_time_eq(shown: &str, token: &str) -> bool {
    let differences = shown.bytes().zip(token.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    shown.len() == token.len() && differences == 0
}
