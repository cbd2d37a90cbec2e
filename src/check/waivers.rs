//! Waivers: what the editor lets stand in a paragraph, a story or the whole paper, with a reason. One that lets nothing stand is
//! itself a finding. Only what the proofreader marks can be let stand: it alone is weighed.

use rustc_hash::FxHashMap;

use super::reading::Reading;
use super::rules::RULES;
use crate::finding::{Finding, Weight};
use crate::model::paper::Paper;
use crate::model::waiver::Waiver;
use crate::source::SourcePath;
use crate::words::rules::{house, pages};

/// The findings that are not waived, and those about the waivers themselves.
#[must_use]
pub fn apply(findings: Vec<Finding>, readings: &[Reading], paper: &Paper) -> Vec<Finding> {
    let mut by_file: FxHashMap<Option<SourcePath>, Vec<Finding>> = FxHashMap::default();
    for finding in findings {
        by_file.entry(finding.place.as_ref().map(|place| place.path.clone())).or_default().push(finding);
    }
    for reading in readings {
        let waivers = reading.story.draft.front().waivers.iter().chain(&reading.galley.prose.waivers);
        let findings = by_file.entry(Some(reading.galley.path.clone())).or_default();
        for waiver in waivers {
            waive(findings, waiver, false, |finding| covers(waiver, finding));
        }
    }
    let mut findings = by_file.into_values().flatten().collect();
    for waiver in &paper.waivers {
        // Pages are not always looked at.
        let may_be_idle = pages::CODES.contains(&waiver.code.as_str());
        waive(&mut findings, waiver, may_be_idle, |finding| is_called(finding, &waiver.code));
    }
    findings
}

/// Lets stand what a waiver covers. One without a reason lets nothing stand, and is told; so is one that is idle, unless it may be.
fn waive(findings: &mut Vec<Finding>, waiver: &Waiver, may_be_idle: bool, covers: impl Fn(&Finding) -> bool) {
    let told = |wording| Finding::warning(waiver.at.clone(), wording);
    if waiver.reason.is_empty() {
        return findings.push(told(house::waiver_without_reason(&waiver.code)));
    }
    let many = findings.len();
    findings.retain(|finding| !covers(finding));
    if findings.len() == many && !may_be_idle {
        findings.push(told(house::unused_waiver(&waiver.code, known())));
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
