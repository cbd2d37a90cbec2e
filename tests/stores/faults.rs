//! A proxy in front of a server, which breaks every n-th request in some way.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::{Reply, Request, Server};

/// How a request is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is answered with this status, and not passed on.
    Refused(u16),
    /// The connection is closed, and the request not passed on.
    Reset,
    /// The request is carried out, but its reply is lost.
    Lost,
    /// Half of the reply arrives.
    Truncated,
    /// Half of the request arrives at the server.
    Cut,
    /// Nothing is answered for so many milliseconds.
    Stalled(u64),
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Refused(500),
        Self::Refused(503),
        Self::Refused(403),
        Self::Refused(429),
        Self::Reset,
        Self::Lost,
        Self::Truncated,
        Self::Cut,
        Self::Stalled(1500),
    ];
}

/// A proxy.
pub struct Proxy {
    pub server: Server,
    rule: Arc<Mutex<Rule>>,
    broken: Arc<AtomicUsize>,
}

#[derive(Clone, Copy, Default)]
struct Rule {
    /// Every so many requests, and how; `None` breaks nothing.
    every: Option<(usize, Fault)>,
    seen: usize,
}

impl Proxy {
    /// A proxy in front of the server at this address.
    pub fn before(upstream: SocketAddr) -> Self {
        let rule = Arc::new(Mutex::new(Rule::default()));
        let broken = Arc::new(AtomicUsize::new(0));
        let (asked, count) = (Arc::clone(&rule), Arc::clone(&broken));
        let server = Server::serving(move |request, back| {
            let fault = next(&asked);
            count.fetch_add(usize::from(fault.is_some()), Ordering::Relaxed);
            serve(upstream, request, back, fault)
        });
        Self { server, rule, broken }
    }

    /// Breaks every `n`-th request from now on.
    pub fn breaks(&self, n: usize, fault: Fault) {
        *self.rule.lock().unwrap() = Rule { every: Some((n, fault)), seen: 0 };
    }

    /// Breaks none from now on.
    pub fn is_sound(&self) {
        *self.rule.lock().unwrap() = Rule::default();
    }

    /// How many requests it has broken.
    pub fn broken(&self) -> usize {
        self.broken.load(Ordering::Relaxed)
    }
}

fn next(rule: &Mutex<Rule>) -> Option<Fault> {
    let mut rule = rule.lock().unwrap();
    rule.seen += 1;
    let (n, fault) = rule.every?;
    rule.seen.is_multiple_of(n).then_some(fault)
}

fn serve(upstream: SocketAddr, request: &Request, back: &mut TcpStream, fault: Option<Fault>) -> bool {
    match fault {
        Some(Fault::Reset) => false,
        Some(Fault::Refused(status)) => {
            let code = if status == 503 { "SlowDown" } else { "Refused" };
            let reply = Reply::error(status, code, "broken on purpose").with("retry-after", "0");
            back.write_all(&reply.written()).is_ok()
        }
        Some(Fault::Stalled(milliseconds)) => {
            thread::sleep(Duration::from_millis(milliseconds));
            false
        }
        Some(Fault::Cut) => {
            let bytes = request.written();
            let half = &bytes[..bytes.len() - request.body.len() / 2 - 2];
            if let Ok(mut server) = TcpStream::connect(upstream) {
                let _ = server.write_all(half);
                let _ = server.shutdown(Shutdown::Both);
            }
            false
        }
        Some(Fault::Lost) => {
            passed_on(upstream, request);
            false
        }
        Some(Fault::Truncated) => {
            let reply = passed_on(upstream, request);
            let _ = back.write_all(&reply[..reply.len() / 2]);
            false
        }
        None => {
            let reply = passed_on(upstream, request);
            !reply.is_empty() && back.write_all(&reply).is_ok()
        }
    }
}

/// The whole reply of the server to a request.
fn passed_on(upstream: SocketAddr, request: &Request) -> Vec<u8> {
    let mut request = request.clone();
    request.headers.insert("connection".to_owned(), "close".to_owned());
    let mut reply = Vec::new();
    let Ok(mut server) = TcpStream::connect(upstream) else { return reply };
    let _ = server.write_all(&request.written());
    let _ = server.shutdown(Shutdown::Write);
    let _ = server.read_to_end(&mut reply);
    reply
}
