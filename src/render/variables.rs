//! The variables of templates: one that no document has is empty in every `if`, and so without effect.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Tera;

use super::shapes::{OF_EVERY_TEMPLATE, OF_TEMPLATES, fields};
use super::template_names::given;
use crate::finding::Finding;
use crate::model::theme::Theme;
use crate::source::{Place, Span};
use crate::words::values;

/// Where the templates of exhibits are; they have variables of their own.
const OF_EXHIBITS: &str = "exhibits/";

/// The names of the fields of a shape.
fn names(shape: &str) -> impl Iterator<Item = &'static str> {
    fields(shape).map(|(name, _)| name)
}

/// The variables that the template of a document gets, if it is one.
fn of_template(template: &str) -> Option<BTreeSet<&'static str>> {
    let shape = OF_TEMPLATES.iter().find(|(name, _)| *name == template).map(|(_, shape)| *shape);
    Some(names(shape?).collect())
}

/// Whether the shape of a template has every variable of a view.
pub(super) fn are_known<V: Serialize>(template: &str, view: &V) -> bool {
    let (Some(known), Ok(value)) = (of_template(template), serde_json::to_value(view)) else { return false };
    value.as_object().is_some_and(|variables| variables.keys().all(|name| known.contains(name.as_str())))
}

/// A warning for each variable of a template that no document has, at the first place where it stands.
pub(super) fn unknown(tera: &Tera, theme: &Theme) -> Vec<Finding> {
    let of_all = || names(OF_EVERY_TEMPLATE).chain(["loop"]); // Tera has `loop` in every loop.
    let of_exhibits: BTreeSet<&str> = names("exhibit").chain(of_all()).collect();
    // A template may be a part of any document's.
    let of_documents: BTreeSet<&str> =
        OF_TEMPLATES.iter().flat_map(|(_, shape)| names(shape)).chain(of_all()).collect();
    let mut findings = Vec::new();
    for (name, template) in &theme.templates {
        let own = if name.contains(OF_EXHIBITS) { &of_exhibits } else { &of_documents };
        let given = given(&template.text);
        let Ok(variables) = tera.get_template_variables(name) else { continue };
        let mut variables: Vec<&str> = variables.into_iter().collect();
        variables.sort_unstable();
        for variable in variables.into_iter().filter(|name| !own.contains(name) && !given.contains(name)) {
            let Some(at) = place_of(variable, &template.text) else { continue }; // It stands in a template that this one includes.
            let span = Span::new(at, at + variable.len());
            let wording = values::unknown_variable(variable, own.iter().copied());
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
