//! `check --fetch`: pictures of other sites are brought beside the stories, over a network that the tests make themselves.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lanmu::Cache;
use lanmu::internals::fetch::{FetchOutcome, Hosts, Network, NetworkLimits, NotFetched, fetch};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::support::{PNG, Paper, project};

const STORY: &str = "content/editions/2025-11-20/a.md";
const FOLDER: &str = "content/editions/2025-11-20";

/// A server with a certificate of its own, which counts what it is asked for.
struct Site {
    address: SocketAddr,
    root: Vec<u8>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    fn open() -> Self {
        let names = ["img.example.org", "sends.example.org"].map(str::to_owned);
        let own = rcgen::generate_simple_self_signed(names).unwrap();
        let root = own.cert.der().to_vec();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(own.signing_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![CertificateDer::from(root.clone())], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = Self { address: listener.local_addr().unwrap(), root, asked: Arc::default() };
        let (config, asked) = (Arc::new(config), Arc::clone(&site.asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, asked) = (Arc::clone(&config), Arc::clone(&asked));
                std::thread::spawn(move || drop(answer(stream, config, &asked)));
            }
        });
        site
    }

    fn network(&self) -> Network {
        let limits = NetworkLimits { bytes: 100_000, time: Duration::from_secs(2) };
        Network::of(
            limits,
            Arc::new(Names { site: self.address, asked: AtomicUsize::new(0) }),
            std::slice::from_ref(&self.root),
        )
    }

    fn fetch(&self, root: &Path) -> FetchOutcome {
        let project = project(root);
        fetch(&project, &mut Cache::of(root), &self.network(), &mut |_, _| {}).unwrap()
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn answer(stream: TcpStream, config: Arc<ServerConfig>, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut stream = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.extend(byte);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().unwrap().push(path.clone());
    let sent_on = |to: &str| {
        format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .into_bytes()
    };
    let found = |body: &[u8]| {
        let mut reply =
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())
                .into_bytes();
        reply.extend(body);
        reply
    };
    let reply = match path.split('?').next().unwrap_or_default() {
        "/text.png" => found("<html>没有这张图</html>".as_bytes()),
        "/empty.png" => found(b""),
        "/script.svg" => found(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        "/drawing" => found(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 6 9'/>"),
        "/large.png" => found(&[PNG, &vec![0; 200_000]].concat()),
        "/slow.png" => {
            std::thread::sleep(Duration::from_secs(4));
            found(PNG)
        }
        "/gone.png" => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(),
        "/moved.png" => sent_on("https://img.example.org/lamp.png"),
        "/round.png" => sent_on("/round.png"),
        "/inside.png" => sent_on("https://intra.example.org/lamp.png"),
        "/own.png" => sent_on("https://127.0.0.1/lamp.png"),
        "/plain.png" => sent_on("http://img.example.org/lamp.png"),
        _ => found(PNG),
    };
    stream.write_all(&reply)?;
    stream.conn.send_close_notify();
    stream.flush()
}

/// Hosts of the tests: those that have public addresses lead to the site.
#[derive(Debug)]
struct Names {
    site: SocketAddr,
    asked: AtomicUsize,
}

impl Hosts for Names {
    fn addresses(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let address = match host {
            "img.example.org" | "sends.example.org" | "stranger.example.org" => "93.184.216.34",
            "intra.example.org" => "10.1.2.3",
            "link.example.org" => "169.254.169.254",
            "127.0.0.1" => "127.0.0.1",
            _ => return Err(io::ErrorKind::NotFound.into()),
        };
        Ok(vec![SocketAddr::new(address.parse().unwrap(), port)])
    }

    fn route(&self, _: SocketAddr) -> SocketAddr {
        self.site
    }
}

fn read(paper: &Paper, path: &str) -> String {
    std::fs::read_to_string(paper.root().join(path)).unwrap()
}

/// The pictures beside the story.
fn pictures(paper: &Paper) -> Vec<String> {
    let files = crate::support::files_in(&paper.root().join(FOLDER));
    files.into_keys().filter(|name| !name.ends_with(".md")).collect()
}

#[test]
fn pictures_are_brought_beside_the_story_and_named_there() {
    let site = Site::open();
    let text = "---\nheadline: 题\nimages: [{src: 'https://img.example.org/head.png', alt: 图}]\n---\n文。\n\n![灯](https://img.example.org/a/lamp.png?x=1&y=2 \"图说\")\n\n\
                段中 ![图](http://img.example.org/b.png) 和 ![又](<https://img.example.org/b.png>)。\n\n![转](https://img.example.org/moved.png) ![画](https://img.example.org/drawing)\n\n![定][r]\n\n[r]: https://img.example.org/c.png\n";
    let paper = Paper::of(&[(STORY, text)]);
    let outcome = site.fetch(paper.root());
    assert!(outcome.failed.is_empty(), "{:?}", outcome.failed);
    assert_eq!(outcome.rewritten.len(), 1);
    let after = read(&paper, STORY);
    assert!(
        !after.contains("example.org")
            && after.contains("\"图说\"")
            && after.lines().count() == text.lines().count(),
        "{after}"
    );
    let names = pictures(&paper);
    assert!(names.iter().any(|name| name.starts_with("lamp-") && name.ends_with(".png")), "{names:?}");
    assert!(names.iter().any(|name| name.starts_with("drawing-") && name.ends_with(".svg")), "{names:?}");
    assert!(names.iter().all(|name| after.contains(name.as_str())), "{names:?} {after}");
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    let asked = site.asked();
    let again = site.fetch(paper.root());
    assert_eq!((again.brought, again.known, site.asked()), (0, 0, asked), "nothing is left to bring");
}

#[test]
fn what_was_brought_is_not_brought_again() {
    let site = Site::open();
    let text = "# 题\n\n![灯](https://img.example.org/lamp.png)\n\n![又](https://img.example.org/two.png)\n";
    let paper = Paper::of(&[(STORY, text)]);
    assert_eq!(site.fetch(paper.root()).brought, 2);
    let names = pictures(&paper);
    std::fs::remove_file(paper.root().join(FOLDER).join(&names[1])).unwrap();
    paper.put(STORY, text); // As if the first run had been stopped.
    let asked = site.asked();
    let outcome = site.fetch(paper.root());
    assert_eq!((outcome.brought, outcome.known, site.asked()), (1, 1, asked + 1));
    assert_eq!(pictures(&paper), names);
}

#[test]
fn what_must_not_be_brought_stays_where_it_is() {
    let site = Site::open();
    for (address, why) in [
        ("https://intra.example.org/a.png", NotFetched::NotPublic("10.1.2.3".parse().unwrap())),
        ("https://link.example.org/a.png", NotFetched::NotPublic("169.254.169.254".parse().unwrap())),
        ("https://127.0.0.1/a.png", NotFetched::NotPublic("127.0.0.1".parse().unwrap())),
        ("https://img.example.org/inside.png", NotFetched::NotPublic("10.1.2.3".parse().unwrap())),
        ("https://img.example.org/own.png", NotFetched::NotPublic("127.0.0.1".parse().unwrap())),
        ("https://img.example.org/plain.png", NotFetched::NotHttps),
        ("https://img.example.org/round.png", NotFetched::Redirects),
        ("https://img.example.org/gone.png", NotFetched::Status(404)),
        ("https://img.example.org/large.png", NotFetched::TooLarge),
        ("https://img.example.org/slow.png", NotFetched::TooSlow),
        ("https://img.example.org/script.svg", NotFetched::RunsScript),
        ("https://stranger.example.org/a.png", NotFetched::NotTrusted),
        ("https://nowhere.example.org/a.png", NotFetched::NoHost),
    ] {
        let text = format!("# 题\n\n![灯]({address})\n");
        let paper = Paper::of(&[(STORY, &text)]);
        let outcome = site.fetch(paper.root());
        assert_eq!(outcome.failed.keys().collect::<Vec<_>>(), [&why], "{address}");
        assert_eq!(read(&paper, STORY), text, "{address}");
        assert!(pictures(&paper).is_empty(), "{address}");
    }
    for name in ["text.png", "empty.png"] {
        let paper = Paper::of(&[(STORY, &format!("# 题\n\n![灯](https://img.example.org/{name})\n"))]);
        let outcome = site.fetch(paper.root());
        assert!(matches!(outcome.failed.keys().next(), Some(NotFetched::Unfit(_))), "{:?}", outcome.failed);
        assert!(pictures(&paper).is_empty());
    }
}

#[test]
fn one_that_cannot_be_had_keeps_none_of_the_others() {
    let site = Site::open();
    let paper = Paper::of(&[(
        STORY,
        "# 题\n\n![灯](https://img.example.org/lamp.png) ![无](https://img.example.org/gone.png)\n",
    )]);
    let outcome = site.fetch(paper.root());
    assert_eq!((outcome.brought, outcome.failed.len()), (1, 1));
    let after = read(&paper, STORY);
    assert!(after.contains("![灯](lamp-") && after.contains("(https://img.example.org/gone.png)"), "{after}");
}

#[test]
fn the_command_says_what_came_and_what_did_not() {
    let paper = Paper::of(&[(STORY, "# 题\n\n文，![灯](https://127.0.0.1/lamp.png)。\n")]);
    let run = paper.run(&["check", "--fetch", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 1, "{}", run.said);
    assert!(
        run.said.contains("取来 0 张图") && run.said.contains("在本机或内网里（127.0.0.1）"),
        "{}",
        run.said
    );
    let quiet = paper.run(&["check", "--as-of", "2025-12-01"]);
    assert!(!quiet.said.contains("取来") && quiet.said.contains("lanmu check --fetch"), "{}", quiet.said);
}
