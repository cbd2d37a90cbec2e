//! Where the words of a narrative are written, and the comments that concern the blocks after them.

use std::ops::Range;

use pulldown_cmark::{LinkType, Tag};

use super::BodyBuilder;
use crate::model::waiver::Waiver;
use crate::model::written::{WordPiece, Words, WrittenAt};
use crate::parse::reference::{self, TextPart};
use crate::parse::{doubts, waivers};
use crate::source::{Place, Span};

/// The parts of a text that was parsed with these masks, and where each begins, if the text is written unchanged from
/// byte `start` on.
pub(super) fn located<'t>(
    text: &'t str,
    start: Option<usize>,
    masks: &'t [Span],
) -> impl Iterator<Item = (TextPart<'t>, Option<usize>)> {
    reference::parts(text, masks).into_iter().scan(start, |next, part| {
        let at = *next;
        let length = match part {
            TextPart::Words(words) => words.len(),
            TextPart::Mask(mask) => masks[mask].range().len(),
        };
        *next = at.map(|at| at + length);
        Some((part, at))
    })
}

impl BodyBuilder<'_, '_, '_, '_> {
    /// Words that begin at `at`, if the source has exactly these bytes there; otherwise they are somewhere in `range`.
    pub(super) fn piece(&self, words: &str, at: Option<usize>, range: &Range<usize>) -> WordPiece {
        let exact = at.map(|at| at..at + words.len());
        let exact = exact.filter(|exact| self.source.get(exact.clone()) == Some(words));
        match exact.map(|exact| self.span(&exact).into()) {
            Some(exact) if self.is_label() => WordPiece::Label(exact),
            Some(exact) => WordPiece::Free(exact),
            None => WordPiece::decoded(words.len(), self.span(range)),
        }
    }

    /// Text that is printed as written somewhere in `range`, and not read as prose.
    pub(super) fn literal(&self, text: &str, range: &Range<usize>) -> Words {
        Words::one(text, WordPiece::decoded(text.len(), self.span(range)))
    }

    /// Where the text under a mask is written.
    pub(super) fn written(&self, mask: usize) -> WrittenAt {
        self.masks[mask].shifted(self.offset).into()
    }

    /// Whether the words are themselves an address, or a label that refers to one: `[words]` or `[words][]`.
    fn is_label(&self) -> bool {
        self.open.iter().any(|open| match open.tag {
            Tag::Link { link_type, .. } | Tag::Image { link_type, .. } => matches!(
                link_type,
                LinkType::Collapsed
                    | LinkType::CollapsedUnknown
                    | LinkType::Shortcut
                    | LinkType::ShortcutUnknown
                    | LinkType::Autolink
                    | LinkType::Email
            ),
            _ => false,
        })
    }

    /// Where the address of the picture at `range` is written; the whole picture if the address is in a definition.
    pub(super) fn place_of_address(&self, address: &str, range: &Range<usize>) -> Span {
        let picture = &self.source[range.clone()];
        let address_start = picture.rfind("](").map_or(0, |at| at + "](".len());
        let start = picture[address_start..].find(address).map(|at| range.start + address_start + at);
        start.map_or_else(|| self.span(range), |start| self.span(&(start..start + address.len())))
    }

    /// Reads the waivers and the doubts in comments; anything else in a comment counts as returned, and is dropped.
    pub(super) fn comments(&mut self, html: &str, range: &Range<usize>) {
        let at = Place::new(self.notes.path(), self.span(range));
        let html = self.unmasked(html);
        if doubts::are_in(&html) {
            self.names.doubts.push(at.span);
        }
        self.waiting.extend(waivers::in_comments(&html, &at));
    }

    /// Applies the waivers that wait for a block to the one at `range`.
    pub(super) fn cover(&mut self, range: &Range<usize>) {
        let covers = Some(self.span(range));
        let waivers = std::mem::take(&mut self.waiting);
        self.names.waivers.extend(waivers.into_iter().map(|waiver| Waiver { covers, ..waiver }));
    }
}
