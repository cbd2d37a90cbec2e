//! As much of HTTP/1.1 as the servers need. What the strict services refuse is refused here, for all of them.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use percent_encoding::percent_decode_str;

/// A whole request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub method: String,
    /// As sent: percent-encoded.
    pub target: String,
    /// By names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Request {
    /// Reads a request; `None` if there is no further one, or only a part of one.
    pub fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Self>> {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace().map(ToOwned::to_owned);
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut request = Self { method, target, ..Self::default() };
        loop {
            let mut line = String::new();
            stream.read_line(&mut line)?;
            let Some((name, value)) = line.split_once(':') else { break };
            request.headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        let length = request.header("content-length").parse().unwrap_or(0);
        request.body.resize(length, 0);
        match stream.read_exact(&mut request.body) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            read => read.map(|()| Some(request)),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The path, decoded, without the leading `/`.
    pub fn path(&self) -> String {
        percent_decode_str(self.target.trim_start_matches('/')).decode_utf8().unwrap().into_owned()
    }

    /// The request as bytes.
    pub fn written(&self) -> Vec<u8> {
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.target).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(&self.body);
        bytes
    }

    /// What OSS, COS and OBS refuse: bodies in chunks, checksums after or beside them, a body of unknown length.
    fn refused(&self) -> Option<Reply> {
        let names = self.headers.keys();
        let is_chunked = self.header("content-encoding").contains("aws-chunked")
            || self.header("x-amz-content-sha256").starts_with("STREAMING")
            || names.clone().any(|name| name == "transfer-encoding" || name == "trailer" || name == "expect")
            || names.clone().any(|name| name.starts_with("x-amz-checksum") || name.contains("sdk-checksum"))
            || self.method == "PUT" && !self.headers.contains_key("content-length");
        is_chunked.then(|| Reply::error(400, "InvalidArgument", "aws-chunked encoding is not supported"))
    }
}

/// A reply.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// An error as object storage reports it.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self::new(
            status,
            format!(
                "<?xml version=\"1.0\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
            ),
        )
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The reply as bytes.
    pub fn written(&self) -> Vec<u8> {
        let mut bytes = format!("HTTP/1.1 {} Said\r\n", self.status).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").bytes());
        }
        if self.status != 204 {
            bytes.extend(format!("content-length: {}\r\n", self.body.len()).bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(&self.body);
        bytes
    }
}

/// A server in this process. It ends with the process.
pub struct Server {
    pub address: SocketAddr,
}

impl Server {
    /// A server that answers each request so.
    pub fn answering(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::serving(move |request, stream| {
            let reply = request.refused().unwrap_or_else(|| answer(request));
            stream.write_all(&reply.written()).is_ok()
        })
    }

    /// A server that does this with each request; false ends the connection. A `CONNECT` is taken for one to this server.
    pub fn serving(serve: impl Fn(&Request, &mut TcpStream) -> bool + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let serve = Arc::new(serve);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let serve = Arc::clone(&serve);
                thread::spawn(move || {
                    let _ = stream.set_nodelay(true);
                    let Ok(mut back) = stream.try_clone() else { return };
                    let mut stream = BufReader::new(stream);
                    while let Ok(Some(request)) = Request::read(&mut stream) {
                        let goes_on = if request.method == "CONNECT" {
                            back.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").is_ok()
                        } else {
                            serve(&request, &mut back)
                        };
                        if !goes_on {
                            let _ = back.shutdown(std::net::Shutdown::Both);
                            break;
                        }
                    }
                });
            }
        });
        Self { address }
    }
}
