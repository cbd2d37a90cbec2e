//! The tags of HTML that are read: what each begins, and what an element becomes when it ends.

use std::ops::Range;

use super::BodyBuilder;
use super::OpenBlock;
use super::elements::{Element, HtmlCell, HtmlRow, LaidOut, OpenElement};
use super::fence::CELL_LIMIT;
use super::refusals::HtmlRefusal;
use super::tags::{self, BlockTag, HtmlTag, LineTag, Meaning};
use crate::model::body::{Block, BlockKind, Image, Inline};
use crate::model::markup::{Alignment, AskedSize, AskedWidth, GroupKind};
use crate::words::narrative;

/// The most columns that a cell may cover.
const SPAN_LIMIT: usize = 100;

impl BodyBuilder<'_, '_, '_, '_> {
    /// A tag, in a line or on its own.
    pub(super) fn tag(&mut self, tag: &HtmlTag, in_line: bool) {
        let meaning = Meaning::of(&tag.name);
        match meaning {
            Meaning::Line(LineTag::Break) => self.inline(Inline::Break(self.span(&tag.range).into())),
            Meaning::Line(LineTag::Picture) if !tag.is_end => self.html_picture(tag),
            Meaning::Line(_) | Meaning::Block(_) if tag.is_end => self.end(tag, in_line),
            Meaning::Line(line) => self.begin_in_line(tag, line),
            Meaning::Block(_) if in_line => {
                self.refuse(HtmlRefusal::InLine(tag.name.clone()), &tag.range);
                self.html.pass(&tag.name);
            }
            Meaning::Block(block) => self.begin_block(tag, block),
            Meaning::OtherBlock | Meaning::OtherLine | Meaning::Refused => {
                if meaning.divides() && !in_line {
                    self.end_paragraph();
                }
                self.refuse_tag(tag, meaning);
            }
            Meaning::Unknown => {}
        }
    }

    /// A tag that is not read. Its end is no news.
    fn refuse_tag(&mut self, tag: &HtmlTag, meaning: Meaning) {
        let name = tag.name.clone();
        if tag.is_end && (self.html.has_passed(&name) || tags::is_void(&name)) {
            return;
        }
        if !tag.is_end {
            self.html.pass(&name);
        }
        if tags::companions(&name).iter().any(|other| self.html.has_refused(other)) {
            return;
        }
        let refusal = match meaning {
            Meaning::Refused if !tag.is_end => HtmlRefusal::Unprintable(name),
            _ => HtmlRefusal::Idle(name),
        };
        self.refuse(refusal, &tag.range);
    }

    fn end(&mut self, tag: &HtmlTag, in_line: bool) {
        if let Meaning::Block(BlockTag::Section { .. }) = Meaning::of(&tag.name) {
            return self.set_head(false);
        }
        self.end_tag(&tag.name, &tag.range, in_line);
    }

    fn begin_in_line(&mut self, tag: &HtmlTag, line: LineTag) {
        let element = match line {
            LineTag::Marked(mark) => Element::Marked(mark),
            LineTag::Script(script) => Element::Script(script),
            LineTag::Link if tag.attribute("href").is_some() => {
                let address = tag.attribute("href").unwrap_or_default().trim().to_owned();
                let link = self.link(&address, false, &tag.range);
                let title = tag.attribute("title").filter(|title| !title.is_empty()).map(Into::into);
                Element::Link { link, title }
            }
            LineTag::Link | LineTag::Span | LineTag::Break | LineTag::Picture => Element::Span,
        };
        let read: &[&str] = if line == LineTag::Link { &["href", "title"] } else { &["align"] };
        self.refuse_attributes(tag, read);
        self.begin(&tag.name, element, &tag.range);
    }

