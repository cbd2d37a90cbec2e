//! A story's file: front matter between `---` lines, then the narrative.

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;

use super::divide::divide;
use super::front::{FrontParts, FrontReader};
use super::idle::{self, Situation};
use super::leftover;
use super::lookalikes;
use super::markdown;
use super::names::Names;
use super::opening;
use super::outline;
use super::story_parts::{PHRASES, StoryParts};
use super::yaml;
use super::{ReadingRules, headline, text, withdrawn};
use crate::deferred::Deferred;
use crate::digest::Digest;
use crate::fields::{Fields, Node, NodeKind};
use crate::finding::{Noted, Notes};
use crate::model::body::{Block, BlockKind, Body, Inline, phrase_of, plain_text};
use crate::model::byline::Byline;
use crate::model::draft::{Narrative, StoryDraft};
use crate::model::edition::EditionKey;
use crate::model::figure::Figure;
use crate::model::passage::{Passage, Role};
use crate::model::phrase::{Phrase, Piece};
use crate::model::story::{Form, FrontMatter};
use crate::source::{SourcePath, Span};
use crate::words::heads;

/// Reads one story or standing document; `notes` already has findings about its characters. `None`, with findings, if
/// its front matter cannot be read.
#[must_use]
pub(crate) fn parse(
    text: &str,
    digest: Digest,
    rules: &ReadingRules,
    mut notes: Notes,
) -> Noted<Option<Arc<StoryDraft>>> {
    let known = notes.findings.len();
    let (front, body) = divide(text, &mut notes);
    let root = front.and_then(|span| yaml::parse_with_figures(text, span, PHRASES, &mut notes));
    let is_mapping = root.as_ref().is_some_and(|root| matches!(root.kind, NodeKind::Mapping(_)));
    let mut file = StoryFile { text, body, digest, rules, notes };
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
        Fields::opened(root, "headline: …", &mut file.notes);
    }
    Noted::new(None, file.notes.findings)
}

/// Reads a story that is not UTF-8 or too large, if it is withdrawn. `text` is the part that could be decoded.
#[must_use]
pub(crate) fn parse_withdrawn(
    text: &str,
    digest: Digest,
    rules: &ReadingRules,
    notes: Notes,
) -> Option<Noted<Option<Arc<StoryDraft>>>> {
    let noted = parse(text, digest, rules, notes);
    let withdrawal = noted.value.as_ref().and_then(|draft| draft.slip.schedule.withdrawn.as_ref());
    let is_readable = |words: &str| !words.contains(char::REPLACEMENT_CHARACTER);
    withdrawal.is_some_and(|withdrawal| is_readable(&withdrawal.reason)).then_some(noted)
}

/// A story's file, divided into front matter and narrative.
struct StoryFile<'t, 'n> {
    text: &'t str,
    body: Span,
    digest: Digest,
    rules: &'t ReadingRules,
    notes: Notes<'n>,
}

impl StoryFile<'_, '_> {
    /// Reads the story, given its front matter.
    fn read(self, root: Option<&Node>) -> Noted<Option<Arc<StoryDraft>>> {
        let Self { text, body, digest, rules, mut notes } = self;
        let (path, mut names) = (notes.path(), Names::default());
        let fields = root.and_then(|root| Fields::opened(root, "headline: …", &mut notes));
        let asked = fields.as_ref().map(|fields| {
            let asked =
                FrontReader { text, zone: rules.zone, names: &mut names, notes: &mut notes }.read(fields);
            fields.finish(&mut notes);
            asked
        });
        let FrontParts { mut front, mut slip, figures, is_strict } = asked.unwrap_or_default();
        let mut body = markdown::parse(text, body, &rules.added, &mut names, &mut notes);
        lookalikes::leave_code(&body, &mut notes);
        let is_named_otherwise = fields.as_ref().is_some_and(|fields| fields.is_named_otherwise("headline"));
        let is_empty = front.headline_group.headline.is_empty() && body.blocks.is_empty();
        let heading = find_headline(path, &mut front, &mut body, is_named_otherwise, &mut notes);
        opening::report_deck(&body, &mut notes);
        outline::put_below_headline(&mut body);
        let heading_span = heading.as_ref().map(|heading| heading.span);
        names.passages.extend(heading);
        let suspects = leftover::report(text, &body, &names, &mut notes);
        slip.shown_form = shown_form(&front, count_characters(&body));
        let mut parts = StoryParts { slip, front, body, names, suspects };
        if let Some(fields) = fields.as_ref().filter(|_| parts.slip.schedule.withdrawn.is_some()) {
            let headline = fields.get("headline").map(|node| node.span);
            let headings: Vec<Span> = heading_span.into_iter().chain(headline).collect();
            let printed: Vec<Span> = printed_fields(fields, path).collect();
            withdrawn::strip(&mut parts, path, (&printed, &headings), &mut notes.findings);
        }
        if let Some(fields) = fields.filter(|_| parts.slip.schedule.withdrawn.is_none()) {
            let place = (&notes, rules.zone, edition_of(path));
            idle::report(&Situation::of(&fields, &parts, &figures, place), &mut notes);
        }
        let draft = draft(path, digest, parts, (figures, is_strict));
        if is_empty {
            notes.warning(Span::default(), heads::empty_story());
        } else if draft.is_headline_only() && notes.findings.is_empty() {
            // Otherwise its text may be what could not be read.
            notes.warning(Span::default(), heads::headline_only());
        }
        Noted::new(Some(Arc::new(draft)), notes.findings)
    }
}

