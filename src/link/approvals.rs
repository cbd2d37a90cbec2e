//! Approvals of an edition: each as what the paper knows, and no two by the same person.

use rustc_hash::FxHashMap;

use crate::finding::Finding;
use crate::model::approval::Approval;
use crate::model::paper::Paper;
use crate::words::approvals as words;

/// Checks the approvals of an edition.
pub(crate) fn check(approvals: &[Approval], paper: &Paper, findings: &mut Vec<Finding>) {
    let mut signed: FxHashMap<&str, &str> = FxHashMap::default();
    for Approval { role, by, place, .. } in approvals {
        if !paper.approvals.contains(role) {
            findings.push(Finding::warning(place.clone(), words::signed_as_unknown(role)));
        }
        let other = signed.insert(by, role).filter(|other| other != role);
        if let Some(other) = other {
            findings.push(Finding::warning(place.clone(), words::same_person(by, other, role)));
        }
    }
}
