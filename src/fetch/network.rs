//! The network: one file at a time, over https, from public addresses alone, within limits of size and time.

use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
use url::Url;

use super::public::is_public;
use crate::words::links::NotFetched;

/// How many times a server may send us on.
const REDIRECTS: usize = 5;

/// The limits of one file.
#[derive(Clone, Copy, Debug)]
pub struct NetworkLimits {
    /// Its largest size, in bytes.
    pub bytes: u64,
    /// The longest time for it.
    pub time: Duration,
}

impl Default for NetworkLimits {
    fn default() -> Self {
        Self { bytes: 32 << 20, time: Duration::from_mins(1) }
    }
}

/// Finds the addresses of hosts in place of the system.
pub trait Hosts: Debug + Send + Sync {
    /// The addresses of a host.
    ///
    /// # Errors
    /// If it is not known.
    fn addresses(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;

    /// Where to connect for an address that was found and is public.
    fn route(&self, found: SocketAddr) -> SocketAddr {
        found
    }
}

/// The way to the network.
#[derive(Debug)]
pub struct Network {
    agent: Agent,
    limits: NetworkLimits,
}

impl Default for Network {
    fn default() -> Self {
        Self::new(NetworkLimits::default(), None, RootCerts::WebPki)
    }
}

impl Network {
    /// A network with its own hosts and with the authorities that it trusts, as DER certificates.
    #[must_use]
    pub fn of(limits: NetworkLimits, hosts: Arc<dyn Hosts>, roots: &[Vec<u8>]) -> Self {
        let roots: Vec<_> = roots.iter().map(|root| Certificate::from_der(root).to_owned()).collect();
        Self::new(limits, Some(hosts), RootCerts::new_with_certs(&roots))
    }

    fn new(limits: NetworkLimits, hosts: Option<Arc<dyn Hosts>>, roots: RootCerts) -> Self {
        let tls = TlsConfig::builder().root_certs(roots).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .https_only(true)
            .proxy(None) // It would resolve the names of hosts itself.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(limits.time))
            .user_agent("lanmu")
            .accept("image/*")
            .build();
        let resolver = PublicResolver { hosts, system: DefaultResolver::default() };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver), limits }
    }

    /// The file at an address. Every address that servers send us on to is checked like the first.
    ///
    /// # Errors
    /// With the reason.
    pub(super) fn get(&self, url: &Url) -> Result<Vec<u8>, NotFetched> {
        let mut url = url.clone();
        for _ in 0..=REDIRECTS {
            if url.scheme() != "https" {
                return Err(NotFetched::NotHttps);
            }
            let mut response = self.agent.get(url.as_str()).call().map_err(reason)?;
            match response.status().as_u16() {
                200 => {
                    let body = response.body_mut().with_config().limit(self.limits.bytes);
                    return body.read_to_vec().map_err(reason);
                }
                301 | 302 | 303 | 307 | 308 => {
                    let next = response.headers().get("location").and_then(|next| next.to_str().ok());
                    url = next.and_then(|next| url.join(next).ok()).ok_or(NotFetched::Refused)?;
                }
                status => return Err(NotFetched::Status(status)),
            }
        }
        Err(NotFetched::Redirects)
    }
}

/// Resolves names to public addresses only. The connection goes to the addresses that were checked, and to no other.
#[derive(Debug)]
struct PublicResolver {
    hosts: Option<Arc<dyn Hosts>>,
    system: DefaultResolver,
}

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found: Vec<SocketAddr> = match &self.hosts {
            None => self.system.resolve(uri, config, timeout)?.iter().copied().collect(),
            Some(hosts) => {
                let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
                hosts.addresses(host, uri.port_u16().unwrap_or(443)).map_err(|_| Error::HostNotFound)?
            }
        };
        if let Some(own) = found.iter().find(|found| !is_public(found.ip())) {
            return Err(Error::Other(Box::new(NotPublic(own.ip()))));
        }
        let mut checked = self.empty();
        for address in found.into_iter().take(16) {
            checked.push(self.hosts.as_ref().map_or(address, |hosts| hosts.route(address)));
        }
        if checked.is_empty() { Err(Error::HostNotFound) } else { Ok(checked) }
    }
}

/// An address that is not public.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not public")]
struct NotPublic(IpAddr);

/// Why a file could not be fetched.
fn reason(error: Error) -> NotFetched {
    match error {
        Error::Other(other) => {
            other.downcast_ref().map_or(NotFetched::Refused, |NotPublic(own)| NotFetched::NotPublic(*own))
        }
        Error::HostNotFound => NotFetched::NoHost,
        Error::Timeout(_) => NotFetched::TooSlow,
        Error::BodyExceedsLimit(_) => NotFetched::TooLarge,
        Error::Tls(_) | Error::Rustls(_) => NotFetched::NotTrusted,
        Error::Io(error)
            if error.get_ref().is_some_and(|inner| inner.to_string().contains("certificate")) =>
        {
            NotFetched::NotTrusted
        }
        _ => NotFetched::Refused,
    }
}
