//! A file's words with their places, for the proofreader. Read apart from the narrative's tree, which has no use for places.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::divide::divide;
use super::emphasis;
use super::reference::{self, Braces};
use super::story_parts::PHRASES;
use super::yaml;
use crate::fields::{Node, NodeKind};
use crate::finding::Notes;
use crate::model::prose::{Passage, Pictured, Prose, ProseStretch, Role};
use crate::model::waiver::Waiver;
use crate::source::{Place, SourcePath, Span};

/// The fields of front matter that hold words for readers.
const FIELDS: [(&str, Role); 8] = [
    ("kicker", Role::Kicker),
    ("headline", Role::Headline),
    ("deck", Role::Deck),
    ("lead", Role::Lead),
    ("summary", Role::Summary),
    ("byline", Role::Byline),
    ("dateline", Role::Dateline),
    ("source", Role::Source),
];
/// The fields of a picture that do.
const PICTURE: [(&str, Role); 3] = [("alt", Role::Alt), ("caption", Role::Caption), ("credit", Role::Credit)];
/// What begins a waiver in a comment.
const WAIVER: [&str; 2] = ["照排:", "照排："];

/// Reads the words of a story or standing document. What is wrong with the file as such was found when it was read as a story.
#[must_use]
pub(crate) fn prose(path: &SourcePath, text: &str) -> Prose {
    let mut notes = Notes::on(path);
    let (front, body) = divide(text, &mut notes);
    let mut prose = Prose::default();
    if let Some(root) = front.and_then(|span| yaml::parse_with_figures(text, span, PHRASES, &mut notes)) {
        front_matter(text, &root, &mut prose);
    }
    ProseReader::new(path, text, body, &mut prose).read();
    prose
}

fn front_matter(text: &str, root: &Node, prose: &mut Prose) {
    let Some(fields) = mapping(root) else { return };
    for (key, node) in fields {
        if let Some((_, role)) = FIELDS.iter().find(|(name, _)| *name == key) {
            prose.passages.extend(scalar(text, node, *role));
        }
        match (key, &node.kind) {
            ("images", NodeKind::List(pictures)) => {
                for picture in pictures {
                    picture_words(text, picture, prose);
                }
            }
            ("form", _) => prose.form = value(text, node).map(|(_, span)| span),
            ("figures", NodeKind::Scalar { text, .. }) => prose.strict = text == "strict",
            _ => {}
        }
    }
}

fn mapping(node: &Node) -> Option<impl Iterator<Item = (&str, &Node)>> {
    match &node.kind {
        NodeKind::Mapping(entries) => Some(entries.iter().map(|entry| (entry.key.as_str(), &entry.value))),
        NodeKind::List(_) | NodeKind::Scalar { .. } => None,
    }
}

fn picture_words(text: &str, picture: &Node, prose: &mut Prose) {
    let mut pictured = Pictured { address: picture.span, ..Pictured::default() };
    for (key, node) in mapping(picture).into_iter().flatten() {
        if let Some((_, role)) = PICTURE.iter().find(|(name, _)| *name == key) {
            prose.passages.extend(scalar(text, node, *role));
        }
        match (key, value(text, node)) {
            ("src", Some((_, span))) => pictured.address = span,
            ("caption", Some((words, _))) => pictured.caption = words.to_owned(),
            ("credit", Some((words, _))) => pictured.credit = words.to_owned(),
            _ => {}
        }
    }
    prose.pictures.push(pictured);
}

/// The words of a field: byte for byte where they stand as they are, with or without quotes.
fn scalar(source: &str, node: &Node, role: Role) -> Option<Passage> {
    let (text, span) = value(source, node)?;
    let is_exact = !text.is_empty() && source[span.range()] == *text;
    let stretches =
        if is_exact { stretches(text, span.start) } else { vec![ProseStretch::Words(text.to_owned(), span)] };
    Some(Passage { role, stretches, span: node.span })
}

/// What a field says and where, without its quotes; where it is written otherwise than it reads, the whole of it.
fn value<'n>(source: &str, node: &'n Node) -> Option<(&'n str, Span)> {
    let NodeKind::Scalar { text, .. } = &node.kind else { return None };
    let at = source[node.span.range()].find(text.as_str());
    let span = at.map(|at| Span::new(at, at + text.len()).shifted(node.span.start));
    Some((text, span.unwrap_or(node.span)))
}

/// Words that stand byte for byte at `offset`, and the references in them.
fn stretches(text: &str, offset: usize) -> Vec<ProseStretch> {
    let references = Braces::of(text).spans;
    let (mut stretches, mut done) = (Vec::new(), 0);
    let words = |from: usize, to: usize| {
        let span = Span::new(from, to).shifted(offset);
        (from < to).then(|| ProseStretch::Words(text[from..to].to_owned(), span))
    };
    for reference in references {
        stretches.extend(words(done, reference.start));
        stretches.push(ProseStretch::Figure(reference.shifted(offset)));
        done = reference.end;
    }
    stretches.extend(words(done, text.len()));
    stretches
}

