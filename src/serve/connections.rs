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
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use rustc_hash::FxHashMap;
use tokio::net::TcpStream;
use tokio::task::{AbortHandle, LocalSet, spawn_blocking, spawn_local};
use tokio_io_timeout::TimeoutStream;

use super::Desk;
use super::answer::{self, Reply, Whole};
use super::events::{Stream, Streams};
use crate::source::SourcePath;

/// How many connections are held; a further one takes the place of that which has not asked for longest, so that whoever says
/// nothing cannot keep others out.
const CONNECTIONS: usize = 256;
/// How long a request may take to arrive, and a connection to ask again.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a browser may take to accept what it asked for.
const WRITING: Duration = Duration::from_secs(10);
/// How much may stand above a request's body, in bytes, and in how many headers.
const HEADERS: (usize, usize) = (16 << 10, 64);

/// Answers whoever comes, until the program ends.
pub async fn answer_all(listeners: Vec<TcpListener>, desk: Arc<Desk>) {
    let local = LocalSet::new();
    let (held, streams) = (Rc::new(Held::default()), Rc::new(Streams::default()));
    for listener in listeners {
        let (desk, held, streams) = (Arc::clone(&desk), Rc::clone(&held), Rc::clone(&streams));
        local.spawn_local(accept(listener, desk, held, streams));
    }
    local.await;
}

async fn accept(listener: TcpListener, desk: Arc<Desk>, held: Rc<Held>, streams: Rc<Streams>) {
    let ready = listener.set_nonblocking(true).and_then(|()| tokio::net::TcpListener::from_std(listener));
    let Ok(listener) = ready else { return };
    loop {
        match listener.accept().await {
            Ok((stream, _)) => held.hold(|number| {
                let (desk, held, streams) = (Arc::clone(&desk), Rc::clone(&held), Rc::clone(&streams));
                spawn_local(async move {
                    converse(stream, desk, number, &held, streams).await;
                    held.release(number);
                })
                .abort_handle()
            }),
            // Too many open files: those that are held will close.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// One connection, for as many requests as it brings. That it breaks off is no trouble of ours.
async fn converse(stream: TcpStream, desk: Arc<Desk>, number: u64, held: &Rc<Held>, streams: Rc<Streams>) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITING));
    let held = Rc::clone(held);
    let service = service_fn(move |request: Request<Incoming>| {
        held.renew(number);
        let (desk, held, streams) = (Arc::clone(&desk), Rc::clone(&held), Rc::clone(&streams));
        async move {
            let response = match answer::answer(&desk, &request.into_parts().0) {
                Reply::Whole(response) => response.map(Either::Left),
                Reply::File(source, kind) => read(desk, source, kind).await.map(Either::Left),
                Reply::News(page) => {
                    held.release(number); // A stream has its own limit.
                    streams.open(&desk, page).map(Either::Right)
                }
            };
            Ok::<Response<Either<Whole, Stream>>, Infallible>(response)
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
async fn read(desk: Arc<Desk>, source: SourcePath, kind: String) -> Response<Whole> {
    let read = spawn_blocking(move || answer::file(&desk, &source, &kind)).await;
    read.unwrap_or_else(|_| Response::new(Whole::default()))
}

/// The connections that are held.
#[derive(Default)]
struct Held {
    turn: Cell<u64>,
    /// By number: the turn in which it last asked, and how it is ended.
    open: RefCell<FxHashMap<u64, (u64, AbortHandle)>>,
}

impl Held {
    /// Holds a connection; where there are too many, the one that has not asked for longest gives way.
    fn hold(&self, open: impl FnOnce(u64) -> AbortHandle) {
        let number = self.next();
        let handle = open(number);
        let mut held = self.open.borrow_mut();
        held.insert(number, (number, handle));
        if held.len() > CONNECTIONS {
            let idle = held.iter().min_by_key(|(_, (turn, _))| *turn).map(|(number, _)| *number);
            if let Some((_, handle)) = idle.and_then(|number| held.remove(&number)) {
                handle.abort();
            }
        }
    }

    /// A connection asks.
    fn renew(&self, number: u64) {
        let turn = self.next();
        if let Some((last, _)) = self.open.borrow_mut().get_mut(&number) {
            *last = turn;
        }
    }

    fn release(&self, number: u64) {
        self.open.borrow_mut().remove(&number);
    }

    fn next(&self) -> u64 {
        self.turn.replace(self.turn.get() + 1)
    }
}
