//! A browser with tabs that stay open, controlled through its developer tools protocol.

use std::cell::Cell;
use std::cell::RefCell;
use std::fs;
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket, connect};

/// The longest wait for a page.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running browser.
pub struct Browser {
    child: Child,
    _profile: TempDir,
    tools: RefCell<WebSocket<MaybeTlsStream<TcpStream>>>,
    turn: Cell<u64>,
}

/// A tab of the browser.
pub struct Tab<'b> {
    browser: &'b Browser,
    session: String,
}

impl Browser {
    pub fn open() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let child = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--remote-debugging-port=0",
            ])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Chromium is installed");
        let start = Instant::now();
        let address = loop {
            let port = fs::read_to_string(profile.path().join("DevToolsActivePort")).unwrap_or_default();
            if let Some((port, path)) = port.split_once('\n') {
                break format!("ws://127.0.0.1:{port}{path}");
            }
            assert!(start.elapsed() < PATIENCE, "the browser does not open");
            sleep(Duration::from_millis(50));
        };
        let (tools, _) = connect(address).unwrap();
        Self { child, _profile: profile, tools: RefCell::new(tools), turn: Cell::new(0) }
    }

    /// Opens a page that `watch` serves in a tab of a given size.
    pub fn tab(&self, url: &str, width: u32, height: u32) -> Tab<'_> {
        let tab = self.opened(url, width, height);
        tab.until("document.readyState === 'complete' && !!document.documentElement.dataset.lanmu");
        tab
    }

    /// Opens any page in a tab of a given size, and does not wait for it.
    pub fn opened(&self, url: &str, width: u32, height: u32) -> Tab<'_> {
        let target = self.say(
            None,
            "Target.createTarget",
            &json!({"url": url, "newWindow": true, "width": width, "height": height}),
        );
        let attached = self.say(
            None,
            "Target.attachToTarget",
            &json!({"targetId": target["targetId"], "flatten": true}),
        );
        let tab = Tab { browser: self, session: attached["sessionId"].as_str().unwrap().to_owned() };
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.say(Some(&tab.session), "Emulation.setDeviceMetricsOverride", &size);
        tab
    }

    fn say(&self, session: Option<&str>, method: &str, parameters: &Value) -> Value {
        self.answer(session, method, parameters).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The browser's answer: a result, or an error.
    fn answer(&self, session: Option<&str>, method: &str, parameters: &Value) -> Result<Value, Value> {
        let id = self.turn.get() + 1;
        self.turn.set(id);
        let mut message = json!({"id": id, "method": method, "params": parameters});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut tools = self.tools.borrow_mut();
        tools.send(Message::text(message.to_string())).unwrap();
        loop {
            let Message::Text(text) = tools.read().unwrap() else { continue };
            let answer: Value = serde_json::from_str(&text).unwrap();
            if answer["id"] == id {
                return match answer.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(answer["result"].clone()),
                };
            }
        }
    }
}

impl Tab<'_> {
    /// The value of an expression in the page.
    pub fn value(&self, expression: &str) -> Value {
        self.asked(expression).unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// Tells the browser something about the tab.
    pub fn tell(&self, method: &str, parameters: &Value) {
        self.browser.say(Some(&self.session), method, parameters);
    }

    /// Waits until an expression is true. Between two pages nothing answers, and a half-loaded page may lack what the expression
    /// uses: neither counts as an answer.
    pub fn until(&self, expression: &str) {
        let start = Instant::now();
        let mut last = Ok(json!(null));
        while last != Ok(json!(true)) {
            assert!(start.elapsed() < PATIENCE, "never: {expression}; last {last:?}");
            last = self.asked(&format!("!!({expression})"));
            sleep(Duration::from_millis(20));
        }
    }

    fn asked(&self, expression: &str) -> Result<Value, Value> {
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let answer = self.browser.answer(Some(&self.session), "Runtime.evaluate", &asked)?;
        match answer.get("exceptionDetails") {
            Some(thrown) => Err(thrown.clone()),
            None => Ok(answer["result"]["value"].clone()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
