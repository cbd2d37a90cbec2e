//! Markdown → the narrative's tree. Raw HTML becomes text, comments vanish, figures and links go into tables.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Alignment as Stood, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::emphasis::{self, is_unspaced};
use super::names::Names;
use super::reference;
use crate::finding::Notes;
use crate::model::body::{Alignment, Block, BlockKind, Body, Inline, plain_text};
use crate::source::Span;
use crate::words::narrative;

/// How deep blocks and marks may nest.
const DEPTH_LIMIT: usize = 100;
/// How many cells a table may have.
const CELL_LIMIT: usize = 20_000;

/// Reads `text[within]` as Markdown; the figures and links it names join `names`.
#[must_use]
pub fn parse(text: &str, within: Span, names: &mut Names, notes: &mut Notes) -> Body {
    let source = &text[within.range()];
    let (masked, masks) = reference::mask(source);
    let mut builder = Builder {
        source,
        offset: within.start,
        masks: &masks,
        names,
        notes,
        open: vec![Open::new(Tag::Paragraph, 0..0)],
        footnotes: HashMap::new(),
        calls: Vec::new(),
        ids: HashSet::new(),
        headings: 0,
    };
    for (event, range) in emphasis::events(&masked) {
        if builder.open.len() > DEPTH_LIMIT {
            let span = builder.span(&range);
            builder.notes.error(span, narrative::too_deep(DEPTH_LIMIT));
            break;
        }
        builder.take(event, range);
    }
    builder.finish()
}

/// Something that has begun and not ended: its own mark, and the blocks or inlines gathered so far.
struct Open<'e> {
    tag: Tag<'e>,
    range: Range<usize>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    /// The cells of a row, the rows of a table, the items of a list.
    cells: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    items: Vec<Vec<Block>>,
    text: String,
}

impl<'e> Open<'e> {
    fn new(tag: Tag<'e>, range: Range<usize>) -> Self {
        Self {
            tag,
            range,
            blocks: Vec::new(),
            inlines: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            items: Vec::new(),
            text: String::new(),
        }
    }
}

struct Builder<'t, 'n, 'a, 'e> {
    source: &'t str,
    offset: usize,
    masks: &'t [Span],
    names: &'n mut Names,
    notes: &'n mut Notes<'a>,
    /// What is open, the body itself at the bottom.
    open: Vec<Open<'e>>,
    footnotes: HashMap<String, (Vec<Block>, Range<usize>)>,
    calls: Vec<String>,
    ids: HashSet<String>,
    headings: usize,
}

