//! Waivers: what the editor lets stand, with a reason. One that lets nothing stand is itself a finding.

use rustc_hash::FxHashMap;

use super::reading::Reading;
use super::rules::RULES;
use crate::finding::{Finding, Notes};
use crate::model::prose::Waiver;
use crate::source::SourcePath;
use crate::words::rules::house;

/// The findings that are not waived, and those about the waivers themselves.
#[must_use]
pub fn apply(findings: Vec<Finding>, readings: &[Reading]) -> Vec<Finding> {
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
                let known = RULES.iter().map(|rule| rule.code);
                notes.warning(waiver.span, house::unused_waiver(&waiver.code, known));
            }
        }
        findings.append(&mut notes.findings);
    }
    by_file.into_values().flatten().collect()
}

fn covers(waiver: &Waiver, finding: &Finding) -> bool {
    let Some(place) = &finding.place else { return false };
    let is_inside =
        waiver.covers.is_none_or(|block| block.start <= place.span.start && place.span.end <= block.end);
    finding.wording.code == waiver.code && is_inside
}
