//! References to figures in YAML: a few keys allow them; in any other they would be printed as plain text.

use crate::fields::{Node, NodeKind, half_width};
use crate::finding::Notes;
use crate::words::narrative;

/// The path of keys that leads to a value, ignoring lists: `images`, `caption`.
pub(crate) type KeyPath<'k> = &'k [&'k str];

/// Reports each reference below `node`, the value of `key`, unless one of `phrases` leads to it. The braces of a
/// reported reference are removed, so that no later step reports it again.
pub(crate) fn refuse(node: &mut Node, key: &str, phrases: &[KeyPath], notes: &mut Notes) {
    let span = node.span;
    match &mut node.kind {
        NodeKind::Scalar { text, .. } => {
            if !phrases.iter().any(|path| path.is_empty()) && has_braces(text) {
                notes.error(span, narrative::no_reference_here(key));
                *text = without_braces(text);
            }
        }
        NodeKind::List(items) => items.iter_mut().for_each(|item| refuse(item, key, phrases, notes)),
        NodeKind::Mapping(entries) => {
            for entry in entries {
                if has_braces(&entry.key) {
                    notes.error(entry.key_span, narrative::no_reference_here(&entry.key));
                    entry.key = without_braces(&entry.key);
                }
                refuse(&mut entry.value, &entry.key, &below(phrases, &entry.key), notes);
            }
        }
    }
}

/// The remaining paths below `key`.
fn below<'k>(phrases: &[KeyPath<'k>], key: &str) -> Vec<KeyPath<'k>> {
    let split = phrases.iter().filter_map(|path| path.split_first());
    split.filter(|(first, _)| **first == key).map(|(_, rest)| rest).collect()
}

/// Whether a text has the braces of a reference, in any width.
fn has_braces(text: &str) -> bool {
    text.contains(['{', '｛']) && half_width(text).contains("{{")
}

fn without_braces(text: &str) -> String {
    let braces = ["{{", "}}", "｛｛", "｝｝", "{｛", "｛{", "}｝", "｝}"];
    braces.iter().fold(text.to_owned(), |text, braces| text.replace(braces, ""))
}
