//! Elements of Markdown that have ended: what each becomes in the one that contains it.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, HeadingLevel, LinkType, Tag};

use super::paragraphs::compact;
use super::{BodyBuilder, OpenBlock, is_name, turns};
use crate::model::body::{Block, BlockKind, Image, Inline, phrase_of};
use crate::model::markup::{Alert, AskedSize, GroupKind, Mark};
use crate::words::leftover;

impl<'e> BodyBuilder<'_, '_, '_, 'e> {
    /// Adds an element that has ended to the one that contains it.
    pub(super) fn close(&mut self, open: OpenBlock<'e>) {
        let OpenBlock { tag, range, blocks, mut inlines, cells, rows, items, ordinals, text, html, .. } =
            open;
        if matches!(tag, Tag::Link { .. } | Tag::Image { .. }) {
            compact(&mut inlines);
        } else {
            self.finish_line(&mut inlines);
        }
        match tag {
            Tag::Paragraph => self.paragraph(inlines, &range),
            Tag::Heading { .. } if inlines.is_empty() => self.empty_heading(&range),
            Tag::Heading { level, id, classes, .. } => {
                turns::join(&mut inlines);
                let id = self.heading_id(id.as_deref(), &range);
                let classes =
                    classes.iter().filter(|class| is_name(class)).map(ToString::to_string).collect();
                self.block(BlockKind::Heading { level: depth(level), id, classes, content: inlines }, &range);
            }
            Tag::BlockQuote(kind) => self.quotation(kind, blocks, &range),
            Tag::List(start) => {
                if let Some(first) = start {
                    self.report_renumbered(first, &ordinals);
                }
                self.block(BlockKind::List { start, items }, &range);
            }
            Tag::Item => {
                self.look_for_task(blocks.first());
                self.top().items.push(blocks);
            }
            Tag::Table(alignments) => self.table(&alignments, rows, &range),
            Tag::TableHead | Tag::TableRow => self.top().rows.push(cells),
            Tag::TableCell => self.top().cells.push(inlines),
            Tag::CodeBlock(CodeBlockKind::Fenced(words)) => {
                // Only the first word of this line is used, as the name of the language: figures in it are not printed.
                let language = self.as_written(&words);
                let language = language.split_whitespace().next().unwrap_or_default().to_owned();
                self.fence(language, text, &range);
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.block(BlockKind::Code { language: String::new(), text }, &range);
            }
            Tag::HtmlBlock => self.html_block(&html, &range),
            Tag::FootnoteDefinition(label) => self.define_footnote(&label, blocks, range),
            Tag::Emphasis => self.inline(Inline::Marked(Mark::Emphasis, inlines)),
            Tag::Strong => self.inline(Inline::Marked(Mark::Strong, inlines)),
            Tag::Strikethrough => self.inline(Inline::Marked(Mark::Struck, inlines)),
            Tag::Link { .. } | Tag::Image { .. } => self.close_link(tag, inlines, &range),
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn quotation(&mut self, kind: Option<BlockQuoteKind>, blocks: Vec<Block>, range: &Range<usize>) {
        let Some(kind) = kind else {
            self.look_for_alert(blocks.first().map(|block| block.span));
            return self.block(BlockKind::Quote(blocks), range);
        };
        let (kind, title) = (GroupKind::Alert(alert(kind)), Vec::new());
        self.block(BlockKind::Group { kind, title, blocks }, range);
    }

    /// A link or a picture.
    fn close_link(&mut self, tag: Tag<'e>, inlines: Vec<Inline>, range: &Range<usize>) {
        match tag {
            Tag::Link { link_type, dest_url, title, .. } => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                let link = self.link(&address, false, range);
                let title = (!title.is_empty()).then(|| Box::from(&*title));
                if inlines.is_empty() {
                    let span = self.span(range);
                    self.notes.warning(span, leftover::wordless_link());
                }
                self.inline(Inline::Link { link, title, content: inlines });
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let link = self.link(&dest_url, true, range);
                let alt = phrase_of(&inlines);
                self.look_for_description(&alt, range);
                let is_inline = link_type == LinkType::Inline;
                let caption = (!title.is_empty()).then(|| self.caption(&title, is_inline, range));
                let address = self.as_written(&dest_url);
                let address = self.place_of_address(&address, range).into();
                let size = AskedSize::default();
                self.inline(Inline::Picture(Box::new(Image { link, alt, caption, address, size })));
            }
            _ => {}
        }
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
