//! An editor's program: it speaks the protocol with the command over its streams.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::Paper;

/// The longest wait for anything on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A session with the language server of a paper.
pub struct Client {
    child: Child,
    input: RefCell<Option<ChildStdin>>,
    received: Receiver<Value>,
    root: PathBuf,
    next: Cell<i32>,
    /// The diagnostics of each document, by its path below the root.
    shown: RefCell<BTreeMap<String, Vec<Value>>>,
    /// The version of the text that they are about.
    versions: RefCell<BTreeMap<String, Value>>,
    /// The messages that were shown or logged.
    said: RefCell<Vec<String>>,
    /// The text of each open document.
    texts: RefCell<BTreeMap<String, String>>,
}

/// Where something is: a line and a column, both from 0, the column in bytes.
pub type Position = (u64, u64);

impl Client {
    /// Starts the server on a paper and introduces itself.
    pub fn open(paper: &Paper) -> Self {
        let client = Self::start(paper.root(), &[]);
        client.introduce(&json!({"general": {"positionEncodings": ["utf-8", "utf-16"]}}));
        client
    }

    /// Starts the server, and says nothing.
    pub fn start(root: &Path, environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lanmu"))
            .args(["lsp", "--as-of", "2025-12-01"])
            .current_dir(root)
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), child.stdout.take().unwrap());
        let (sender, received) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            input: RefCell::new(input),
            received,
            root: root.to_owned(),
            next: Cell::new(1),
            shown: RefCell::default(),
            versions: RefCell::default(),
            said: RefCell::default(),
            texts: RefCell::default(),
        }
    }

    /// Introduces itself; returns what the server offers.
    pub fn introduce(&self, capabilities: &Value) -> Value {
        let folders = json!([{"uri": self.uri(""), "name": "paper"}]);
        let params = json!({"processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities});
        let offered = self.ask("initialize", params);
        self.tell("initialized", json!({}));
        offered
    }

    pub fn uri(&self, path: &str) -> String {
        let url = url::Url::from_file_path(self.root.join(path)).unwrap();
        String::from(url).trim_end_matches('/').to_owned()
    }

    fn path_of(&self, uri: &Value) -> String {
        let file = url::Url::parse(uri.as_str().unwrap()).unwrap().to_file_path().unwrap();
        file.strip_prefix(&self.root).unwrap_or(&file).to_str().unwrap().replace('\\', "/")
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&self, bytes: &[u8]) {
        let mut input = self.input.borrow_mut();
        let input = input.as_mut().unwrap();
        input.write_all(bytes).and_then(|()| input.flush()).unwrap();
    }

    fn send(&self, message: &Value) {
        let text = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    /// Sends a notification.
    #[allow(clippy::needless_pass_by_value, reason = "calls read better without a reference")]
    pub fn tell(&self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request, and returns its number.
    #[allow(clippy::needless_pass_by_value, reason = "calls read better without a reference")]
    pub fn request(&self, method: &str, params: Value) -> i32 {
        let id = self.next.replace(self.next.get() + 1);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The answer to a request: its result, or its error.
    pub fn answer(&self, id: i32) -> Result<Value, Value> {
        let start = Instant::now();
        loop {
            let message = self.receive(PATIENCE.saturating_sub(start.elapsed())).expect("an answer");
            if message["id"] == id && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
        }
    }

    /// The result of a request.
    pub fn ask(&self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Takes the next message, and remembers what it shows.
    fn receive(&self, patience: Duration) -> Option<Value> {
        let message = match self.received.recv_timeout(patience) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
        };
        let params = &message["params"];
        match message["method"].as_str() {
            Some("textDocument/publishDiagnostics") => {
                let findings = params["diagnostics"].as_array().unwrap().clone();
                self.shown.borrow_mut().insert(self.path_of(&params["uri"]), findings);
                self.versions.borrow_mut().insert(self.path_of(&params["uri"]), params["version"].clone());
            }
            Some("window/showMessage" | "window/logMessage") => {
                self.said.borrow_mut().push(params["message"].as_str().unwrap().to_owned());
            }
            _ => {}
        }
        Some(message)
    }

    /// Waits until what is shown fulfils a condition.
    pub fn wait_until(&self, what: &str, is_there: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !is_there(self) {
            assert!(
                start.elapsed() < PATIENCE,
                "{what}: {:#?} {:?}",
                self.shown.borrow(),
                self.said.borrow()
            );
            self.receive(Duration::from_millis(200));
        }
    }

    /// Waits until nothing more is sent: a pause in typing is 400 ms, and the whole paper is read then.
    pub fn wait_for_quiet(&self) {
        while self.receive(Duration::from_millis(1500)).is_some() {}
    }

    /// The findings that a document shows: code and severity.
    pub fn codes(&self, path: &str) -> Vec<String> {
        let shown = self.shown.borrow();
        let findings = shown.get(path).cloned().unwrap_or_default();
        findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    }

    /// The findings that a document shows.
    pub fn findings(&self, path: &str) -> Vec<Value> {
        self.shown.borrow().get(path).cloned().unwrap_or_default()
    }

    /// The documents that show findings.
    pub fn found(&self) -> Vec<String> {
        let shown = self.shown.borrow();
        shown.iter().filter(|(_, findings)| !findings.is_empty()).map(|(path, _)| path.clone()).collect()
    }

    /// What was shown or logged.
    pub fn said(&self) -> Vec<String> {
        self.said.borrow().clone()
    }

    /// Opens a document with this text.
    pub fn edit(&self, path: &str, text: &str) {
        let before = self.texts.borrow_mut().insert(path.to_owned(), text.to_owned());
        let version = self.next.replace(self.next.get() + 1);
        let uri = self.uri(path);
        if before.is_none() {
            let document = json!({"uri": uri, "languageId": "markdown", "version": version, "text": text});
            self.tell("textDocument/didOpen", json!({"textDocument": document}));
        } else {
            let document = json!({"uri": uri, "version": version});
            self.tell(
                "textDocument/didChange",
                json!({"textDocument": document, "contentChanges": [{"text": text}]}),
            );
        }
    }

    /// Types, and waits for the first findings in that text.
    pub fn type_in(&self, path: &str, text: &str) -> Vec<Value> {
        self.edit(path, text);
        let version = json!(self.next.get() - 1);
        self.wait_until("findings", |client| client.versions.borrow().get(path) == Some(&version));
        self.findings(path)
    }

    pub fn close(&self, path: &str) {
        self.texts.borrow_mut().remove(path);
        self.tell("textDocument/didClose", json!({"textDocument": {"uri": self.uri(path)}}));
    }

    /// The text of an open document.
    pub fn text(&self, path: &str) -> String {
        self.texts.borrow()[path].clone()
    }

    /// A question about the place of `‸` in a text that is put into a document.
    pub fn ask_at(&self, method: &str, path: &str, marked: &str) -> Value {
        let position = self.put(path, marked);
        self.ask(method, self.at(path, position))
    }

    /// Puts a text into a document, and returns where its `‸` was.
    pub fn put(&self, path: &str, marked: &str) -> Position {
        let at = marked.find('‸').expect("a cursor");
        self.edit(path, &marked.replace('‸', ""));
        position(marked, at)
    }

    /// The parameters of a question about a place.
    pub fn at(&self, path: &str, (line, character): Position) -> Value {
        json!({"textDocument": {"uri": self.uri(path)}, "position": {"line": line, "character": character}})
    }

    /// What may be written at `‸`: the texts of the items.
    pub fn completed(&self, path: &str, marked: &str) -> Vec<String> {
        let answer = self.ask_at("textDocument/completion", path, marked);
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        items.iter().map(|item| item["textEdit"]["newText"].as_str().unwrap().to_owned()).collect()
    }

    /// Applies the edits of an answer: to open documents in the editor, to others in the folder.
    pub fn apply(&self, edit: &Value, paper: &Paper) {
        for (uri, edits) in edit["changes"].as_object().unwrap() {
            let path = self.path_of(&Value::from(uri.as_str()));
            let is_open = self.texts.borrow().contains_key(&path);
            let text = if is_open {
                self.text(&path)
            } else {
                std::fs::read_to_string(paper.root().join(&path)).unwrap()
            };
            let text = edited(&text, edits.as_array().unwrap());
            if is_open { self.edit(&path, &text) } else { paper.save(&path, &text) }
        }
    }

    /// Leaves as the protocol asks; returns the exit code.
    pub fn leave(mut self) -> i32 {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.code()
    }

    /// Waits for the end; returns the exit code.
    pub fn code(&mut self) -> i32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            assert!(start.elapsed() < PATIENCE, "the server does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Closes the stream to the server.
    pub fn hang_up(&self) {
        self.input.borrow_mut().take();
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The line and column of a byte.
pub fn position(text: &str, at: usize) -> Position {
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    (line as u64, (at - start) as u64)
}

/// A text with some edits, whose columns count bytes.
pub fn edited(text: &str, edits: &[Value]) -> String {
    let offset = |position: &Value| {
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + usize::try_from(position["character"].as_u64().unwrap()).unwrap()
    };
    let mut spans: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().unwrap())
        })
        .collect();
    spans.sort_unstable();
    let mut new = text.to_owned();
    for (start, end, words) in spans.into_iter().rev() {
        new.replace_range(start..end, words);
    }
    new
}

/// Reads a message; `None` at the end.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().unwrap(),
            Some(_) => {}
            None if line.trim_end().is_empty() => break,
            None => panic!("not a header: {line}"),
        }
    }
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    Some(serde_json::from_slice(&bytes).unwrap())
}
