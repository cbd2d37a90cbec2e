//! A story's file: front matter between `---` lines, then the narrative.

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;

use super::destination;
use super::divide::divide;
use super::editors::editors;
use super::markdown;
use super::names::Names;
use super::node::{Node, NodeKind};
use super::shape::Fields;
use super::shape::word;
use super::story_parts::{KEYS, PHRASES, StoryParts};
use super::waivers::waivers;
use super::yaml;
use super::{byline, figure, headline, reference, text, withdrawn};
use crate::deferred::Deferred;
use crate::digest::Digest;
use crate::finding::{Noted, Notes};
use crate::model::body::{Block, BlockKind, Body, Inline, phrase_of, plain_text};
use crate::model::byline::Byline;
use crate::model::draft::{Narrative, StoryDraft};
use crate::model::edition::EditionKey;
use crate::model::figure::Figure;
use crate::model::phrase::{Phrase, Piece};
use crate::model::story::{Deck, Form, FrontMatter, HeadlineGroup, Origin, Picture, Schedule, Slip};
use crate::source::{SourcePath, Span};
use crate::words::reading;

/// Reads one story or standing document, in whose characters something was noted already; nothing, with findings, when its front
/// matter cannot be read. `added` are the kinds of exhibit that the theme adds.
#[must_use]
pub(crate) fn parse(
    text: &str,
    digest: Digest,
    added: &[String],
    mut notes: Notes,
) -> Noted<Option<Arc<StoryDraft>>> {
    let known = notes.findings.len();
    let (front, body) = divide(text, &mut notes);
    let root = front.and_then(|span| yaml::parse_with_figures(text, span, PHRASES, &mut notes));
    let is_mapping = root.as_ref().is_some_and(|root| matches!(root.kind, NodeKind::Mapping(_)));
    let mut file = StoryFile { text, body, digest, added, notes };
    if is_mapping || root.is_none() && file.notes.findings.len() == known {
        return file.read(root.as_ref());
    }
    let unread = std::mem::take(&mut file.notes.findings);
    file.notes.findings.extend(unread[..known].iter().cloned());
    if let Some(root) = front.and_then(|front| withdrawn::read_by_keys(text, front, &mut file.notes)) {
        return file.read(Some(&root));
    }
    file.notes.findings = unread;
    if let Some(root) = &root {
        Fields::of(root, &KEYS, &mut file.notes);
    }
    Noted::new(None, file.notes.findings)
}

/// Reads a story that is not UTF-8 or too large, if it is withdrawn. `text` is the part that could be decoded.
#[must_use]
pub(crate) fn parse_withdrawn(
    text: &str,
    digest: Digest,
    added: &[String],
    notes: Notes,
) -> Option<Noted<Option<Arc<StoryDraft>>>> {
    let told = parse(text, digest, added, notes);
    let withdrawal = told.value.as_ref().and_then(|draft| draft.slip.schedule.withdrawn.as_ref());
    let is_readable = |words: &str| !words.contains(char::REPLACEMENT_CHARACTER);
    withdrawal.is_some_and(|withdrawal| is_readable(&withdrawal.reason)).then_some(told)
}

/// A story's file, divided into front matter and narrative.
struct StoryFile<'t, 'n> {
    text: &'t str,
    body: Span,
    digest: Digest,
    added: &'t [String],
    notes: Notes<'n>,
}

impl StoryFile<'_, '_> {
    /// Reads the story, given its front matter.
    fn read(self, root: Option<&Node>) -> Noted<Option<Arc<StoryDraft>>> {
        let Self { text, body, digest, added, mut notes } = self;
        let (path, mut names) = (notes.path(), Names::default());
        let fields = root.and_then(|root| Fields::of(root, &KEYS, &mut notes));
        let mut front =
            fields.map(|fields| front_matter(&fields, &mut names, &mut notes)).unwrap_or_default();
        if let Some(fields) = &fields {
            name_files(fields, &mut names, &mut notes);
        }
        let own_figures = fields.filter(|fields| !is_strict(fields));
        let figures =
            own_figures.map(|fields| figure::figures(fields.mapping("figures", &mut notes), &mut notes));
        let figures = figures.unwrap_or_default();
        let mut body = markdown::parse(text, body, added, &mut names, &mut notes);
        let heading = find_headline(path, &mut front, &mut body, &mut notes);
        let shown = shown_form(&front, count_characters(&body.blocks));
        let slip = fields.map_or_else(|| Slip::of(shown), |fields| slip(&fields, shown, &mut notes));
        let mut told = StoryParts { slip, front, body, names };
        if let Some(fields) = fields.filter(|_| told.slip.schedule.withdrawn.is_some()) {
            let headline = fields.get("headline").map(|node| node.span);
            let headings: Vec<Span> = heading.into_iter().chain(headline).collect();
            let printed: Vec<Span> = printed_fields(&fields, path).collect();
            withdrawn::strip(&mut told, path, (&printed, &headings), &mut notes.findings);
        }
        Noted::new(Some(Arc::new(draft(path, digest, told, figures))), notes.findings)
    }
}

