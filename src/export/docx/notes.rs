//! The footnotes and the comments of an exported Word file.

use super::styles::{COMMENT, COMMENT_MARK, NOTE, NOTE_MARK};
use super::writer::{ParagraphSetting, RunLook, WordWriter};
use super::xml::WordPart;
use crate::model::body::{Block, BlockKind};

/// Who comments.
const AUTHOR: &str = "栏目";

impl WordWriter<'_> {
    /// The part with the footnotes: Word's own lines above them, and each note.
    pub(super) fn footnotes(&mut self) -> WordPart {
        let story = self.exporting.story;
        self.is_in_note = true;
        let part = WordPart::of("w:footnotes", |part| {
            for (id, kind) in [("-1", "separator"), ("0", "continuationSeparator")] {
                part.element("w:footnote", &[("w:type", kind), ("w:id", id)], |part| {
                    part.element("w:p", &[], |part| {
                        part.element("w:r", &[], |part| part.mark(&format!("w:{kind}"), &[]));
                    });
                });
            }
            let notes: &[_] = if story.draft.is_withdrawn() { &[] } else { &story.draft.body().footnotes };
            for (blocks, number) in notes.iter().zip(1_usize..) {
                let id = number.to_string();
                let (first, rest) = match blocks.split_first() {
                    Some((Block { kind: BlockKind::Paragraph(content), .. }, rest)) => {
                        (content.as_slice(), rest)
                    }
                    _ => (&[][..], blocks.as_slice()),
                };
                part.element("w:footnote", &[("w:id", &id)], |part| {
                    self.paragraph(part, ParagraphSetting::of(NOTE), |writer, part| {
                        part.element("w:r", &[], |part| {
                            part.element("w:rPr", &[], |part| part.value("w:rStyle", NOTE_MARK));
                            part.mark("w:footnoteRef", &[]);
                        });
                        writer.run(part, " ", RunLook::default());
                        writer.inlines(part, first, RunLook::default());
                    });
                    self.blocks(part, rest, ParagraphSetting::of(NOTE));
                });
            }
        });
        self.is_in_note = false;
        part
    }

    /// The part with the comments. They have no date: the same story gives the same bytes.
    pub(super) fn comments_part(&self) -> WordPart {
        WordPart::of("w:comments", |part| {
            for (id, lines) in self.comments.iter().enumerate() {
                let id = id.to_string();
                let attributes = [("w:id", id.as_str()), ("w:author", AUTHOR), ("w:initials", AUTHOR)];
                part.element("w:comment", &attributes, |part| {
                    for (index, line) in lines.iter().enumerate() {
                        part.element("w:p", &[], |part| {
                            part.element("w:pPr", &[], |part| part.value("w:pStyle", COMMENT));
                            if index == 0 {
                                part.element("w:r", &[], |part| {
                                    part.element("w:rPr", &[], |part| part.value("w:rStyle", COMMENT_MARK));
                                    part.mark("w:annotationRef", &[]);
                                });
                            }
                            part.element("w:r", &[], |part| part.words("w:t", line));
                        });
                    }
                });
            }
        })
    }
}
