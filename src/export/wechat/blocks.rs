//! The blocks of a text → sections, paragraphs, lists and tables.

use std::fmt::Write;

use super::look;
use super::writer::WeChatWriter;
use crate::export::exhibit_sheet::ExhibitSheet;
use crate::finding::{Finding, Severity};
use crate::model::body::{Block, BlockKind, Inline};
use crate::model::markup::{Alignment, CellShape, GroupKind, TableShapes};
use crate::model::phrase::Phrase;
use crate::source::Place;
use crate::words::export as words;

impl WeChatWriter<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.html.push('\n');
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.element("p", &paragraph(self.alignment), |writer| {
                if let Some(byline) = writer.run_in.take() {
                    writer.element("strong", "font-weight:bold;", |writer| writer.text(&byline));
                    writer.text(writer.exporting.story.language.gap());
                }
                writer.inlines(content);
            }),
            BlockKind::Heading { level, content, .. } => {
                let style = if *level <= 2 { look::HEADING } else { look::SMALL_HEADING };
                self.element("p", style, |writer| writer.inlines(content));
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(blocks) => {
                self.element("blockquote", look::QUOTE, |writer| writer.blocks(blocks));
            }
            BlockKind::Group { kind, title, blocks } => self.group(*kind, title, blocks),
            BlockKind::Table { caption, alignments, head, rows, shapes } => {
                if !caption.is_empty() {
                    self.element("p", look::TITLE, |writer| writer.inlines(caption));
                }
                self.table(&TableShapes::new(alignments, shapes), head, rows);
            }
            BlockKind::Picture(image) => {
                self.block_picture(image.link, &image.alt, image.caption.as_ref(), None);
            }
            BlockKind::Exhibit(exhibit) => self.exhibit(*exhibit),
            BlockKind::Code { text, .. } => self.element("section", look::CODE, |writer| {
                for (index, line) in text.trim_end_matches('\n').split('\n').enumerate() {
                    if index > 0 {
                        writer.html.push_str("<br>");
                    }
                    writer.text(&line.replace(' ', "\u{A0}"));
                }
            }),
            BlockKind::Divider => self.element("section", look::RULE, |writer| writer.html.push_str("<br>")),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        let start = start.filter(|start| *start != 1).map(|start| format!(" start=\"{start}\""));
        self.element_with(name, look::LIST, &start.unwrap_or_default(), |writer| {
            for item in items {
                writer.element("li", look::ITEM, |writer| match item.as_slice() {
                    [Block { kind: BlockKind::Paragraph(content), .. }] => writer.inlines(content),
                    blocks => writer.blocks(blocks),
                });
            }
        });
    }

    fn group(&mut self, kind: GroupKind, title: &[Inline], blocks: &[Block]) {
        let outside = self.alignment;
        let style = match kind {
            GroupKind::Aligned(alignment) => {
                self.alignment = alignment;
                look::GROUP
            }
            GroupKind::Alert(_) | GroupKind::Details { .. } => look::BOX,
        };
        self.element("section", style, |writer| {
            if let GroupKind::Alert(alert) = kind {
                let name = words::alert(alert.class(), writer.exporting.language);
                writer.line(look::SMALL_HEADING, Some(name));
            }
            if !title.is_empty() {
                writer.element("p", look::SMALL_HEADING, |writer| writer.inlines(title));
            }
            writer.blocks(blocks);
        });
        self.alignment = outside;
    }

    fn table(&mut self, shapes: &TableShapes, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.element("table", look::TABLE, |writer| {
            writer.element("tbody", "", |writer| {
                if !head.is_empty() {
                    writer.row(shapes, None, head);
                }
                for (row, cells) in rows.iter().enumerate() {
                    writer.row(shapes, Some(row), cells);
                }
            });
        });
    }

    fn row(&mut self, shapes: &TableShapes, row: Option<usize>, cells: &[Vec<Inline>]) {
        self.element("tr", "", |writer| {
            for (column, content) in cells.iter().enumerate() {
                let place = (row, column);
                if shapes.owner(place).is_none() {
                    let shape = shapes.at(place);
                    let is_head = row.is_none() || shape.is_some_and(|shape| shape.heads_row);
                    let alignment = shapes.alignment(place);
                    writer.cell(is_head, alignment, shape, |writer| writer.inlines(content));
                }
            }
        });
    }

    fn cell(
        &mut self,
        is_head: bool,
        alignment: Alignment,
        shape: Option<&CellShape>,
        fill: impl FnOnce(&mut Self),
    ) {
        let (name, look) = if is_head { ("th", look::HEAD_CELL) } else { ("td", look::CELL) };
        let mut spans = String::new();
        let (rows, columns) = shape.map_or((1, 1), |shape| shape.covers);
        for (attribute, covers) in [("rowspan", rows), ("colspan", columns)] {
            if covers > 1 {
                let _ = write!(spans, " {attribute}=\"{covers}\"");
            }
        }
        self.element_with(name, &format!("{look}{}", text_align(alignment)), &spans, fill);
    }

    /// Writes a picture with its caption.
    pub(super) fn block_picture(
        &mut self,
        link: usize,
        alt: &Phrase,
        caption: Option<&Phrase>,
        credit: Option<&str>,
    ) {
        self.element("section", look::PICTURE, |writer| writer.picture(link, alt));
        if caption.is_some() || credit.is_some() {
            self.element("p", look::CAPTION, |writer| {
                if let Some(caption) = caption {
                    writer.phrase(caption);
                }
                if let Some(credit) = credit {
                    let gap = if caption.is_some() { writer.exporting.story.language.gap() } else { "" };
                    writer.text(&format!("{gap}{credit}"));
                }
            });
        }
    }

    /// Writes an exhibit: its title, its numbers as a table, and what stands below them.
    fn exhibit(&mut self, exhibit: usize) {
        let story = self.exporting.story;
        let Some(exhibit) = story.exhibits().get(exhibit) else { return };
        let ExhibitSheet { title, table, remarks, is_drawn, .. } = self.exporting.sheet(exhibit);
        if is_drawn {
            let place = Place::new(&story.draft.path, exhibit.draft.at.span);
            let place = if exhibit.draft.at.path == story.draft.path { Some(place) } else { None };
            self.findings.push(Finding::new(Severity::Info, place, words::drawing_left_out()));
        }
        self.line(look::TITLE, title.as_deref());
        let head = (!table.head.is_empty()).then_some((true, &table.head));
        let rows: Vec<_> = head.into_iter().chain(table.rows.iter().map(|row| (false, row))).collect();
        if !rows.is_empty() {
            self.element("table", look::TABLE, |writer| {
                writer.element("tbody", "", |writer| {
                    for (is_head, row) in rows {
                        writer.element("tr", "", |writer| {
                            for text in row {
                                writer.cell(is_head, Alignment::Unset, None, |writer| writer.text(text));
                            }
                        });
                    }
                });
            });
        }
        for remark in remarks {
            self.line(look::REMARK, Some(&remark));
        }
    }
}

/// The style of a paragraph.
pub(super) fn paragraph(alignment: Alignment) -> String {
    match alignment {
        Alignment::Unset => format!("{}text-align:justify;", look::PARAGRAPH),
        aligned => format!("{}{}", look::PARAGRAPH, text_align(aligned)),
    }
}

fn text_align(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Unset => "",
        Alignment::Left => "text-align:left;",
        Alignment::Centre => "text-align:center;",
        Alignment::Right => "text-align:right;",
    }
}
