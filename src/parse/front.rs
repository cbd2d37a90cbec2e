//! Front matter: what stands above a story's text. Words are read once, for printing and for the proofreader.

use super::editors::editors;
use super::names::Names;
use super::node::{Node, NodeKind};
use super::shape::Fields;
use super::waivers::waivers;
use super::{byline, destination, headline, reference};
use crate::finding::Notes;
use crate::model::body::Inline;
use crate::model::passage::{Passage, Role};
use crate::model::phrase::{Phrase, Piece};
use crate::model::story::{Deck, FrontMatter, HeadlineGroup, Origin, Picture};
use crate::model::written::Words;
use crate::source::Span;

/// Reads the front matter of a file.
pub(super) struct FrontReader<'f, 'n> {
    /// The whole file.
    pub text: &'f str,
    pub names: &'f mut Names,
    pub notes: &'f mut Notes<'n>,
}

impl FrontReader<'_, '_> {
    pub(super) fn read(&mut self, fields: &Fields) -> FrontMatter {
        self.names.waivers.extend(waivers(fields, self.notes));
        let front = FrontMatter {
            headline_group: self.headline_group(fields),
            byline: self.words(fields, "byline", Role::Byline).map(|words| byline::parse(&words)),
            dateline: self.words(fields, "dateline", Role::Dateline).map(|words| words.to_string()),
            origin: Origin {
                source: self.words(fields, "source", Role::Source).map(|words| words.to_string()),
                source_url: destination::outside(fields, "source_url", self.notes),
                copyright: fields.text("copyright", self.notes),
            },
            boxed: fields.truth("box", self.notes).unwrap_or(false),
            pictures: fields.list("images").iter().filter_map(|node| self.picture(node)).collect(),
            summary: self.phrase(fields, "summary", Role::Summary).map(|summary| summary.trimmed()),
            keywords: fields.names("keywords", self.notes),
            editors: editors(fields, self.notes),
        };
        self.names.passages.sort_by_key(|passage| passage.span);
        front
    }

    fn headline_group(&mut self, fields: &Fields) -> HeadlineGroup {
        let deck = self.phrase(fields, "deck", Role::Deck).map(|written| {
            let (text, dash) = headline::deck(&written);
            Deck { text, dash }
        });
        HeadlineGroup {
            kicker: self.lines(fields, "kicker", Role::Kicker),
            headline: self.lines(fields, "headline", Role::Headline),
            deck,
            lead: self.phrase(fields, "lead", Role::Lead).map(|lead| lead.trimmed()),
        }
    }

    fn lines(&mut self, fields: &Fields, key: &str, role: Role) -> Vec<Phrase> {
        self.phrase(fields, key, role).iter().flat_map(headline::lines).collect()
    }

    fn picture(&mut self, node: &Node) -> Option<Picture> {
        let fields = Fields::of(node, &["src", "alt", "caption", "credit"], self.notes)?;
        let source = fields.needed_text("src", self.notes);
        let has_alt = fields.needed_text("alt", self.notes).is_some();
        let alt = has_alt.then(|| self.words(&fields, "alt", Role::Alt)).flatten();
        let caption = self.phrase(&fields, "caption", Role::Caption).map(|caption| caption.trimmed());
        let credit = self.words(&fields, "credit", Role::Credit).map(|words| words.to_string());
        let written = fields.get("src").unwrap_or(node);
        let address = value_span(written, self.text).into();
        let link = self.names.link(Some(source?), true, written.span, self.notes);
        Some(Picture { link, alt: alt.unwrap_or_default().to_string(), caption, credit, address })
    }

    /// The words of `key` and the figures in them.
    fn phrase(&mut self, fields: &Fields, key: &str, role: Role) -> Option<Phrase> {
        let (words, span) = self.written(fields, key)?;
        let phrase = reference::phrase(&words, span, &mut self.names.references, self.notes);
        self.passage(role, &phrase, span);
        Some(phrase)
    }

    /// The words of `key`, in which no figure may stand.
    fn words(&mut self, fields: &Fields, key: &str, role: Role) -> Option<Words> {
        let (words, span) = self.written(fields, key)?;
        self.passage(role, &Phrase(vec![Piece::Text(words.clone())]), span);
        Some(words)
    }

    fn written(&mut self, fields: &Fields, key: &str) -> Option<(Words, Span)> {
        let (text, span) = fields.text_at(key, self.notes)?;
        Some((Words::within(text, self.text, span), span))
    }

    /// Whatever is read as words is proofread.
    fn passage(&mut self, role: Role, phrase: &Phrase, span: Span) {
        self.names.passages.push(Passage { role, content: Inline::of_phrase(phrase), span });
    }
}

/// Where a value is written; what a scalar says, without its quotes.
pub(super) fn value_span(node: &Node, source: &str) -> Span {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Words::within(text.clone(), source, node.span).span(),
        NodeKind::List(_) | NodeKind::Mapping(_) => node.span,
    }
}
