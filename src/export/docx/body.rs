//! The blocks of a text → paragraphs, lists and tables of Word.

use super::numbering::indent;
use super::styles::{ALERT, BODY, CODE, ITEM, QUOTE, RULE, heading};
use super::tables::TextGrid;
use super::writer::{ParagraphSetting, RunLook, WordWriter};
use super::xml::WordPart;
use crate::model::body::{Block, BlockKind, Inline};
use crate::model::markup::GroupKind;
use crate::words::export as words;

impl WordWriter<'_> {
    /// Writes blocks whose paragraphs are set so.
    pub(super) fn blocks(&mut self, part: &mut WordPart, blocks: &[Block], setting: ParagraphSetting) {
        for block in blocks {
            self.block(part, block, setting);
        }
    }

    fn block(&mut self, part: &mut WordPart, block: &Block, setting: ParagraphSetting) {
        let plain = RunLook::default();
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let is_salutation = self.run_in.is_none() && self.exporting.story.is_salutation(block);
                let setting = ParagraphSetting { is_flush: setting.is_flush || is_salutation, ..setting };
                self.paragraph(part, setting, |writer, part| writer.words_of(part, content));
            }
            BlockKind::Heading { level, content, .. } => {
                let style = heading(level.saturating_sub(2));
                let setting = ParagraphSetting { style: &style, item: None, ..setting };
                self.paragraph(part, setting, |writer, part| writer.inlines(part, content, plain));
            }
            BlockKind::List { start, items } => self.list(part, *start, items, setting),
            BlockKind::Quote(blocks) => {
                self.blocks(part, blocks, ParagraphSetting { style: QUOTE, ..setting });
            }
            BlockKind::Group { kind, title, blocks } => {
                let setting = match kind {
                    GroupKind::Aligned(alignment) => {
                        ParagraphSetting { alignment: *alignment, is_flush: true, ..setting }
                    }
                    GroupKind::Alert(_) | GroupKind::Details { .. } => {
                        ParagraphSetting { style: ALERT, ..setting }
                    }
                };
                let strong = RunLook { is_strong: true, ..plain };
                if let GroupKind::Alert(alert) = kind {
                    let name = words::alert(alert.class(), self.exporting.language);
                    self.paragraph(part, setting, |writer, part| writer.run(part, name, strong));
                }
                if !title.is_empty() {
                    self.paragraph(part, setting, |writer, part| writer.inlines(part, title, strong));
                }
                self.blocks(part, blocks, setting);
            }
            BlockKind::Table { caption, alignments, head, rows, shapes } => {
                self.table(part, TextGrid { caption, alignments, shapes, head, rows });
            }
            BlockKind::Picture(image) => self.image(part, image),
            BlockKind::Exhibit(exhibit) => self.exhibit(part, *exhibit),
            BlockKind::Code { text, .. } => {
                self.paragraph(part, ParagraphSetting { style: CODE, ..setting }, |writer, part| {
                    for (index, line) in text.trim_end_matches('\n').split('\n').enumerate() {
                        if index > 0 {
                            writer.look(part, plain, |part| part.mark("w:br", &[]));
                        }
                        writer.run(part, line, plain);
                    }
                });
            }
            BlockKind::Divider => self.paragraph(part, ParagraphSetting::of(RULE), |_, _| {}),
        }
    }

    /// Writes the words of a paragraph; the byline begins the first.
    fn words_of(&mut self, part: &mut WordPart, content: &[Inline]) {
        let plain = RunLook::default();
        if let Some(byline) = self.run_in.take() {
            let gap = self.exporting.story.language.gap();
            self.run(part, &format!("{byline}{gap}"), RunLook { is_strong: true, ..plain });
        }
        self.inlines(part, content, plain);
    }

    /// Writes a list: the first paragraph of each item has its mark, what else is in it stands below.
    fn list(
        &mut self,
        part: &mut WordPart,
        start: Option<u64>,
        items: &[Vec<Block>],
        setting: ParagraphSetting,
    ) {
        let list = self.lists.add(start);
        let level = setting.item.map_or(0, |(_, level)| level + 1);
        let style = if setting.style == BODY { ITEM } else { setting.style };
        let first = ParagraphSetting { style, item: Some((list, level)), indent: 0, ..setting };
        for item in items {
            let mut is_first = true;
            for block in item {
                match &block.kind {
                    // The level of a list within this one follows from that of its item.
                    BlockKind::List { .. } => self.block(part, block, first),
                    BlockKind::Paragraph(_) if is_first => self.block(part, block, first),
                    _ => self.block(
                        part,
                        block,
                        ParagraphSetting { item: None, indent: indent(level), ..first },
                    ),
                }
                is_first = false;
            }
        }
    }
}
