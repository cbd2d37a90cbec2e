//! Findings about what a story says of itself.

use crate::finding::Finding;
use crate::model::draft::StoryDraft;
use crate::source::{Place, Span};
use crate::words::Wording;

/// Reports an error in a story. Errors in a withdrawn story must not prevent its withdrawal from being printed.
pub(super) fn blame(story: &StoryDraft, span: Span, wording: Wording, findings: &mut Vec<Finding>) {
    if !story.is_withdrawn() {
        findings.push(Finding::error(Place::new(&story.path, span), wording));
    }
}
