//! A rest: the text of a paragraph, a heading, a cell or a value, as it is left after Markdown was read.
//!
//! Everything that was read, such as code, figures, pictures and escaped marks, is a gap. What remains is folded: full-width
//! marks become half-width ones, character by character, and each character keeps its place in the file. Markdown then
//! reads the folded text once more. Whatever it finds was meant, but is not read.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::fields::narrow;
use crate::model::body::{Inline, LinkDraft};
use crate::model::written::{WordPiece, Words};
use crate::parse::emphasis;
use crate::source::Span;

/// What stands for anything that was read.
pub(super) const GAP: char = '\u{FFFC}';

/// A line break that the editor asked for; folded, it is the end of a line as any other.
const HARD_BREAK: char = '\r';

/// Where a remnant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RemnantRole {
    /// A paragraph, in which blocks could begin.
    Paragraph,
    /// A heading, a cell, the text of a link.
    Line,
    /// A value of front matter.
    Value,
}

/// The text that is left, and what Markdown reads in it once it is folded.
pub(super) struct Remnant<'t> {
    /// The file.
    pub source: &'t str,
    pub role: RemnantRole,
    pub folded: String,
    /// The characters of `folded` in order.
    glyphs: Vec<Glyph>,
    /// Where links were read, and their indexes in the draft's links.
    pub links: Vec<(usize, usize)>,
    /// What Markdown reads, each with its range in `folded`.
    pub marks: Vec<(RemnantMark, Range<usize>)>,
}

/// A character of a remnant.
#[derive(Clone, Copy)]
struct Glyph {
    /// Its first byte in the folded text.
    at: usize,
    /// As it is printed.
    printed: char,
    /// Where it is written.
    span: Span,
}

/// What Markdown reads in a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RemnantMark {
    Heading,
    Item,
    Quote,
    Fence,
    Rule,
    Strong,
    Emphasis,
    Struck,
    Code,
    Autolink,
    Html,
}

impl<'t> Remnant<'t> {
    /// The remnants of a block or of a value of front matter, and of the links in it.
    pub(super) fn all_of(
        content: &[Inline],
        role: RemnantRole,
        source: &'t str,
        links: &[LinkDraft],
    ) -> Vec<Self> {
        let mut rests = vec![];
        let mut waiting = vec![(content, role)];
        while let Some((content, role)) = waiting.pop() {
            let mut flat =
                Flattened { source, drafts: links, glyphs: vec![], links: vec![], inner: vec![], end: None };
            flat.take(content);
            waiting.extend(flat.inner.iter().map(|inner| (*inner, RemnantRole::Line)));
            let has_links = !flat.links.is_empty();
            let is_suspicious = |glyph: &Glyph| {
                is_suspicious(glyph.printed) || has_links && matches!(glyph.printed, '！' | '!')
            };
            if flat.glyphs.iter().any(is_suspicious) {
                rests.push(Self::of(flat.glyphs, flat.links, role, source));
            }
        }
        rests
    }

    fn of(mut glyphs: Vec<Glyph>, links: Vec<(usize, usize)>, role: RemnantRole, source: &'t str) -> Self {
        let mut folded = String::new();
        for glyph in &mut glyphs {
            glyph.at = folded.len();
            folded.push(if glyph.printed == HARD_BREAK { '\n' } else { narrow(glyph.printed) });
        }
        let links = links.into_iter().map(|(place, link)| (glyphs[place].at, link)).collect();
        let marks = marks(&folded);
        Self { source, role, folded, glyphs, links, marks }
    }

    fn glyphs(&self, range: &Range<usize>) -> &[Glyph] {
        let place = |at: usize| self.glyphs.partition_point(|glyph| glyph.at < at);
        &self.glyphs[place(range.start)..place(range.end)]
    }

    /// Where a range of the folded text is written.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let glyphs = self.glyphs(range);
        let ends = glyphs.first().zip(glyphs.last());
        ends.map_or_else(Span::default, |(first, last)| Span::new(first.span.start, last.span.end))
    }

    /// A range of the folded text as it is written.
    pub(super) fn written(&self, range: &Range<usize>) -> &'t str {
        self.source.get(self.span(range).range()).unwrap_or_default()
    }

    /// Whether a range has marks that were folded.
    pub(super) fn is_folded(&self, range: &Range<usize>) -> bool {
        self.glyphs(range).iter().any(|glyph| narrow(glyph.printed) != glyph.printed)
    }

    /// The ranges of its lines, without the line ends.
    pub(super) fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        self.folded.split('\n').map(move |line| {
            let range = start..start + line.len();
            start = range.end + 1;
            range
        })
    }

    /// Whether the line that begins at a byte is printed as a line of its own.
    pub(super) fn begins_printed_line(&self, start: usize) -> bool {
        self.glyphs(&(start.saturating_sub(1)..start)).iter().any(|glyph| glyph.printed == HARD_BREAK)
    }

    /// The span of a mark at the head of a line, with the white space before it in the file.
    pub(super) fn head(&self, mark: &Range<usize>) -> Span {
        let span = self.span(mark);
        let before = &self.source[..span.start];
        let kept = before.trim_end_matches(|space: char| space.is_whitespace() && space != '\n');
        let is_head = kept.is_empty() || kept.ends_with('\n');
        Span::new(if is_head { kept.len() } else { span.start }, span.end)
    }

    /// Whether the line of the file in which a character stands has nothing but white space before it.
    pub(super) fn begins_line_of_file(&self, at: usize) -> bool {
        let start = self.span(&(at..at + 1)).start;
        let line = self.source[..start].rfind('\n').map_or(0, |end| end + 1);
        self.source[line..start].chars().all(char::is_whitespace)
    }

    /// The white space before a line in the file.
    pub(super) fn indent(&self, start: usize) -> &'t str {
        let end = self.span(&(start..start + 1)).start;
        let before = &self.source[..end];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let indent = &self.source[line..end];
        if indent.chars().all(char::is_whitespace) { indent } else { "" }
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.folded[..at].chars().next_back()
    }

    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.folded[at..].chars().next()
    }
}

