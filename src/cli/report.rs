//! Texts of the command line: progress, the summary, the names of severities.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use crate::check::numbers::{CountedNumber, NumberSource};
use crate::check::tally::{Tally, Total};
use crate::desk::Correction;
use crate::finding::Severity;
use crate::pipeline::{PageMadeUp, Proofread, Revised, Stage};
use crate::serve::Visitors;
use crate::watch::PollReason;
use crate::words::Language;

/// What a stage does.
#[must_use]
pub(crate) fn stage(stage: Stage, language: Language) -> &'static str {
    match (language, stage) {
        (Language::Chinese, Stage::Scan) => "读取文件夹……",
        (Language::Chinese, Stage::Parse) => "读稿……",
        (Language::Chinese, Stage::Link) => "核对……",
        (Language::Chinese, Stage::Render) => "排版……",
        (Language::Chinese, Stage::Write) => "写出……",
        (Language::English, Stage::Scan) => "scanning …",
        (Language::English, Stage::Parse) => "reading …",
        (Language::English, Stage::Link) => "checking …",
        (Language::English, Stage::Render) => "rendering …",
        (Language::English, Stage::Write) => "writing …",
    }
}

/// The label of a help text.
#[must_use]
pub(crate) fn help(language: Language) -> &'static str {
    match language {
        Language::Chinese => "改法",
        Language::English => "help",
    }
}

/// The label of a fault.
#[must_use]
pub(crate) fn fault(language: Language) -> &'static str {
    match language {
        Language::Chinese => "故障",
        Language::English => "fault",
    }
}

/// The layout of a page: a line for the page, and one for each story.
#[must_use]
pub(crate) fn page(page: &PageMadeUp, language: Language) -> Vec<String> {
    let layout = &page.layout;
    let (edition, number, columns, lines) = (&page.edition, page.number, layout.columns, layout.lines);
    let blank = layout.blank * 100.0;
    let mut said = vec![match language {
        Language::Chinese => format!("{edition} 第{number}版　{columns}栏×{lines}行　空白{blank:.1}%"),
        Language::English => {
            format!("{edition} page {number}: {columns} columns × {lines} lines, {blank:.1}% blank")
        }
    }];
    for (rank, (story, area)) in (1..).zip(page.stories.iter().zip(&layout.areas)) {
        let (x, y, width, height) = (area.x, area.y, area.width, area.height);
        said.push(format!("{rank:>4}  {x},{y:<4} {width}×{height:<4} {story}"));
    }
    for breach in layout.broken.iter().chain(&layout.costs) {
        let stories: Vec<&str> = breach.stories.iter().map(|story| page.stories[*story].as_str()).collect();
        let rule = match language {
            Language::Chinese => breach.rule.trade_word(),
            Language::English => breach.rule.word(),
        };
        said.push(format!("      {rule} {}", stories.join(" ")));
    }
    said
}

/// There is no page to lay out.
#[must_use]
pub(crate) fn no_pages(language: Language) -> &'static str {
    match language {
        Language::Chinese => "没有要拼的版：还没有一期，或者主题不拼版",
        Language::English => "no pages to lay out: there is no edition, or the theme has no grid",
    }
}

/// The address of the paper.
#[must_use]
pub(crate) fn serving(url: &str, visitors: Visitors, language: Language) -> Vec<String> {
    let (seen, shared) = match language {
        Language::Chinese => (
            format!("在浏览器里看：{url}（Ctrl+C 结束）"),
            "别的机器也能看到草稿；只把带口令的网址给该看的人",
        ),
        Language::English => (
            format!("listening on {url} (press Ctrl+C to stop)"),
            "other machines can see drafts too; share the URL with its token only with people who may see them",
        ),
    };
    match visitors {
        Visitors::ThisMachine => vec![seen],
        Visitors::WithToken => vec![seen, shared.to_owned()],
    }
}

/// The requested port was in use.
#[must_use]
pub(crate) fn port_taken(wanted: u16, port: u16, language: Language) -> String {
    match language {
        Language::Chinese => format!("端口 {wanted} 被占用，改用 {port}"),
        Language::English => format!("port {wanted} is in use; using {port} instead"),
    }
}

