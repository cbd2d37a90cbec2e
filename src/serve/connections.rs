//! Connections: how many there may be, and how long each may take. Whoever sends nothing gives way to whoever comes.

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
use crate::source::SourcePath;

/// How many connections are held that ask; a further one takes the place of that which has not asked for longest, so that whoever
/// says nothing cannot keep others out.
const CONNECTIONS: usize = 256;
/// How many are held that listen to news; a further one takes the place of that which has listened longest.
const STREAMS: usize = 64;
/// How long a request may take to arrive, and a connection to ask again.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a browser may take to accept what it asked for.
const WRITING: Duration = Duration::from_secs(10);
/// How much may stand above a request's body, in bytes, and in how many headers.
const HEADERS: (usize, usize) = (16 << 10, 64);

/// Answers whoever comes, until the program ends.
pub(crate) async fn answer_all(listeners: Vec<TcpListener>, desk: Arc<Desk>) {
    let local = LocalSet::new();
    let held = Rc::new(HeldConnections::default());
    for listener in listeners {
        local.spawn_local(accept(listener, Arc::clone(&desk), Rc::clone(&held)));
    }
    local.await;
}

async fn accept(listener: TcpListener, desk: Arc<Desk>, held: Rc<HeldConnections>) {
    let ready = listener.set_nonblocking(true).and_then(|()| tokio::net::TcpListener::from_std(listener));
    let Ok(listener) = ready else { return };
    loop {
        match listener.accept().await {
            Ok((stream, _)) => held.hold(|number| {
                let berth = Berth { held: Rc::clone(&held), number };
                spawn_local(converse(stream, Arc::clone(&desk), berth)).abort_handle()
            }),
            // Too many open files: those that are held will close.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// One connection, for as many requests as it brings. That it breaks off is no trouble of ours.
async fn converse(stream: TcpStream, desk: Arc<Desk>, berth: Berth) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITING));
    let (held, number) = (&berth.held, berth.number);
    let service = service_fn(|request: Request<Incoming>| {
        held.asks(number);
        let desk = Arc::clone(&desk);
        async move {
            let response = match answer::reply(&desk, &request.into_parts().0) {
                Reply::Whole(response) => response.map(Either::Left),
                Reply::File(source, kind) => read(desk, source, kind).await.map(Either::Left),
                Reply::News(page) => {
                    let (news, teller) = events::open(&desk, page);
                    held.listens(number, teller);
                    news.map(Either::Right)
                }
            };
            Ok::<Response<Either<WholeBody, Stream>>, Infallible>(response)
        }
    });
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEADERS.0)
        .max_headers(HEADERS.1)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
        .await;
}

/// Reads a file where nobody waits for it.
async fn read(desk: Arc<Desk>, source: SourcePath, kind: String) -> Response<WholeBody> {
    let read = spawn_blocking(move || answer::file(&desk, &source, &kind)).await;
    read.unwrap_or_else(|_| {
        let mut failed = Response::new(WholeBody::default());
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        failed
    })
}

/// The connections that are held.
#[derive(Default)]
struct HeldConnections {
    turn: Cell<u64>,
    open: RefCell<FxHashMap<u64, Connection>>,
}

/// A connection. It counts for as long as it is open, whatever it does: as one that listens, or as one that asks.
struct Connection {
    /// The turn in which it last asked.
    turn: u64,
    /// How it is ended.
    task: AbortHandle,
    /// How whoever tells it news is ended, if it listens.
    teller: Option<AbortHandle>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.task.abort();
        self.teller.iter().for_each(AbortHandle::abort);
    }
}

/// The place of a connection among those that are held, for as long as it is open.
struct Berth {
    held: Rc<HeldConnections>,
    number: u64,
}

impl Drop for Berth {
    fn drop(&mut self) {
        self.held.take(self.number);
    }
}

impl HeldConnections {
    /// Holds a connection that will ask.
    fn hold(&self, open: impl FnOnce(u64) -> AbortHandle) {
        let turn = self.next();
        let connection = Connection { turn, task: open(turn), teller: None };
        self.open.borrow_mut().insert(turn, connection);
        self.limit(CONNECTIONS, |connection| connection.teller.is_none());
    }

    /// A connection asks, and listens no more.
    fn asks(&self, number: u64) {
        self.become_of(number, None);
        self.limit(CONNECTIONS, |connection| connection.teller.is_none());
    }

    /// A connection listens to news from `teller`.
    fn listens(&self, number: u64, teller: AbortHandle) {
        self.become_of(number, Some(teller));
        self.limit(STREAMS, |connection| connection.teller.is_some());
    }

    fn become_of(&self, number: u64, teller: Option<AbortHandle>) {
        let turn = self.next();
        if let Some(connection) = self.open.borrow_mut().get_mut(&number) {
            connection.turn = turn;
            let before = std::mem::replace(&mut connection.teller, teller);
            before.iter().for_each(AbortHandle::abort);
        }
    }

    /// Of the connections of a kind, lets the one give way that has not asked for longest, where there are too many.
    fn limit(&self, most: usize, is_of_kind: impl Fn(&Connection) -> bool) {
        let open = self.open.borrow();
        let of_kind = || open.iter().filter(|(_, connection)| is_of_kind(connection));
        let too_many = of_kind().count() > most;
        let idle = of_kind().min_by_key(|(_, connection)| connection.turn).map(|(number, _)| *number);
        drop(open);
        idle.filter(|_| too_many).and_then(|number| self.take(number));
    }

    /// Takes out a connection; when that is dropped, it ends.
    fn take(&self, number: u64) -> Option<Connection> {
        self.open.borrow_mut().remove(&number)
    }

    fn next(&self) -> u64 {
        self.turn.replace(self.turn.get() + 1)
    }
}