impl<'e> Builder<'_, '_, '_, 'e> {
    fn take(&mut self, event: Event<'e>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                if is_block(&tag) {
                    self.end_loose_line(range.start);
                }
                self.open.push(Open::new(tag, range));
            }
            Event::End(end) => {
                if matches!(end, TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) {
                    self.end_loose_line(range.end);
                }
                if let Some(open) = self.open.pop() {
                    self.close(open);
                }
            }
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => {
                let code = self.unmasked(&code, &range);
                self.inline(Inline::Code(code));
            }
            Event::Html(html) => self.top().text.push_str(&html),
            Event::InlineHtml(html) => {
                if !html.starts_with("<!--") {
                    let html = self.unmasked(&html, &range);
                    self.inline(Inline::Text(html));
                }
            }
            Event::SoftBreak => {
                if !self.joins_without_space(&range) {
                    self.inline(Inline::Text(" ".to_owned()));
                }
            }
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(BlockKind::Divider, &range),
            Event::FootnoteReference(label) => {
                let call = self.calls.iter().position(|known| **known == *label).unwrap_or_else(|| {
                    self.calls.push(label.to_string());
                    self.calls.len() - 1
                });
                self.inline(Inline::Footnote(call));
            }
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Puts what has ended into what holds it.
    fn close(&mut self, open: Open<'e>) {
        let Open { tag, range, blocks, inlines, cells, rows, items, text } = open;
        match tag {
            Tag::Paragraph => self.paragraph(inlines, &range),
            Tag::Heading { level, id, classes, .. } => {
                let id = self.heading_id(id.as_deref(), &range);
                let classes =
                    classes.iter().filter(|class| is_name(class)).map(ToString::to_string).collect();
                self.block(BlockKind::Heading { level: depth(level), id, classes, content: inlines }, &range);
            }
            Tag::BlockQuote(_) => self.block(BlockKind::Quote(blocks), &range),
            Tag::List(start) => self.block(BlockKind::List { start, items }, &range),
            Tag::Item => self.top().items.push(blocks),
            Tag::Table(stood) => self.table(&stood, rows, &range),
            Tag::TableHead | Tag::TableRow => self.top().rows.push(cells),
            Tag::TableCell => self.top().cells.push(inlines),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(words) => {
                        words.split_whitespace().next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.block(BlockKind::Code { language, text }, &range);
            }
            Tag::HtmlBlock => {
                let html = without_comments(&self.unmasked(&text, &range));
                if !html.trim().is_empty() {
                    self.paragraph(vec![Inline::Text(html.trim().to_owned())], &range);
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.footnotes.insert(label.to_string(), (blocks, range));
            }
            Tag::Emphasis => self.inline(Inline::Emphasis(inlines)),
            Tag::Strong => self.inline(Inline::Strong(inlines)),
            Tag::Strikethrough => self.inline(Inline::Struck(inlines)),
            Tag::Link { link_type, dest_url, .. } => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                let link = self.link(address, false, &range);
                self.inline(Inline::Link { link, content: inlines });
            }
            Tag::Image { dest_url, title, .. } => {
                let link = self.link(dest_url.to_string(), true, &range);
                let mut alt = String::new();
                plain_text(&inlines, &mut |_, _| {}, &mut alt);
                let caption = (!title.is_empty()).then(|| title.to_string());
                self.inline(Inline::Picture { link, alt, caption });
            }
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    /// A paragraph; one that holds a picture and nothing else is the picture.
    fn paragraph(&mut self, mut inlines: Vec<Inline>, range: &Range<usize>) {
        match inlines.as_mut_slice() {
            [] => {}
            [Inline::Picture { link, alt, caption }] => {
                let kind =
                    BlockKind::Picture { link: *link, alt: std::mem::take(alt), caption: caption.take() };
                self.block(kind, range);
            }
            _ => self.block(BlockKind::Paragraph(inlines), range),
        }
    }

    fn table(&mut self, stood: &[Stood], mut rows: Vec<Vec<Vec<Inline>>>, range: &Range<usize>) {
        if rows.iter().map(Vec::len).sum::<usize>() > CELL_LIMIT {
            let span = self.span(range);
            self.notes.error(span, narrative::table_too_large(CELL_LIMIT));
            return;
        }
        let alignments = stood.iter().map(|stood| match stood {
            Stood::None => Alignment::Unset,
            Stood::Left => Alignment::Left,
            Stood::Center => Alignment::Centre,
            Stood::Right => Alignment::Right,
        });
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        self.block(BlockKind::Table { alignments: alignments.collect(), head, rows }, range);
    }

    /// Words, with the figures that stand in them.
    fn text(&mut self, text: &str, range: &Range<usize>) {
        if matches!(self.top().tag, Tag::CodeBlock(_)) {
            let code = self.unmasked(text, range);
            self.top().text.push_str(&code);
            return;
        }
        let mut rest = text;
        for span in self.masks_in(range) {
            let Some(at) = rest.find(reference::MASK) else { break };
            self.words(&rest[..at], range);
            let written = &self.source[span.range()];
            if let Some(reference) = reference::read(written, span.shifted(self.offset), self.notes) {
                let figure = self.names.references.len();
                self.names.references.push(reference);
                self.inline(Inline::Figure(figure));
            }
            rest = &rest[at + (span.end - span.start)..];
        }
        self.words(rest, range);
    }

    fn words(&mut self, text: &str, range: &Range<usize>) {
        if let Some(label) = footnote_call(self.source, range).filter(|_| text == "[") {
            let span = Span::new(range.start, range.end + label.len() + 2).shifted(self.offset);
            self.notes.error(span, narrative::missing_footnote(label));
        }
        if text.contains("{{") && !self.source[..range.start].ends_with('\\') {
            let span = self.span(range);
            self.notes.error(span, narrative::unclosed_reference());
        }
        if let Some(Inline::Text(before)) = self.top().inlines.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            self.inline(Inline::Text(text.to_owned()));
        }
    }

    /// `text` with its references as the editor wrote them: code shows them literally.
    fn unmasked(&self, text: &str, range: &Range<usize>) -> String {
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        for span in self.masks_in(range) {
            let Some(at) = rest.find(reference::MASK) else { break };
            plain.push_str(&rest[..at]);
            plain.push_str(&self.source[span.range()]);
            rest = &rest[at + (span.end - span.start)..];
        }
        plain + rest
    }

    fn masks_in(&self, range: &Range<usize>) -> Vec<Span> {
        let first = self.masks.partition_point(|span| span.start < range.start);
        self.masks[first..].iter().take_while(|span| span.end <= range.end).copied().collect()
    }

    /// A tight list item holds its line without a paragraph; this makes it one.
    fn end_loose_line(&mut self, end: usize) {
        let top = self.top();
        if matches!(top.tag, Tag::Item) && !top.inlines.is_empty() {
            let inlines = std::mem::take(&mut top.inlines);
            let range = top.range.start..end;
            self.paragraph(inlines, &range);
        }
    }

    fn link(&mut self, destination: String, picture: bool, range: &Range<usize>) -> usize {
        let span = self.span(range);
        self.names.link(destination, picture, span, self.notes)
    }

    fn heading_id(&mut self, wanted: Option<&str>, range: &Range<usize>) -> String {
        self.headings += 1;
        let id = match wanted.filter(|id| is_name(id)) {
            Some(id) => id.to_owned(),
            None => format!("h{}", self.headings),
        };
        if !self.ids.insert(id.clone()) {
            let span = self.span(range);
            self.notes.error(span, narrative::duplicate_id(&id));
        }
        id
    }

    fn joins_without_space(&self, range: &Range<usize>) -> bool {
        let before = self.source[..range.start].trim_end().chars().next_back();
        let after = self.source[range.end..].trim_start_matches([' ', '\t', '>']).chars().next();
        before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced)
    }

    fn top(&mut self) -> &mut Open<'e> {
        self.open.last_mut().expect("the body itself stays open until the end")
    }

    fn inline(&mut self, inline: Inline) {
        self.top().inlines.push(inline);
    }

    fn block(&mut self, kind: BlockKind, range: &Range<usize>) {
        let span = self.span(range);
        self.top().blocks.push(Block { kind, span });
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    fn finish(mut self) -> Body {
        let mut footnotes = Vec::new();
        for label in std::mem::take(&mut self.calls) {
            footnotes.push(self.footnotes.remove(&label).map(|(blocks, _)| blocks).unwrap_or_default());
        }
        let mut unused: Vec<_> = self.footnotes.drain().collect();
        unused.sort_by_key(|(_, (_, range))| range.start);
        for (label, (_, range)) in unused {
            let span = Span::new(range.start, range.end).shifted(self.offset);
            self.notes.warning(span, narrative::unused_footnote(&label));
        }
        Body { blocks: self.open.swap_remove(0).blocks, footnotes }
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::TableCell
    )
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

/// Whether `text` can be an id or a class.
fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
}

/// The label of a call that stands at `range`, and which, being text, calls nothing.
fn footnote_call<'t>(source: &'t str, range: &Range<usize>) -> Option<&'t str> {
    let (label, _) = source[range.end..].strip_prefix('^')?.split_once(']')?;
    let fits = !label.is_empty() && !label.contains(['\n', '[']);
    (fits && !source[..range.start].ends_with('\\')).then_some(label)
}

fn without_comments(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}