/// All errors are fixed.
#[must_use]
pub(crate) fn mended(language: Language) -> &'static str {
    match language {
        Language::Chinese => "差错已改好",
        Language::English => "all errors are fixed",
    }
}

/// The result of a rebuild.
#[must_use]
pub(crate) fn rebuilt(
    made: Option<usize>,
    errors: usize,
    warnings: usize,
    took: Duration,
    language: Language,
) -> String {
    let milliseconds = took.as_millis();
    match (language, made) {
        (Language::Chinese, Some(made)) => {
            let warned = if warnings > 0 { format!("，{warnings} 条警告") } else { String::new() };
            format!("重排 {made} 个文件{warned}，{milliseconds} 毫秒")
        }
        (Language::Chinese, None) => format!("{errors} 条错误，页面还是上一次的样子，{milliseconds} 毫秒"),
        (Language::English, Some(made)) => {
            let warned = if warnings > 0 { format!(", warnings: {warnings}") } else { String::new() };
            format!("files rendered: {made}{warned}, {milliseconds} ms")
        }
        (Language::English, None) => {
            format!("errors: {errors}; the pages are unchanged, {milliseconds} ms")
        }
    }
}

/// Why changes are found by polling.
#[must_use]
pub(crate) fn polling(reason: &PollReason, language: Language) -> String {
    match (language, reason) {
        (Language::Chinese, PollReason::Requested) => "定时查看文件夹".to_owned(),
        (Language::Chinese, PollReason::TooManyFolders) => {
            "系统允许监视的文件夹数量用完了，改为定时查看；可调大 fs.inotify.max_user_watches".to_owned()
        }
        (Language::Chinese, PollReason::NoEvents(why)) => format!("系统不报告改动，改为定时查看（{why}）"),
        (Language::English, PollReason::Requested) => "polling the folder for changes".to_owned(),
        (Language::English, PollReason::TooManyFolders) => {
            "the limit of watched folders is reached; polling instead (raise fs.inotify.max_user_watches to avoid this)".to_owned()
        }
        (Language::English, PollReason::NoEvents(why)) => {
            format!("the system does not report changes; polling instead ({why})")
        }
    }
}

/// The result of proofreading: a line for each edition with errors, and one for all.
#[must_use]
pub(crate) fn tallies(read: &Proofread, language: Language) -> Vec<String> {
    let mut editions: BTreeMap<&str, Vec<&Tally>> = BTreeMap::new();
    for tally in read.stories.iter().map(|story| &story.tally) {
        editions.entry(tally.edition.as_deref().unwrap_or_default()).or_default().push(tally);
    }
    let wrong = editions.into_iter().map(|(name, tallies)| (name, Total::of(tallies)));
    let mut lines: Vec<String> = wrong
        .filter(|(name, total)| !name.is_empty() && total.weight.0 > 0)
        .map(|(name, total)| format!("{name}　{}", rate(total, language)))
        .collect();
    let count = |severity| read.report.findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let all = Total::of(read.stories.iter().map(|story| &story.tally));
    if read.stories.is_empty() {
        return Vec::new();
    }
    let (stories, rate) = (read.stories.len(), rate(all, language));
    lines.push(match language {
        Language::Chinese => {
            format!("校对 {stories} 篇：{errors} 条错误，{warnings} 条警告，{infos} 条提示；{rate}")
        }
        Language::English => {
            format!(
                "stories checked: {stories}; errors: {errors}, warnings: {warnings}, hints: {infos}; {rate}"
            )
        }
    });
    lines
}

/// The error rate of some stories, and whether it is within the limit for newspapers.
#[must_use]
pub(crate) fn rate(total: Total, language: Language) -> String {
    let (characters, errors, rate) = (total.characters, f64::from(total.weight.0) / 10.0, total.rate());
    match (language, total.passes()) {
        (Language::Chinese, true) => format!("{characters} 字，差错 {errors}，差错率万分之 {rate:.2}，合格"),
        (Language::Chinese, false) => {
            format!("{characters} 字，差错 {errors}，差错率万分之 {rate:.2}，不合格（限 3）")
        }
        (Language::English, true) => {
            format!("{characters} characters, {errors} weighted errors: {rate:.2} in 10,000, passes")
        }
        (Language::English, false) => {
            format!("{characters} characters, {errors} weighted errors: {rate:.2} in 10,000, fails (limit 3)")
        }
    }
}

