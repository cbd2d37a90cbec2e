//! The variables of templates: one that no document has is empty in every `if`, and so without effect.

use serde::Serialize;
use tera::Tera;

use super::shapes::fields;
use crate::finding::Finding;
use crate::model::theme::Theme;
use crate::source::{Place, Span};
use crate::words::values;

/// The variables that documents have, besides those that all of them have.
const OF_DOCUMENTS: [&str; 88] = [
    "about",
    "as_of",
    "authors",
    "body",
    "card",
    "column",
    "column_gap",
    "columns",
    "copyright",
    "csv",
    "dateline",
    "documents",
    "edition",
    "editions",
    "editors",
    "entries",
    "exhibits",
    "feed",
    "figure_count",
    "figures",
    "footnotes",
    "front",
    "groups",
    "gutter",
    "has_drawings",
    "head",
    "headline_line",
    "id",
    "indicators",
    "json",
    "keywords",
    "kind",
    "kinds",
    "ledgers",
    "line",
    "months",
    "moved_to",
    "name",
    "next",
    "next_edition",
    "next_page",
    "note",
    "over_time",
    "owner",
    "owners",
    "page",
    "pages",
    "pdf",
    "parts",
    "picture",
    "previous",
    "previous_edition",
    "previous_page",
    "programmes",
    "qr",
    "proofs",
    "relation_count",
    "same_column",
    "signers",
    "search",
    "section",
    "sheet",
    "sheets",
    "sitemap",
    "sizes",
    "source",
    "source_url",
    "stories",
    "title",
    "topics",
    "total",
    "updated",
    "years",
    "past",
    "month",
    "latin",
    "versions",
    "index",
    "periods",
    "home",
    "initial",
    "ledger_count",
    "language",
    "letters",
    "summary",
    "loop",
    "number",
    "path",
];
/// Where the templates of exhibits are; they have variables of their own.
const OF_EXHIBITS: &str = "exhibits/";

/// The variables that all documents have.
const OF_ALL: [&str; 7] = ["paper", "columns", "standing", "paths", "assets", "words", "options"];

fn is_known(name: &str) -> bool {
    OF_DOCUMENTS.contains(&name) || OF_ALL.contains(&name)
}

/// Whether the lists above have every variable of a view.
pub(super) fn are_known<V: Serialize>(view: &V) -> bool {
    let value = serde_json::to_value(view);
    value.is_ok_and(|value| {
        value.as_object().is_some_and(|variables| variables.keys().all(|name| is_known(name)))
    })
}

/// A warning for each variable of a template that no document has, at the first place where it stands.
pub(super) fn unknown(tera: &Tera, theme: &Theme) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, template) in &theme.templates {
        let of_exhibit: Vec<&str> = fields("exhibit").map(|(field, _)| field).collect();
        let own = if name.contains(OF_EXHIBITS) { &of_exhibit[..] } else { &OF_DOCUMENTS[..] };
        let is_known = |variable: &str| own.contains(&variable) || OF_ALL.contains(&variable);
        let Ok(variables) = tera.get_template_variables(name) else { continue };
        let mut variables: Vec<&str> = variables.into_iter().collect();
        variables.sort_unstable();
        for variable in variables.into_iter().filter(|name| !is_known(name)) {
            let Some(at) = place_of(variable, &template.text) else { continue }; // It stands in a template that this one includes.
            let known = own.iter().copied().chain(OF_ALL);
            let span = Span::new(at, at + variable.len());
            let wording = values::unknown_variable(variable, known);
            findings.push(Finding::warning(Place::new(&template.path, span), wording));
        }
    }
    findings
}

/// Where a variable stands as a word of its own in a tag of a template.
fn place_of(variable: &str, text: &str) -> Option<usize> {
    let is_part = |character: Option<char>| {
        character.is_some_and(|character| character.is_alphanumeric() || "_.".contains(character))
    };
    let mut places = text.match_indices(variable).map(|(at, _)| at);
    places.find(|at| {
        let before = &text[..*at];
        let is_in_tag = before.rfind(['{']).is_some_and(|open| !before[open..].contains('}'));
        let after = text[at + variable.len()..].chars().next();
        is_in_tag
            && !is_part(before.chars().next_back())
            && !after.is_some_and(|after| after.is_alphanumeric() || after == '_')
    })
}
