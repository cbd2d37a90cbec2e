//! Connections: how many there may be, and how long each may take. An idle one is closed in favour of a new one.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::net::TcpListener;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Either;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use rustc_hash::FxHashMap;
use tokio::net::TcpStream;
use tokio::task::{AbortHandle, LocalSet, spawn_blocking, spawn_local};
use tokio_io_timeout::TimeoutStream;

use super::Desk;
use super::answer::{self, Reply, WholeBody};
use super::events::{self, Stream};
use crate::model::document::Content;

/// The most connections that make requests. A further one replaces the one that has been idle for longest, so that
/// silent clients cannot keep others out.
const CONNECTIONS: usize = 256;
/// The most connections that receive events; a further one replaces the oldest.
const STREAMS: usize = 64;
/// How long a request may take to arrive, and how long a connection may be idle.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a browser may take to accept a response.
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);
/// The largest head of a request, in bytes, and the most headers.
const HEADERS: (usize, usize) = (16 << 10, 64);

/// Answers all connections until the program ends.
pub(crate) async fn answer_all(listeners: Vec<TcpListener>, desk: Arc<Desk>) {
    let local = LocalSet::new();
    let held = Rc::new(OpenConnections::default());
    for listener in listeners {
        local.spawn_local(accept(listener, Arc::clone(&desk), Rc::clone(&held)));
    }
    local.await;
}

async fn accept(listener: TcpListener, desk: Arc<Desk>, held: Rc<OpenConnections>) {
    let ready = listener.set_nonblocking(true).and_then(|()| tokio::net::TcpListener::from_std(listener));
    let Ok(listener) = ready else { return };
    loop {
        match listener.accept().await {
            Ok((stream, _)) => held.hold(|number| {
                let entry = ConnectionEntry { held: Rc::clone(&held), number };
                spawn_local(serve_connection(stream, Arc::clone(&desk), entry)).abort_handle()
            }),
            // Too many open files: some connections will close soon.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Serves all requests of one connection. It does not matter if it breaks off.
async fn serve_connection(stream: TcpStream, desk: Arc<Desk>, entry: ConnectionEntry) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_TIMEOUT));
    let (held, number) = (&entry.held, entry.number);
    let service = service_fn(|request: Request<Incoming>| {
        held.requests(number);
        let desk = Arc::clone(&desk);
        async move {
            let response = match answer::reply(&desk, &request.into_parts().0) {
                Reply::Whole(response) => response.map(Either::Left),
                Reply::Stored(content, kind) => read(desk, content, kind).await.map(Either::Left),
                Reply::News(page) => {
                    let (news, sender) = events::open(&desk, page);
                    held.listens(number, sender);
                    news.map(Either::Right)
                }
            };
            Ok::<Response<Either<WholeBody, Stream>>, Infallible>(response)
        }
    });
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST_TIMEOUT)
        .max_buf_size(HEADERS.0)
        .max_headers(HEADERS.1)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
        .await;
}

/// Reads a file in a thread where no other request waits for it.
async fn read(desk: Arc<Desk>, content: Content, kind: String) -> Response<WholeBody> {
    let read = spawn_blocking(move || answer::stored(&desk, &content, &kind)).await;
    read.unwrap_or_else(|_| {
        let mut failed = Response::new(WholeBody::default());
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        failed
    })
}

#[derive(Default)]
struct OpenConnections {
    turn: Cell<u64>,
    open: RefCell<FxHashMap<u64, Connection>>,
}

/// An open connection: one that receives events, or one that makes requests.
struct Connection {
    /// The turn of its last request.
    turn: u64,
    task: AbortHandle,
    /// The task that sends it events, if it receives any.
    sender: Option<AbortHandle>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.task.abort();
        self.sender.iter().for_each(AbortHandle::abort);
    }
}

/// The entry of an open connection; dropping it removes the connection.
struct ConnectionEntry {
    held: Rc<OpenConnections>,
    number: u64,
}

impl Drop for ConnectionEntry {
    fn drop(&mut self) {
        self.held.take(self.number);
    }
}

impl OpenConnections {
    /// Adds a connection that will make requests.
    fn hold(&self, open: impl FnOnce(u64) -> AbortHandle) {
        let turn = self.next();
        let connection = Connection { turn, task: open(turn), sender: None };
        self.open.borrow_mut().insert(turn, connection);
        self.limit(CONNECTIONS, |connection| connection.sender.is_none());
    }

    /// A connection makes a request, and receives no more events.
    fn requests(&self, number: u64) {
        self.set_sender(number, None);
        self.limit(CONNECTIONS, |connection| connection.sender.is_none());
    }

    /// A connection receives events from the task `sender`.
    fn listens(&self, number: u64, sender: AbortHandle) {
        self.set_sender(number, Some(sender));
        self.limit(STREAMS, |connection| connection.sender.is_some());
    }

    fn set_sender(&self, number: u64, sender: Option<AbortHandle>) {
        let turn = self.next();
        if let Some(connection) = self.open.borrow_mut().get_mut(&number) {
            connection.turn = turn;
            let before = std::mem::replace(&mut connection.sender, sender);
            before.iter().for_each(AbortHandle::abort);
        }
    }

    /// If there are too many connections of a kind, closes the one that has been idle for longest.
    fn limit(&self, most: usize, is_of_kind: impl Fn(&Connection) -> bool) {
        let open = self.open.borrow();
        let of_kind = || open.iter().filter(|(_, connection)| is_of_kind(connection));
        let too_many = of_kind().count() > most;
        let idle = of_kind().min_by_key(|(_, connection)| connection.turn).map(|(number, _)| *number);
        drop(open);
        idle.filter(|_| too_many).and_then(|number| self.take(number));
    }

    /// Removes a connection; dropping it ends it.
    fn take(&self, number: u64) -> Option<Connection> {
        self.open.borrow_mut().remove(&number)
    }

    fn next(&self) -> u64 {
        self.turn.replace(self.turn.get() + 1)
    }
}
