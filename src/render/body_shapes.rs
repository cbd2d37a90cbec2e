//! The shapes of what a kind of exhibit gives its template as `body`, by kind; see `shapes`. The body of a kind that the theme adds is
//! whatever the editor writes.

use serde_json::Value;

/// The shape of the body of each kind: of itself, or of the items of which it is a list. A chart's is a list of names.
pub const OF_BODIES: [(&str, &str); 13] = [
    ("board", "pillar"),
    ("contest", "contest-body"),
    ("documents", "documents-body"),
    ("funnel", "entry"),
    ("glossary", "term"),
    ("loop", "loop-body"),
    ("method", "method-body"),
    ("pairs", "pairs-body"),
    ("placement", "placement-body"),
    ("programme", "programme-body"),
    ("registry", "registry-body"),
    ("table", "table-body"),
    ("training", "training-body"),
];

/// The shapes in them.
pub const BODY_SHAPES: [(&str, &str); 20] = [
    ("contest-body", "steps:step results:entry"),
    ("course", "name counts:entry"),
    ("documents-body", "entries:register"),
    ("entry", "name text value row"),
    ("loop-body", "steps:step"),
    ("method-body", "code parts:method-part"),
    ("method-part", "name items"),
    ("pairs-body", "sides:entry pairs"),
    ("pillar", "name about figures:entry items"),
    ("placement-body", "rows:entry total:entry"),
    ("programme-body", "name kind owner since parts figures:entry"),
    ("register", "name owner count:entry status date about"),
    ("registry-body", "whole:entry entries:register has_counts has_dates"),
    ("step", "name about count:entry"),
    ("table-body", "rank names columns:table-column lines:table-line gap_note differs"),
    ("table-cell", "text value pad row"),
    ("table-column", "label unit"),
    ("table-line", "kind rank name cells:table-cell"),
    ("term", "id term question meaning"),
    ("training-body", "columns courses:course shares:entry"),
];

/// The shape of the body of a kind, if it is known.
pub(crate) fn of_body(kind: &str) -> Option<&'static str> {
    OF_BODIES.iter().find(|(known, _)| *known == kind).map(|(_, shape)| *shape)
}

/// Whether a value has the fields of its shape and no other, as far as it has any; a list is looked at item by item.
pub(crate) fn fits(value: &Value, shape: &str) -> bool {
    let listed = BODY_SHAPES.iter().find(|(name, _)| *name == shape).map_or("", |(_, fields)| *fields);
    match value {
        Value::Array(items) => items.iter().all(|item| fits(item, shape)),
        Value::Object(fields) => {
            let known: Vec<(&str, Option<&str>)> = listed
                .split_whitespace()
                .map(|field| field.split_once(':').map_or((field, None), |(name, inner)| (name, Some(inner))))
                .collect();
            fields.len() == known.len()
                && known.iter().all(|(name, inner)| {
                    let field = fields.get(*name);
                    field.is_some_and(|field| inner.is_none_or(|inner| fits(field, inner)))
                })
        }
        _ => true,
    }
}
