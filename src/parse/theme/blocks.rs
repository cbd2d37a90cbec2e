//! Blocks of templates: one that a template replaces must be in a template that it extends.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::theme::{Template, Theme};
use crate::source::{Place, Span};
use crate::words::themes;

/// A warning for each block that a template sets and that none of those that it extends has: it is printed nowhere.
pub(super) fn unknown(theme: &Theme) -> Vec<Finding> {
    let mut findings = Vec::new();
    for template in theme.templates.values() {
        let Some(known) = blocks_above(theme, template) else { continue };
        for (name, span) in blocks(&template.text)
            .into_iter()
            .filter(|block| block.is_outer)
            .map(|block| (block.name, block.span))
        {
            if !known.contains(name) {
                let wording = themes::unknown_block(name, known.iter().copied());
                findings.push(Finding::warning(Place::new(&template.path, span), wording));
            }
        }
    }
    findings
}

/// The blocks of all templates that a template extends; `None` if it extends none, or one that is not there.
fn blocks_above<'t>(theme: &'t Theme, template: &'t Template) -> Option<BTreeSet<&'t str>> {
    let (mut known, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut above = extended(&template.text)?;
    loop {
        if !seen.insert(above) {
            return None; // The template engine reports the circle.
        }
        let parent = theme.templates.get(above)?;
        known.extend(blocks(&parent.text).iter().map(|block| block.name));
        let Some(next) = extended(&parent.text) else { return Some(known) };
        above = next;
    }
}

/// The names of templates that a text takes from a theme's parents: `broadsheet/story.html`.
pub(super) fn named_templates(text: &str) -> impl Iterator<Item = &str> {
    tags(text)
        .filter(|(words, _)| words.starts_with("extends") || words.starts_with("include"))
        .filter_map(|(words, _)| quoted(words))
}

/// The template that a template extends.
fn extended(text: &str) -> Option<&str> {
    tags(text).find(|(words, _)| words.starts_with("extends")).and_then(|(words, _)| quoted(words))
}

fn quoted(words: &str) -> Option<&str> {
    let open = words.find(['"', '\''])?;
    let mark = words[open..].chars().next()?;
    words[open + 1..].split(mark).next()
}

/// A block of a template.
struct TemplateBlock<'t> {
    name: &'t str,
    span: Span,
    /// Whether it is in no other block.
    is_outer: bool,
}

fn blocks(text: &str) -> Vec<TemplateBlock<'_>> {
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    for (words, at) in tags(text) {
        let mut parts = words.split_whitespace();
        match (parts.next(), parts.next()) {
            (Some("block"), Some(name)) => {
                let start = at + words.find(name).unwrap_or(0);
                found.push(TemplateBlock {
                    name,
                    span: Span::new(start, start + name.len()),
                    is_outer: depth == 0,
                });
                depth += 1;
            }
            (Some("endblock"), _) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// The words in each `{% … %}`, and where they begin.
fn tags(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.match_indices("{%").filter_map(|(open, _)| {
        let inside = &text[open + 2..];
        let inside = &inside[..inside.find("%}")?];
        let words = inside.trim_matches('-').trim();
        let at = open + 2 + inside.find(words).unwrap_or(0);
        Some((words, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blocks_of_a_template_are_found_with_their_places() {
        let text = "{%- extends \"base.html\" -%}{% block main %}a{% block b %}{% endblock b %}{% endblock %}{% block c %}{% endblock %}";
        let found: Vec<(&str, bool)> =
            blocks(text).iter().map(|block| (block.name, block.is_outer)).collect();
        assert_eq!(found, [("main", true), ("b", false), ("c", true)]);
        assert_eq!(extended(text), Some("base.html"));
        let first = &blocks(text)[0];
        assert_eq!(&text[first.span.start..first.span.end], "main");
    }
}
