//! Requests: what the server can be asked, and who answers.

use serde_json::{Value, json};

use super::EditorSettings;
use super::asked::Asked;
use super::client::Unanswered;
use super::paper::Papers;
use super::positions::ColumnUnit;
use super::{completion, definition, fixes, hover, mentions, outline, rename};

/// What must be read again before a request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// None: a name that is being completed is not written yet.
    Text,
    /// The open documents, and what is known to have changed.
    Names,
    /// The whole folder: what is edited must be as it is read.
    Folder,
}

/// Who answers a request, given its parameters.
type Answerer = fn(&mut Asked, &Value) -> Result<Value, Unanswered>;

/// A request about a document.
pub(super) struct Request {
    pub needs: Needs,
    pub answer: Answerer,
}

/// What the server offers a client.
pub(super) fn capabilities(unit: ColumnUnit) -> Value {
    json!({
        "positionEncoding": unit.name(),
        "textDocumentSync": {"openClose": true, "change": 1, "save": true},
        "completionProvider": {"triggerCharacters": ["{", "|", ":", "`", "/", "[", ",", " "]},
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "renameProvider": {"prepareProvider": true},
        "codeActionProvider": {"codeActionKinds": [fixes::QUICK, fixes::ALL]},
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
    })
}

/// The request of a method.
pub(super) fn named(method: &str) -> Option<Request> {
    let (needs, answer): (Needs, Answerer) = match method {
        "textDocument/completion" => (Needs::Text, completion::complete),
        "textDocument/hover" => (Needs::Names, hover::hover),
        "textDocument/definition" => (Needs::Names, definition::define),
        "textDocument/references" => (Needs::Names, mentions::refer),
        "textDocument/prepareRename" => (Needs::Names, rename::prepare),
        "textDocument/rename" => (Needs::Folder, rename::rename),
        "textDocument/codeAction" => (Needs::Names, fixes::offer),
        "textDocument/documentSymbol" => (Needs::Names, outline::outline),
        _ => return None,
    };
    Some(Request { needs, answer })
}

/// The figures, stories and columns of every paper that a query finds.
pub(super) fn symbols(
    papers: &mut Papers,
    params: &Value,
    unit: ColumnUnit,
    settings: &dyn EditorSettings,
) -> Result<Value, Unanswered> {
    let query = params["query"].as_str().ok_or_else(|| Unanswered::without("query"))?.to_lowercase();
    let mut found = Vec::new();
    for paper in papers.all() {
        if paper.update_names(settings).is_ok() {
            found.extend(outline::symbols(paper, &query, unit));
        }
    }
    Ok(found.into())
}
