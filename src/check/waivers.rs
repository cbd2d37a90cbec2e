//! Waivers: what the editor lets stand, with a reason. One that lets nothing stand is itself a finding.

use super::reading::Reading;
use crate::finding::{Finding, Notes};
use crate::model::prose::Waiver;
use crate::words::rules::house;

/// The findings that are not waived, and those about the waivers themselves.
#[must_use]
pub fn apply(mut findings: Vec<Finding>, readings: &[Reading]) -> Vec<Finding> {
    let mut about = Vec::new();
    for reading in readings.iter().filter(|reading| !reading.galley.prose.waivers.is_empty()) {
        let mut notes = Notes::on(&reading.galley.path);
        for waiver in &reading.galley.prose.waivers {
            let many = findings.len();
            findings.retain(|finding| !covers(waiver, finding, reading));
            if findings.len() == many {
                notes.warning(waiver.span, house::unused_waiver(&waiver.code));
            } else if waiver.reason.is_empty() {
                notes.warning(waiver.span, house::waiver_without_reason(&waiver.code));
            }
        }
        about.extend(notes.findings);
    }
    findings.extend(about);
    findings
}

fn covers(waiver: &Waiver, finding: &Finding, reading: &Reading) -> bool {
    let Some(place) = &finding.place else { return false };
    let is_inside =
        waiver.covers.is_none_or(|block| block.start <= place.span.start && place.span.end <= block.end);
    finding.wording.code == waiver.code && place.path == reading.galley.path && is_inside
}
