//! The output of `lanmu publish` while a release is sent, and its result.

use serde_json::{Value, json};
use url::Url;

use super::target_words::command_for;
use super::terminal::CommandOutput;
use super::verified::different;
use crate::model::target::PublishTarget;
use crate::publish::{Prepared, Published};
use crate::words::{Language, publishing};

/// The question before anything is sent.
#[must_use]
pub(crate) fn question(language: Language) -> &'static str {
    match language {
        Language::Chinese => "发布吗？（是/否）",
        Language::English => "publish? (y/n)",
    }
}

/// How many files were sent.
pub(crate) struct Sent {
    pub sent: usize,
    pub all: usize,
}

impl CommandOutput for Sent {
    fn lines(&self, language: Language) -> Vec<String> {
        let Self { sent, all } = self;
        vec![match language {
            Language::Chinese => format!("已送 {sent}/{all}"),
            Language::English => format!("sent {sent}/{all}"),
        }]
    }

    /// None: progress is for people.
    fn json(&self, _: Language) -> Value {
        Value::Null
    }
}

/// The result.
pub(crate) struct ReleasePublished<'p> {
    pub target: &'p PublishTarget,
    pub published: &'p Published,
    pub prepared: &'p Prepared<'p>,
    /// The address at which readers find it.
    pub url: Option<&'p Url>,
    /// How many files with the same difference are named.
    pub most: usize,
}

impl CommandOutput for ReleasePublished<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let carried = &self.published.carried;
        let (place, generation) = (&carried.place, self.prepared.plan.next.generation);
        let url = self.url.filter(|url| url.as_str() != place);
        let (url_zh, url_en) = url.map(|url| (format!("，{url}"), format!(", {url}"))).unwrap_or_default();
        let (number_zh, number_en) = match self.prepared.bundle {
            Some(_) => (String::new(), String::new()),
            None => (format!("（第 {generation} 次）"), format!(" (no. {generation})")),
        };
        let differences = &self.published.differences;
        let mut lines = vec![match (language, differences.is_empty()) {
            (Language::Chinese, true) => format!("发布好了：{place}{number_zh}{url_zh}"),
            (Language::Chinese, false) => format!("送出去了，核对没有过：{place}{number_zh}{url_zh}"),
            (Language::English, true) => format!("published: {place}{number_en}{url_en}"),
            (Language::English, false) => {
                format!("sent, but not there as it was sent: {place}{number_en}{url_en}")
            }
        }];
        lines.extend(different(differences, self.most, language));
        let one_by_one = carried.file_by_file.then(publishing::one_by_one);
        let remarks = one_by_one.iter().chain(&carried.remarks);
        lines.extend(remarks.map(|remark| remark.said(language).message.clone()));
        // What was mended now is damaged in the release before.
        let can_go_back = carried.keeps_releases && self.prepared.plan.mended.is_empty();
        lines.extend(can_go_back.then(|| {
            let command = command_for(self.target, "publish", "--rollback");
            match language {
                Language::Chinese => format!("要退回上一次：{command}"),
                Language::English => format!("to go back to the previous release: {command}"),
            }
        }));
        lines
    }

    fn json(&self, language: Language) -> Value {
        let (carried, plan) = (&self.published.carried, &self.prepared.plan);
        let (sent, bytes) = self.prepared.outgoing();
        let remarks = carried.remarks.iter().map(|remark| &remark.said(language).message);
        json!({"published": {
            "target": self.target.name,
            "place": carried.place,
            "generation": plan.next.generation,
            "sent": sent,
            "deleted": plan.deletions.len(),
            "bytes": bytes,
            "file_by_file": carried.file_by_file,
            "remarks": remarks.collect::<Vec<_>>(),
            "different": self.published.differences.len(),
        }})
    }
}