/// Whether a character may belong to a mark. Most paragraphs have none of them, and are not read again.
fn is_suspicious(character: char) -> bool {
    "#*~`|[]{}<>$=_\\^+-%\t\n".contains(narrow(character))
        || matches!(character, ':' | '!' | '【' | '０'..='９' | '①'..='⑳' | '/')
}

/// What Markdown reads in a folded text.
fn marks(folded: &str) -> Vec<(RemnantMark, Range<usize>)> {
    let found = emphasis::events(folded).into_iter().filter_map(|(event, range)| {
        let mark = match event {
            Event::Start(Tag::Heading { .. }) if folded[range.start..].starts_with('#') => {
                RemnantMark::Heading
            }
            Event::Start(Tag::Item) => RemnantMark::Item,
            Event::Start(Tag::BlockQuote(_)) => RemnantMark::Quote,
            Event::Start(Tag::CodeBlock(_)) if folded[range.start..].starts_with(['`', '~']) => {
                RemnantMark::Fence
            }
            Event::Start(Tag::Strong) => RemnantMark::Strong,
            Event::Start(Tag::Emphasis) => RemnantMark::Emphasis,
            Event::Start(Tag::Strikethrough) => RemnantMark::Struck,
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                RemnantMark::Autolink
            }
            Event::Code(_) => RemnantMark::Code,
            Event::Rule => RemnantMark::Rule,
            Event::Html(_) | Event::InlineHtml(_) => RemnantMark::Html,
            _ => return None,
        };
        Some((mark, range))
    });
    found.collect()
}

/// Collects the characters of a remnant.
struct Flattened<'t, 'b> {
    source: &'t str,
    drafts: &'b [LinkDraft],
    glyphs: Vec<Glyph>,
    links: Vec<(usize, usize)>,
    /// The texts of links, each of which is a remnant of its own.
    inner: Vec<&'b [Inline]>,
    /// Where the last part ends in the file.
    end: Option<usize>,
}

impl<'b> Flattened<'_, 'b> {
    fn take(&mut self, content: &'b [Inline]) {
        for inline in content {
            match inline {
                Inline::Text(words) => self.words(words),
                Inline::Marked(_, content) => self.take(content),
                Inline::Script(_, content, at) => {
                    self.inner.push(content);
                    self.gap(at.span());
                }
                Inline::Figure(_, at) => self.gap(at.span()),
                Inline::Code(words) | Inline::Markup(words) => self.gap(words.span()),
                Inline::Picture(image) => self.gap(self.drafts[image.link].span),
                Inline::Link { link, content, title: _ } => {
                    self.inner.push(content);
                    self.gap(self.drafts[*link].span);
                    self.links.push((self.glyphs.len() - 1, *link));
                }
                Inline::Footnote { .. } | Inline::Task(_) => {
                    let end = self.end.unwrap_or_default();
                    self.push(GAP, Span::new(end, end));
                }
                Inline::Anchor(_) => {}
                Inline::Turn(at) => self.line_end('\n', at.span()),
                Inline::Break(at) => self.line_end(HARD_BREAK, at.span()),
            }
        }
    }

    fn words(&mut self, words: &Words) {
        for (bytes, piece) in words.pieces() {
            let written = piece.span();
            self.begin(written.start);
            let is_decoded = matches!(piece, WordPiece::Decoded(..));
            for (at, character) in words[bytes].char_indices() {
                let span = Span::new(at, at + character.len_utf8()).shifted(written.start);
                let span = if is_decoded { written } else { span };
                let is_read = if is_decoded {
                    narrow(character).is_ascii_punctuation()
                } else {
                    character.is_ascii_punctuation() && emphasis::is_escaped(self.source, span.start)
                };
                self.push(if is_read { GAP } else { character }, span);
            }
            self.end = Some(written.end);
        }
    }

    fn line_end(&mut self, printed: char, span: Span) {
        self.push(printed, span);
        self.end = Some(span.end);
    }

    fn gap(&mut self, span: Span) {
        self.begin(span.start);
        self.push(GAP, span);
        self.end = Some(span.end);
    }

    /// Adds the line end before a part that begins at `start`, if it is on another line: between Chinese characters the
    /// tree has no line ends.
    fn begin(&mut self, start: usize) {
        let between = self.end.filter(|end| *end < start).map(|end| Span::new(end, start));
        let is_apart =
            |span: &Span| self.source.get(span.range()).is_some_and(|between| between.contains('\n'));
        if let Some(span) = between.filter(is_apart)
            && self.glyphs.last().is_some_and(|glyph| !matches!(glyph.printed, '\n' | HARD_BREAK))
        {
            self.push('\n', span);
        }
    }

    fn push(&mut self, printed: char, span: Span) {
        self.glyphs.push(Glyph { at: 0, printed, span });
    }
}
