//! LspClient: the editor's program, as the server speaks to it.

use std::io::Write;

use lsp_server::{ErrorCode, Message, Notification, RequestId, Response};
use serde_json::{Value, json};

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Unanswered {
    pub code: ErrorCode,
    pub message: String,
}

impl Unanswered {
    /// A request that is understood but cannot be done, for this reason.
    pub(super) fn because(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::RequestFailed, message: message.into() }
    }

    /// A request without a parameter that it needs.
    pub(super) fn without(parameter: &str) -> Self {
        Self { code: ErrorCode::InvalidParams, message: parameter.to_owned() }
    }
}

/// How much a message to the editor matters, as the protocol numbers it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Urgency {
    Error = 1,
    Log = 4,
}

/// The stream to the client.
pub(super) struct LspClient {
    output: Box<dyn Write>,
    /// Whether writing failed: the client is gone.
    pub is_gone: bool,
}

impl LspClient {
    pub(super) fn of(output: Box<dyn Write>) -> Self {
        Self { output, is_gone: false }
    }

    /// Answers a request.
    pub(super) fn answer(&mut self, id: RequestId, answer: Result<Value, Unanswered>) {
        let response = match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
        };
        self.send(&Message::Response(response));
    }

    /// Replaces the diagnostics of a document.
    pub(super) fn publish(&mut self, uri: &str, version: Option<i64>, diagnostics: &[Value]) {
        let mut params = json!({"uri": uri, "diagnostics": diagnostics});
        if let Some(version) = version {
            params["version"] = version.into();
        }
        self.notify("textDocument/publishDiagnostics", params);
    }

    /// Shows a message to the editor.
    pub(super) fn show(&mut self, urgency: Urgency, message: &str) {
        self.notify("window/showMessage", json!({"type": urgency as i32, "message": message}));
    }

    /// Writes a message into the client's log.
    pub(super) fn log(&mut self, urgency: Urgency, message: &str) {
        self.notify("window/logMessage", json!({"type": urgency as i32, "message": message}));
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&Message::Notification(Notification { method: method.to_owned(), params }));
    }

    fn send(&mut self, message: &Message) {
        let sent = message.write(&mut self.output).and_then(|()| self.output.flush());
        self.is_gone |= sent.is_err();
    }
}