/// Reads a narrative.
struct ProseReader<'t, 'p> {
    path: &'t SourcePath,
    text: &'t str,
    body: Span,
    prose: &'p mut Prose,
    /// What is open around the words: lists, quotations, tables, footnotes, code.
    around: Vec<Around>,
    /// The passages that are open, pictures' words inside others.
    open: Vec<Passage>,
    /// Waivers that wait for their block.
    waiting: Vec<Waiver>,
    /// The HTML that is open, and where it began.
    html: (String, Span),
    /// The kinds of the links and pictures that are open.
    links: Vec<LinkType>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Item,
    Quote,
    Table,
    Footnote,
    Code,
}

impl<'t, 'p> ProseReader<'t, 'p> {
    fn new(path: &'t SourcePath, text: &'t str, body: Span, prose: &'p mut Prose) -> Self {
        Self {
            path,
            text,
            body,
            prose,
            around: Vec::new(),
            open: Vec::new(),
            waiting: Vec::new(),
            html: (String::new(), Span::default()),
            links: Vec::new(),
        }
    }

    fn read(mut self) {
        let source = &self.text[self.body.range()];
        let (masked, braces) = reference::mask(source);
        for (event, range) in emphasis::events(&masked) {
            self.take(event, range, &braces.spans);
        }
        // What stands behind the last block lets nothing stand.
        let end = Span::new(self.body.end, self.body.end);
        self.prose
            .waivers
            .extend(self.waiting.drain(..).map(|waiver| Waiver { covers: Some(end), ..waiver }));
    }

    fn take(&mut self, event: Event, range: Range<usize>, masks: &[Span]) {
        let span = Span::new(range.start, range.end).shifted(self.body.start);
        match event {
            Event::Start(tag) => self.begin(&tag, span, masks),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.around.last() == Some(&Around::Code) => {}
            Event::Text(text) => self.words(&text, span, masks),
            Event::Code(_) => self.add(ProseStretch::Code(span)),
            Event::Html(html) => self.html.0.push_str(&html),
            Event::InlineHtml(html) => self.waive(&html, span),
            Event::SoftBreak if self.joins(span) => {}
            Event::SoftBreak => self.add(ProseStretch::Turn(span)),
            Event::HardBreak => self.add(ProseStretch::Break(span)),
            Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn begin(&mut self, tag: &Tag, span: Span, masks: &[Span]) {
        if is_block(tag) {
            for mut waiver in self.waiting.drain(..) {
                waiver.covers = Some(span);
                self.prose.waivers.push(waiver);
            }
        }
        match tag {
            Tag::Paragraph => self.open(self.role(), span),
            Tag::Heading { .. } => self.open(Role::Subhead, span),
            Tag::TableCell => self.open(Role::Cell, span),
            Tag::Item => {
                self.close_item();
                self.around.push(Around::Item);
            }
            Tag::BlockQuote(_) => self.around.push(Around::Quote),
            Tag::Table(_) => self.around.push(Around::Table),
            Tag::FootnoteDefinition(_) => self.around.push(Around::Footnote),
            Tag::CodeBlock(_) => self.around.push(Around::Code),
            Tag::HtmlBlock => self.html.1 = span,
            Tag::List(_) => self.close_item(),
            _ => {}
        }
        if let Tag::Link { link_type, .. } | Tag::Image { link_type, .. } = tag {
            self.links.push(*link_type);
        }
        if let Tag::Image { dest_url, title, .. } = tag {
            self.part(span);
            let title = reference::unmask(title, &self.text[self.body.range()], masks);
            self.picture(dest_url, &title, span);
            self.open(Role::Alt, span);
        }
    }

    /// Notes that a picture separates the words around it.
    fn part(&mut self, span: Span) {
        if let Some(passage) = self.open.last_mut() {
            passage.stretches.push(ProseStretch::Picture(span));
        }
    }

    /// `![…](lamp.png "图说")`
    fn picture(&mut self, destination: &str, title: &str, span: Span) {
        let written = &self.text[span.range()];
        if let Some(at) = written.rfind(title).filter(|_| !title.is_empty()) {
            let stretches = stretches(title, span.start + at);
            self.prose.passages.push(Passage { role: Role::Caption, stretches, span });
        }
        let behind = written.rfind("](").map_or(0, |at| at + "](".len());
        let at = written[behind..].find(destination).map(|at| behind + at);
        let address = at.map(|at| Span::new(at, at + destination.len()).shifted(span.start));
        let (caption, credit) = (title.to_owned(), String::new());
        self.prose.pictures.push(Pictured { address: address.unwrap_or(span), caption, credit });
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::Link | TagEnd::Image) {
            self.links.pop();
        }
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Image => self.close(),
            TagEnd::Item => {
                self.close_item();
                self.around.pop();
            }
            TagEnd::BlockQuote(_) | TagEnd::Table | TagEnd::FootnoteDefinition | TagEnd::CodeBlock => {
                self.around.pop();
            }
            TagEnd::HtmlBlock => {
                let (html, span) = std::mem::take(&mut self.html);
                self.waive(&html, span);
            }
            _ => {}
        }
    }

