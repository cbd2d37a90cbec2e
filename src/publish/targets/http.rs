//! HTTP for targets: a request and its whole reply. What failed in passing is told from what lasts.

use std::io;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use roxmltree::Node;
use ureq::http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Error};

use super::secret::{Secret, redacted};
use crate::fault::{Action, Fault, Unserved};
use crate::files::OpenFolder;
use crate::publish::release::FILE_LIMIT;
use crate::publish::remote::{Failure, HeaderValues};
use crate::publish::retry::Patience;

/// The environment variable for how many seconds a silent server is waited for.
const WAIT: &str = "LANMU_PUBLISH_TIMEOUT";
/// The time if it is not set.
const USUAL_WAIT: Duration = Duration::from_mins(1);
/// The longest pause that a server may ask for.
const LONGEST_PAUSE: Duration = Duration::from_mins(2);
/// The environment variable for the file with the certificates that are trusted instead of the usual ones.
const CERTIFICATES: &str = "SSL_CERT_FILE";
/// How many redirections a reader's browser follows here.
const FOLLOWED: u32 = 5;
/// How much of a reply is quoted in a message, in characters.
const QUOTED: usize = 300;

/// How the system begins to say that it does not find a host, and the TLS library that it does not trust one.
const LOOKUP: &str = "failed to lookup address";
const CERTIFICATE: &str = "invalid peer certificate: ";

/// What may stand in a path as it is; so object storage signs it.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as it stands in a request.
#[must_use]
pub(in crate::publish) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// A value as it stands in a query.
#[must_use]
pub(super) fn encoded_whole(value: &str) -> String {
    encoded(value).replace('/', "%2F")
}

/// The elements of this name in a reply, whatever namespace they are in.
pub(super) fn named<'x>(root: Node<'x, 'x>, name: &'static str) -> impl Iterator<Item = Node<'x, 'x>> {
    root.descendants().filter(move |node| node.tag_name().name() == name)
}

/// A client of one server.
pub(in crate::publish) struct Client {
    agent: Agent,
    /// What must not be in any message.
    secrets: Vec<Secret>,
}

/// A reply, read to its end.
#[derive(Debug)]
pub(in crate::publish) struct HttpReply {
    pub status: u16,
    headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    /// A client with these secrets. It follows no redirection: that would send them elsewhere.
    ///
    /// # Errors
    /// If the certificates that it shall trust cannot be read.
    pub(super) fn new(secrets: Vec<Secret>) -> Result<Self, Fault> {
        Self::following(0, secrets)
    }

    /// A client that does as a browser does.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub(in crate::publish) fn of_reader() -> Result<Self, Fault> {
        Self::following(FOLLOWED, Vec::new())
    }

    fn following(redirects: u32, secrets: Vec<Secret>) -> Result<Self, Fault> {
        let wait = Some(wait());
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(redirects)
            .max_redirects_will_error(false)
            .user_agent(concat!("lanmu/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(wait)
            .timeout_per_read(wait)
            .timeout_per_write(wait)
            .timeout_recv_response(wait)
            .tls_config(TlsConfig::builder().root_certs(trusted()?).build());
        Ok(Self { agent: config.build().new_agent(), secrets })
    }

    /// The reply to a request. Its body is read to the end; a truncated reply is an error.
    pub(in crate::publish) fn ask(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, String)],
        body: Option<&[u8]>,
    ) -> Result<HttpReply, Failure> {
        let method = Method::from_bytes(method.as_bytes()).map_err(lasting)?;
        let request =
            headers.iter().fold(Request::builder().method(method).uri(url), |request, (name, value)| {
                request.header(*name, value)
            });
        let reply = match body {
            Some(body) => self.agent.run(request.body(body).map_err(lasting)?),
            None => self.agent.run(request.body(()).map_err(lasting)?),
        };
        let mut reply = reply.map_err(|error| self.failure(error))?;
        let read = reply.body_mut().with_config().limit(FILE_LIMIT).read_to_vec();
        let body = read.map_err(|error| self.failure(error))?;
        Ok(HttpReply { status: reply.status().as_u16(), headers: reply.headers().clone(), body })
    }

    /// The failure that a reply reports.
    pub(in crate::publish) fn refusal(&self, reply: &HttpReply) -> Failure {
        let (code, message) = (reply.element("Code"), reply.element("Message"));
        let said = [code, message].into_iter().flatten().collect::<Vec<_>>().join(": ");
        let said = redacted(&said, &self.secrets).chars().take(QUOTED).collect();
        let error = io::Error::other(Unserved::Answered { status: reply.status, said });
        if is_passing(reply.status, code.unwrap_or_default()) {
            Failure::Passing(error, reply.pause())
        } else {
            Failure::Lasting(error)
        }
    }

    fn broken(&self, error: &dyn std::error::Error) -> io::Error {
        let said = redacted(&error.to_string(), &self.secrets);
        io::Error::other(match said.strip_prefix(CERTIFICATE) {
            Some(why) => Unserved::Untrusted(why.to_owned()),
            None => Unserved::Broken(said),
        })
    }

    fn failure(&self, error: Error) -> Failure {
        match error {
            Error::Timeout(_) => Failure::Passing(io::ErrorKind::TimedOut.into(), None),
            Error::HostNotFound => no_host(),
            Error::Io(error) if error.to_string().starts_with(LOOKUP) => no_host(),
            Error::Io(error) => match Failure::from(error) {
                Failure::Passing(error, pause) if is_break(&error) => {
                    Failure::Passing(io::Error::new(io::ErrorKind::ConnectionAborted, error), pause)
                }
                Failure::Lasting(error) => Failure::Lasting(self.broken(&error)),
                passing @ Failure::Passing(..) => passing,
            },
            Error::Protocol(_) | Error::ConnectionFailed => Failure::Passing(self.broken(&error), None),
            error => Failure::Lasting(self.broken(&error)),
        }
    }
}

