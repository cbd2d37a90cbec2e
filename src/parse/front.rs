//! The front matter of stories: every key is read here. Its words are parsed once, for printing and for the
//! proofreader.

use std::sync::LazyLock;

use chrono_tz::Asia::Shanghai;
use chrono_tz::Tz;
use indexmap::IndexMap;

use super::editors::editors;
use super::names::Names;
use super::site::LANGUAGES;
use super::waivers::waivers;
use super::{byline, destination, figure, headline, reference, withdrawn};
use crate::fields::{Fields, KeyShape, KnownWord, MappingKeys, NameKind, Node, NodeKind};
use crate::finding::Notes;
use crate::model::body::Inline;
use crate::model::figure::Figure;
use crate::model::passage::{Passage, Role};
use crate::model::phrase::{Phrase, Piece};
use crate::model::story::{
    Correction, Deck, Form, FrontMatter, HeadlineGroup, Origin, Picture, Schedule, Slip,
};
use crate::model::written::Words;
use crate::source::Span;

/// The keys of front matter.
pub(crate) static KEYS: LazyLock<Vec<&str>> =
    LazyLock::new(|| MappingKeys::of("story", None, keys).keys.iter().map(|asked| asked.key).collect());

/// Asks for every key of front matter.
pub(super) fn keys(fields: &Fields, notes: &mut Notes) {
    FrontReader { text: "", zone: Shanghai, names: &mut Names::default(), notes }.read(fields);
}

/// The contents of front matter.
#[derive(Default)]
pub(super) struct FrontParts {
    /// What is printed above the text.
    pub front: FrontMatter,
    /// Where and when the story is to appear.
    pub slip: Slip,
    /// The story's own figures.
    pub figures: IndexMap<String, Figure>,
    /// Whether every number must come from a ledger (`figures: strict`).
    pub is_strict: bool,
}

/// Reads the front matter of a file.
pub(super) struct FrontReader<'f, 'n> {
    /// The whole file.
    pub text: &'f str,
    /// The time zone of the paper.
    pub zone: Tz,
    pub names: &'f mut Names,
    pub notes: &'f mut Notes<'n>,
}

impl FrontReader<'_, '_> {
    /// Reads all keys.
    pub(super) fn read(&mut self, fields: &Fields) -> FrontParts {
        let front = self.front_matter(fields);
        self.name_files(fields);
        fields.declare("figures", || {
            KeyShape::AnyOf(vec![KeyShape::words(&[KnownWord::new("strict", "", ())]), figure::shape()])
        });
        let is_strict = is_strict(fields);
        let figures = if is_strict { &[] } else { fields.mapping("figures", self.notes) };
        let mut slip = self.slip(fields);
        slip.translation_of = self.original(fields);
        FrontParts { front, slip, figures: figure::figures(figures, self.notes), is_strict }
    }

    fn slip(&mut self, fields: &Fields) -> Slip {
        let notes = &mut *self.notes;
        let zone = self.zone;
        let mut moment = |key| fields.moment(key, notes);
        let (from, embargo, until) = (moment("publish_at"), moment("embargo"), moment("expire_at"));
        let [from, embargo] = [from, embargo].map(|moment| moment.map(|moment| moment.start_in(zone)));
        let date = fields.moment("date", notes).map(|moment| moment.day_in(zone));
        Slip {
            column: fields.name_at("column", NameKind::Column, notes),
            topics: topics(fields, notes),
            form: fields
                .word("form", &Form::ALL, notes)
                .zip(fields.get("form").map(|node| value_span(node, self.text))),
            shown_form: Form::default(), // Known when the narrative has been read.
            date: date.zip(fields.get("date").map(|node| node.span)),
            page: fields.whole_number("page", notes).zip(fields.get("page").map(|node| node.span)),
            rank: fields.whole_number("rank", notes).zip(fields.get("rank").map(|node| node.span)),
            span: fields.whole_number("span", notes).zip(fields.get("span").map(|node| node.span)),
            ledger: fields.name_at("ledger", NameKind::Ledger, notes),
            language: fields.word("language", &LANGUAGES, notes),
            translation_of: None, // A link, read after the others.
            schedule: Schedule {
                draft: fields.boolean("draft", notes).unwrap_or(false),
                from: from.max(embargo),
                embargo,
                until: until.map(|moment| moment.end_in(zone)),
                withdrawn: withdrawn::withdrawal(fields, notes),
            },
            aliases: fields.texts_at("aliases", notes),
            slug: fields.text_at("slug", notes),
        }
    }

    fn front_matter(&mut self, fields: &Fields) -> FrontMatter {
        let front = FrontMatter {
            headline_group: self.headline_group(fields),
            byline: self.words(fields, "byline", Role::Byline).map(|words| byline::parse(&words)),
            dateline: self.words(fields, "dateline", Role::Dateline).map(|words| words.to_string()),
            origin: Origin {
                source: self.words(fields, "source", Role::Source).map(|words| words.to_string()),
                source_url: destination::outside(fields, "source_url", self.notes),
                copyright: fields.text("copyright", self.notes),
            },
            boxed: fields.boolean("box", self.notes).unwrap_or(false),
            pictures: self.pictures(fields),
            summary: self.phrase(fields, "summary", Role::Summary).map(|summary| summary.trimmed()),
            correction: self.correction(fields),
            keywords: fields.names("keywords", self.notes),
            editors: editors(fields, self.notes),
        };
        self.names.waivers.extend(waivers(fields, self.notes));
        self.names.passages.sort_by_key(|passage| passage.span);
        front
    }