/// Whether an edition may go to press.
#[must_use]
pub(crate) fn gate(is_open: bool, language: Language) -> &'static str {
    match (language, is_open) {
        (Language::Chinese, true) => "付印前检查：可以付印",
        (Language::Chinese, false) => "付印前检查：还不能付印",
        (Language::English, true) => "pre-press check: ready",
        (Language::English, false) => "pre-press check: not ready",
    }
}

/// The figures that have changed, and where they are printed.
#[must_use]
pub(crate) fn revised(revised: &Revised, language: Language) -> Vec<String> {
    let none = match language {
        Language::Chinese => "无",
        Language::English => "none",
    };
    let mut lines = Vec::new();
    for figure in &revised.altered {
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| none.to_owned());
        let (before, after) = (shown(&figure.before), shown(&figure.after));
        lines.push(format!("{}:{} {}　{before} → {after}", figure.ledger, figure.key, figure.name));
        for story in &figure.stories {
            let texts = story.texts.iter().map(|(before, after)| format!("{before} → {after}"));
            let texts = texts.collect::<Vec<_>>().join("，");
            lines.push(format!("    {}　{}　{texts}", story.path, story.headline).trim_end().to_owned());
        }
    }
    let figures = revised.altered.len();
    lines.push(match (language, &revised.documents) {
        (Language::Chinese, Some(documents)) => {
            format!("{figures} 个数字变了，{} 个文件随之改变", documents.len())
        }
        (Language::Chinese, None) => format!("{figures} 个数字变了；报纸排不出来，不知道哪些文件随之改变"),
        (Language::English, Some(documents)) => {
            format!("figures changed: {figures}; documents changed: {}", documents.len())
        }
        (Language::English, None) => {
            format!("figures changed: {figures}; the paper cannot be printed, so the changed documents are unknown")
        }
    });
    lines.extend(revised.documents.iter().flatten().map(|route| format!("    {}", route.as_str())));
    lines
}

/// Where a correction is.
#[must_use]
pub(crate) fn erratum(correction: Option<&Correction>, language: Language) -> String {
    match (language, correction) {
        (Language::Chinese, Some(Correction::Written(path))) => {
            format!("更正的草稿写在 {path}；核对以后去掉 draft")
        }
        (Language::Chinese, Some(Correction::Existing(path))) => {
            format!("同样的更正已经在 {path}，没有另写")
        }
        (Language::Chinese, None) => "已印的稿里没有变动的数字，不用更正".to_owned(),
        (Language::English, Some(Correction::Written(path))) => {
            format!("a draft of a correction was written to {path}; check it, then remove `draft`")
        }
        (Language::English, Some(Correction::Existing(path))) => {
            format!("{path} already has the same correction; nothing was written")
        }
        (Language::English, None) => {
            "no printed story shows a changed figure; there is nothing to correct".to_owned()
        }
    }
}

/// Where the proofs are.
#[must_use]
pub(crate) fn proofs(folder: &Path, language: Language) -> String {
    let index = folder.join("index.html");
    match language {
        Language::Chinese => format!("校样在 {}", index.display()),
        Language::English => format!("the proofs are at {}", index.display()),
    }
}

/// A number in a story, and where it comes from.
#[must_use]
pub(crate) fn number(counted: &CountedNumber, line: usize, column: usize, language: Language) -> String {
    let (path, words) = (&counted.place.path, &counted.words);
    let source = match (language, &counted.source) {
        (Language::Chinese, NumberSource::Reference) => "引用".to_owned(),
        (Language::Chinese, NumberSource::Matched(figure)) => format!("与台账一致：{figure}"),
        (Language::Chinese, NumberSource::Unsourced) => "没有出处".to_owned(),
        (Language::Chinese, NumberSource::Contradicted(figure)) => format!("与台账不符：{figure}"),
        (Language::English, NumberSource::Reference) => "reference".to_owned(),
        (Language::English, NumberSource::Matched(figure)) => format!("matches the ledger: {figure}"),
        (Language::English, NumberSource::Unsourced) => "no source".to_owned(),
        (Language::English, NumberSource::Contradicted(figure)) => {
            format!("contradicts the ledger: {figure}")
        }
    };
    format!("{path}:{line}:{column}　{words}　{source}")
}
