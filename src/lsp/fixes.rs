//! Fixes: what a finding offers to put right, and the safe fixes of a whole file, as `check --fix` applies them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::asked::Asked;
use super::client::Unanswered;
use super::diagnostics::{Telling, diagnostic};
use crate::desk::{Mendings, mend};
use crate::finding::Finding;
use crate::source::{Source, Span};
use crate::words::editor;

/// The kind of a fix of one finding.
pub(super) const QUICK: &str = "quickfix";
/// The kind of all safe fixes of a file.
pub(super) const ALL: &str = "source.fixAll.lanmu";

/// Answers what can be fixed in a range.
pub(super) fn offer(asked: &mut Asked, params: &Value) -> Result<Value, Unanswered> {
    let end = |name: &str| asked.text.offset(&params["range"][name], asked.unit);
    let (start, end) = end("start").zip(end("end")).ok_or_else(|| Unanswered::without("range"))?;
    let only = params["context"]["only"].as_array();
    let wants = |kind: &str| {
        only.is_none_or(|only| only.iter().filter_map(Value::as_str).any(|wanted| kind.starts_with(wanted)))
    };
    let findings = asked.findings();
    let mut actions = Vec::new();
    if wants(QUICK) {
        let touches = |span: Span| span.start <= end && start <= span.end;
        for (finding, span) in findings.iter().filter(|(_, span)| touches(*span)) {
            actions.extend(asked.fix(finding));
            actions.extend(asked.suggestion(finding, *span));
        }
    }
    if wants(ALL) {
        actions.extend(asked.all_fixes(&findings));
    }
    Ok(actions.into())
}

impl Asked<'_> {
    /// The findings of the document, and where each is. There are none if the text has changed since.
    fn findings(&self) -> Vec<(Finding, Span)> {
        let report = &self.paper.report;
        if report.sources.get(&self.path).is_none_or(|source| source.text() != self.text.text) {
            return Vec::new();
        }
        let of_file = report.findings.iter().filter_map(|finding| {
            let place = finding.place.as_ref().filter(|place| place.path == self.path)?;
            Some((finding.clone(), place.span))
        });
        of_file.collect()
    }

    /// The fix that a finding brings.
    fn fix(&self, finding: &Finding) -> Option<Value> {
        let fix = finding.fix.as_ref()?;
        Some(self.action(finding, fix.span, &fix.text))
    }

    /// The name that was probably meant, in place of the one that a finding is about.
    fn suggestion(&self, finding: &Finding, span: Span) -> Option<Value> {
        let meant = finding.wording.meant.as_ref()?;
        let words = self.words(span);
        let at = words.find(&meant.wrong)?;
        let wrong = Span::new(at, at + meant.wrong.len()).shifted(span.start);
        Some(self.action(finding, wrong, &meant.right))
    }

    fn action(&self, finding: &Finding, span: Span, text: &str) -> Value {
        let edit = json!({"range": self.range(span), "newText": text});
        let telling = Telling { language: self.language, unit: self.unit, has_related: false };
        json!({
            "title": editor::replace(self.words(span), text, self.language),
            "kind": QUICK,
            "isPreferred": true,
            "diagnostics": [diagnostic(finding, &self.text, telling)],
            "edit": {"changes": {self.paper.address(&self.path): [edit]}},
        })
    }

    /// All safe fixes at once.
    fn all_fixes(&self, findings: &[(Finding, Span)]) -> Option<Value> {
        let sources = BTreeMap::from([(self.path.clone(), Source::new(self.text.text.clone()))]);
        let findings: Vec<Finding> = findings.iter().map(|(finding, _)| finding.clone()).collect();
        let mut mendings = Mendings::new();
        mend(&findings, &sources, &mut mendings);
        let mending = mendings.remove(&self.path)?;
        let whole = self.range(Span::new(0, self.text.text.len()));
        let edit = json!({"range": whole, "newText": mending.after});
        Some(json!({
            "title": editor::fix_all(mending.fixes.len(), self.language),
            "kind": ALL,
            "edit": {"changes": {self.paper.address(&self.path): [edit]}},
        }))
    }
}
