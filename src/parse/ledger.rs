//! A ledger's file.

use std::sync::Arc;

use indexmap::IndexMap;

use super::destination;
use super::doubts;
use super::exhibit;
use super::figure;
use super::relation;
use super::rows;
use super::text;
use super::yaml;
use crate::digest::Digest;
use crate::fields::{self, Fields, KeyShape, NameKind};
use crate::finding::{Noted, Notes};
use crate::model::exhibit::ExhibitDraft;
use crate::model::ledger::{Ledger, LedgerSource, Programme, Relation};
use crate::source::{Place, SourcePath, Span};

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
    let ledger = root
        .and_then(|root| Fields::of(&root, &mut notes, |fields, notes| ledger(fields, digest, added, notes)));
    let with_doubts = |ledger: Ledger| {
        let figures: Vec<_> = ledger.figures.values().map(|figure| (&*figure.key, figure.at.span)).collect();
        Ledger { doubts: doubts::of_figures(text, &figures), ..ledger }
    };
    Noted::new(ledger.map(with_doubts), notes.findings)
}

pub(super) fn ledger(fields: &Fields, digest: Digest, added: &[String], notes: &mut Notes) -> Ledger {
    let path = notes.path();
    let id = id(path);
    fields.declare("figures", figure::shape);
    let rows = rows::read(fields, notes);
    let mut groups = groups(fields, notes);
    let mut figures = figure::figures(fields.mapping("figures", notes), notes);
    rows.figures.into_iter().for_each(|cell| figure::add(cell, &mut figures, notes));
    rows.rows.iter().for_each(|(key, label)| {
        groups.entry(key.clone()).or_insert_with(|| label.clone()); // The document of the ledger lists cells by row.
    });
    Ledger {
        title: fields.text("title", notes).unwrap_or_else(|| text::name_as_words(&id, notes)),
        owner: fields.text("owner", notes),
        as_of: fields.partial_date("as_of", notes),
        source: source(fields, notes),
        note: fields.text("note", notes),
        groups,
        columns: rows.columns,
        rows: rows.rows,
        figures,
        relations: relations(fields, notes),
        programmes: fields.items("programmes", notes, programme),
        exhibits: exhibits(fields, added, notes),
        doubts: Vec::new(),
        public: fields.boolean("public", notes).unwrap_or(true),
        at: Place::new(path, fields.key_span("title").unwrap_or(fields.span)),
        digest,
        id,
    }
}

/// The path under `ledgers/` without its extension.
fn id(path: &SourcePath) -> String {
    let path = path.as_str();
    let inside = path.split_once("ledgers/").map_or(path, |(_, inside)| inside);
    inside.rsplit_once('.').map_or(inside, |(stem, _)| stem).to_owned()
}

fn source(fields: &Fields, notes: &mut Notes) -> Option<LedgerSource> {
    fields.fields("source", notes, |fields, notes| LedgerSource {
        name: fields.needed_text("name", notes),
        url: destination::outside(fields, "url", notes),
        date: fields.partial_date("date", notes),
    })
}

fn groups(fields: &Fields, notes: &mut Notes) -> IndexMap<String, String> {
    let entries = fields.mapping("groups", notes).iter();
    entries.filter_map(|entry| Some((entry.key.clone(), fields::text(&entry.value, notes)?))).collect()
}

fn relations(fields: &Fields, notes: &mut Notes) -> Vec<Relation> {
    let written = fields.texts_at("relations", notes);
    written.iter().filter_map(|(text, span)| relation::parse(text, *span, notes)).collect()
}

/// The exhibits of the ledger: each has a `kind`, and the same keys as a fence of that kind.
fn exhibits(fields: &Fields, added: &[String], notes: &mut Notes) -> IndexMap<String, Arc<ExhibitDraft>> {
    let mut exhibits = IndexMap::new();
    fields.declare("exhibits", || KeyShape::free(exhibit::shape_in_ledger(added)));
    for entry in fields.mapping("exhibits", notes) {
        let kind = Fields::opened(&entry.value, "{kind: chart}", notes)
            .and_then(|fields| exhibit::kind_of(&fields, added, notes));
        let exhibit = kind.and_then(|kind| exhibit::parse(kind, &entry.value, entry.key_span, added, notes));
        exhibits.extend(exhibit.map(|exhibit| (entry.key.clone(), Arc::new(exhibit))));
    }
    exhibits
}

fn programme(fields: &Fields, notes: &mut Notes) -> Programme {
    let path = notes.path();
    fields.declare("figures", || KeyShape::list(KeyShape::Name(NameKind::Figure)));
    Programme {
        name: fields.needed_text("name", notes),
        kind: fields.needed_text("kind", notes),
        owner: fields.text("owner", notes),
        since: fields.text("since", notes),
        parts: fields.texts("parts", notes),
        figures: {
            let keys = fields.texts_at("figures", notes).into_iter();
            keys.map(|(key, span)| (key, Place::new(path, span))).collect()
        },
        expansion: fields.text("expansion", notes),
        note: fields.text("note", notes),
        at: Place::new(path, fields.span),
    }
}
