//! Markdown → the narrative's tree. Raw HTML becomes text, comments vanish, figures and links go into tables.

mod fence;
mod paragraphs;
mod places;
mod rule_rows;
mod words;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use indexmap::IndexMap;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::finding::Notes;
use crate::model::body::{Block, BlockKind, Body, Image, Inline, phrase_of};
use crate::model::waiver::Waiver;
use crate::parse::emphasis;
use crate::parse::invisible;
use crate::parse::names::Names;
use crate::parse::reference;
use crate::source::Span;
use crate::words::narrative;
use paragraphs::compact;
use words::without_comments;

/// How deep blocks and marks may nest.
const DEPTH_LIMIT: usize = 100;

/// Reads `text[within]` as Markdown; its figures, links and exhibits are added to `names`. `added` are the theme's
/// kinds.
#[must_use]
pub(crate) fn parse(
    text: &str,
    within: Span,
    added: &[String],
    names: &mut Names,
    notes: &mut Notes,
) -> Body {
    let source = &text[within.range()];
    let (masked, braces) = reference::mask(source);
    let mut builder = BodyBuilder {
        text,
        source,
        offset: within.start,
        added,
        masks: &braces.spans,
        returned: vec![false; braces.spans.len()],
        names,
        notes,
        open: vec![OpenBlock::new(Tag::Paragraph, 0..0)],
        footnotes: HashMap::new(),
        calls: IndexMap::new(),
        captioned: BTreeSet::new(),
        waiting: Vec::new(),
        ids: HashSet::new(),
        headings: 0,
    };
    if let Some(first) = braces.spans.get(reference::MASK_LIMIT) {
        builder
            .notes
            .error(first.shifted(within.start), narrative::too_many_references(reference::MASK_LIMIT));
        return Body::default();
    }
    let masked = rule_rows::read(masked);
    for (event, range) in emphasis::events(&masked) {
        if builder.open.len() > DEPTH_LIMIT {
            let span = builder.span(&range);
            builder.notes.error(span, narrative::too_deep(DEPTH_LIMIT));
            return builder.finish();
        }
        builder.take(event, range);
    }
    builder.report_unprinted();
    builder.finish()
}

/// An element that has begun and not ended: its tag, and the blocks or inlines collected so far.
struct OpenBlock<'e> {
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

