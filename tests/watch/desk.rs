//! A running desk: the command, its output, and a minimal browser.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Paper, files_in, run_in};

/// The longest wait for anything on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The command in watch mode on a paper.
pub struct Desk {
    child: Child,
    said: Receiver<Value>,
    /// `127.0.0.1:4321`
    pub address: String,
    /// The path by which a browser first enters.
    pub entrance: String,
}

/// The response to a browser.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

/// The number of rounds of each test: more if `LANMU_ROUNDS` says so.
pub fn rounds(usual: usize) -> usize {
    std::env::var("LANMU_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

impl Desk {
    /// Starts the desk and waits for the first build of the paper.
    pub fn open(paper: &Paper, arguments: &[&str]) -> Self {
        let desk = Self::start(paper, arguments);
        desk.wait_for_set();
        desk
    }

    /// Starts the desk.
    pub fn start(paper: &Paper, arguments: &[&str]) -> Self {
        Self::start_in(paper, arguments, &[])
    }

    /// Starts the desk with environment variables.
    pub fn start_in(paper: &Paper, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lanmu"))
            .args(["watch", "--format", "json", "--as-of", "2025-12-01", "--root"])
            .arg(paper.root())
            .args(if arguments.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(arguments)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, said) = channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = sender.send(serde_json::from_str::<Value>(&line).unwrap());
            }
        });
        let first: Value = said.recv_timeout(PATIENCE).unwrap();
        let url = first["serving"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        let (address, entrance) = url.split_once('/').unwrap();
        Self { child, said, address: address.to_owned(), entrance: format!("/{entrance}") }
    }

    /// Waits until a finding with a code is printed.
    pub fn wait_for_finding(&self, code: &str) -> Value {
        let start = Instant::now();
        while let Ok(said) = self.said.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
            if said["code"] == code {
                return said;
            }
        }
        panic!("{code} was not found");
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the next build of the paper, and returns its result.
    pub fn wait_for_set(&self) -> Value {
        let start = Instant::now();
        while let Ok(said) = self.said.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
            if said.get("made").is_some() {
                return said;
            }
        }
        panic!("the paper was not set");
    }

    /// Waits for a build with errors, or for one without: a half-written save may cause another build before it.
    pub fn wait_for_errors(&self, wanted: bool) {
        let start = Instant::now();
        while (self.wait_for_set()["errors"].as_u64() > Some(0)) != wanted {
            assert!(start.elapsed() < PATIENCE, "errors were never {wanted}");
        }
    }

    /// The number of builds since the last call.
    pub fn sets(&self) -> usize {
        self.said.try_iter().filter(|said| said.get("made").is_some()).count()
    }

    /// The reasons printed since the last call.
    pub fn reasons(&self) -> Vec<Value> {
        thread::sleep(Duration::from_millis(300));
        self.said.try_iter().filter(|said| said.get("reason").is_some()).collect()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
            .unwrap()
    }

    /// The page at a path, as text.
    pub fn page(&self, path: &str) -> String {
        String::from_utf8(self.get(path).body).unwrap()
    }

    /// Sends a request as written; `None` if the connection breaks.
    pub fn ask(&self, request: impl AsRef<[u8]>) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_ref()).ok()?;
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Answer { status, head, body: bytes[end + 4..].to_vec() })
    }

    /// Every one of `paths` over one connection: status and body.
    pub fn get_all<'p>(&self, paths: impl Iterator<Item = &'p str>) -> BTreeMap<String, (u16, Vec<u8>)> {
        let mut stream = BufReader::new(TcpStream::connect(&self.address).unwrap());
        stream.get_ref().set_read_timeout(Some(PATIENCE)).unwrap();
        let mut answers = BTreeMap::new();
        for path in paths {
            let request = format!("GET /{path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
            stream.get_mut().write_all(request.as_bytes()).unwrap();
            let (mut status, mut length) = (0, 0);
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).unwrap();
                let line = line.trim_end();
                if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                    status = rest[..3].parse().unwrap();
                }
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                if line.is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            answers.insert(path.to_owned(), (status, without_desk(body)));
        }
        answers
    }

    /// Waits until the desk serves what a build of the paper writes, and `gone` does not exist; returns the number of builds.
    pub fn serves_what_is_built(&self, paper: &Paper, gone: &[String]) -> Result<usize, String> {
        let expected = built(paper);
        let start = Instant::now();
        let mut sets = 0;
        loop {
            sets += self.sets();
            let answers =
                self.get_all(expected.keys().map(String::as_str).chain(gone.iter().map(String::as_str)));
            let wrong = answers.iter().find(|(path, (status, body))| match expected.get(*path) {
                Some(bytes) => *status != 200 || body != bytes,
                None => *status != 404,
            });
            match wrong {
                None => return Ok(sets + self.sets()),
                Some((path, (status, _))) if start.elapsed() > PATIENCE => {
                    return Err(format!("{path} ({status}) is not as it would be built"));
                }
                Some(_) => thread::sleep(Duration::from_millis(3)),
            }
        }
    }

    /// The memory that the command uses, in kilobytes.
    pub fn memory(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The output of a build of the paper, by path.
pub fn built(paper: &Paper) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let folder: PathBuf = out.path().join("public");
    let said =
        run_in(paper.root(), &["build", "--as-of", "2025-12-01", "--out", folder.to_str().unwrap()], &[]);
    assert_eq!(said.code, 0, "{}", said.said);
    let mut files = files_in(&folder);
    files.retain(|path, _| !path.starts_with(".lanmu"));
    files
}

/// A page without the desk's addition to its head.
pub fn without_desk(body: Vec<u8>) -> Vec<u8> {
    let find = |text: &[u8], from: usize| {
        body[from..].windows(text.len()).position(|window| window == text).map(|at| from + at)
    };
    let Some(start) = find(b"<link rel=\"stylesheet\" href=\"/~lanmu/desk.css\">", 0) else { return body };
    let end = find(b"</script>\n", start).unwrap() + b"</script>\n".len();
    [&body[..start], &body[end..]].concat()
}
