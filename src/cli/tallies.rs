//! The result of proofreading: by edition and in total; for an edition that is to go to press, whether it is ready.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::folding::{fixable, to_settle};
use super::terminal::CommandOutput;
use crate::check::tally::{Tally, Total};
use crate::finding::Severity;
use crate::pipeline::Proofread;
use crate::words::Language;

/// What was proofread, and whether it is ready for press, if that was asked.
pub(crate) struct Tallies<'p> {
    pub read: &'p Proofread,
    pub ready: Option<bool>,
    /// The least severity that must be settled.
    pub limit: Severity,
    /// Whether the safe fixes were applied.
    pub fixed: bool,
}

impl Tallies<'_> {
    fn count(&self, severity: Severity) -> usize {
        self.read.report.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

impl CommandOutput for Tallies<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let mut lines = tallies(self, language);
        lines.extend(self.ready.map(|is_ready| gate(is_ready, language).to_owned()));
        let findings = &self.read.report.findings;
        lines.extend(to_settle(findings, |finding| finding.severity <= self.limit, language));
        lines.extend(fixable(findings, language).filter(|_| !self.fixed));
        lines
    }

    fn json(&self, _: Language) -> Value {
        let shown = |total: Total| {
            let rate = (total.rate() * 100.0).round() / 100.0;
            json!({
                "characters": total.characters,
                "errors": f64::from(total.weight.0) / 10.0,
                "per_ten_thousand": rate,
                "passes": total.passes(),
            })
        };
        let tallies = self.read.stories.iter().map(|story| &story.tally);
        let stories = tallies.clone().map(|tally| {
            let mut value = shown(Total::of([tally]));
            value["file"] = tally.path.as_str().into();
            value["edition"] = tally.edition.clone().into();
            value
        });
        let mut total = shown(Total::of(tallies));
        if self.count(Severity::Error) > 0 {
            total["passes"] = false.into();
        }
        let mut value = json!({
            "stories": stories.collect::<Vec<_>>(),
            "total": total,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "hints": self.count(Severity::Info),
        });
        if let Some(is_ready) = self.ready {
            value["ready"] = is_ready.into();
        }
        value
    }
}

/// The result of proofreading: a line for each edition with errors, and one for all.
fn tallies(said: &Tallies, language: Language) -> Vec<String> {
    let read = said.read;
    let mut editions: BTreeMap<&str, Vec<&Tally>> = BTreeMap::new();
    for tally in read.stories.iter().map(|story| &story.tally) {
        editions.entry(tally.edition.as_deref().unwrap_or_default()).or_default().push(tally);
    }
    let wrong = editions.into_iter().map(|(name, tallies)| (name, Total::of(tallies)));
    let mut lines: Vec<String> = wrong
        .filter(|(name, total)| !name.is_empty() && !total.passes())
        .map(|(name, total)| format!("{name}　{}", rate(total, language)))
        .collect();
    let (errors, warnings) = (said.count(Severity::Error), said.count(Severity::Warning));
    let infos = said.count(Severity::Info);
    let all = Total::of(read.stories.iter().map(|story| &story.tally));
    if read.stories.is_empty() {
        return Vec::new();
    }
    let (stories, rate) = (read.stories.len(), verdict(all, errors == 0, language));
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

/// The error rate of some stories, and whether they pass: whether they have no errors.
#[must_use]
pub(crate) fn rate(total: Total, language: Language) -> String {
    verdict(total, total.passes(), language)
}

/// The error rate of some stories, of which it is known whether they have no errors; those of their structure have no weight.
fn verdict(total: Total, passes: bool, language: Language) -> String {
    let (characters, errors, rate) = (total.characters, f64::from(total.weight.0) / 10.0, total.rate());
    match (language, passes) {
        (Language::Chinese, true) => format!("{characters} 字，没有错误，合格"),
        (Language::Chinese, false) => {
            format!("{characters} 字，差错 {errors}，差错率万分之 {rate:.2}，有错误，不合格")
        }
        (Language::English, true) => format!("{characters} characters without errors: passes"),
        (Language::English, false) => {
            format!(
                "{characters} characters, {errors} weighted errors: {rate:.2} in 10,000; there are errors, so it fails"
            )
        }
    }
}

/// Whether an edition may go to press.
fn gate(is_open: bool, language: Language) -> &'static str {
    match (language, is_open) {
        (Language::Chinese, true) => "付印前检查：可以付印",
        (Language::Chinese, false) => "付印前检查：还不能付印",
        (Language::English, true) => "pre-press check: ready",
        (Language::English, false) => "pre-press check: not ready",
    }
}