    fn begin_block(&mut self, tag: &HtmlTag, block: BlockTag) {
        self.end_phrases();
        match block {
            BlockTag::Section { .. } | BlockTag::Caption | BlockTag::Row => self.end_row(),
            BlockTag::Cell { .. } if self.is_within("table") => {
                self.end_while(|open| !open.element.is_grid());
            }
            _ => self.end_paragraph(),
        }
        let is_untitled = self.top().cells.is_empty();
        let top = self.top().element.as_deref().map(|open| &open.element);
        let fits = match block {
            BlockTag::Summary => matches!(top, Some(Element::Details { .. })) && is_untitled,
            BlockTag::Section { .. } | BlockTag::Caption | BlockTag::Row => {
                matches!(top, Some(Element::Table { .. }))
            }
            BlockTag::Cell { .. } => top.is_some_and(Element::is_grid),
            _ => true,
        };
        if !fits {
            self.refuse(HtmlRefusal::Misplaced(tag.name.clone()), &tag.range);
            return self.html.pass(&tag.name);
        }
        if let (BlockTag::Cell { .. }, Some(Element::Table { in_head, .. })) = (block, top) {
            let row = HtmlRow { is_head: *in_head, ..HtmlRow::default() };
            self.begin("tr", Element::Row(row), &tag.range);
        }
        self.begin_fitting(tag, block);
    }

    /// Begins a block whose place is right.
    fn begin_fitting(&mut self, tag: &HtmlTag, block: BlockTag) {
        let read: &[&str] = match block {
            BlockTag::Details => &["open"],
            BlockTag::Cell { .. } => &["align", "colspan", "rowspan"],
            BlockTag::Summary | BlockTag::Section { .. } => &[],
            _ => &["align"],
        };
        self.refuse_attributes(tag, read);
        let alignment = self.alignment(tag);
        let element = match block {
            BlockTag::Paragraph => Element::Paragraph(alignment),
            BlockTag::Division => Element::Division(alignment),
            BlockTag::Centre => Element::Division(Alignment::Centre),
            BlockTag::Caption => Element::Caption,
            BlockTag::Details => Element::Details { open: tag.attribute("open").is_some() },
            BlockTag::Summary => Element::Summary,
            BlockTag::Table => Element::Table { rows: Vec::new(), in_head: false },
            BlockTag::Section { head } => return self.set_head(head),
            BlockTag::Row => {
                let is_head = matches!(self.top_element(), Some(Element::Table { in_head: true, .. }));
                Element::Row(HtmlRow { cells: Vec::new(), is_head, alignment })
            }
            BlockTag::Cell { heading } => {
                let covers = (self.count(tag, "rowspan"), self.count(tag, "colspan").clamp(1, SPAN_LIMIT));
                Element::Cell(HtmlCell { content: Vec::new(), heading, covers, alignment })
            }
        };
        self.begin(&tag.name, element, &tag.range);
    }

    /// Ends a paragraph of HTML that is open, which any block does.
    fn end_paragraph(&mut self) {
        self.end_while(|open| matches!(open.element, Element::Paragraph(_)));
    }

    /// Whether an element of this name is open within the Markdown element that is.
    fn is_within(&self, name: &str) -> bool {
        let mut elements = self.open.iter().rev().map_while(|open| open.element.as_deref());
        elements.any(|open| open.name == name)
    }

    /// Ends the row of the table that is open.
    fn end_row(&mut self) {
        if self.is_within("table") {
            self.end_while(|open| !matches!(open.element, Element::Table { .. }));
        }
    }

    /// Begins or ends the head of the table that is open.
    fn set_head(&mut self, is_head: bool) {
        self.end_row();
        if let Some(Element::Table { in_head, .. }) = self.top_element() {
            *in_head = is_head;
        }
    }

