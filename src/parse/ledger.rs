//! A ledger's file.

use std::sync::Arc;

use indexmap::IndexMap;

use super::destination;
use super::exhibit;
use super::figure;
use super::node::Node;
use super::relation;
use super::shape::{self, Fields};
use super::text;
use super::yaml;
use crate::digest::Digest;
use crate::finding::{Noted, Notes};
use crate::model::exhibit::ExhibitDraft;
use crate::model::ledger::{Ledger, LedgerSource, Programme};
use crate::source::{Place, SourcePath, Span};

const KEYS: [&str; 11] = [
    "title",
    "owner",
    "as_of",
    "source",
    "note",
    "groups",
    "figures",
    "relations",
    "programmes",
    "exhibits",
    "public",
];
const PROGRAMME_KEYS: [&str; 8] = ["name", "kind", "owner", "since", "parts", "figures", "expansion", "note"];

/// Reads one ledger. `added` are the kinds of exhibit that the theme adds.
#[must_use]
pub(crate) fn parse(
    path: &SourcePath,
    text: &str,
    digest: Digest,
    added: &[String],
) -> Noted<Option<Ledger>> {
    let mut notes = Notes::on(path);
    let root = yaml::parse(text, Span::new(0, text.len()), &mut notes);
    let ledger = root.and_then(|root| ledger(path, &root, digest, added, &mut notes));
    Noted::new(ledger, notes.findings)
}

fn ledger(
    path: &SourcePath,
    root: &Node,
    digest: Digest,
    added: &[String],
    notes: &mut Notes,
) -> Option<Ledger> {
    let fields = Fields::of(root, &KEYS, notes)?;
    let id = id(path);
    let groups = fields.mapping("groups", notes);
    let relations = fields.texts_at("relations", notes);
    Some(Ledger {
        title: fields.text("title", notes).unwrap_or_else(|| text::name_as_words(&id, notes)),
        owner: fields.text("owner", notes),
        as_of: fields.partial_date("as_of", notes),
        source: source(&fields, notes),
        note: fields.text("note", notes),
        groups: groups
            .iter()
            .filter_map(|entry| Some((entry.key.clone(), shape::text(&entry.value, notes)?)))
            .collect(),
        figures: figure::figures(fields.mapping("figures", notes), notes),
        relations: relations.iter().filter_map(|(text, span)| relation::parse(text, *span, notes)).collect(),
        programmes: fields.list("programmes").iter().filter_map(|node| programme(node, notes)).collect(),
        exhibits: exhibits(&fields, added, notes),
        public: fields.truth("public", notes).unwrap_or(true),
        at: Place::new(path, fields.key_span("title").unwrap_or(root.span)),
        digest,
        id,
    })
}

/// The path under `ledgers/` without its ending.
fn id(path: &SourcePath) -> String {
    let path = path.as_str();
    let inside = path.split_once("ledgers/").map_or(path, |(_, inside)| inside);
    inside.rsplit_once('.').map_or(inside, |(stem, _)| stem).to_owned()
}

fn source(fields: &Fields, notes: &mut Notes) -> Option<LedgerSource> {
    let fields = fields.fields("source", &["name", "url", "date"], notes)?;
    Some(LedgerSource {
        name: fields.needed_text("name", notes)?,
        url: destination::outside(&fields, "url", notes),
        date: fields.partial_date("date", notes),
    })
}

/// The exhibits it keeps: each says its kind, and then what a fence of that kind says.
fn exhibits(fields: &Fields, added: &[String], notes: &mut Notes) -> IndexMap<String, Arc<ExhibitDraft>> {
    let mut exhibits = IndexMap::new();
    for entry in fields.mapping("exhibits", notes) {
        let kind =
            Fields::open(&entry.value, notes).and_then(|fields| exhibit::kind_of(&fields, added, notes));
        let exhibit = kind.and_then(|kind| exhibit::parse(kind, &entry.value, entry.key_span, added, notes));
        exhibits.extend(exhibit.map(|exhibit| (entry.key.clone(), Arc::new(exhibit))));
    }
    exhibits
}

fn programme(node: &Node, notes: &mut Notes) -> Option<Programme> {
    let fields = Fields::of(node, &PROGRAMME_KEYS, notes)?;
    let figures = fields.texts_at("figures", notes);
    let name = fields.needed_text("name", notes);
    let kind = fields.needed_text("kind", notes);
    let path = notes.path();
    Some(Programme {
        name: name?,
        kind: kind?,
        owner: fields.text("owner", notes),
        since: fields.text("since", notes),
        parts: fields.texts("parts", notes),
        figures: figures.into_iter().map(|(key, span)| (key, Place::new(path, span))).collect(),
        expansion: fields.text("expansion", notes),
        note: fields.text("note", notes),
        at: Place::new(path, node.span),
    })
}