/// The spans of a withdrawn story's front matter in which errors still count: the words that are printed, and the keys that
/// determine its address.
fn printed_fields<'f>(fields: &'f Fields, path: &SourcePath) -> impl Iterator<Item = Span> + use<'f> {
    let settles_address = if edition_of(path).is_none() { Some("date") } else { None };
    let keys = ["withdrawn"].into_iter().chain(settles_address);
    let values = keys.filter_map(|key| fields.node(key)).map(|node| node.span);
    values.chain(fields.key_span("withdrawn"))
}

fn draft(
    path: &SourcePath,
    digest: Digest,
    told: StoryParts,
    figures: IndexMap<String, Figure>,
) -> StoryDraft {
    let StoryParts { slip, front, body, names } = told;
    StoryDraft {
        path: path.clone(),
        digest,
        edition: edition_of(path),
        needs_ledgers: slip.ledger.is_some()
            || !names.exhibits.is_empty()
            || names.references.iter().any(|reference| reference.ledger.is_some()),
        own_figures: if slip.schedule.withdrawn.is_some() { 0 } else { figures.len() },
        slip,
        links: names.links,
        characters: count_characters(&body.blocks),
        front: Deferred::of(front),
        narrative: Deferred::of(Narrative {
            body,
            references: names.references,
            exhibits: names.exhibits,
            figures,
        }),
        reread: OnceLock::new(),
    }
}

/// Whether `figures: strict` stands in the place of the story's own figures: it has none, and none may come from nowhere.
fn is_strict(fields: &Fields) -> bool {
    fields
        .get("figures")
        .is_some_and(|node| matches!(&node.kind, NodeKind::Scalar { text, .. } if text == "strict"))
}

/// The edition whose folder the story lies in.
fn edition_of(path: &SourcePath) -> Option<EditionKey> {
    let folder = path.as_str().strip_prefix("content/editions/")?.split('/').next()?;
    EditionKey::parse(folder)
}

fn slip(fields: &Fields, shown_form: Form, notes: &mut Notes) -> Slip {
    let from = fields.date("publish_at", notes).max(fields.date("embargo", notes));
    Slip {
        column: fields.text_at("column", notes),
        topics: fields.names("topics", notes),
        form: word(fields, "form", &Form::ALL, notes),
        shown_form,
        date: fields.date("date", notes).zip(fields.get("date").map(|node| node.span)),
        page: fields.whole_number("page", notes).zip(fields.get("page").map(|node| node.span)),
        rank: fields.whole_number("rank", notes),
        span: fields.whole_number("span", notes),
        ledger: fields.text_at("ledger", notes),
        schedule: Schedule {
            draft: fields.truth("draft", notes).unwrap_or(false),
            from,
            until: fields.date("expire_at", notes),
            withdrawn: withdrawn::withdrawal(fields, notes),
        },
        aliases: fields.texts_at("aliases", notes),
        slug: fields.text_at("slug", notes),
    }
}

/// The form that a story shows by its byline, origin, pictures and length.
fn shown_form(front: &FrontMatter, characters: usize) -> Form {
    if front.origin.source.is_some() {
        Form::Reprint
    } else if matches!(front.byline, Some(Byline::Dispatch { .. })) {
        Form::Brief
    } else if !front.pictures.is_empty() && characters < 150 {
        Form::Photo
    } else if characters < 300 {
        Form::Brief
    } else {
        Form::Feature
    }
}

fn front_matter(fields: &Fields, names: &mut Names, notes: &mut Notes) -> FrontMatter {
    FrontMatter {
        headline_group: headline_group(fields, names, notes),
        byline: fields.text("byline", notes).map(|text| byline::parse(&text)),
        dateline: fields.text("dateline", notes),
        origin: Origin {
            source: fields.text("source", notes),
            source_url: destination::outside(fields, "source_url", notes),
            copyright: fields.text("copyright", notes),
        },
        boxed: fields.truth("box", notes).unwrap_or(false),
        pictures: fields.list("images").iter().filter_map(|node| picture(node, names, notes)).collect(),
        summary: phrase(fields, "summary", names, notes),
        keywords: fields.names("keywords", notes),
        editors: editors(fields, notes),
        waivers: waivers(fields, notes),
    }
}

