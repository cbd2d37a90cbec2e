//! Waivers: findings that the editor allows in a paragraph, a story or the whole paper, with a reason. A waiver that covers
//! nothing is itself a finding. Only the findings of the proofreader can be waived, because only they have a weight.

use rustc_hash::FxHashMap;

use super::reading::Reading;
use super::rules::RULES;
use crate::finding::{Finding, Weight};
use crate::model::paper::Paper;
use crate::model::waiver::Waiver;
use crate::source::{Nested, SourcePath, Span};
use crate::words::rules::{house, pages};

/// The findings that are not waived, and those about the waivers themselves.
#[must_use]
pub(crate) fn apply(findings: Vec<Finding>, readings: &[Reading], paper: &Paper) -> Vec<Finding> {
    let mut by_file: FxHashMap<Option<SourcePath>, Vec<Finding>> = FxHashMap::default();
    for finding in findings {
        by_file.entry(finding.place.as_ref().map(|place| place.path.clone())).or_default().push(finding);
    }
    for reading in readings {
        let findings = by_file.entry(Some(reading.galley.path.clone())).or_default();
        let idle = waive(findings, reading.story.draft.waivers().iter());
        findings.extend(idle.into_iter().map(finding_about));
    }
    let mut findings = by_file.into_values().flatten().collect();
    let idle = waive(&mut findings, paper.waivers.iter());
    // Pages are not always checked.
    let is_reported =
        |waiver: &&Waiver| waiver.reason.is_empty() || !pages::CODES.contains(&waiver.code.as_str());
    findings.extend(idle.into_iter().filter(is_reported).map(finding_about));
    findings
}

/// Waives the findings that waivers cover, each by the first that covers it; returns the waivers that cover nothing. A waiver
/// without a reason never covers anything.
fn waive<'w>(findings: &mut Vec<Finding>, waivers: impl Iterator<Item = &'w Waiver>) -> Vec<&'w Waiver> {
    let waivers: Vec<&Waiver> = waivers.collect();
    let mut by_code: FxHashMap<&str, Covers> = FxHashMap::default();
    for (place, waiver) in waivers.iter().enumerate().filter(|(_, waiver)| !waiver.reason.is_empty()) {
        by_code.entry(&waiver.code).or_default().first.entry(waiver.covers).or_insert(place);
    }
    for covers in by_code.values_mut() {
        covers.blocks = Nested::of(covers.first.keys().copied().flatten().collect());
    }
    let mut is_idle = vec![true; waivers.len()];
    findings.retain(|finding| {
        let covering = by_code.get(&*finding.wording.code).and_then(|covers| covers.covering(finding));
        covering.inspect(|place| is_idle[*place] = false).is_none()
    });
    waivers.into_iter().zip(is_idle).filter(|(_, is_idle)| *is_idle).map(|(waiver, _)| waiver).collect()
}

/// The waivers of one code.
#[derive(Default)]
struct Covers {
    /// By the block that they cover, or the whole file: the first of them.
    first: FxHashMap<Option<Span>, usize>,
    blocks: Nested,
}

impl Covers {
    /// The first that covers a finding, which must be one of the proofreader's.
    fn covering(&self, finding: &Finding) -> Option<usize> {
        if finding.weight == Weight::default() {
            return None;
        }
        let blocks = finding.place.iter().flat_map(|place| self.blocks.holding(place.span).map(Some));
        blocks.chain([None]).filter_map(|block| self.first.get(&block).copied()).min()
    }
}

/// The finding about a waiver that covers nothing.
fn finding_about(waiver: &Waiver) -> Finding {
    let wording = if waiver.reason.is_empty() {
        house::waiver_without_reason(&waiver.code)
    } else {
        house::unused_waiver(&waiver.code, known())
    };
    Finding::warning(waiver.at.clone(), wording)
}

/// The codes of findings that may be waived.
fn known() -> impl Iterator<Item = &'static str> + Clone {
    RULES.iter().map(|rule| rule.code).chain(pages::CODES)
}