    fn html_picture(&mut self, tag: &HtmlTag) {
        let address = tag.attribute("src").unwrap_or_default().trim().to_owned();
        let link = self.link(&address, true, &tag.range);
        let alt = self.phrase(tag.attribute("alt").unwrap_or_default(), false, &tag.range);
        self.look_for_description(&alt, &tag.range);
        let title = tag.attribute("title").filter(|title| !title.trim().is_empty());
        let caption = title.map(|title| self.caption(title, false, &tag.range));
        let size = self.asked_size(tag);
        self.refuse_attributes(tag, &["src", "alt", "title", "width", "height"]);
        let address = self.span(&tag.range).into();
        self.inline(Inline::Picture(Box::new(Image { link, alt, caption, address, size })));
    }

    fn asked_size(&mut self, tag: &HtmlTag) -> AskedSize {
        let number = |text: &str| text.parse().ok().filter(|number| (1..=20_000).contains(number));
        let pixels = |text: &str| number(text.trim_end_matches('/').trim().trim_end_matches("px").trim_end());
        // Without quotes, the `/` at the end of a tag is a part of the value.
        let width = tag.attribute("width").and_then(|written| {
            match written.trim_end_matches('/').trim().strip_suffix('%') {
                Some(percent) => {
                    number(percent.trim()).map(|percent: u32| AskedWidth::Percent(percent.min(100)))
                }
                None => pixels(written).map(AskedWidth::Pixels),
            }
        });
        let height = tag.attribute("height").and_then(pixels);
        for (key, is_read) in [("width", width.is_some()), ("height", height.is_some())] {
            let is_auto = tag.attribute(key).is_some_and(|value| matches!(value.trim(), "" | "auto"));
            if tag.attribute(key).is_some() && !is_read && !is_auto {
                self.refuse(HtmlRefusal::Attribute(key.to_owned()), &tag.range);
            }
        }
        AskedSize { width, height }
    }

    fn alignment(&mut self, tag: &HtmlTag) -> Alignment {
        let Some(written) = tag.attribute("align") else { return Alignment::Unset };
        match written.trim().to_ascii_lowercase().as_str() {
            "left" => Alignment::Left,
            "center" | "centre" | "middle" => Alignment::Centre,
            "right" => Alignment::Right,
            "" | "justify" => Alignment::Unset,
            _ => {
                self.refuse(HtmlRefusal::Attribute("align".to_owned()), &tag.range);
                Alignment::Unset
            }
        }
    }

    fn count(&mut self, tag: &HtmlTag, key: &str) -> usize {
        let Some(written) = tag.attribute(key) else { return 1 };
        written.trim().parse().unwrap_or_else(|_| {
            self.refuse(HtmlRefusal::Attribute(key.to_owned()), &tag.range);
            1
        })
    }

    /// Refuses the attributes of a tag that do nothing here. Any tag may name its place.
    fn refuse_attributes(&mut self, tag: &HtmlTag, read: &[&str]) {
        for (name, value) in &tag.attributes {
            let names_place = name == "id" || name == "name" && tag.name == "a";
            if names_place && is_id(value) {
                self.anchor(value, &tag.range);
            } else if !read.contains(&name.as_str()) && !tags::is_idle(name) {
                self.refuse(HtmlRefusal::Attribute(name.clone()), &tag.range);
            }
        }
    }