/// The spans of a withdrawn story's front matter in which errors still count: the words that are printed, and the keys that
/// determine its address.
fn printed_fields<'f>(fields: &'f Fields, path: &SourcePath) -> impl Iterator<Item = Span> + use<'f> {
    let address_key = if edition_of(path).is_none() { Some("date") } else { None };
    let keys = ["withdrawn"].into_iter().chain(address_key);
    let values = keys.filter_map(|key| fields.node(key)).map(|node| node.span);
    values.chain(fields.key_span("withdrawn"))
}

fn draft(
    path: &SourcePath,
    digest: Digest,
    parts: StoryParts,
    (figures, is_strict): (IndexMap<String, Figure>, bool),
) -> StoryDraft {
    let StoryParts { slip, front, body, names, suspects } = parts;
    let is_withdrawn = slip.schedule.withdrawn.is_some();
    StoryDraft {
        path: path.clone(),
        digest,
        edition: edition_of(path),
        own_figures: if is_withdrawn { 0 } else { figures.len() },
        slip,
        links: names.links,
        characters: count_characters(&body),
        front: Deferred::of(front),
        narrative: Deferred::of(Narrative {
            body,
            references: names.references,
            exhibits: names.exhibits,
            figures,
            is_strict: is_strict && !is_withdrawn,
            passages: names.passages,
            waivers: names.waivers,
            doubts: names.doubts,
            suspects,
        }),
        reread: OnceLock::new(),
    }
}

/// The edition in whose folder the story is.
fn edition_of(path: &SourcePath) -> Option<EditionKey> {
    let folder = path.as_str().strip_prefix("content/editions/")?.split('/').next()?;
    EditionKey::parse(folder)
}

/// The form of a story according to its byline, origin, pictures and length.
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

/// The headline of a story without one in its front matter: the heading that opens its text, or else its file's name.
/// Also the heading as a passage for the proofreader. That the front matter names it otherwise has been said.
fn find_headline(
    path: &SourcePath,
    front: &mut FrontMatter,
    body: &mut Body,
    is_named_otherwise: bool,
    notes: &mut Notes,
) -> Option<Passage> {
    if !front.headline_group.headline.is_empty() {
        return None;
    }
    let is_empty = body.blocks.is_empty();
    let (headline, heading) = take_headline(body).unzip();
    front.headline_group.headline = headline.unwrap_or_else(|| {
        if !is_empty && !is_named_otherwise {
            notes.warning(Span::default(), heads::named_by_file(path.stem()));
        }
        vec![Phrase::of(&text::name_as_words(path.stem(), notes))]
    });
    heading
}

/// Takes the heading that opens a text, of any level.
fn take_headline(body: &mut Body) -> Option<(Vec<Phrase>, Passage)> {
    let BlockKind::Heading { content, .. } = &body.blocks.first()?.kind else { return None };
    let phrase = phrase_of(content);
    if phrase.is_empty() {
        return None;
    }
    let Block { kind: BlockKind::Heading { content, .. }, span } = body.blocks.remove(0) else { return None };
    let lines = match phrase.0.as_slice() {
        [Piece::Text(_)] => headline::lines(&phrase),
        _ => vec![phrase],
    };
    Some((lines, Passage { role: Role::Subhead, content, span }))
}

/// How many letters, digits and Chinese characters the text has. A figure counts as three; the caption and the head of a table do not
/// count.
fn count_characters(body: &Body) -> usize {
    let count = |content: &Vec<Inline>| {
        let mut text = String::new();
        plain_text(content, &mut |_, into| into.push_str("000"), &mut text);
        let counts = |character: &char| matches!(character, '一'..='鿿') || character.is_alphanumeric();
        text.chars().filter(counts).count()
    };
    let mut all = 0;
    body.visit_text(&mut |block, _| {
        let head = if let BlockKind::Table { head, .. } = &block.kind { 1 + head.len() } else { 0 };
        all += block.texts().skip(head).map(count).sum::<usize>();
    });
    all
}
