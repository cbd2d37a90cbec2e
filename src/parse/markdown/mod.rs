//! Markdown → the narrative's tree. A few tags of HTML are read, comments vanish, figures and links go into tables.

mod addresses;
mod close;
mod elements;
mod excerpt;
mod fence;
mod html;
mod markup;
mod notes;
mod ordinals;
mod paragraphs;
mod places;
mod refusals;
mod rule_rows;
mod slips;
mod tags;
mod turns;
mod words;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use indexmap::IndexMap;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::finding::Notes;
use crate::model::body::{Block, BlockKind, Body, Inline};
use crate::model::waiver::Waiver;
use crate::parse::emphasis;
use crate::parse::invisible;
use crate::parse::names::Names;
use crate::parse::reference;
use crate::source::Span;
use crate::words::narrative;
use elements::OpenElement;
use excerpt::Excerpt;
use ordinals::WrittenOrdinal;
use refusals::HtmlState;

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
    let masked = rule_rows::read(masked);
    let events = emphasis::events(&masked);
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
        anchors: Vec::new(),
        headings: 0,
        labels: events.iter().filter_map(|(event, _)| label(event)).collect(),
        html: HtmlState::default(),
        was_too_deep: false,
    };
    if let Some(first) = braces.spans.get(reference::MASK_LIMIT) {
        builder
            .notes
            .error(first.shifted(within.start), narrative::too_many_references(reference::MASK_LIMIT));
        return Body::default();
    }
    for (event, range) in events {
        if builder.is_too_deep(&range) {
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
    /// The numbers of the items.
    ordinals: Vec<WrittenOrdinal>,
    text: String,
    /// The lines of a block of HTML.
    html: Excerpt,
    /// The element of HTML that it is. Its tag is then of no interest.
    element: Option<Box<OpenElement>>,
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
            ordinals: Vec::new(),
            text: String::new(),
            html: Excerpt::default(),
            element: None,
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
    /// The anchors before which nothing has been printed yet.
    anchors: Vec<Inline>,
    headings: usize,
    /// The labels of the footnotes that are defined.
    labels: Vec<String>,
    html: HtmlState,
    was_too_deep: bool,
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
                    self.end_phrases();
                    self.end_loose_line(range.start);
                    if !matches!(tag, Tag::HtmlBlock) {
                        self.cover(&range);
                    }
                }
                if matches!(tag, Tag::Item) && self.top().is_numbered() {
                    self.note_ordinal(range.start);
                }
                self.open.push(OpenBlock::new(tag, range));
            }
            Event::End(end) => {
                self.end_elements();
                if matches!(end, TagEnd::Item) {
                    self.end_loose_line(range.end);
                }
                if let Some(open) = self.open.pop() {
                    self.close(open);
                }
                self.end_waiting(&range);
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
            Event::Html(html) => self.top().html.push(&html, range.start),
            Event::InlineHtml(html) => self.inline_html(&html, &range),
            Event::SoftBreak => {
                let turn = self.span(&range);
                self.end_line(Inline::Turn(turn.into()), &range);
            }
            Event::HardBreak => {
                let span = self.span(&range);
                self.end_line(Inline::Break(span.into()), &range);
            }
            Event::Rule => self.block(BlockKind::Divider, &range),
            Event::FootnoteReference(label) => self.footnote(&label),
            Event::TaskListMarker(done) => self.inline(Inline::Task(done)),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
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

    /// Reports an invisible character that a character reference stands for.
    fn look_for_invisible(&mut self, decoded: &str, range: &Range<usize>) {
        let span = self.span(range);
        invisible::warn_decoded(decoded, &self.source[range.clone()], span, self.notes);
    }

    fn link(&mut self, destination: &str, picture: bool, range: &Range<usize>) -> usize {
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
        self.register_id(&id, range);
        id
    }

    /// A place that links can name: the next words.
    fn anchor(&mut self, id: &str, range: &Range<usize>) {
        self.register_id(id, range);
        self.anchors.push(Inline::Anchor(id.into()));
    }

    fn register_id(&mut self, id: &str, range: &Range<usize>) {
        if !self.ids.insert(id.to_owned()) {
            let span = self.span(range);
            self.notes.error(span, narrative::duplicate_id(id));
        }
    }

    fn top(&mut self) -> &mut OpenBlock<'e> {
        self.open.last_mut().expect("the body itself stays open until the end")
    }

    fn inline(&mut self, inline: Inline) {
        if !matches!(inline, Inline::Picture(_) | Inline::Turn(_) | Inline::Break(_)) {
            self.place_anchors();
        }
        self.top().inlines.push(inline);
    }

    /// Puts the anchors that wait before what is printed next.
    fn place_anchors(&mut self) {
        let anchors = std::mem::take(&mut self.anchors);
        self.top().inlines.extend(anchors);
    }

    fn block(&mut self, kind: BlockKind, range: &Range<usize>) {
        let span = self.span(range);
        self.top().blocks.push(Block { kind, span });
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    fn finish(mut self) -> Body {
        self.end_elements();
        self.report_refusals();
        let anchors = std::mem::take(&mut self.anchors); // Nothing is printed after them.
        if let Some(Block { kind: BlockKind::Paragraph(content), .. }) = self.top().blocks.last_mut() {
            content.extend(anchors);
        }
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

/// The label of a footnote that `event` defines.
fn label(event: &Event) -> Option<String> {
    if let Event::Start(Tag::FootnoteDefinition(label)) = event { Some(label.to_string()) } else { None }
}

/// Whether `text` can be an id or a class.
fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
}
