//! `edition.yaml`: an edition's number, the names of its pages, its running order.

use super::distribution::{classification, distribution};
use super::editors::editors;
use super::yaml;
use crate::fields::{self, Fields, KeyShape, KnownWord, NameKind, Node, NodeKind};
use crate::finding::{Noted, Notes};
use crate::model::edition::{EditionDraft, MakeupDraft, PAGE_LIMIT, PageDraft, Wish};
use crate::source::{Place, SourcePath, Span};
use crate::words::content;

const PICTURES: [KnownWord<bool>; 2] =
    [KnownWord::new("large", "大、大图", true), KnownWord::new("small", "小、小图", false)];

/// Reads one `edition.yaml`.
#[must_use]
pub(crate) fn parse(path: &SourcePath, text: &str) -> Noted<EditionDraft> {
    let mut notes = Notes::on(path);
    let root = yaml::parse(text, Span::new(0, text.len()), &mut notes);
    let edition = root.and_then(|root| Fields::of(&root, &mut notes, edition)).unwrap_or_default();
    Noted::new(edition, notes.findings)
}

pub(super) fn edition(fields: &Fields, notes: &mut Notes) -> EditionDraft {
    let path = notes.path();
    EditionDraft {
        number: fields.whole_number("number", notes).map(|number| {
            (number, Place::new(path, fields.node("number").map_or(fields.span, |node| node.span)))
        }),
        total: fields.whole_number("total", notes),
        name: fields.text("name", notes),
        date: fields.date_at("date", notes).map(|(date, span)| (date, Place::new(path, span))),
        pages: pages(fields, notes),
        editors: editors(fields, notes),
        lead: fields
            .name_at("lead", NameKind::Story, notes)
            .map(|(name, span)| (name, Place::new(path, span))),
        draft: fields.boolean("draft", notes).unwrap_or(false),
        notice: fields.text("notice", notes),
        distribution: distribution(fields, notes),
        classification: classification(fields, notes),
    }
}

/// The pages, up to the limit of an edition.
fn pages(fields: &Fields, notes: &mut Notes) -> Vec<PageDraft> {
    fields.declare("pages", || KeyShape::list(KeyShape::mapping("pages", page)));
    let nodes = fields.list("pages");
    if let Some(node) = nodes.get(PAGE_LIMIT as usize) {
        notes.error(node.span, content::bad_page(PAGE_LIMIT + 1, PAGE_LIMIT));
    }
    nodes.iter().take(PAGE_LIMIT as usize).filter_map(|node| Fields::of(node, notes, page)).collect()
}

fn page(fields: &Fields, notes: &mut Notes) -> PageDraft {
    let path = notes.path();
    let name = fields.text("name", notes);
    fields.declare("stories", || KeyShape::list(KeyShape::Name(NameKind::Story)));
    let stories = fields.texts_at("stories", notes);
    let wishes = || KeyShape::free(KeyShape::mapping("makeup", wish));
    fields.declare("makeup", || KeyShape::AnyOf(vec![KeyShape::Text, wishes()]));
    let makeup = fields.get("makeup").map(|node| makeup(node, notes));
    PageDraft {
        place: Place::new(path, fields.span),
        name,
        stories: stories.into_iter().map(|(name, span)| (name, Place::new(path, span))).collect(),
        makeup: makeup.unwrap_or(MakeupDraft::Wishes(Vec::new())),
    }
}

/// A page's make-up: wishes for stories, or a grid of their names as text.
fn makeup(node: &Node, notes: &mut Notes) -> MakeupDraft {
    let path = notes.path();
    match &node.kind {
        NodeKind::Scalar { text, .. } => {
            let rows =
                text.lines().map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
            let rows: Vec<Vec<String>> = rows.filter(|row| !row.is_empty()).collect();
            MakeupDraft::ByHand(rows, Place::new(path, node.span))
        }
        NodeKind::Mapping(entries) => {
            let wishes = entries.iter().filter_map(|entry| {
                let wish = Fields::of(&entry.value, notes, wish)?;
                Some((entry.key.clone(), Place::new(path, entry.key_span), wish))
            });
            MakeupDraft::Wishes(wishes.collect())
        }
        NodeKind::List(_) => {
            fields::report_no_mapping(node, "makeup: {a: {rank: 1}}", notes);
            MakeupDraft::Wishes(Vec::new())
        }
    }
}

fn wish(fields: &Fields, notes: &mut Notes) -> Wish {
    Wish {
        listed: false,
        rank: fields.whole_number("rank", notes),
        boxed: fields.boolean("box", notes),
        span: fields.whole_number("span", notes),
        large_pictures: fields.word("picture", &PICTURES, notes),
    }
}
