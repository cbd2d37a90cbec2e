//! HTML in a narrative: a few tags become the same nodes as Markdown does, and nothing of the rest gets through.
//!
//! A tag in a line is read where it stands. A block of HTML is divided at those of its tags that are blocks; the text
//! between them is read as Markdown again, which finds the tags in its lines.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::BodyBuilder;
use super::OpenBlock;
use super::elements::{Element, OpenElement};
use super::excerpt::Excerpt;
use super::refusals::HtmlRefusal;
use super::tags::{self, HtmlPiece, HtmlTag, Meaning};
use crate::model::body::Inline;
use crate::parse::emphasis;
use crate::words::narrative;

/// How deep blocks of HTML may be read within one another.
const EXCERPT_LIMIT: usize = 8;
/// Makes a paragraph of a text, whatever it begins with. It is removed again.
const PARAGRAPH: char = '\u{3000}';

impl BodyBuilder<'_, '_, '_, '_> {
    /// HTML within a line: a tag, a comment or a declaration.
    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        match tags::pieces(html).into_iter().next() {
            Some(HtmlPiece::Comment(_)) => self.comments(html, range),
            Some(HtmlPiece::Tag(tag)) => {
                let tag = HtmlTag { range: range.clone(), ..tag };
                if Meaning::of(&tag.name) == Meaning::Unknown {
                    return self.unknown_tag(html, range);
                }
                self.tag(&tag, true);
            }
            Some(HtmlPiece::Declaration(_)) | None => self.refuse(HtmlRefusal::Declaration, range),
        }
    }

    /// A tag that does not exist, which is printed as written.
    fn unknown_tag(&mut self, html: &str, range: &Range<usize>) {
        let written = self.unmasked(html);
        // The parts of a drawing or a formula belong to it.
        let is_part = ["svg", "math"].iter().any(|whole| self.html.has_refused(whole));
        if !is_part && !written.starts_with("</") {
            let name = written[1..].split(|end: char| end.is_whitespace() || matches!(end, '>' | '/')).next();
            self.refuse(HtmlRefusal::Unknown(name.unwrap_or_default().to_owned()), range);
        }
        let words = self.literal(&written, range);
        self.inline(Inline::Markup(words));
    }

    /// A block of HTML.
    pub(super) fn html_block(&mut self, html: &Excerpt, range: &Range<usize>) {
        let text = html.text.as_str();
        if text.contains("<!--") && !text.contains("-->") {
            let span = self.span(range);
            self.notes.error(span, narrative::unclosed_comment());
        }
        let (mut from, mut skipped): (usize, Option<String>) = (0, None);
        for piece in tags::pieces(text) {
            let at = piece.range();
            if let Some(name) = &skipped {
                if matches!(&piece, HtmlPiece::Tag(tag) if tag.is_end && tag.name == *name) {
                    skipped = None;
                }
                from = at.end;
                continue;
            }
            let HtmlPiece::Tag(tag) = piece else { continue };
            let meaning = Meaning::of(&tag.name);
            if !meaning.divides() || !text.is_char_boundary(at.start) || !text.is_char_boundary(at.end) {
                continue;
            }
            self.excerpt(html, from..at.start);
            from = at.end;
            let tag = HtmlTag { range: html.place(&at), ..tag };
            self.tag(&tag, false);
            if meaning == Meaning::Refused && !tag.is_end && !tags::is_void(&tag.name) {
                skipped = Some(tag.name);
            }
        }
        if skipped.is_none() {
            self.excerpt(html, from..text.len());
        }
    }

    /// Reads a part of a block of HTML as Markdown: in a cell or a paragraph, as one paragraph.
    fn excerpt(&mut self, html: &Excerpt, range: Range<usize>) {
        let Some(text) = html.text.get(range.clone()).filter(|text| !text.trim().is_empty()) else { return };
        if is_comment(text) {
            return self.comments(text, &html.place(&range));
        }
        let part = html.part(range);
        let place = part.place(&(0..part.text.len()));
        let element = self.top().element.as_deref().map(|open| &open.element);
        let is_paragraph = element.is_some_and(Element::is_paragraph) || part.text.starts_with('<');
        let is_between_cells = element.is_some_and(Element::is_grid);
        if is_between_cells {
            self.refuse(HtmlRefusal::BetweenCells, &place);
        }
        if self.html.excerpts == EXCERPT_LIMIT {
            let words = self.literal(&part.text, &place);
            return self.paragraph(vec![Inline::Markup(words)], &place);
        }
        self.html.excerpts += 1;
        self.read_excerpt(&part, is_paragraph);
        self.html.excerpts -= 1;
    }

    fn read_excerpt(&mut self, part: &Excerpt, is_paragraph: bool) {
        let prefix = if is_paragraph { String::from(PARAGRAPH) } else { String::new() };
        let end = prefix.len() + part.text.len();
        let text = format!("{prefix}{}{}", part.text, self.notes_for(&part.text));
        let base = self.open.len();
        for (event, range) in emphasis::events(&text) {
            if range.start >= end {
                break;
            }
            if self.is_too_deep(&part.place(&(0..part.text.len()))) {
                self.open.truncate(base);
                return;
            }
            let start = range.start.saturating_sub(prefix.len());
            let here = start..range.end.min(end).saturating_sub(prefix.len()).max(start);
            let event = match event {
                Event::Text(text) if range.start < prefix.len() => {
                    Event::Text(CowStr::from(text.trim_start_matches(PARAGRAPH).to_owned()))
                }
                event => event.into_static(),
            };
            if !matches!(&event, Event::Text(text) if text.is_empty()) {
                self.take(event, part.place(&here));
            }
        }
    }

    /// Definitions of the notes that `text` refers to: without them, Markdown would not find its references.
    fn notes_for(&self, text: &str) -> String {
        let called = self.labels.iter().filter(|label| text.contains(&format!("[^{label}]")));
        called.fold(String::new(), |notes, label| notes + "\n\n[^" + label + "]: ·")
    }

    /// Whether too many elements are open, which is reported once.
    pub(super) fn is_too_deep(&mut self, range: &Range<usize>) -> bool {
        let is_too_deep = self.open.len() > super::DEPTH_LIMIT;
        if is_too_deep && !std::mem::replace(&mut self.was_too_deep, true) {
            let span = self.span(range);
            self.notes.error(span, narrative::too_deep(super::DEPTH_LIMIT));
        }
        is_too_deep
    }

    /// Begins an element.
    pub(super) fn begin(&mut self, name: &str, element: Element, range: &Range<usize>) {
        if self.is_too_deep(range) {
            return self.html.pass(name);
        }
        let element = OpenElement { name: name.to_owned(), element };
        let open =
            OpenBlock { element: Some(Box::new(element)), ..OpenBlock::new(Tag::HtmlBlock, range.clone()) };
        self.open.push(open);
    }

    /// Ends the element on top, which is reported if HTML wants an end tag for it: something else ended before it.
    fn end_early(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        let Some(element) = open.element.take() else { return };
        if !element.element.ends_by_itself() {
            let refusal = match element.element {
                Element::Note { .. } => HtmlRefusal::UnclosedNote,
                _ => HtmlRefusal::Unclosed(element.name.clone()),
            };
            self.refuse(refusal, &open.range);
        }
        self.html.pass(&element.name);
        self.close_element(*element, open);
    }

    /// Ends the elements on top as long as they fit.
    pub(super) fn end_while(&mut self, fits: impl Fn(&OpenElement) -> bool) {
        while self.top().element.as_deref().is_some_and(&fits) {
            self.end_early();
        }
    }

    /// Ends the elements that are parts of a line.
    pub(super) fn end_phrases(&mut self) {
        self.end_while(|open| open.element.is_in_line());
    }

    /// Ends all elements within the Markdown element that is open.
    pub(super) fn end_elements(&mut self) {
        self.end_while(|_| true);
    }

    /// Ends the elements whose end tags were in the last line of the paragraph before.
    pub(super) fn end_waiting(&mut self, range: &Range<usize>) {
        for name in std::mem::take(&mut self.html.ending) {
            self.end_tag(&name, range, false);
        }
    }

    /// An end tag. Elements that began later end before it.
    pub(super) fn end_tag(&mut self, name: &str, range: &Range<usize>, in_line: bool) {
        let elements = self.open.iter().rev().map_while(|open| open.element.as_deref());
        let depth = elements.clone().count();
        if let Some(above) = elements.clone().position(|open| open.name == name) {
            (0..above).for_each(|_| self.end_early());
            return self.end_top(range);
        }
        // The Markdown block that contains the line ends first.
        let mut below = self.open.iter().rev().skip(depth + 1).map_while(|open| open.element.as_deref());
        let is_waiting = below.any(|open| open.name == name);
        if in_line && is_waiting {
            self.html.ending.push(name.to_owned());
        } else if !self.html.has_passed(name) && !tags::is_void(name) && name != "p" {
            self.refuse(HtmlRefusal::Unopened(name.to_owned()), range);
        }
    }

    /// Ends the element on top at its end tag.
    pub(super) fn end_top(&mut self, end: &Range<usize>) {
        let Some(mut open) = self.open.pop() else { return };
        open.range.end = open.range.end.max(end.end);
        if let Some(element) = open.element.take() {
            self.close_element(*element, open);
        }
    }
}

/// Whether a text consists of comments.
fn is_comment(text: &str) -> bool {
    let mut rest = text.trim();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|inside| inside.split_once("-->")) {
        rest = after.trim_start();
    }
    rest.is_empty()
}
