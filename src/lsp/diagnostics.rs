//! Diagnostics: the findings of a paper as the protocol says them, file by file. Only files whose findings have changed are sent.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::client::LspClient;
use super::paper::OpenPaper;
use super::positions::{ColumnUnit, IndexedText};
use super::related;
use crate::digest::Digest;
use crate::finding::{Finding, Severity};
use crate::source::{SourcePath, Span};
use crate::visible::without_secrets;
use crate::words::{Language, Message};

/// How findings are sent to the client.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling {
    pub language: Language,
    pub unit: ColumnUnit,
    /// Whether the client shows related places.
    pub has_related: bool,
}

/// The findings that each client-side document shows, as digests of what was sent.
#[derive(Debug, Default)]
pub(super) struct SentFindings(BTreeMap<String, Digest>);

impl SentFindings {
    /// Sends the findings of a paper that differ from those that were sent before.
    pub(super) fn bring_up_to_date(&mut self, paper: &OpenPaper, telling: Telling, client: &mut LspClient) {
        let mut sent = BTreeMap::new();
        for (path, findings) in by_file(&paper.report.findings) {
            let (uri, source) = (paper.address(&path), paper.report.sources.get(&path));
            let said = |finding: &&Finding| {
                let Message { message, help } = finding.wording.said(telling.language).clone();
                (finding.place.clone(), finding.severity, finding.wording.code.clone(), message, help)
            };
            let text = source.map(|source| Digest::of(source.text().as_bytes()));
            let digest = Digest::of_value(&(findings.iter().map(said).collect::<Vec<_>>(), text));
            if self.0.get(&uri) != Some(&digest) {
                let text = IndexedText::of(source.map(|source| source.text().to_owned()).unwrap_or_default());
                let tell = |finding: &&Finding| {
                    let mut told = diagnostic(finding, &text, telling);
                    if telling.has_related {
                        told["relatedInformation"] = related(paper, finding, &text, telling.unit);
                    }
                    told
                };
                let diagnostics: Vec<Value> = findings.iter().map(tell).collect();
                let version = paper.documents.get(&path).and_then(|open| open.version);
                client.publish(&uri, version, &diagnostics);
            }
            sent.insert(uri, digest);
        }
        for uri in self.0.keys().filter(|uri| !sent.contains_key(*uri)) {
            client.publish(uri, None, &[]);
        }
        self.0 = sent;
    }

    /// Takes all findings away.
    pub(super) fn clear(&mut self, client: &mut LspClient) {
        for uri in std::mem::take(&mut self.0).keys() {
            client.publish(uri, None, &[]);
        }
    }
}

/// Findings by file. Those about the paper as a whole are shown in its settings.
fn by_file(findings: &[Finding]) -> BTreeMap<SourcePath, Vec<&Finding>> {
    let mut files: BTreeMap<SourcePath, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let path = finding.place.as_ref().map_or_else(settings_file, |place| place.path.clone());
        files.entry(path).or_default().push(finding);
    }
    files
}

fn settings_file() -> SourcePath {
    SourcePath::new("content/site.yaml")
}

/// The places that belong to a finding.
fn related(paper: &OpenPaper, finding: &Finding, text: &IndexedText, unit: ColumnUnit) -> Value {
    let rows = related::rows(paper, finding, text).into_iter().filter_map(|(place, said)| {
        let there = paper.text(&place.path)?;
        let location = json!({"uri": paper.address(&place.path), "range": there.range(place.span, unit)});
        Some(json!({"location": location, "message": said}))
    });
    rows.collect()
}

/// A finding as the protocol says it.
pub(super) fn diagnostic(finding: &Finding, text: &IndexedText, telling: Telling) -> Value {
    let Message { message, help } = finding.wording.said(telling.language);
    let span = finding.place.as_ref().map_or_else(Span::default, |place| place.span);
    let said = match help {
        Some(help) => format!("{message}\n{help}"),
        None => message.clone(),
    };
    let severity = match finding.severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Info => 3,
    };
    json!({
        "range": text.range(span, telling.unit),
        "severity": severity,
        "code": finding.wording.code,
        "source": "lanmu",
        "message": without_secrets(&said),
    })
}
