//! Export: a story → a file for another program: for Word, to be corrected on paper; or for 公众号, to be pasted.
//!
//! What a form cannot hold is a finding at its place. A file that somebody else made, or has changed since, is not replaced.

mod byline;
mod docx;
mod exhibit_sheet;
mod exporting;
mod figure_note;
mod find;
mod out_folder;
mod pictures;
mod prepare;
mod release;
mod title_block;
mod wechat;

use std::path::{Path, PathBuf};

pub(crate) use out_folder::put;
pub(crate) use prepare::prepare;

use crate::model::site::Waiting;
use crate::pipeline::Report;
use crate::source::SourcePath;

/// The folder of a paper that stories are exported into, if no other is named.
pub(crate) const FOLDER: &str = "export";

/// What a story is exported for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExportForm {
    /// Word: to be corrected on paper.
    Word,
    /// 公众号: to be pasted into its editor.
    WeChat,
}

/// What is to be exported.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExportRequest<'r> {
    /// The story: its path, its file name, its address, or its headline.
    pub story: &'r str,
    pub form: ExportForm,
    /// The folder that its files are to be written into; it need not exist.
    pub folder: &'r Path,
}

/// What an export makes, before it is written.
#[derive(Debug)]
pub(crate) struct ExportPlan {
    /// What prevents it, or what the form cannot hold.
    pub report: Report,
    /// The story; `None` if a finding prevents it.
    pub story: Option<StoryExport>,
}

/// A story in another form.
#[derive(Debug)]
pub(crate) struct StoryExport {
    /// Its file.
    pub path: SourcePath,
    pub headline: String,
    /// Why readers cannot see it yet, if they cannot.
    pub waiting: Option<Waiting>,
    /// The name that its files would have if it were free.
    pub wanted: String,
    /// The name of its files, without what follows it in each.
    pub name: String,
    /// Its main file comes first.
    pub files: Vec<ExportFile>,
}

/// A file that is to be written.
#[derive(Debug)]
pub(crate) struct ExportFile {
    /// What follows the name of the export in its own: `.docx`, `-1.png`.
    pub ending: String,
    pub bytes: Vec<u8>,
}

/// What was written.
#[derive(Debug)]
pub(crate) struct PutExport {
    /// The files, the main one first.
    pub paths: Vec<PathBuf>,
    /// The main file that stands in the place of the export and is left as it is, if there is one.
    pub kept: Option<PathBuf>,
}
