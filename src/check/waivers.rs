//! Waivers: what the editor lets stand in a paragraph, a story or the whole paper, with a reason. One that lets nothing stand is
//! itself a finding. Only what the proofreader marks can be let stand: it alone is weighed.

use rustc_hash::FxHashMap;

use super::reading::Reading;
use super::rules::RULES;
use crate::finding::{Finding, Notes, Weight};
use crate::model::paper::{Allowed, Paper};
use crate::model::prose::Waiver;
use crate::source::SourcePath;
use crate::words::rules::{house, pages};

/// The findings that are not waived, and those about the waivers themselves.
#[must_use]
pub fn apply(findings: Vec<Finding>, readings: &[Reading], paper: &Paper) -> Vec<Finding> {
    let mut by_file: FxHashMap<Option<SourcePath>, Vec<Finding>> = FxHashMap::default();
    for finding in findings {
        by_file.entry(finding.place.as_ref().map(|place| place.path.clone())).or_default().push(finding);
    }
    for reading in readings.iter().filter(|reading| !reading.galley.prose.waivers.is_empty()) {
        let findings = by_file.entry(Some(reading.galley.path.clone())).or_default();
        let mut notes = Notes::on(&reading.galley.path);
        for waiver in &reading.galley.prose.waivers {
            if waiver.reason.is_empty() {
                notes.warning(waiver.span, house::waiver_without_reason(&waiver.code));
                continue;
            }
            let many = findings.len();
            findings.retain(|finding| !covers(waiver, finding));
            if findings.len() == many {
                notes.warning(waiver.span, house::unused_waiver(&waiver.code, known()));
            }
        }
        findings.append(&mut notes.findings);
    }
    let mut findings = by_file.into_values().flatten().collect();
    for allowed in &paper.allowed {
        of_paper(allowed, &mut findings);
    }
    findings
}

/// Lets stand what the house lets stand everywhere. That a rule marks nothing is told; pages are not always looked at.
fn of_paper(allowed: &Allowed, findings: &mut Vec<Finding>) {
    let place = || allowed.at.clone();
    if allowed.reason.is_empty() {
        return findings.push(Finding::warning(place(), house::waiver_without_reason(&allowed.code)));
    }
    let many = findings.len();
    findings.retain(|finding| !is_called(finding, &allowed.code));
    if findings.len() == many && !pages::CODES.contains(&allowed.code.as_str()) {
        findings.push(Finding::warning(place(), house::unused_waiver(&allowed.code, known())));
    }
}

/// The codes of what may be let stand.
fn known() -> impl Iterator<Item = &'static str> + Clone {
    RULES.iter().map(|rule| rule.code).chain(pages::CODES)
}

fn covers(waiver: &Waiver, finding: &Finding) -> bool {
    let Some(place) = &finding.place else { return false };
    let is_inside =
        waiver.covers.is_none_or(|block| block.start <= place.span.start && place.span.end <= block.end);
    is_called(finding, &waiver.code) && is_inside
}

fn is_called(finding: &Finding, code: &str) -> bool {
    finding.wording.code == code && finding.weight != Weight::default()
}
