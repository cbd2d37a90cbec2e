//! The summary of a build: what was printed or removed, or what prevented printing.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::folding::to_settle;
use super::terminal::CommandOutput;
use crate::finding::{Finding, Severity};
use crate::model::counts::Held;
use crate::pipeline::{Built, Printed};
use crate::words::Language;

/// The result of a build.
pub(crate) struct Summary<'b> {
    pub built: &'b Built,
    pub out: &'b Path,
    pub elapsed: Duration,
    /// Whether the paper cannot be printed because of a finding.
    pub must: fn(&Finding) -> bool,
}

impl Summary<'_> {
    fn count(&self, severity: Severity) -> usize {
        self.built.report.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

impl CommandOutput for Summary<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let (errors, warnings) = (self.count(Severity::Error), self.count(Severity::Warning));
        if let Some(printed) = &self.built.printed {
            in_lines(printed, self.out, warnings, self.elapsed, language)
        } else {
            let settle = to_settle(&self.built.report.findings, self.must, language);
            std::iter::once(not_printed(errors, warnings, language)).chain(settle).collect()
        }
    }

    fn json(&self, _: Language) -> Value {
        json!({
            "printed": self.built.printed.as_ref().map(as_json),
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "seconds": self.elapsed.as_secs_f64(),
        })
    }
}

fn as_json(printed: &Printed) -> Value {
    let (counts, changes) = (&printed.counts, &printed.changes);
    json!({
        "editions": counts.editions,
        "pages": counts.pages,
        "stories": counts.stories,
        "figures": counts.figures,
        "documents": counts.documents,
        "drafts": counts.held.drafts,
        "not_due": counts.held.to_come,
        "expired": counts.held.expired,
        "editions_not_due": counts.held.editions_to_come,
        "empty_editions": counts.held.empty_editions,
        "written": changes.written,
        "unchanged": changes.unchanged,
        "developed": printed.developed,
        "withdrawn": changes.withdrawn.len(),
        "no_longer_carried": printed.dropped,
        "no_longer_printed": printed.unprinted,
        "put_aside": changes.put_aside.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        "file_by_file": changes.file_by_file,
    })
}

/// The summary of a build that printed.
fn in_lines(
    printed: &Printed,
    out: &Path,
    warnings: usize,
    elapsed: Duration,
    language: Language,
) -> Vec<String> {
    let mut lines = vec![counts(printed, out, elapsed, language)];
    lines.extend(held(printed.counts.held, language));
    lines.extend((warnings > 0).then(|| warned(warnings, language)));
    lines.extend(gone(printed, language));
    lines.extend((!printed.has_url).then(|| without_url(language).to_owned()));
    lines.extend(printed.changes.file_by_file.then(|| file_by_file(language).to_owned()));
    lines.extend(printed.changes.put_aside.iter().map(|path| put_aside(path, language)));
    lines
}

fn counts(printed: &Printed, out: &Path, elapsed: Duration, language: Language) -> String {
    let (counts, changes) = (&printed.counts, &printed.changes);
    let (out, seconds) = (out.display(), elapsed.as_secs_f64());
    let (editions, pages, stories) = (counts.editions, counts.pages, counts.stories);
    let (figures, documents) = (counts.figures, counts.documents);
    let (written, unchanged, withdrawn) = (changes.written, changes.unchanged, changes.withdrawn.len());
    match language {
        Language::Chinese => format!(
            "排好 {editions} 期 {pages} 版 {stories} 篇稿件，{figures} 个数字，{documents} 个文件 → {out}（写出 {written}，未变 {unchanged}，撤下 {withdrawn}），{seconds:.2} 秒"
        ),
        Language::English => format!(
            "printed; editions: {editions}, pages: {pages}, stories: {stories}, figures: {figures}, files: {documents} → {out} (written: {written}, unchanged: {unchanged}, removed: {withdrawn}), {seconds:.2} s"
        ),
    }
}

/// What is in the folder and was not printed.
fn held(held: Held, language: Language) -> Option<String> {
    let Held { drafts, to_come, expired, editions_to_come, empty_editions } = held;
    let all = [
        (drafts, "草稿", "篇", "drafts"),
        (to_come, "未到日子", "篇", "stories not due"),
        (editions_to_come, "未到日子", "期", "editions not due"),
        (expired, "过期", "篇", "expired stories"),
        (empty_editions, "没有稿件", "期", "editions without a story"),
    ];
    let counted = all.into_iter().filter(|(count, ..)| *count > 0);
    let said = counted.map(|(count, zh, unit, en)| match language {
        Language::Chinese => format!("{zh} {count} {unit}"),
        Language::English => format!("{en}: {count}"),
    });
    let said: Vec<String> = said.collect();
    let line = match language {
        Language::Chinese => format!("未刊：{}", said.join("，")),
        Language::English => format!("not printed; {}", said.join(", ")),
    };
    (!said.is_empty()).then_some(line)
}

fn warned(warnings: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("有 {warnings} 条警告，见上"),
        Language::English => format!("warnings: {warnings}, see above"),
    }
}

fn without_url(language: Language) -> &'static str {
    match language {
        Language::Chinese => "site.yaml 最外层没有写 url：没有订阅源、站点地图和规范网址",
        Language::English => "site.yaml has no url: no feed, sitemap or canonical links",
    }
}

fn file_by_file(language: Language) -> &'static str {
    match language {
        Language::Chinese => "这里不能整个文件夹对换，文件是按先后逐个换上的；中途断了，下一次运行先换完",
        Language::English => {
            "folders cannot be swapped here, so files were replaced one by one; if that is interrupted, the next run finishes it"
        }
    }
}

fn put_aside(path: &Path, language: Language) -> String {
    let path = path.display();
    match language {
        Language::Chinese => format!("输出里有手改过的文件，原样存到了 {path}"),
        Language::English => {
            format!("a file in the output folder had been edited by hand; a copy was saved to {path}")
        }
    }
}

/// Files and stories that are still in the folder but no longer published.
fn gone(printed: &Printed, language: Language) -> impl Iterator<Item = String> {
    let (files, stories, joint) = match language {
        Language::Chinese => (
            "原来发布着、这次不再带出的文件：",
            "原来刊出、这次不再刊出的稿（草稿、没到日子或过了期）：",
            "、",
        ),
        Language::English => (
            "files that were published and no longer are: ",
            "stories that were printed and no longer are (drafts, not due or expired): ",
            ", ",
        ),
    };
    let all = [(files, &printed.dropped), (stories, &printed.unprinted)];
    all.into_iter()
        .filter(|(_, paths)| !paths.is_empty())
        .map(move |(said, paths)| format!("{said}{}", listed(paths, joint)))
}

/// The summary of a build that findings prevented.
fn not_printed(errors: usize, warnings: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("没有排出：{errors} 条错误，{warnings} 条警告；输出文件夹没有动"),
        Language::English => {
            format!("not printed; errors: {errors}, warnings: {warnings}; the output folder is unchanged")
        }
    }
}

/// How many addresses a summary lists.
const LISTED: usize = 20;

/// Addresses in a line, and how many more there are.
pub(super) fn listed(paths: &[String], joint: &str) -> String {
    let named = paths.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(joint);
    let more = paths.len().saturating_sub(LISTED);
    if more > 0 { format!("{named} … +{more}") } else { named }
}
