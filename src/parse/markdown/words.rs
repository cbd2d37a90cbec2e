//! The words of a narrative: figures found under their masks, joined lines.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::BodyBuilder;
use super::places::located;
use crate::finding::{Finding, Fix, Severity};
use crate::model::body::Inline;
use crate::model::phrase::{Phrase, Piece};
use crate::model::written::{WordPiece, Words};
use crate::parse::reference::{self, Hidden, TextPart};
use crate::source::{Place, Span};
use crate::words::rules::pages;
use crate::words::{Wording, leftover, narrative};

impl BodyBuilder<'_, '_, '_, '_> {
    /// Words, with the figures in them.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if matches!(self.top().tag, Tag::CodeBlock(_)) {
            let code = self.unmasked(text);
            self.top().text.push_str(&code);
            return;
        }
        if self.is_note_mark(text, range) {
            return;
        }
        self.refuse_half_written(text, range);
        self.look_for_slips(text, range);
        let exact = (text.len() == range.len()).then_some(range.start);
        for (part, at) in located(text, exact, self.masks) {
            match part {
                TextPart::Words(words) => {
                    let piece = self.piece(words, at, range);
                    self.words(words, piece);
                }
                TextPart::Mask(mask) if self.hidden(mask).is_text() => {
                    let words = &self.source[self.masks[mask].range()];
                    self.words(words, WordPiece::Free(self.written(mask)));
                }
                TextPart::Mask(mask) => {
                    let figure = self.figure(mask).map(|figure| Inline::Figure(figure, self.written(mask)));
                    self.place_anchors();
                    self.top().inlines.extend(figure);
                }
            }
        }
    }

    fn hidden(&self, mask: usize) -> Hidden {
        reference::hidden(&self.source[self.masks[mask].range()])
    }

    /// Reports what was meant as a footnote's marker, and is none.
    fn refuse_half_written(&mut self, text: &str, range: &Range<usize>) {
        let has_note = |label: &str| self.source.contains(&format!("[^{label}]：")); // It is reported as such.
        let call = footnote_call(self.source, range).filter(|_| text == "[");
        if let Some(label) = call.filter(|label| !has_note(label)) {
            let span = Span::new(range.start, range.end + label.len() + 2).shifted(self.offset);
            self.notes.error(span, narrative::missing_footnote(label));
        }
    }

    fn words(&mut self, text: &str, piece: WordPiece) {
        self.place_anchors();
        if let Some(Inline::Text(before)) = self.top().inlines.last_mut() {
            before.push(text, piece);
        } else {
            self.inline(Inline::Text(Words::one(text, piece)));
        }
    }

    /// The figure under a mask, recorded as one more reference; `None`, with a finding, if something else is under it.
    fn figure(&mut self, mask: usize) -> Option<usize> {
        self.returned[mask] = true;
        let span = self.masks[mask].shifted(self.offset);
        if let Some(strange) = self.strange_character(mask) {
            self.notes.error(span, strange);
            return None;
        }
        let reference = reference::read(&self.text[span.range()], span, self.notes)?;
        self.names.references.push(reference);
        Some(self.names.references.len() - 1)
    }

    /// Why the character under a mask is not allowed here, if it is no figure.
    fn strange_character(&self, mask: usize) -> Option<Wording> {
        let written = &self.source[self.masks[mask].range()];
        (self.hidden(mask) == Hidden::Character).then(|| reference::strange_character(written))
    }

    /// `text` as the editor wrote it: in code, references are literal and nothing is decoded.
    pub(super) fn unmasked(&mut self, text: &str) -> String {
        for part in reference::parts(text, self.masks) {
            if let TextPart::Mask(mask) = part {
                self.returned[mask] = true;
            }
        }
        self.as_written(text)
    }

    /// `text` as the editor wrote it, for a message.
    pub(super) fn as_written(&self, text: &str) -> String {
        reference::unmask(text, self.source, self.masks)
    }

    /// Reports a picture without a description.
    pub(super) fn look_for_description(&mut self, alt: &Phrase, range: &Range<usize>) {
        if alt.is_blank() {
            let span = self.span(range);
            let is_tag = self.source[range.clone()].starts_with('<');
            self.notes.warning(span, pages::undescribed_picture(is_tag));
        }
    }

    /// A picture's title, which may contain figures; it is written in the picture itself, or far from it in a
    /// definition.
    pub(super) fn caption(&mut self, title: &str, is_inline: bool, range: &Range<usize>) -> Phrase {
        let caption = self.phrase(title, is_inline, range);
        self.captioned.extend(caption.figures());
        caption
    }

    /// Words that are written somewhere in `range`, with the figures in them.
    pub(super) fn phrase(&mut self, text: &str, is_exact: bool, range: &Range<usize>) -> Phrase {
        let written = self.as_written(text);
        let found = self.source[range.clone()].rfind(&written).filter(|_| is_exact);
        let mut pieces = Vec::new();
        for (part, at) in located(text, found.map(|at| range.start + at), self.masks) {
            pieces.extend(match part {
                TextPart::Words(text) => Some(Piece::Text(Words::one(text, self.piece(text, at, range)))),
                TextPart::Mask(mask) if self.hidden(mask).is_text() => {
                    let piece = WordPiece::Free(self.written(mask));
                    Some(Piece::Text(Words::one(&self.source[self.masks[mask].range()], piece)))
                }
                TextPart::Mask(mask) => {
                    self.figure(mask).map(|figure| Piece::Figure(figure, self.written(mask)))
                }
            });
        }
        let has_braces =
            pieces.iter().any(|piece| matches!(piece, Piece::Text(words) if words.contains("{{")));
        if has_braces && !self.source[range.clone()].contains("\\{{") {
            let span = self.span(range);
            self.notes.error(span, narrative::unclosed_reference());
        }
        Phrase(pieces)
    }

    /// Where a link leads: an address is written out, and contains no figure. One with spaces is read as it is meant.
    pub(super) fn address(&mut self, address: &str) -> Option<String> {
        let parts = reference::parts(address, self.masks);
        let masks: Vec<usize> = parts.into_iter().filter_map(TextPart::mask).collect();
        let (spaced, refused): (Vec<usize>, Vec<usize>) =
            masks.into_iter().partition(|mask| self.hidden(*mask).is_text());
        for mask in &refused {
            self.returned[*mask] = true;
            let wording = match self.strange_character(*mask) {
                Some(strange) => strange,
                None => narrative::reference_in_address(),
            };
            self.notes.error(self.masks[*mask].shifted(self.offset), wording);
        }
        for mask in spaced {
            self.note_spaces(self.masks[mask]);
        }
        refused.is_empty().then(|| self.as_written(address))
    }

    /// An address with spaces, which other programs do not read.
    fn note_spaces(&mut self, address: Span) {
        let (written, span) = (&self.source[address.range()], address.shifted(self.offset));
        let place = Some(Place::new(self.notes.path(), span));
        let fix = Some(Fix { span, text: format!("<{written}>") });
        let finding = Finding::new(Severity::Info, place, leftover::spaced_address(written));
        self.notes.findings.push(Finding { fix, ..finding });
    }

    /// Reports figures that are not printed: in titles, in unused link definitions, and in titles of pictures inside
    /// text.
    pub(super) fn report_unprinted(&mut self) {
        for reference in std::mem::take(&mut self.captioned) {
            self.notes.error(self.names.references[reference].span, narrative::reference_not_printed());
        }
        for (span, _) in self.masks.iter().zip(&self.returned).filter(|(_, returned)| !**returned) {
            if self.source[span.range()].starts_with("{{") {
                self.notes.error(span.shifted(self.offset), narrative::reference_not_printed());
            }
        }
    }
}

/// The label of the footnote's marker at `range`, which is plain text and so refers to no footnote.
fn footnote_call<'t>(source: &'t str, range: &Range<usize>) -> Option<&'t str> {
    let after = source[range.end..].strip_prefix('^')?;
    let (label, rest) = after.split_at(after.find([']', '[', '\n'])?);
    let fits = !label.is_empty() && rest.starts_with(']');
    (fits && !source[..range.start].ends_with('\\')).then_some(label)
}