    /// What a paragraph is, by what stands around it.
    fn role(&self) -> Role {
        match self.around.last() {
            None | Some(Around::Code) => Role::Paragraph,
            Some(Around::Item) => Role::Item,
            Some(Around::Quote) => Role::Quoted,
            Some(Around::Table) => Role::Cell,
            Some(Around::Footnote) => Role::Footnote,
        }
    }

    fn open(&mut self, role: Role, span: Span) {
        self.open.push(Passage { role, stretches: Vec::new(), span });
    }

    fn close(&mut self) {
        let says = |passage: &Passage| {
            passage.stretches.iter().any(|stretch| !matches!(stretch, ProseStretch::Picture(_)))
        };
        if let Some(passage) = self.open.pop().filter(says) {
            self.prose.passages.push(passage);
        }
    }

    /// A tight item holds its line without a paragraph.
    fn close_item(&mut self) {
        if self.around.last() == Some(&Around::Item) {
            self.close();
        }
    }

    fn add(&mut self, stretch: ProseStretch) {
        if self.open.is_empty() {
            let (ProseStretch::Words(_, span)
            | ProseStretch::Label(_, span)
            | ProseStretch::Turn(span)
            | ProseStretch::Figure(span)
            | ProseStretch::Code(span)
            | ProseStretch::Picture(span)
            | ProseStretch::Break(span)) = &stretch;
            let span = *span;
            self.open(self.role(), span);
        }
        if let Some(passage) = self.open.last_mut() {
            passage.stretches.push(stretch);
        }
    }

    /// Words, with the references in them: byte for byte, unless Markdown wrote them otherwise.
    fn words(&mut self, text: &str, span: Span, masks: &[Span]) {
        let written = &self.text[span.range()];
        let inside = Span::new(span.start - self.body.start, span.end - self.body.start);
        let masks = reference::within(masks, &inside.range());
        let stretch = if self.is_label() { ProseStretch::Label } else { ProseStretch::Words };
        if masks.is_empty() {
            return self.add(stretch(text.to_owned(), span));
        }
        let mut done = 0;
        for mask in masks {
            let at = mask.start - inside.start;
            if done < at {
                let words = written[done..at].to_owned();
                self.add(stretch(words, Span::new(span.start + done, span.start + at)));
            }
            self.add(ProseStretch::Figure(mask.shifted(self.body.start)));
            done = mask.end - inside.start;
        }
        if done < written.len() {
            self.add(stretch(written[done..].to_owned(), Span::new(span.start + done, span.end)));
        }
    }

    /// Whether words are an address themselves, or the label by which `[words]` and `[words][]` find theirs.
    fn is_label(&self) -> bool {
        self.links.iter().any(|kind| {
            matches!(
                kind,
                LinkType::Collapsed
                    | LinkType::CollapsedUnknown
                    | LinkType::Shortcut
                    | LinkType::ShortcutUnknown
                    | LinkType::Autolink
                    | LinkType::Email
            )
        })
    }

    /// Whether a line joins the next without a space.
    fn joins(&self, span: Span) -> bool {
        let before = self.text[..span.start].trim_end().chars().next_back();
        let after = self.text[span.end..].trim_start_matches([' ', '\t', '>']).chars().next();
        before.is_some_and(emphasis::is_unspaced) && after.is_some_and(emphasis::is_unspaced)
    }

    /// `<!-- 照排: CODE 理由 -->`: the editor lets something stand in the next block.
    fn waive(&mut self, html: &str, span: Span) {
        for comment in html.split("-->").filter_map(|comment| comment.trim().strip_prefix("<!--")) {
            let comment = comment.trim();
            let Some(said) = WAIVER.iter().find_map(|word| comment.strip_prefix(word)) else { continue };
            let (code, reason) = said.trim().split_once(char::is_whitespace).unwrap_or((said.trim(), ""));
            let (code, reason) = (code.to_owned(), reason.trim().to_owned());
            let at = Place::new(self.path, span);
            self.waiting.push(Waiver { code, reason, at, covers: None });
        }
    }
}

fn is_block(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Item
    )
}