    /// Files that go out with the story, though its text does not name them: names, not addresses, so `#` and `%` are themselves.
    fn name_files(&mut self, fields: &Fields) {
        for (name, span) in fields.texts_at("files", self.notes) {
            let name = name.replace('%', "%25").replace('#', "%23");
            self.names.link(Some(name), false, span, self.notes);
        }
    }

    /// The story of which this one is a translation.
    fn original(&mut self, fields: &Fields) -> Option<usize> {
        let (path, span) = fields.text_at("translation_of", self.notes)?;
        Some(self.names.link(Some(path), false, span, self.notes))
    }

    fn headline_group(&mut self, fields: &Fields) -> HeadlineGroup {
        HeadlineGroup {
            kicker: self.lines(fields, "kicker", Role::Kicker),
            headline: self.lines(fields, "headline", Role::Headline),
            deck: self.phrase(fields, "deck", Role::Deck).map(|written| {
                let (text, dash) = headline::deck(&written);
                Deck { text, dash }
            }),
            lead: self.phrase(fields, "lead", Role::Lead).map(|lead| lead.trimmed()),
        }
    }

    fn lines(&mut self, fields: &Fields, key: &'static str, role: Role) -> Vec<Phrase> {
        self.phrase(fields, key, role).iter().flat_map(headline::lines).collect()
    }

    fn pictures(&mut self, fields: &Fields) -> Vec<Picture> {
        let Self { text, zone, names, notes } = self;
        let zone = *zone;
        fields
            .items("images", notes, |fields, notes| FrontReader { text, zone, names, notes }.picture(fields))
    }

    fn picture(&mut self, fields: &Fields) -> Picture {
        let source = fields.wanted_text("src", self.notes);
        let has_alt = fields.wanted_text("alt", self.notes).is_some();
        let alt = has_alt.then(|| self.words(fields, "alt", Role::Alt)).flatten();
        let caption = self.phrase(fields, "caption", Role::Caption).map(|caption| caption.trimmed());
        let credit = self.words(fields, "credit", Role::Credit).map(|words| words.to_string());
        let written = fields.get("src");
        let span = written.map_or(fields.span, |node| node.span);
        let link = source.map(|source| self.names.link(Some(source), true, span, self.notes));
        Picture {
            link: fields.needed(link),
            alt: alt.unwrap_or_default().to_string(),
            caption,
            credit,
            address: written.map_or(span, |node| value_span(node, self.text)).into(),
        }
    }

    fn correction(&mut self, fields: &Fields) -> Option<Correction> {
        let Self { text, zone, names, notes } = self;
        let zone = *zone;
        let mut ask = |fields: &Fields, notes: &mut Notes| {
            FrontReader { text, zone, names, notes }.correction_of(fields)
        };
        fields.declare("corrected", || KeyShape::mapping("corrected", &mut ask));
        Fields::of(fields.node("corrected")?, notes, ask)
    }

    fn correction_of(&mut self, fields: &Fields) -> Correction {
        let date = fields.needed_date("date", self.notes);
        let has_note = fields.wanted_text("note", self.notes).is_some();
        let note = has_note.then(|| self.words(fields, "note", Role::Correction)).flatten();
        Correction { date, note: note.unwrap_or_default().to_string() }
    }

    /// The words of `key` and the figures in them.
    fn phrase(&mut self, fields: &Fields, key: &'static str, role: Role) -> Option<Phrase> {
        let (words, span) = self.written(fields, key)?;
        let phrase = reference::phrase(&words, span, &mut self.names.references, self.notes);
        self.passage(role, &phrase, span);
        Some(phrase)
    }

    /// The words of `key`, which may contain no figure.
    fn words(&mut self, fields: &Fields, key: &'static str, role: Role) -> Option<Words> {
        let (words, span) = self.written(fields, key)?;
        self.passage(role, &Phrase(vec![Piece::Text(words.clone())]), span);
        Some(words)
    }

    fn written(&mut self, fields: &Fields, key: &'static str) -> Option<(Words, Span)> {
        let (text, span) = fields.text_at(key, self.notes)?;
        Some((Words::within(text, self.text, span), span))
    }

    /// Whatever is read as words is proofread.
    fn passage(&mut self, role: Role, phrase: &Phrase, span: Span) {
        self.names.passages.push(Passage { role, content: Inline::of_phrase(phrase), span });
    }
}

fn topics(fields: &Fields, notes: &mut Notes) -> Vec<(String, Span)> {
    fields.declare("topics", || KeyShape::list(KeyShape::Name(NameKind::Topic)));
    fields.names_at("topics", notes)
}

/// Whether `figures: strict` is written in place of the story's own figures: then it has none of its own, and every
/// number must come from a ledger.
fn is_strict(fields: &Fields) -> bool {
    fields
        .get("figures")
        .is_some_and(|node| matches!(&node.kind, NodeKind::Scalar { text, .. } if text == "strict"))
}

/// Where a value is written; of a scalar, its text without the quotes.
pub(super) fn value_span(node: &Node, source: &str) -> Span {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Words::within(text.clone(), source, node.span).span(),
        NodeKind::List(_) | NodeKind::Mapping(_) => node.span,
    }
}
