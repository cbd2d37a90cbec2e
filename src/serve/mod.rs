//! Serve: documents from memory to the browsers of the desk, and events about changes.
//!
//! Documents are looked up in a map of what was rendered, so no request can reach any other file. Only this machine
//! is answered, unless `--host` allows others, which need the token.

mod answer;
mod connections;
mod events;
mod gate;
mod listener;
mod open_pages;
mod problems;
mod proof;
mod response;
mod shelf;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::Arc;
use std::thread;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::fault::{Action, Fault};
use crate::project::Project;
use crate::source::SourcePath;
pub(crate) use gate::Gate;
pub(crate) use problems::Problems;
pub(crate) use shelf::Shelf;

/// How many ports are tried if the first is taken.
const PORTS: u16 = 50;

/// The settings of the server.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The address to listen on; if `None`, only this machine is answered.
    pub host: Option<IpAddr>,
    /// The first port to try.
    pub port: u16,
    /// How to open a place in an editor: an address with `{file}`, `{line}` and `{column}`.
    pub editor: Option<String>,
}

/// 128 random bits, in hexadecimal.
fn random() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

/// A running server.
#[derive(Debug)]
pub(crate) struct Serving {
    /// The address of the paper.
    pub url: String,
    /// The port that it listens on; the one that was asked for may have been taken.
    pub port: u16,
    /// Who has access.
    pub visitors: Visitors,
}

/// Who has access to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Visitors {
    /// Anyone at this machine.
    ThisMachine,
    /// Anyone who has the address with its token.
    WithToken,
}

/// What requests are answered from.
struct Desk {
    shelf: Arc<Shelf>,
    gate: Gate,
    settings: Settings,
    project: Project,
}

impl Desk {
    /// The address that opens a place in the editor; `None` if the editor is not known.
    fn editor(&self, file: &SourcePath, line: usize, column: usize) -> Option<String> {
        let pattern = self.settings.editor.as_ref()?;
        let path = std::path::absolute(self.project.root.join(file.as_str())).ok()?;
        let path: String = path
            .to_str()?
            .split('/')
            .map(|piece| utf8_percent_encode(piece, NON_ALPHANUMERIC).to_string())
            .collect::<Vec<_>>()
            .join("/");
        let numbered = pattern.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        Some(numbered.replace("{file}", &path))
    }
}

/// Serves `shelf` from a thread of its own, for as long as the program runs.
///
/// # Errors
/// If no port is available.
pub(crate) fn serve(shelf: Arc<Shelf>, project: &Project, settings: Settings) -> Result<Serving, Fault> {
    let listeners = listen(&settings)?;
    let address = listeners[0].local_addr().map_err(Fault::on(Action::Listen, &project.root))?;
    let gate = Gate::new(settings.host).map_err(Fault::on(Action::Listen, &project.root))?;
    let host = match settings.host {
        Some(host) if host.is_unspecified() => own_address().unwrap_or(host),
        host => host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
    };
    let visitors = gate.visitors();
    let url = format!("http://{}{}", SocketAddr::new(host, address.port()), gate.entry_path());
    let desk = Desk { shelf, gate, settings, project: project.clone() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
    let runtime = runtime.map_err(Fault::on(Action::Listen, &project.root))?;
    thread::spawn(move || runtime.block_on(connections::answer_all(listeners, Arc::new(desk))));
    Ok(Serving { url, port: address.port(), visitors })
}

/// The address of this machine in its network: the one that it would send from. Nothing is sent.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

/// Listens on the requested port, or on the next one that is free; on this machine, at both loopback addresses.
fn listen(settings: &Settings) -> Result<Vec<TcpListener>, Fault> {
    let host = settings.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for port in (settings.port..=settings.port.saturating_add(PORTS)).take(usize::from(PORTS)) {
        match TcpListener::bind((host, port)) {
            Ok(listener) => {
                let mut listeners = vec![listener];
                if settings.host.is_none() {
                    let port = listeners[0].local_addr().map_or(port, |address| address.port());
                    listeners.extend(TcpListener::bind((Ipv6Addr::LOCALHOST, port)).ok());
                }
                return Ok(listeners);
            }
            Err(error) => last = error,
        }
    }
    Err(Fault::new(Action::Listen, format!("{host}:{}", settings.port), last))
}
