//! Writes elements with inline styles: only those that the editor of 公众号 keeps.

use std::fmt::Write;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use crate::export::exporting::Exporting;
use crate::export::pictures::ShownPicture;
use crate::fault::Fault;
use crate::finding::Finding;
use crate::model::markup::Alignment;

/// What is known while a fragment is written.
pub(super) struct WeChatWriter<'s> {
    pub exporting: &'s Exporting<'s>,
    /// The name of the export, from which pictures have theirs.
    pub name: &'s str,
    pub html: String,
    pub pictures: Vec<ShownPicture>,
    /// The addresses outside 公众号, which drops links to them.
    pub addresses: Vec<String>,
    /// The byline that begins the first paragraph, until it is written.
    pub run_in: Option<String>,
    /// Where the lines of paragraphs begin or end, if the author says so.
    pub alignment: Alignment,
    pub findings: Vec<Finding>,
    /// What the disk did not give.
    pub fault: Option<Fault>,
}

impl<'s> WeChatWriter<'s> {
    pub(super) fn new(exporting: &'s Exporting<'s>, name: &'s str, run_in: Option<String>) -> Self {
        Self {
            exporting,
            name,
            html: String::new(),
            pictures: Vec::new(),
            addresses: Vec::new(),
            run_in,
            alignment: Alignment::Unset,
            findings: Vec::new(),
            fault: None,
        }
    }

    /// Writes an element with a style and what `fill` writes in it.
    pub(super) fn element(&mut self, name: &str, style: &str, fill: impl FnOnce(&mut Self)) {
        self.element_with(name, style, "", fill);
    }

    /// The same with further attributes, written as they are.
    pub(super) fn element_with(
        &mut self,
        name: &str,
        style: &str,
        attributes: &str,
        fill: impl FnOnce(&mut Self),
    ) {
        let _ = write!(self.html, "<{name}{attributes}");
        if !style.is_empty() {
            let _ = write!(self.html, " style=\"{style}\"");
        }
        self.html.push('>');
        fill(self);
        let _ = write!(self.html, "</{name}>");
    }

    /// Writes a paragraph of words, if there are any.
    pub(super) fn line(&mut self, style: &str, words: Option<&str>) {
        if let Some(words) = words {
            self.element("p", style, |writer| writer.text(words));
            self.html.push('\n');
        }
    }

    pub(super) fn text(&mut self, words: &str) {
        let _ = escape_html_body_text(&mut self.html, words);
    }

    /// Writes an empty element with an address or a text in each attribute.
    pub(super) fn image(&mut self, source: &str, alt: &str, style: &str) {
        self.html.push_str("<img");
        for (name, value) in [("src", source), ("alt", alt), ("style", style)] {
            let _ = write!(self.html, " {name}=\"");
            let _ = escape_html(&mut self.html, value);
            self.html.push('"');
        }
        self.html.push('>');
    }
}
