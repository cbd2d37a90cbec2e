//! Leftover: syntax that was meant and is not read, so that readers would see it as typed.
//!
//! The pass runs once over the finished tree. Each piece of text that is left becomes a [`Remnant`](remnant::Remnant), and every
//! detector looks at it. What can mean only one thing has a fix. It is an error if a figure, a picture or a link was
//! meant, and a warning otherwise. Code and escaped marks are never looked at. A kind of leftover is a file here, an
//! entry in [`DETECTORS`], and its words in `words/leftover.rs`.

mod braces;
mod code;
mod emphasis;
mod extensions;
mod heads;
mod lines;
mod links;
mod moved;
mod notes;
mod numbered;
mod remnant;
mod stars;
mod tables;
mod typed;
mod underlined;

use std::ops::Range;

use crate::finding::{Finding, Fix, Notes, Severity};
use crate::model::body::{BlockKind, Body, Image, Inline, visit_leaves};
use crate::model::suspect::Suspect;
use crate::parse::names::Names;
use crate::source::{Place, Span};
use crate::words::Wording;
use numbered::NumberInBrackets;
use remnant::{Remnant, RemnantRole};

/// Every kind, in order of precedence: where two find something at the same place, the first is right.
const DETECTORS: [fn(&Remnant, &mut Leftovers); 9] = [
    braces::find,
    tables::find,
    links::find,
    notes::find,
    numbered::find,
    lines::find,
    heads::find,
    emphasis::find,
    extensions::find,
];

/// Reports what is left in the text and the front matter of a story. Returns what may have been meant as a reference:
/// that depends on the ledgers.
#[must_use]
pub(crate) fn report(source: &str, body: &Body, names: &Names, notes: &mut Notes) -> Vec<Suspect> {
    let mut left = Leftovers::default();
    for passage in &names.passages {
        left.look(Remnant::all_of(&passage.content, RemnantRole::Value, source, &names.links));
    }
    body.visit(&mut |block, _| {
        let role = match &block.kind {
            BlockKind::Paragraph(content) => {
                moved::find(source, block.span, content, &mut left);
                RemnantRole::Paragraph
            }
            BlockKind::Heading { .. } => {
                underlined::find(source, block.span, &mut left);
                RemnantRole::Line
            }
            BlockKind::Table { head, .. } => {
                tables::find_uneven(source, block.span, head.len(), &mut left);
                RemnantRole::Line
            }
            BlockKind::Code { text, .. } => {
                code::find(source, block.span, text, &mut left);
                return;
            }
            _ => RemnantRole::Line,
        };
        if let BlockKind::Picture(image) = &block.kind {
            left.look_at_picture(image, source, names);
        }
        for content in block.texts() {
            stars::find(source, content, &mut left);
            left.look(Remnant::all_of(content, role, source, &names.links));
            visit_leaves(content, &mut |leaf| {
                if let Inline::Picture(image) = leaf {
                    left.look_at_picture(image, source, names);
                }
            });
        }
    });
    numbered::report(source, &mut left);
    left.note_into(notes)
}

/// What was found.
#[derive(Default)]
struct Leftovers {
    found: Vec<FoundLeftover>,
    suspects: Vec<Suspect>,
    /// The numbers in brackets, which may be notes.
    numbers: Vec<NumberInBrackets>,
}

struct FoundLeftover {
    span: Span,
    severity: Severity,
    wording: Wording,
    fix: Option<Fix>,
}

impl Leftovers {
    fn look(&mut self, rests: Vec<Remnant>) {
        for rest in rests {
            for find in DETECTORS {
                find(&rest, self);
            }
        }
    }

    /// The words of a picture. Braces in its caption are reported where that is read.
    fn look_at_picture(&mut self, image: &Image, source: &str, names: &Names) {
        let captions = image.caption.iter().map(|caption| (caption, RemnantRole::Value));
        for (phrase, role) in captions.chain([(&image.alt, RemnantRole::Line)]) {
            self.look(Remnant::all_of(&Inline::of_phrase(phrase), role, source, &names.links));
        }
    }

    /// A figure, a picture or a link was meant.
    fn error(&mut self, span: Span, wording: Wording, fix: Option<Fix>) {
        self.found.push(FoundLeftover { span, severity: Severity::Error, wording, fix });
    }

    fn warning(&mut self, span: Span, wording: Wording, fix: Option<Fix>) {
        self.found.push(FoundLeftover { span, severity: Severity::Warning, wording, fix });
    }

    /// Hands out one finding for each place, and the suspects.
    fn note_into(mut self, notes: &mut Notes) -> Vec<Suspect> {
        // The sort is stable, so the detector with the higher precedence stays first.
        self.found.sort_by_key(|leftover| leftover.span.start);
        let mut done = 0;
        for FoundLeftover { span, severity, wording, fix } in self.found {
            if span.start >= done {
                let covered = fix.as_ref().map_or(span.end, |fix| fix.span.end);
                done = covered.max(span.end).max(span.start + 1);
                let place = Some(Place::new(notes.path(), span));
                notes.findings.push(Finding { fix, ..Finding::new(severity, place, wording) });
            }
        }
        self.suspects
    }
}

/// The replacement of `span` by `text`.
#[allow(clippy::unnecessary_wraps, reason = "findings take an optional fix")]
fn fix(span: Span, text: impl Into<String>) -> Option<Fix> {
    Some(Fix { span, text: text.into() })
}

/// A part of a range as a range of the whole.
fn within(range: &Range<usize>, part: Range<usize>) -> Range<usize> {
    range.start + part.start..range.start + part.end
}
