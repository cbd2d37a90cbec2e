//! Standing words: what a paper writes in several stories is a word of its own, even if no dictionary has it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::rules::MISSPELT;
use crate::finding::Finding;
use crate::source::SourcePath;
use crate::words::Language;

/// In how many stories a word is no slip.
const MANY: usize = 3;

/// Removes the misspellings that several stories have.
pub(crate) fn learn(findings: &mut Vec<Finding>) {
    let mut stories: FxHashMap<String, FxHashSet<SourcePath>> = FxHashMap::default();
    let said = |finding: &Finding| {
        let place = finding.place.as_ref().filter(|_| finding.wording.code == MISSPELT)?;
        Some((finding.wording.said(Language::Chinese).message.clone(), place.path.clone()))
    };
    for (message, path) in findings.iter().filter_map(said) {
        stories.entry(message).or_default().insert(path);
    }
    findings.retain(|finding| {
        said(finding)
            .is_none_or(|(message, _)| stories.get(&message).is_none_or(|stories| stories.len() < MANY))
    });
}
