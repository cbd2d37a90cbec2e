//! The paragraphs that are not set as running text is: the line that is addressed, and the list of annexes.

use super::html::BodyRenderer;
use crate::model::body::{Block, Inline};

impl BodyRenderer<'_> {
    /// The tag that opens a paragraph; if a byline runs into it, it is running text.
    pub(super) fn paragraph_tag(&self, block: &Block, content: &[Inline], has_run_in: bool) -> &'static str {
        match () {
            () if has_run_in => "<p>",
            () if self.story.is_salutation(block) => "<p class=\"salutation\">",
            () if begins_annexes(content) => "<p class=\"annexes\">",
            () => "<p>",
        }
    }
}

/// Whether a paragraph lists the annexes of a document (附件：1. …), whose lines stand under one another.
fn begins_annexes(content: &[Inline]) -> bool {
    let Some(Inline::Text(words) | Inline::Markup(words)) = content.first() else { return false };
    let list = words.strip_prefix("附件：").map(str::trim_start);
    let has_lines = content.iter().any(|inline| matches!(inline, Inline::Break(_)));
    has_lines && list.is_some_and(|list| list.starts_with('1'))
}
