//! Words with their marks, figures, links, notes and pictures → runs.

use super::styles::NOTE_MARK;
use super::writer::{RunLook, WordWriter};
use super::xml::WordPart;
use crate::finding::{Finding, Severity};
use crate::model::body::{Block, Body, Inline, visit_leaves};
use crate::model::phrase::{Phrase, Piece};
use crate::model::site::Target;
use crate::source::Place;
use crate::words::export as words;

impl WordWriter<'_> {
    /// Writes the parts of a line.
    pub(super) fn inlines(&mut self, part: &mut WordPart, inlines: &[Inline], look: RunLook) {
        for inline in inlines {
            match inline {
                Inline::Text(words) | Inline::Markup(words) => self.run(part, words, look),
                Inline::Turn(_) => self.run(part, " ", look),
                Inline::Figure(reference, _) => self.figure(part, *reference, look),
                Inline::Marked(mark, content) => self.inlines(part, content, look.marked(*mark)),
                Inline::Script(script, content, _) => {
                    self.inlines(part, content, RunLook { script: Some(*script), ..look });
                }
                Inline::Code(words) => self.run(part, words, RunLook { is_code: true, ..look }),
                Inline::Link { link, content, .. } => self.link(part, *link, content, look),
                Inline::Picture(image) => self.picture(part, image.link, &image.alt),
                Inline::Footnote { note, earlier } => self.call(part, *note, *earlier, look),
                Inline::Break(_) => self.look(part, look, |part| part.mark("w:br", &[])),
                Inline::Task(is_done) => self.run(part, if *is_done { "☑ " } else { "☐ " }, look),
                Inline::Anchor(_) => {}
            }
        }
    }

    /// Writes a phrase of front matter.
    pub(super) fn phrase(&mut self, part: &mut WordPart, phrase: &Phrase) {
        for piece in &phrase.0 {
            match piece {
                Piece::Text(words) => self.run(part, words, RunLook::default()),
                Piece::Figure(reference, _) => self.figure(part, *reference, RunLook::default()),
            }
        }
    }

    /// Writes a figure as it prints, with a comment about it.
    fn figure(&mut self, part: &mut WordPart, reference: usize, look: RunLook) {
        let printed = self.exporting.story.figure(reference);
        let note = self.exporting.figure_note(&printed.text, &printed.origin);
        self.commented(part, note, |writer, part| writer.run(part, &printed.text, look));
    }

    /// Writes a link; one that leads into the paper is only words here.
    fn link(&mut self, part: &mut WordPart, link: usize, content: &[Inline], look: RunLook) {
        let story = self.exporting.story;
        match &story.targets[link] {
            Target::Outside(url) => {
                let id = part.link("hyperlink", url, true);
                part.element("w:hyperlink", &[("r:id", &id)], |part| {
                    self.inlines(part, content, RunLook { is_link: true, ..look });
                });
            }
            target => {
                if *target != Target::Unresolved {
                    let place = Place::new(&story.draft.path, story.draft.links[link].span);
                    self.findings.push(Finding::new(Severity::Info, Some(place), words::link_within()));
                }
                self.inlines(part, content, look);
            }
        }
    }

    /// Writes the mark of a footnote; the figures of the note have their comment here. Word has one mark for each note: a further
    /// one is its number.
    fn call(&mut self, part: &mut WordPart, note: usize, earlier: usize, look: RunLook) {
        let language = self.exporting.story.language;
        if earlier > 0 || self.is_in_note {
            return self.run(part, &language.note_call(note + 1), look);
        }
        let lines = self.note_figures(note);
        self.commented(part, lines, |_, part| {
            part.element("w:r", &[], |part| {
                part.element("w:rPr", &[], |part| part.value("w:rStyle", NOTE_MARK));
                part.mark("w:footnoteReference", &[("w:id", &(note + 1).to_string())]);
            });
        });
    }

    /// The lines about the figures of a footnote.
    fn note_figures(&self, note: usize) -> Vec<String> {
        let story = self.exporting.story;
        let blocks: &[Block] = story.draft.body().footnotes.get(note).map_or(&[], Vec::as_slice);
        let body = Body { blocks: blocks.to_vec(), footnotes: Vec::new() };
        let mut lines = Vec::new();
        body.visit_text(&mut |block, _| {
            for text in block.texts() {
                visit_leaves(text, &mut |leaf| {
                    if let Inline::Figure(reference, _) = leaf {
                        let printed = story.figure(*reference);
                        lines.extend(self.exporting.figure_note(&printed.text, &printed.origin));
                    }
                });
            }
        });
        lines
    }
}
