//! The language server: findings appear as one types, names are completed, and figures can be followed and renamed.
//!
//! Texts that are not saved yet replace the files in the inventory; each change is a run of the pipeline that proofreads but
//! renders nothing. While somebody types in a story, only that story is read; the run follows in the next pause. Requests are
//! answered from the site that the last run made, and from the text at the cursor, which may be half written.

mod addresses;
mod asked;
mod client;
mod completion;
mod definition;
mod diagnostics;
mod fixes;
mod hover;
mod inbox;
mod lexicon;
mod mentions;
mod near;
mod outline;
mod paper;
mod positions;
mod references;
mod related;
mod rename;
mod requests;
mod session;
mod spot;
mod things;
mod yaml_cursor;
mod yaml_flow;
mod yaml_word;

use std::io::{BufRead, Write};
use std::path::PathBuf;

use crate::language::TextLanguage;
use crate::project::Today;
use crate::words::Language;
use client::LspClient;
use inbox::Inbox;
use session::Session;

/// What the command line decides.
pub(crate) trait EditorSettings {
    /// The current date.
    fn today(&self) -> Today;

    /// The language of messages about a paper in this language.
    fn language(&self, paper: TextLanguage) -> Language;

    /// The root of the paper, if the command line names it.
    fn root(&self) -> Option<PathBuf>;
}

/// Serves a client until it sends `exit` or disconnects; returns whether it sent `shutdown` first, as the protocol requires.
pub(crate) fn serve(
    settings: &dyn EditorSettings,
    input: impl BufRead + Send + 'static,
    output: Box<dyn Write>,
) -> bool {
    let mut session = Session::new(settings, Inbox::of(input), LspClient::of(output));
    session.serve()
}
