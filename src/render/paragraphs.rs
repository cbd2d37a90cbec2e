//! Paragraphs and items: running text, which may be loose, the line that addresses the readers, or the list of annexes.

use super::html::{BodyRenderer, FigureLinks, run_into};
use super::last_letter::tie_last_letter;
use super::loose;
use super::paired::pair_marks;
use crate::model::body::{ANNEXES, Block, Inline};

impl BodyRenderer<'_> {
    /// A paragraph, with `run_in` at its beginning.
    pub(super) fn paragraph(
        &self,
        block: &Block,
        content: &[Inline],
        run_in: Option<&str>,
        html: &mut String,
    ) {
        html.push_str(&self.paragraph_tag(block, content, run_in.is_some()));
        run_into(run_in, html);
        self.running_text(content, html);
        html.push_str("</p>\n");
    }

    /// The words of a paragraph that may be shown only in part, with `run_in` at its beginning.
    #[must_use]
    pub(crate) fn words_of(&self, content: &[Inline], run_in: Option<&str>, is_whole: bool) -> String {
        let mut html = String::new();
        run_into(run_in, &mut html);
        if is_whole {
            self.running_text(content, &mut html);
        } else {
            self.inlines(content, FigureLinks::Linked, &mut html);
            pair_marks(&mut html, 0);
        }
        html
    }

    /// An item of a list that is a single paragraph.
    pub(super) fn item(&self, content: &[Inline], html: &mut String) {
        html.push_str(&opened("li", loose::class(self.story, content)));
        self.running_text(content, html);
        html.push_str("</li>\n");
    }

    fn running_text(&self, content: &[Inline], html: &mut String) {
        let first = html.len();
        self.inlines(content, FigureLinks::Linked, html);
        if self.story.language.is_chinese() {
            tie_last_letter(html, first);
            pair_marks(html, first);
        }
    }

    /// The tag that opens a paragraph; if a byline runs into it, it is running text.
    fn paragraph_tag(&self, block: &Block, content: &[Inline], has_run_in: bool) -> String {
        let class = if !has_run_in && self.story.is_salutation(block) {
            Some("salutation")
        } else if !has_run_in && block.names_annexes() && is_list(content) {
            Some("annexes")
        } else {
            loose::class(self.story, content)
        };
        opened("p", class)
    }
}

/// The tag that opens an element.
fn opened(element: &str, class: Option<&str>) -> String {
    class.map_or_else(|| format!("<{element}>"), |class| format!("<{element} class=\"{class}\">"))
}

/// Whether the annexes that a paragraph names are numbered, and stand under one another.
fn is_list(content: &[Inline]) -> bool {
    let Some(Inline::Text(words)) = content.first() else { return false };
    let has_lines = content.iter().any(|inline| matches!(inline, Inline::Break(_)));
    has_lines && words.trim_start_matches(ANNEXES).trim_start().starts_with('1')
}
