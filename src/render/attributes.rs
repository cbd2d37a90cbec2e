//! The attributes of variables in templates: `card.hedline` is empty in every document, and so without effect.
//!
//! A template names variables of its document, and gives names to the items of their lists. As far as the shape of what a name
//! stands for is known, an attribute must be one of its fields.

use std::collections::{BTreeMap, BTreeSet};

use super::body_shapes::of_body;
use super::shapes::{OF_EVERY_TEMPLATE, OF_TEMPLATES, fields};
use super::template_names::{given, loops, paths};
use crate::finding::Finding;
use crate::model::theme::{Template, Theme};
use crate::source::{Place, Span};
use crate::words::themes;

/// The shapes that a name may have.
type KnownShapes = BTreeSet<&'static str>;

/// A warning for each attribute that no variable of its name has.
pub(super) fn unknown(theme: &Theme) -> Vec<Finding> {
    let documents = of_documents();
    let known = |name: &str| match kind_of(name) {
        Some(kind) => of_exhibit(kind),
        None => documents.clone(),
    };
    theme.templates.iter().flat_map(|(name, template)| in_template(template, &known(name))).collect()
}

/// The kind of exhibit that a template is for: `broadsheet/exhibits/board.html`. `frame` is for all of them.
fn kind_of(template: &str) -> Option<&str> {
    let (before, name) = template.rsplit_once('/')?;
    (before == "exhibits" || before.ends_with("/exhibits")).then(|| name.trim_end_matches(".html"))
}

/// The variables of an exhibit of a kind.
fn of_exhibit(kind: &str) -> BTreeMap<&'static str, KnownShapes> {
    let of_all = fields("exhibit").chain(fields(OF_EVERY_TEMPLATE));
    let body = of_body(kind).map(|shape| ("body", Some(shape)));
    let mut known: BTreeMap<&str, KnownShapes> = BTreeMap::new();
    for (name, shape) in of_all.chain(body) {
        known.entry(name).or_default().extend(shape);
    }
    known
}

/// The variables of all documents.
fn of_documents() -> BTreeMap<&'static str, KnownShapes> {
    let mut known: BTreeMap<&str, KnownShapes> = BTreeMap::new();
    let shapes: BTreeSet<&str> =
        OF_TEMPLATES.iter().map(|(_, shape)| *shape).chain([OF_EVERY_TEMPLATE]).collect();
    for (name, shape) in shapes.into_iter().flat_map(fields) {
        known.entry(name).or_default().extend(shape);
    }
    known
}

fn in_template(template: &Template, documents: &BTreeMap<&'static str, KnownShapes>) -> Vec<Finding> {
    let paths = paths(&template.text);
    let named = names(&template.text, documents);
    let mut said = BTreeSet::new();
    let unknown = paths.into_iter().filter_map(|(path, at)| {
        let (above, attribute) = unknown_part(path, &named)?;
        let start = at + above.len() + 1;
        let known: Vec<&str> =
            shapes_of(above, &named).into_iter().flat_map(fields).map(|(name, _)| name).collect();
        let span = Span::new(start, start + attribute.len());
        let wording = themes::unknown_attribute(attribute, above, known);
        said.insert((above, attribute)).then(|| Finding::warning(Place::new(&template.path, span), wording))
    });
    unknown.collect()
}

/// The names that a template may use, as far as their shapes are known. One that is given to something else anywhere in it has none.
fn names<'t>(
    text: &'t str,
    documents: &BTreeMap<&'static str, KnownShapes>,
) -> BTreeMap<&'t str, KnownShapes> {
    let mut free: BTreeSet<&str> = given(text).into_iter().collect();
    let loops = loops(text);
    loop {
        let mut named: BTreeMap<&str, KnownShapes> =
            documents.iter().map(|(name, shapes)| (*name, shapes.clone())).collect();
        named.retain(|name, _| !free.contains(name));
        let before = free.len();
        for (name, list) in loops.iter().filter(|(name, _)| !free.contains(name)).copied().collect::<Vec<_>>()
        {
            let items = list.map(|list| shapes_of(list, &named)).unwrap_or_default();
            if items.is_empty() {
                free.insert(name);
            }
            named.entry(name).or_default().extend(items);
        }
        if free.len() == before {
            return named;
        }
    }
}

/// The shapes of what a path stands for.
fn shapes_of(path: &str, named: &BTreeMap<&str, KnownShapes>) -> KnownShapes {
    let mut parts = path.split('.');
    let mut shapes = parts.next().and_then(|name| named.get(name)).cloned().unwrap_or_default();
    for part in parts {
        let inside = shapes.into_iter().flat_map(fields).filter(|(name, _)| *name == part);
        shapes = inside.filter_map(|(_, shape)| shape).collect();
    }
    shapes
}

/// The first attribute of a path that what is before it does not have.
fn unknown_part<'p>(path: &'p str, named: &BTreeMap<&str, KnownShapes>) -> Option<(&'p str, &'p str)> {
    let dots: Vec<usize> = path.match_indices('.').map(|(at, _)| at).collect();
    for dot in dots {
        let (above, rest) = (&path[..dot], &path[dot + 1..]);
        let attribute = rest.split('.').next().unwrap_or(rest);
        let shapes = shapes_of(above, named);
        if shapes.is_empty() || attribute.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        if !shapes.into_iter().flat_map(fields).any(|(name, _)| name == attribute) {
            return Some((above, attribute));
        }
    }
    None
}