impl<'e> OpenBlock<'e> {
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

struct BodyBuilder<'t, 'n, 'a, 'e> {
    /// The whole file, and the part of it that is the narrative.
    text: &'t str,
    source: &'t str,
    offset: usize,
    /// The kinds of exhibit that the theme adds.
    added: &'t [String],
    masks: &'t [Span],
    /// Whether Markdown returned each mask; the text under the others is not printed.
    returned: Vec<bool>,
    names: &'n mut Names,
    notes: &'n mut Notes<'a>,
    /// The open elements; the first is the body itself.
    open: Vec<OpenBlock<'e>>,
    footnotes: HashMap<String, (Vec<Block>, Range<usize>)>,
    /// The labels of footnotes, and how often each is referred to.
    calls: IndexMap<String, usize>,
    /// The references in titles of pictures. A title is printed only if the picture is a block of its own.
    captioned: BTreeSet<usize>,
    /// Waivers whose block has not begun yet.
    waiting: Vec<Waiver>,
    ids: HashSet<String>,
    headings: usize,
}

impl<'e> BodyBuilder<'_, '_, '_, 'e> {
    fn take(&mut self, event: Event<'e>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                if let Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } = &tag {
                    self.look_for_invisible(dest_url, &range);
                    self.look_for_invisible(title, &range);
                }
                if is_block(&tag) {
                    self.end_loose_line(range.start);
                    if !matches!(tag, Tag::HtmlBlock) {
                        self.cover(&range);
                    }
                }
                self.open.push(OpenBlock::new(tag, range));
            }
            Event::End(end) => {
                if matches!(end, TagEnd::Item) {
                    self.end_loose_line(range.end);
                }
                if let Some(open) = self.open.pop() {
                    self.close(open);
                }
            }
            Event::Text(text) => {
                self.look_for_invisible(&text, &range);
                self.text(&text, &range);
            }
            Event::Code(code) => {
                let code = self.unmasked(&code);
                let words = self.literal(&code, &range);
                self.inline(Inline::Code(words));
            }
            Event::Html(html) => self.top().text.push_str(&html),
            Event::InlineHtml(html) if html.starts_with("<!--") => self.waive(&html, &range),
            Event::InlineHtml(html) => {
                let html = self.html(&html);
                let words = self.literal(&html, &range);
                self.inline(Inline::Markup(words));
            }
            Event::SoftBreak => {
                let turn = Inline::Turn(self.span(&range).into());
                let end = if self.joins_without_space(&range) { None } else { Some(turn) };
                self.end_line(end, &range);
            }
            Event::HardBreak => {
                let span = self.span(&range);
                self.end_line(Some(Inline::Break(span.into())), &range);
            }
            Event::Rule => self.block(BlockKind::Divider, &range),
            Event::FootnoteReference(label) => self.footnote(&label),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn footnote(&mut self, label: &str) {
        let called = self.calls.entry(label.to_lowercase());
        let note = called.index();
        let calls = called.or_insert(0);
        let earlier = *calls;
        *calls += 1;
        self.inline(Inline::Footnote { note, earlier });
    }

    fn define_footnote(&mut self, label: &str, blocks: Vec<Block>, range: Range<usize>) {
        let span = self.span(&range);
        if self.footnotes.insert(label.to_lowercase(), (blocks, range)).is_some() {
            let label = self.as_written(label);
            self.notes.error(span, narrative::footnote_twice(&label));
        }
    }

    /// HTML as a block: its comments may waive findings, the rest is shown as text.
    fn html_block(&mut self, text: &str, range: &Range<usize>) {
        if text.contains("<!--") && !text.contains("-->") {
            let span = self.span(range);
            self.notes.error(span, narrative::unclosed_comment());
        }
        self.waive(text, range);
        let html = self.html(without_comments(text).trim());
        if !html.is_empty() {
            let words = self.literal(&html, range);
            self.paragraph(vec![Inline::Markup(words)], range);
        }
    }

    /// Adds an element that has ended to the one that contains it.
    fn close(&mut self, open: OpenBlock<'e>) {
        let OpenBlock { tag, range, blocks, mut inlines, cells, rows, items, text } = open;
        compact(&mut inlines);
        match tag {
            Tag::Paragraph => self.paragraph(inlines, &range),
            Tag::Heading { .. } if inlines.is_empty() => self.empty_heading(&range),
            Tag::Heading { level, id, classes, .. } => {
                let id = self.heading_id(id.as_deref(), &range);
                let classes =
                    classes.iter().filter(|class| is_name(class)).map(ToString::to_string).collect();
                self.block(BlockKind::Heading { level: depth(level), id, classes, content: inlines }, &range);
            }
            Tag::BlockQuote(_) => self.block(BlockKind::Quote(blocks), &range),
            Tag::List(start) => self.block(BlockKind::List { start, items }, &range),
            Tag::Item => self.top().items.push(blocks),
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
            Tag::HtmlBlock => self.html_block(&text, &range),
            Tag::FootnoteDefinition(label) => self.define_footnote(&label, blocks, range),
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
            Tag::Image { link_type, dest_url, title, .. } => {
                let link = self.link(dest_url.to_string(), true, &range);
                let alt = phrase_of(&inlines);
                let is_inline = link_type == LinkType::Inline;
                let caption = (!title.is_empty()).then(|| self.caption(&title, is_inline, &range));
                let address = self.as_written(&dest_url);
                let address = self.place_of_address(&address, &range).into();
                self.inline(Inline::Picture(Box::new(Image { link, alt, caption, address })));
            }
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    /// Reports an invisible character that a character reference stands for.
    fn look_for_invisible(&mut self, decoded: &str, range: &Range<usize>) {
        let span = self.span(range);
        invisible::warn_decoded(decoded, &self.source[range.clone()], span, self.notes);
    }

    fn link(&mut self, destination: String, picture: bool, range: &Range<usize>) -> usize {
        let (span, destination) = (self.span(range), self.address(destination));
        self.names.link(destination, picture, span, self.notes)
    }

    /// A heading without words is not printed. The first block may be one: the headline falls back to something else.
    fn empty_heading(&mut self, range: &Range<usize>) {
        if self.open.len() > 1 || !self.top().blocks.is_empty() {
            let span = self.span(range);
            self.notes.warning(span, narrative::empty_heading());
        }
    }

    fn heading_id(&mut self, wanted: Option<&str>, range: &Range<usize>) -> String {
        self.headings += 1;
        let id = match wanted.filter(|id| is_name(id)) {
            Some(id) => id.to_owned(),
            None => format!("section-{}", self.headings),
        };
        if !self.ids.insert(id.clone()) {
            let span = self.span(range);
            self.notes.error(span, narrative::duplicate_id(&id));
        }
        id
    }

    fn top(&mut self) -> &mut OpenBlock<'e> {
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
        self.cover(&(self.source.len()..self.source.len())); // There is no block after these.
        let mut footnotes = Vec::new();
        for (label, _) in std::mem::take(&mut self.calls) {
            footnotes.push(self.footnotes.remove(&label).map(|(blocks, _)| blocks).unwrap_or_default());
        }
        let mut unused: Vec<_> = self.footnotes.drain().collect();
        unused.sort_by_key(|(_, (_, range))| range.start);
        for (label, (_, range)) in unused {
            let span = Span::new(range.start, range.end).shifted(self.offset);
            let label = self.as_written(&label);
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
