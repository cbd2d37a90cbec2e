//! The words of a narrative: figures found behind their masks, what HTML and comments leave, lines joined.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::Builder;
use crate::model::body::Inline;
use crate::model::phrase::{Phrase, Piece};
use crate::parse::emphasis::is_unspaced;
use crate::parse::reference;
use crate::source::Span;
use crate::words::narrative;

impl Builder<'_, '_, '_, '_> {
    /// Words, with the figures that stand in them.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if matches!(self.top().tag, Tag::CodeBlock(_)) {
            let code = self.unmasked(text, range);
            self.top().text.push_str(&code);
            return;
        }
        self.refuse_half_written(text, range);
        let mut rest = text;
        for span in self.masks_in(range) {
            let Some(at) = rest.find(reference::MASK) else { break };
            self.words(&rest[..at]);
            let written = &self.source[span.range()];
            if let Some(reference) = reference::read(written, span.shifted(self.offset), self.notes) {
                let figure = self.names.references.len();
                self.names.references.push(reference);
                self.inline(Inline::Figure(figure));
            }
            rest = &rest[at + (span.end - span.start)..];
        }
        self.words(rest);
    }

    /// What was meant as a reference or a footnote's call, and is neither.
    fn refuse_half_written(&mut self, text: &str, range: &Range<usize>) {
        if let Some(label) = footnote_call(self.source, range).filter(|_| text == "[") {
            let span = Span::new(range.start, range.end + label.len() + 2).shifted(self.offset);
            self.notes.error(span, narrative::missing_footnote(label));
        }
        if self.braces.has_unclosed(range) {
            let span = self.span(range);
            self.notes.error(span, narrative::unclosed_reference());
        }
    }

    pub(super) fn words(&mut self, text: &str) {
        if let Some(Inline::Text(before)) = self.top().inlines.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            self.inline(Inline::Text(text.to_owned()));
        }
    }

    /// `text` with its references as the editor wrote them: code shows them literally.
    pub(super) fn unmasked(&self, text: &str, range: &Range<usize>) -> String {
        unmask(text, self.source, &self.masks_in(range))
    }

    pub(super) fn masks_in(&self, range: &Range<usize>) -> Vec<Span> {
        reference::within(&self.braces.references, range).to_vec()
    }

    /// A picture's title, in which figures may stand: they come behind those of its text.
    pub(super) fn caption(&mut self, title: &str, alt: &Phrase, range: &Range<usize>) -> Phrase {
        let in_alt = alt.0.iter().filter(|piece| matches!(piece, Piece::Figure(_))).count();
        let masks = self.masks_in(range).split_off(in_alt);
        let written = unmask(title, self.source, &masks);
        let span = self.span(range);
        reference::phrase(&written, span, &mut self.names.references, self.notes)
    }

    /// HTML is printed as it stands, so a figure in it would not be.
    pub(super) fn refuse_references(&mut self, range: &Range<usize>) {
        for span in self.masks_in(range) {
            self.notes.error(span.shifted(self.offset), narrative::reference_in_html());
        }
    }

    pub(super) fn joins_without_space(&self, range: &Range<usize>) -> bool {
        let before = self.source[..range.start].trim_end().chars().next_back();
        let after = self.source[range.end..].trim_start_matches([' ', '\t', '>']).chars().next();
        before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced)
    }
}

/// `text` with the references of `source` in the place of their masks.
fn unmask(text: &str, source: &str, masks: &[Span]) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    for span in masks {
        let Some(at) = rest.find(reference::MASK) else { break };
        plain.push_str(&rest[..at]);
        plain.push_str(&source[span.range()]);
        rest = &rest[at + (span.end - span.start)..];
    }
    plain + rest
}

/// The label of a call that stands at `range`, and which, being text, calls nothing.
fn footnote_call<'t>(source: &'t str, range: &Range<usize>) -> Option<&'t str> {
    let behind = source[range.end..].strip_prefix('^')?;
    let (label, rest) = behind.split_at(behind.find([']', '[', '\n'])?);
    let fits = !label.is_empty() && rest.starts_with(']');
    (fits && !source[..range.start].ends_with('\\')).then_some(label)
}

pub(super) fn without_comments(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}