/// Files that go out with the story, though its text does not name them: names, not addresses, so `#` and `%` are themselves.
fn name_files(fields: &Fields, names: &mut Names, notes: &mut Notes) {
    for (name, span) in fields.texts_at("files", notes) {
        names.link(Some(name.replace('%', "%25").replace('#', "%23")), false, span, notes);
    }
}

fn headline_group(fields: &Fields, names: &mut Names, notes: &mut Notes) -> HeadlineGroup {
    let deck = fields.text_at("deck", notes).map(|(text, span)| {
        let (text, dash) = headline::deck(&text);
        Deck { text: reference::phrase(text, span, &mut names.references, notes), dash }
    });
    HeadlineGroup {
        kicker: lines(fields, "kicker", names, notes),
        headline: lines(fields, "headline", names, notes),
        deck,
        lead: phrase(fields, "lead", names, notes),
    }
}

fn lines(fields: &Fields, key: &str, names: &mut Names, notes: &mut Notes) -> Vec<Phrase> {
    let Some((text, span)) = fields.text_at(key, notes) else { return Vec::new() };
    let lines = headline::lines(&text);
    lines.iter().map(|line| reference::phrase(line, span, &mut names.references, notes)).collect()
}

fn phrase(fields: &Fields, key: &str, names: &mut Names, notes: &mut Notes) -> Option<Phrase> {
    let (text, span) = fields.text_at(key, notes)?;
    Some(reference::phrase(text.trim(), span, &mut names.references, notes))
}

fn picture(node: &Node, names: &mut Names, notes: &mut Notes) -> Option<Picture> {
    let fields = Fields::of(node, &["src", "alt", "caption", "credit"], notes)?;
    let source = fields.needed_text("src", notes);
    let alt = fields.needed_text("alt", notes).unwrap_or_default();
    let span = fields.get("src").map_or(node.span, |node| node.span);
    Some(Picture {
        link: names.link(Some(source?), true, span, notes),
        alt,
        caption: phrase(&fields, "caption", names, notes),
        credit: fields.text("credit", notes),
    })
}

/// A story without a headline in front takes its first `#` heading, or else its file's name; where the heading stands.
fn find_headline(
    path: &SourcePath,
    front: &mut FrontMatter,
    body: &mut Body,
    notes: &mut Notes,
) -> Option<Span> {
    if !front.headline_group.headline.is_empty() {
        return None;
    }
    if body.blocks.is_empty() {
        notes.warning(Span::default(), reading::empty_story());
    }
    let (headline, heading) = take_headline(body).unzip();
    front.headline_group.headline =
        headline.unwrap_or_else(|| vec![Phrase::of(&text::name_as_words(path.stem(), notes))]);
    heading
}

fn take_headline(body: &mut Body) -> Option<(Vec<Phrase>, Span)> {
    let first = body.blocks.first()?;
    let BlockKind::Heading { level: 1, content, .. } = &first.kind else { return None };
    let (Phrase(pieces), span) = (phrase_of(content), first.span);
    let lines = match pieces.as_slice() {
        [Piece::Text(text)] => headline::lines(text).iter().map(|line| Phrase::of(line)).collect(),
        _ => vec![Phrase(pieces)],
    };
    body.blocks.remove(0);
    Some((lines, span))
}

/// How many letters, digits and Chinese characters the text has; a figure counts as three.
fn count_characters(blocks: &[Block]) -> usize {
    let count = |content: &[Inline]| {
        let mut text = String::new();
        plain_text(content, &mut |_, into| into.push_str("000"), &mut text);
        let counts = |character: &char| matches!(character, '一'..='鿿') || character.is_alphanumeric();
        text.chars().filter(counts).count()
    };
    let of = |block: &Block| match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => count(content),
        BlockKind::Quote(blocks) => count_characters(blocks),
        BlockKind::List { items, .. } => items.iter().map(|item| count_characters(item)).sum(),
        BlockKind::Table { rows, .. } => rows.iter().flatten().map(|cell| count(cell)).sum(),
        BlockKind::Picture { .. } | BlockKind::Exhibit(_) | BlockKind::Code { .. } | BlockKind::Divider => 0,
    };
    blocks.iter().map(of).sum()
}
