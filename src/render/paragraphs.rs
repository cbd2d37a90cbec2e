//! The tags of paragraphs and items: running text, which may be loose, the line that addresses the readers, or the list of annexes.

use super::html::BodyRenderer;
use super::loose::is_loose;
use crate::model::body::{ANNEXES, Block, Inline};

impl BodyRenderer<'_> {
    /// The tag that opens a paragraph; if a byline runs into it, it is running text.
    pub(super) fn paragraph_tag(&self, block: &Block, content: &[Inline], has_run_in: bool) -> &'static str {
        if !has_run_in && self.story.is_salutation(block) {
            "<p class=\"salutation\">"
        } else if !has_run_in && block.names_annexes() && is_list(content) {
            "<p class=\"annexes\">"
        } else if is_loose(self.story, content) {
            "<p class=\"loose\">"
        } else {
            "<p>"
        }
    }

    /// The tag that opens an item of a list that is a single paragraph.
    pub(super) fn item_tag(&self, content: &[Inline]) -> &'static str {
        if is_loose(self.story, content) { "<li class=\"loose\">" } else { "<li>" }
    }
}

/// Whether the annexes that a paragraph names are numbered, and stand under one another.
fn is_list(content: &[Inline]) -> bool {
    let Some(Inline::Text(words)) = content.first() else { return false };
    let has_lines = content.iter().any(|inline| matches!(inline, Inline::Break(_)));
    has_lines && words.trim_start_matches(ANNEXES).trim_start().starts_with('1')
}