impl HttpReply {
    pub(in crate::publish) fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Its headers, by names in lower case.
    pub(in crate::publish) fn header_values(&self) -> HeaderValues {
        let text = |(name, value): (&HeaderName, &HeaderValue)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        };
        self.headers.iter().filter_map(text).collect()
    }

    /// Its body as text.
    pub(super) fn text(&self) -> io::Result<&str> {
        std::str::from_utf8(&self.body).map_err(io::Error::other)
    }

    /// The text of an XML element that has no others in it.
    pub(super) fn element(&self, name: &str) -> Option<&str> {
        let text = std::str::from_utf8(&self.body).ok()?;
        let (_, rest) = text.split_once(&format!("<{name}>"))?;
        Some(rest.split_once(&format!("</{name}>"))?.0)
    }

    /// How long the server asks to wait.
    fn pause(&self) -> Option<Duration> {
        let seconds = self.headers.get("retry-after")?.to_str().ok()?.trim().parse().ok()?;
        Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
    }
}

/// Whether a request that is answered so may succeed if it is tried again.
fn is_passing(status: u16, code: &str) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
        || matches!(code, "SlowDown" | "RequestTimeout" | "OperationAborted" | "ConditionalRequestConflict")
}

fn no_host() -> Failure {
    Failure::Passing(io::Error::other(Unserved::NoHost), None)
}

/// Whether the other side broke the connection off.
fn is_break(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::UnexpectedEof | Kind::BrokenPipe | Kind::ConnectionReset | Kind::ConnectionAborted
    )
}

fn lasting(error: impl std::error::Error + Send + Sync + 'static) -> Failure {
    Failure::Lasting(io::Error::other(Unserved::Broken(error.to_string())))
}

/// How long a silent server is waited for.
fn wait() -> Duration {
    let seconds = std::env::var(WAIT).ok().and_then(|seconds| seconds.trim().parse().ok());
    seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).unwrap_or(USUAL_WAIT)
}

/// The patience with a server: the pauses are in proportion to the time that it is waited for.
#[must_use]
pub(in crate::publish) fn patience() -> Patience {
    Patience { pause: wait() / 120, ..Patience::default() }
}

/// The certificates that are trusted.
fn trusted() -> Result<RootCerts, Fault> {
    let Some(path) = std::env::var_os(CERTIFICATES).map(std::path::PathBuf::from) else {
        return Ok(RootCerts::WebPki);
    };
    let folder = path.parent().unwrap_or(std::path::Path::new(""));
    let read = OpenFolder::open(folder)
        .and_then(|folder| folder.read(path.file_name().unwrap_or_default(), 1 << 24));
    let pem = read.map_err(Fault::on(Action::Read, &path))?;
    let certificates = parse_pem(&pem).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    Ok(certificates.into())
}
