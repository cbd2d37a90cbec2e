//! Session: the life of a session. Notifications change the open documents, requests are answered, and when nothing more comes the
//! findings are brought up to date.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use serde_json::{Value, json};

use super::EditorSettings;
use super::addresses::{file_at, is_paper, root_above};
use super::asked::Asked;
use super::client::{LspClient, Unanswered, Urgency};
use super::diagnostics::{SentFindings, Telling};
use super::inbox::{Inbox, Incoming};
use super::paper::{OpenDocument, Papers, Updated};
use super::positions::{ColumnUnit, IndexedText};
use super::requests::{self, Needs};
use crate::fault::Fault;
use crate::isolate::attempt_called;
use crate::language::TextLanguage;
use crate::parse::text::decode;
use crate::words::{Language, editor};

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The client has not introduced itself.
    Waiting,
    Open,
    /// The client has said that it will leave.
    Leaving,
}

/// What is left to do when all messages are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum WorkLeft {
    Nothing,
    /// Whole papers are to be read as soon as nobody types.
    InAPause,
    Now,
}

impl WorkLeft {
    fn after(updated: Updated) -> Self {
        match updated {
            Updated::Nothing | Updated::Findings => Self::Nothing,
            Updated::Near | Updated::Later => Self::InAPause,
            Updated::Names => Self::Now,
        }
    }
}

/// A session with one client.
pub(super) struct Session<'s> {
    settings: &'s dyn EditorSettings,
    inbox: Inbox,
    client: LspClient,
    papers: Papers,
    sent: BTreeMap<PathBuf, SentFindings>,
    unit: ColumnUnit,
    has_related: bool,
    phase: Phase,
    /// The fault that was last shown for each paper; it is shown once.
    faults: BTreeMap<PathBuf, String>,
}

impl<'s> Session<'s> {
    pub(super) fn new(settings: &'s dyn EditorSettings, inbox: Inbox, client: LspClient) -> Self {
        Self {
            settings,
            inbox,
            client,
            papers: Papers::default(),
            sent: BTreeMap::new(),
            unit: ColumnUnit::default(),
            has_related: false,
            phase: Phase::Waiting,
            faults: BTreeMap::new(),
        }
    }

    /// Serves until the client leaves; returns whether it had said so before.
    pub(super) fn serve(&mut self) -> bool {
        let mut left = WorkLeft::Nothing;
        while !self.client.is_gone {
            let batch = match left {
                WorkLeft::Nothing => self.inbox.batch(),
                WorkLeft::InAPause => self.inbox.before_a_pause(),
                WorkLeft::Now => self.inbox.waiting(),
            };
            let is_pause = left == WorkLeft::InAPause && batch.is_empty();
            let cancelled = cancelled(&batch);
            for incoming in batch {
                match incoming {
                    Incoming::Message(Message::Request(request)) if cancelled.contains(&request.id) => {
                        let refusal = Unanswered { code: ErrorCode::RequestCanceled, message: String::new() };
                        self.client.answer(request.id, Err(refusal));
                    }
                    Incoming::Message(Message::Request(request)) => self.request(request),
                    Incoming::Message(Message::Notification(said)) if said.method == "exit" => {
                        return self.phase == Phase::Leaving;
                    }
                    Incoming::Message(Message::Notification(said)) => self.notification(&said),
                    Incoming::Message(Message::Response(_)) => {}
                    Incoming::Malformed(why) => self.client.log(Urgency::Error, &why),
                    Incoming::FolderChanged { root, is_timeout } => self.folder_changed(&root, is_timeout),
                    Incoming::Closed => return self.phase == Phase::Leaving,
                }
            }
            left = if self.phase == Phase::Open { self.report(is_pause) } else { WorkLeft::Nothing };
        }
        false
    }