    /// Adds an element that has ended to the one that contains it.
    pub(super) fn close_element(&mut self, ended: OpenElement, open: OpenBlock) {
        let OpenBlock { range, blocks, mut inlines, mut cells, .. } = open;
        self.finish_line(&mut inlines);
        match ended.element {
            Element::Marked(_) | Element::Script(_) if inlines.is_empty() => {}
            Element::Marked(mark) => self.inline(Inline::Marked(mark, inlines)),
            Element::Script(script) => {
                let at = self.span(&range).into();
                self.inline(Inline::Script(script, inlines, at));
            }
            Element::Link { link, title } => self.inline(Inline::Link { link, title, content: inlines }),
            Element::Span => self.top().inlines.append(&mut inlines),
            Element::Note { .. } => self.note(inlines, &range),
            Element::Paragraph(alignment) | Element::Division(alignment) => self.aligned(alignment, blocks),
            Element::Details { open } => {
                let Some(title) = cells.pop().filter(|title| !title.is_empty()) else {
                    self.refuse(HtmlRefusal::Untitled, &range);
                    return self.top().blocks.extend(blocks);
                };
                self.block(BlockKind::Group { kind: GroupKind::Details { open }, title, blocks }, &range);
            }
            Element::Summary | Element::Caption => {
                let title = self.as_line(blocks);
                self.top().cells.push(title);
            }
            Element::Cell(cell) => {
                let content = self.as_line(blocks);
                if let Some(Element::Row(row)) = self.top_element() {
                    row.cells.push(HtmlCell { content, ..cell });
                }
            }
            Element::Row(row) => {
                self.top().blocks.extend(blocks);
                if let Some(Element::Table { rows, .. }) = self.top_element() {
                    rows.push(row);
                }
            }
            Element::Table { rows, .. } => {
                self.top().blocks.extend(blocks);
                self.html_table(cells.into_iter().flatten().collect(), rows, &range);
            }
        }
    }

    fn top_element(&mut self) -> Option<&mut Element> {
        self.top().element.as_deref_mut().map(|open| &mut open.element)
    }

    fn html_table(&mut self, caption: Vec<Inline>, rows: Vec<HtmlRow>, range: &Range<usize>) {
        let Some(LaidOut { head, rows, shapes, columns }) = LaidOut::new(rows, CELL_LIMIT) else {
            let span = self.span(range);
            return self.notes.error(span, narrative::table_too_large(CELL_LIMIT));
        };
        if columns > 0 {
            let alignments = vec![Alignment::Unset; columns];
            self.block(BlockKind::Table { caption, alignments, head, rows, shapes }, range);
        } else {
            self.paragraph(caption, range);
        }
    }

    /// Aligned blocks. Tables and exhibits are set across the columns, so they stay outside.
    fn aligned(&mut self, alignment: Alignment, blocks: Vec<Block>) {
        if alignment == Alignment::Unset {
            return self.top().blocks.extend(blocks);
        }
        let kind = GroupKind::Aligned(alignment);
        for block in blocks {
            let is_apart = matches!(block.kind, BlockKind::Table { .. } | BlockKind::Exhibit(_));
            match self.top().blocks.last_mut() {
                Some(Block { kind: BlockKind::Group { kind: last, blocks, .. }, span })
                    if !is_apart && *last == kind =>
                {
                    span.end = block.span.end;
                    blocks.push(block);
                }
                _ if is_apart => self.top().blocks.push(block),
                _ => {
                    let span = block.span;
                    let kind = BlockKind::Group { kind, title: Vec::new(), blocks: vec![block] };
                    self.top().blocks.push(Block { kind, span });
                }
            }
        }
    }

    /// Blocks as one line, broken where one ends.
    fn as_line(&mut self, blocks: Vec<Block>) -> Vec<Inline> {
        let mut line: Vec<Inline> = Vec::new();
        for block in blocks {
            let span = block.span;
            let mut part = match block.kind {
                BlockKind::Paragraph(content) => content,
                BlockKind::Picture(image) => vec![Inline::Picture(image)],
                BlockKind::Group { kind: GroupKind::Aligned(_), blocks, .. } => self.as_line(blocks),
                _ => {
                    let range = span.start - self.offset..span.end - self.offset;
                    self.refuse(HtmlRefusal::BlockInCell, &range);
                    continue;
                }
            };
            if !line.is_empty() {
                line.push(Inline::Break(span.into()));
            }
            if let Some(Inline::Text(words)) = part.last_mut() {
                *words = words.part(0..words.trim_end().len()); // Before end tags in the same line.
            }
            line.append(&mut part);
        }
        line
    }
}

/// Whether a text can be the id of an element.
fn is_id(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}
