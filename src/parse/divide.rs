//! Divides a story's file into front matter and narrative.

use super::front::KEYS;
use crate::fields::{self, Counterpart};
use crate::finding::Notes;
use crate::source::Span;
use crate::words::heads;

/// What begins and ends front matter in TOML, as other programs write it.
const TOML: &str = "+++";

/// The span of the front matter, if there is any, and that of the narrative.
pub(crate) fn divide(text: &str, notes: &mut Notes) -> (Option<Span>, Span) {
    let whole = Span::new(0, text.len());
    let opening = text.split_inclusive('\n').next().unwrap_or_default();
    if opening.trim_end() == TOML {
        notes.error(Span::new(0, TOML.len()), heads::toml_front_matter());
        return (None, Span::new(end_of_toml(text), text.len()));
    }
    if opening.trim_end() != "---" {
        refuse_late(text, notes);
        return (None, whole);
    }
    let start = opening.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (Some(Span::new(start, at)), Span::new(at + line.len(), text.len()));
        }
        at += line.len();
    }
    notes.error(Span::new(0, 3), heads::unclosed_front_matter());
    (None, Span::new(text.len(), text.len()))
}

/// The byte after the line that closes front matter in TOML; the first byte if there is no such line.
fn end_of_toml(text: &str) -> usize {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && line.trim_end() == TOML {
            return at;
        }
    }
    0
}

/// Refuses front matter that comes after empty lines or a comment, or whose first line is mistyped or missing. It would
/// be printed, and its `draft: true` ignored.
fn refuse_late(text: &str, notes: &mut Notes) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let span = Span::new(at, at + line.trim_end().len());
        let mut following = text[at + line.len()..].lines().take(40);
        if is_rule(words) && following.any(is_field) {
            let is_mistyped = at == 0 && words != "---";
            let wording = if is_mistyped { heads::mistyped_rule(words) } else { heads::late_front_matter() };
            notes.error(span, wording);
            return;
        }
        let mut after = text[at + line.len()..].lines();
        let next = after.next().unwrap_or_default();
        let is_head = is_own(line) && (is_rule(next) || is_field(next) || after.take(40).any(is_rule))
            || is_headline(line) && (is_rule(next) || is_field(next))
            || is_field(line) && is_headline(next);
        if is_head {
            notes.error(span, heads::bare_front_matter());
            return;
        }
        if !(words.is_empty() || words.starts_with("<!--")) {
            return;
        }
        at += line.len();
    }
}

/// Whether a line is what an input method, a word processor or a typing error makes of `---`.
fn is_rule(line: &str) -> bool {
    let is_stroke = |character| matches!(character, '-' | '—' | '－' | '﹣' | '–' | '―' | '*' | '=' | ' ');
    let line = line.trim();
    line.chars().count() > 1 && line.chars().all(is_stroke)
}

/// Whether a line looks like a key of front matter, under our name or another. 时间： may also begin a text.
fn is_field(line: &str) -> bool {
    key_of(line).is_some()
}

/// Whether a line looks like a key of front matter under our name.
fn is_own(line: &str) -> bool {
    line.split_once([':', '：']).is_some_and(|(key, _)| KEYS.contains(&key))
}

/// Whether a line looks like the headline in front matter: 标题：
fn is_headline(line: &str) -> bool {
    key_of(line) == Some("headline")
}

/// Our key for what a line begins with.
fn key_of(line: &str) -> Option<&'static str> {
    let (key, _) = line.split_once([':', '：'])?;
    if let Some(own) = KEYS.iter().find(|own| **own == key) {
        return Some(own);
    }
    match fields::meant(key.trim_end(), &KEYS)? {
        Counterpart::Key(own) => Some(own),
        Counterpart::Draft | Counterpart::NotHere => None,
    }
}