    /// Brings the findings of every paper up to date; returns what is left to do. Of a paper that was just opened, names are resolved
    /// first, so that questions need not wait until ten thousand stories are proofread. While somebody types and asks, whole papers wait.
    fn report(&mut self, is_pause: bool) -> WorkLeft {
        let mut left = WorkLeft::Nothing;
        for paper in self.papers.all() {
            let root = paper.root().to_owned();
            match paper.update_next(self.settings, is_pause) {
                Ok(updated) => {
                    left = left.max(WorkLeft::after(updated));
                    self.faults.remove(&root);
                    if matches!(updated, Updated::Near | Updated::Findings) {
                        let telling = Telling {
                            language: paper.language(self.settings),
                            unit: self.unit,
                            has_related: self.has_related,
                        };
                        let sent = self.sent.entry(root).or_default();
                        sent.bring_up_to_date(paper, telling, &mut self.client);
                    }
                }
                Err(fault) => {
                    let message = told(&fault, paper.language(self.settings));
                    if self.faults.insert(root, message.clone()).as_ref() != Some(&message) {
                        self.client.show(Urgency::Error, &message);
                    }
                }
            }
        }
        left
    }

    /// Answers a request. A panic is the answer to this one only.
    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let answer = match (self.phase, method.as_str()) {
            (Phase::Waiting, "initialize") => Ok(self.initialize(&params)),
            (Phase::Waiting, _) => Err(refused(ErrorCode::ServerNotInitialized)),
            (Phase::Leaving, _) | (Phase::Open, "initialize") => Err(refused(ErrorCode::InvalidRequest)),
            (Phase::Open, "shutdown") => {
                self.phase = Phase::Leaving;
                Ok(Value::Null)
            }
            (Phase::Open, _) => {
                attempt_called(&method, || self.ask(&method, &params)).unwrap_or_else(|panicked| {
                    Err(Unanswered { code: ErrorCode::InternalError, message: panicked.to_string() })
                })
            }
        };
        self.client.answer(id, answer);
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.phase = Phase::Open;
        let client = &params["capabilities"];
        self.unit = ColumnUnit::offered(client);
        let related = &client["textDocument"]["publishDiagnostics"]["relatedInformation"];
        self.has_related = related.as_bool().unwrap_or(false);
        let said = self.settings.root();
        for root in said.clone().into_iter().chain(workspace_folders(params)) {
            if said.as_ref() == Some(&root) || is_paper(&root) {
                self.open(&root);
            }
        }
        json!({
            "capabilities": requests::capabilities(self.unit),
            "serverInfo": {"name": "lanmu", "version": env!("CARGO_PKG_VERSION")},
        })
    }

    fn open(&mut self, root: &Path) {
        if self.papers.open(root, self.settings) {
            self.inbox.watch(root);
        }
    }

    fn ask(&mut self, method: &str, params: &Value) -> Result<Value, Unanswered> {
        let (unit, settings) = (self.unit, self.settings);
        if method == "workspace/symbol" {
            return requests::symbols(&mut self.papers, params, unit, settings);
        }
        let answer = requests::named(method)
            .ok_or_else(|| Unanswered { code: ErrorCode::MethodNotFound, message: method.to_owned() })?;
        let uri = params["textDocument"]["uri"].as_str().ok_or_else(|| Unanswered::without("uri"))?;
        let holding = file_at(uri).and_then(|file| self.papers.holding(&file));
        let Some((paper, path)) = holding else { return Ok(Value::Null) };
        if answer.needs == Needs::Folder {
            paper.forget_scan();
        }
        if answer.needs != Needs::Text {
            let language = paper.language(settings);
            paper.update_names(settings).map_err(|fault| Unanswered::because(told(&fault, language)))?;
        }
        let Some(text) = paper.text(&path) else { return Ok(Value::Null) };
        let language = paper.language(settings);
        (answer.answer)(&mut Asked { paper, path, text, unit, language }, params)
    }

    fn notification(&mut self, said: &Notification) {
        if self.phase != Phase::Open {
            return;
        }
        let document = &said.params["textDocument"];
        let uri = document["uri"].as_str();
        match (said.method.as_str(), uri) {
            ("textDocument/didOpen", Some(uri)) => self.put(uri, document["text"].as_str(), document),
            ("textDocument/didChange", Some(uri)) => {
                let changes = said.params["contentChanges"].as_array();
                let last = changes.and_then(|changes| changes.last()).unwrap_or(&Value::Null);
                if last["range"].is_null() {
                    self.put(uri, last["text"].as_str(), document);
                } else {
                    // A part of a text must not pass for the whole.
                    self.client.log(
                        Urgency::Error,
                        editor::partial(self.settings.language(TextLanguage::default())),
                    );
                }
            }
            ("textDocument/didClose", Some(uri)) => {
                let holding = file_at(uri).and_then(|file| self.papers.holding(&file));
                if let Some((paper, path)) = holding {
                    paper.close(&path);
                }
            }
            ("textDocument/didSave", Some(_)) | ("workspace/didChangeWatchedFiles", _) => {
                self.papers.all().for_each(|paper| paper.forget_scan());
            }
            ("workspace/didChangeWorkspaceFolders", _) => self.change_folders(&said.params["event"]),
            _ => {}
        }
    }

    /// Opens and closes papers as the client opens and closes folders.
    fn change_folders(&mut self, event: &Value) {
        for root in folders(&event["removed"]) {
            if self.papers.close(&root) {
                let mut sent = self.sent.remove(&root).unwrap_or_default();
                sent.clear(&mut self.client);
            }
        }
        for root in folders(&event["added"]).into_iter().filter(|root| is_paper(root)) {
            self.open(&root);
        }
    }

    /// Puts the text of a document in front of its file. The paper that it is in is opened.
    fn put(&mut self, uri: &str, text: Option<&str>, document: &Value) {
        let (Some(text), Some(file)) = (text.and_then(|text| decode(text.as_bytes())), file_at(uri)) else {
            return;
        };
        if self.papers.holding(&file).is_none()
            && let Some(root) = root_above(&file)
        {
            self.open(&root);
        }
        let language = self.settings.language(TextLanguage::default());
        let Some((paper, path)) = self.papers.holding(&file) else {
            self.client.log(Urgency::Log, &editor::outside(&file.display().to_string(), language));
            return;
        };
        let document = OpenDocument {
            uri: uri.to_owned(),
            version: document["version"].as_i64(),
            text: Arc::new(IndexedText::of(text)),
        };
        paper.put(&path, document);
    }

    fn folder_changed(&mut self, root: &Path, is_timeout: bool) {
        if let Some(paper) = self.papers.at(root) {
            if is_timeout { paper.forget_folders() } else { paper.forget_scan() }
        }
    }
}

/// The requests that the client has cancelled.
fn cancelled(batch: &[Incoming]) -> BTreeSet<RequestId> {
    let ids = batch.iter().filter_map(|incoming| match incoming {
        Incoming::Message(Message::Notification(said)) if said.method == "$/cancelRequest" => {
            serde_json::from_value(said.params["id"].clone()).ok()
        }
        _ => None,
    });
    ids.collect()
}

/// The folders that the client has open.
fn workspace_folders(params: &Value) -> Vec<PathBuf> {
    let folders = folders(&params["workspaceFolders"]);
    let root = || params["rootUri"].as_str().and_then(file_at);
    if folders.is_empty() { root().into_iter().collect() } else { folders }
}

/// The folders of a list.
fn folders(list: &Value) -> Vec<PathBuf> {
    let folders = list.as_array().into_iter().flatten();
    folders.filter_map(|folder| file_at(folder["uri"].as_str()?)).collect()
}

fn refused(code: ErrorCode) -> Unanswered {
    Unanswered { code, message: format!("{code:?}") }
}

fn told(fault: &Fault, language: Language) -> String {
    fault.localized(language).join("\n")
}
