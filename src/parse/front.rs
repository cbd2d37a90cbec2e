//! The front matter of stories: every key is asked here.

use std::sync::LazyLock;

use indexmap::IndexMap;

use super::destination;
use super::editors::editors;
use super::names::Names;
use super::waivers::waivers;
use super::{byline, figure, headline, reference, withdrawn};
use crate::fields::{Fields, Node, NodeKind};
use crate::finding::Notes;
use crate::model::figure::Figure;
use crate::model::phrase::Phrase;
use crate::model::story::{Deck, Form, FrontMatter, HeadlineGroup, Origin, Picture, Schedule, Slip};
use crate::source::Span;

/// The keys of front matter.
pub(crate) static KEYS: LazyLock<Vec<&str>> =
    LazyLock::new(|| Fields::asked_by(|fields, notes| ask(fields, &mut Names::default(), notes)));

/// Asks for all keys: the words that are printed, the slip, and the figures of the story's own.
pub(crate) fn ask(
    fields: &Fields,
    names: &mut Names,
    notes: &mut Notes,
) -> (FrontMatter, Slip, IndexMap<String, Figure>) {
    let front = front_matter(fields, names, notes);
    name_files(fields, names, notes);
    let figures = if is_strict(fields) { &[] } else { fields.mapping("figures", notes) };
    (front, slip(fields, notes), figure::figures(figures, notes))
}

/// Whether `figures: strict` stands in the place of the story's own figures: it has none, and none may come from nowhere.
fn is_strict(fields: &Fields) -> bool {
    fields
        .get("figures")
        .is_some_and(|node| matches!(&node.kind, NodeKind::Scalar { text, .. } if text == "strict"))
}

fn slip(fields: &Fields, notes: &mut Notes) -> Slip {
    let from = fields.date("publish_at", notes).max(fields.date("embargo", notes));
    Slip {
        column: fields.text_at("column", notes),
        topics: fields.names("topics", notes),
        form: fields.word("form", &Form::ALL, notes),
        shown_form: Form::default(), // Known when the narrative has been read.
        date: fields.date_at("date", notes),
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
    let headline = fields.text_at("headline", notes);
    let kicker = lines(fields.text_at("kicker", notes), names, notes);
    let headline = lines(headline, names, notes);
    let deck = fields.text_at("deck", notes).map(|(text, span)| {
        let (text, dash) = headline::deck(&text);
        Deck { text: reference::phrase(text, span, &mut names.references, notes), dash }
    });
    HeadlineGroup { kicker, headline, deck, lead: phrase(fields, "lead", names, notes) }
}

fn lines(said: Option<(String, Span)>, names: &mut Names, notes: &mut Notes) -> Vec<Phrase> {
    let Some((text, span)) = said else { return Vec::new() };
    let lines = headline::lines(&text);
    lines.iter().map(|line| reference::phrase(line, span, &mut names.references, notes)).collect()
}

fn phrase(fields: &Fields, key: &'static str, names: &mut Names, notes: &mut Notes) -> Option<Phrase> {
    let (text, span) = fields.text_at(key, notes)?;
    Some(reference::phrase(text.trim(), span, &mut names.references, notes))
}

fn picture(node: &Node, names: &mut Names, notes: &mut Notes) -> Option<Picture> {
    Fields::of(node, notes, |fields, notes| {
        let source = fields.wanted_text("src", notes);
        let span = fields.get("src").map_or(node.span, |node| node.span);
        Picture {
            link: fields.needed(source.map(|source| names.link(Some(source), true, span, notes))),
            alt: fields.wanted_text("alt", notes).unwrap_or_default(),
            caption: phrase(fields, "caption", names, notes),
            credit: fields.text("credit", notes),
        }
    })
}
