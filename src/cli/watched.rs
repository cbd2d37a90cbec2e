//! The output of `lanmu watch`: where the paper is served, the result of a save, why changes are found by polling.

use std::time::Duration;

use serde_json::{Value, json};

use super::folding::{fixable, to_settle};
use super::terminal::CommandOutput;
use crate::finding::{Finding, Severity};
use crate::serve::Visitors;
use crate::watch::PollReason;
use crate::words::{Language, severity};

/// The address of the paper.
pub(crate) struct ServedAt<'s> {
    pub url: &'s str,
    pub visitors: Visitors,
}

impl CommandOutput for ServedAt<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let Self { url, visitors } = self;
        let seen = address(url, language);
        let shared = match language {
            Language::Chinese => "别的机器也能看到草稿；只把带口令的网址给该看的人",
            Language::English => {
                "other machines can see drafts too; share the URL with its token only with people who may see them"
            }
        };
        match visitors {
            Visitors::ThisMachine => vec![seen],
            Visitors::WithToken => vec![seen, shared.to_owned()],
        }
    }

    fn json(&self, _: Language) -> Value {
        json!({"serving": self.url})
    }
}

/// The address of the paper, in a line.
fn address(url: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("在浏览器里看：{url}（Ctrl+C 结束）"),
        Language::English => format!("listening on {url} (press Ctrl+C to stop)"),
    }
}

/// The requested port was in use.
pub(crate) struct PortTaken {
    pub wanted: u16,
    pub port: u16,
}

impl CommandOutput for PortTaken {
    fn lines(&self, language: Language) -> Vec<String> {
        let Self { wanted, port } = self;
        vec![match language {
            Language::Chinese => format!("端口 {wanted} 被占用，改用 {port}"),
            Language::English => format!("port {wanted} is in use; using {port} instead"),
        }]
    }

    /// None: the address shows it.
    fn json(&self, _: Language) -> Value {
        Value::Null
    }
}

/// The result of a rebuild.
pub(crate) struct RebuiltPaper<'r> {
    /// How many documents were rendered; `None` if errors prevent it.
    pub made: Option<usize>,
    pub findings: &'r [Finding],
    /// Whether the last build had errors and this one has none.
    pub is_fixed: bool,
    pub took: Duration,
    /// The address of the paper, if it is to be said again.
    pub url: Option<&'r str>,
}

impl CommandOutput for RebuiltPaper<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let mended = match language {
            Language::Chinese => "差错已改好",
            Language::English => "all errors are fixed",
        };
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        let mended = self.is_fixed.then(|| mended.to_owned());
        let ends = [to_settle(self.findings, is_error, language), fixable(self.findings, language)];
        let url = self.url.map(|url| address(url, language));
        let said = mended.into_iter().chain([self.result(language)]).chain(ends.into_iter().flatten());
        said.chain(url).collect()
    }

    fn json(&self, _: Language) -> Value {
        json!({
            "made": self.made,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "hints": self.count(Severity::Info),
            "seconds": self.took.as_secs_f64(),
        })
    }
}

impl RebuiltPaper<'_> {
    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    fn result(&self, language: Language) -> String {
        let blocking = self.findings.iter().filter(|finding| finding.blocks_printing()).count();
        let milliseconds = self.took.as_millis();
        let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
            .into_iter()
            .filter_map(|severity| Some((severity, self.count(severity))).filter(|(_, count)| *count > 0))
            .map(|(severity, count)| match language {
                Language::Chinese => format!("，{count} 条{}", severity::name(severity, language)),
                Language::English => format!(", {}: {count}", severity::name(severity, language)),
            })
            .collect();
        let counts = counts.concat();
        match (language, self.made) {
            (Language::Chinese, Some(made)) => format!("重排 {made} 个文件{counts}，{milliseconds} 毫秒"),
            (Language::Chinese, None) => {
                format!("{blocking} 条错误，页面还是上一次的样子，{milliseconds} 毫秒")
            }
            (Language::English, Some(made)) => format!("files rendered: {made}{counts}, {milliseconds} ms"),
            (Language::English, None) => {
                format!("errors: {blocking}; the pages are unchanged, {milliseconds} ms")
            }
        }
    }
}

/// Why changes are found by polling.
impl CommandOutput for PollReason {
    fn lines(&self, language: Language) -> Vec<String> {
        vec![match (language, self) {
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
            }]
    }

    fn json(&self, language: Language) -> Value {
        json!({"polling": self.lines(language).concat()})
    }
}
