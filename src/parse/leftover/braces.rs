//! Braces: references to figures in full-width, missing or surplus braces.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::remnant::{GAP, Remnant, RemnantRole};
use super::{Leftovers, fix};
use crate::model::suspect::Suspect;
use crate::source::Span;
use crate::words::{leftover as words, narrative};

/// Two braces on either side: a reference, if they were not written in half width and side by side.
static DOUBLE: LazyLock<Regex> = LazyLock::new(|| braces(r"\{\s*\{", r"(?:\s*\|[^{}\n]*)?", r"\}\s*\}"));
/// Two braces on one side only.
static UNEVEN: LazyLock<Regex> = LazyLock::new(|| {
    let (name, filters) = (NAME, r"(?:\s*\|[^{}\n]*)?");
    Regex::new(&format!(r"\{{(\s*{name}{filters}\s*)\}}\}}|\{{\{{(\s*{name}{filters}\s*)\}}"))
        .expect("a constant")
});
/// More than two braces before it, and two or more after it.
static SURPLUS: LazyLock<Regex> = LazyLock::new(|| braces(r"\{{3,}", r"(?:\s*\|[^{}\n]*)?", r"\}{2,}"));
/// One brace on either side.
static SINGLE: LazyLock<Regex> = LazyLock::new(|| braces(r"\{", r"(?:\s*\|[^{}\n]*)?", r"\}"));

/// How far before a brace another one may be open, in bytes.
const NESTED: usize = 200;
/// A key, with or without its ledger, or a label.
const NAME: &str = r"[\p{L}\p{N}_][\p{L}\p{N}_.:@/（）()、“”-]*";

fn braces(open: &str, filters: &str, close: &str) -> Regex {
    Regex::new(&format!(r"{open}(\s*{NAME}{filters}\s*){close}")).expect("a constant")
}

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    if !rest.folded.contains(['{', '}']) {
        return;
    }
    let mut read: Vec<Range<usize>> = Vec::new();
    for found in SURPLUS.captures_iter(&rest.folded) {
        let (whole, inside) = (found.get_match().range(), found[1].trim());
        if inside.contains(char::is_alphabetic) && !is_escaped(rest, whole.start) {
            let right = format!("{{{{{inside}}}}}");
            left.error(rest.span(&whole), words::unread_reference(rest.written(&whole), &right), None);
            read.push(whole);
        }
    }
    for found in DOUBLE.captures_iter(&rest.folded).chain(UNEVEN.captures_iter(&rest.folded)) {
        let whole = found.get_match().range();
        let Some(inside) = found.iter().skip(1).flatten().next() else { continue };
        let inside = inside.as_str().trim();
        if inside.contains(char::is_alphabetic) && !is_part(rest, &whole) && !is_nested(rest, whole.start) {
            let (span, right) = (rest.span(&whole), format!("{{{{{inside}}}}}"));
            left.error(span, words::unread_reference(rest.written(&whole), &right), fix(span, right));
            read.push(whole);
        }
    }
    for found in SINGLE.captures_iter(&rest.folded) {
        let whole = found.get_match().range();
        let is_alone = !is_part(rest, &whole) && !is_nested(rest, whole.start);
        if let Some(inside) = found.get(1).filter(|_| is_alone) {
            left.suspects.push(Suspect { name: inside.as_str().trim().to_owned(), span: rest.span(&whole) });
        }
    }
    after_references(rest, left);
    if rest.role != RemnantRole::Value {
        unclosed(rest, &mut read, left);
    }
}

/// Braces that are left over after a reference: `{{key}}}`.
fn after_references(rest: &Remnant, left: &mut Leftovers) {
    for (at, brace) in rest.folded.match_indices('}') {
        let span = rest.span(&(at..at + brace.len()));
        let is_beside_gap = rest.before(at) == Some(GAP) && rest.source[..span.start].ends_with("}}");
        let reference = rest.source[..span.start].rfind("{{").filter(|_| is_beside_gap);
        if let Some(start) = reference.filter(|_| !is_nested(rest, at)) {
            let (written, right) = (&rest.source[start..span.end], &rest.source[start..span.start]);
            left.error(Span::new(start, span.end), words::unread_reference(written, right), None);
        }
    }
}

/// Two braces that are never closed. Those of front matter are reported where it is read.
fn unclosed(rest: &Remnant, read: &mut [Range<usize>], left: &mut Leftovers) {
    read.sort_by_key(|range| range.start);
    for (at, braces) in rest.folded.match_indices("{{") {
        let place = read.partition_point(|range| range.end <= at);
        let is_read = read.get(place).is_some_and(|range| range.start <= at);
        if !is_read && !is_escaped(rest, at) {
            left.error(rest.span(&(at..at + braces.len())), narrative::unclosed_reference(), None);
        }
    }
}

/// Whether braces are only a part of others, or escaped.
fn is_part(rest: &Remnant, whole: &Range<usize>) -> bool {
    rest.before(whole.start) == Some('{')
        || rest.after(whole.end) == Some('}')
        || is_escaped(rest, whole.start)
}

/// Whether the brace before a byte is escaped, so that the next one belongs to it: `\\{{`.
fn is_escaped(rest: &Remnant, at: usize) -> bool {
    let next = at..at + 1;
    rest.source[..rest.span(&next).start].ends_with("\\{")
}

/// Whether a brace is open before a byte of a line: sets of sets, as in `{x: {a}}`.
fn is_nested(rest: &Remnant, at: usize) -> bool {
    let from = rest.folded.floor_char_boundary(at.saturating_sub(NESTED));
    let before = rest.folded[from..at].rsplit('\n').next().unwrap_or_default();
    before.rfind('{') > before.rfind('}')
}
