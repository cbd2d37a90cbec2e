//! A new ledger, with an example in comments: no figure of it is printed before somebody writes one.

use chrono::NaiveDate;

use super::fill::{filled, in_yaml};
use super::name::{file_name, printable};
use super::place::{StarterFile, make};
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::words::Language;

const CHINESE: &str = include_str!("texts/ledger.zh.yaml");
const ENGLISH: &str = include_str!("texts/ledger.en.yaml");

/// Starts a ledger. Returns its path.
///
/// # Errors
/// If it is there, its name has no letter or digit, or it cannot be written.
pub(crate) fn ledger(
    root: &OpenFolder,
    name: &str,
    today: NaiveDate,
    language: Language,
) -> Result<String, Fault> {
    let pieces: Option<Vec<String>> = name.split('/').map(file_name).collect();
    let Some(pieces) = pieces else { return Err(Fault::refused(Action::Write, root.path_of(name))) };
    let path = format!("content/ledgers/{}.yaml", pieces.join("/"));
    let template = match language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    };
    let title = in_yaml(&printable(name.rsplit('/').next().unwrap_or(name)));
    let text = filled(template, &[("TITLE", title), ("DATE", today.to_string())]);
    make(root, &StarterFile { path: path.clone(), text })?;
    Ok(path)
}
