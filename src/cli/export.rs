//! `lanmu export`

use std::path::Path;

use serde_json::{Value, json};

use super::args::Export;
use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD};
use crate::cache::Cache;
use crate::export::{self, ExportForm, ExportRequest, FOLDER, PutExport, StoryExport};
use crate::fault::Fault;
use crate::model::site::Waiting;
use crate::project::{Audience, Project};
use crate::words::Language;
use crate::words::export as words;

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu export content/editions/2025-11-20/lamp.md   一篇稿的 Word 文件 · a Word file of a story
  lanmu export 灯下                                  照题目找 · by its headline
  lanmu export lamp --for wechat                     给公众号粘贴 · to paste into 公众号
  lanmu export lamp --out ~/桌面                     写到别处 · into another folder";

/// Exports a story into a folder, which is `export` in the paper's if none is named.
pub(crate) fn run(
    project: Project,
    said: &Export,
    out: Option<&Path>,
    terminal: &mut Terminal,
) -> Result<u8, Fault> {
    let project = Project { audience: Audience::Desk, ..project };
    let folder = out.map_or_else(|| project.root.join(FOLDER), Path::to_path_buf);
    let form = said.form.into();
    let request = ExportRequest { story: &said.story, form, folder: &folder };
    let plan = export::prepare(&project, &mut Cache::to_read(&project.root), request)?;
    terminal.speak(plan.report.language);
    terminal.findings(&plan.report);
    let Some(story) = &plan.story else { return Ok(FINDINGS) };
    let put = export::put(&folder, story)?;
    terminal.say(&Exported { story, put: &put, form });
    Ok(GOOD)
}

/// A story that was exported.
struct Exported<'e> {
    story: &'e StoryExport,
    put: &'e PutExport,
    form: ExportForm,
}

impl CommandOutput for Exported<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let Self { story, put, form } = self;
        let main = put.paths.first().map(|path| path.display().to_string()).unwrap_or_default();
        let pictures = put.paths.len().saturating_sub(1);
        let pictures =
            (*form == ExportForm::WeChat && pictures > 0).then(|| words::pictures(pictures, language));
        let kept = put.kept.as_ref().map(|path| words::kept(&path.display().to_string(), language));
        let waiting = story.waiting.map(|waiting| match waiting {
            Waiting::Draft => words::is_draft(language).to_owned(),
            Waiting::Until(_) => words::is_later(language).to_owned(),
        });
        let first = words::written(&story.headline, &main, language);
        std::iter::once(first).chain([pictures, waiting, kept].into_iter().flatten()).collect()
    }

    fn json(&self, _: Language) -> Value {
        let Self { story, put, .. } = self;
        let path = |path: &std::path::PathBuf| path.display().to_string();
        json!({
            "exported": story.path.as_str(),
            "headline": story.headline,
            "draft": story.waiting.is_some(),
            "files": put.paths.iter().map(path).collect::<Vec<_>>(),
            "kept": put.kept.as_ref().map(path),
        })
    }
}
