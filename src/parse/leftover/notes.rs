//! Footnotes: markers and definitions in full-width brackets, or with a full-width colon.

use std::sync::LazyLock;

use regex::Regex;

use super::remnant::Remnant;
use super::{Leftovers, fix};
use crate::words::leftover as words;

/// `[^1]`, and `[^1]:` at the head of a line; and `(^1)`.
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)(?P<open>\[|【)\s?\^(?P<label>[^\[\]【】\s]+)(?:\]|】)(?P<colon>:)?|(?P<round>\(\^(?P<number>\d{1,3})\))")
        .expect("a constant")
});

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    if !rest.folded.contains('^') {
        return;
    }
    for found in NOTE.captures_iter(&rest.folded) {
        let whole = found.get_match().range();
        if let (Some(_), Some(number)) = (found.name("round"), found.name("number")) {
            let right = format!("[^{}]", number.as_str());
            left.error(rest.span(&whole), words::unread_note(rest.written(&whole), &right), None);
            continue;
        }
        let is_head = whole.start == 0 || rest.folded[..whole.start].ends_with('\n');
        let is_definition = is_head && found.name("colon").is_some();
        let range =
            if is_definition || found.name("colon").is_none() { whole } else { whole.start..whole.end - 1 };
        if !rest.is_folded(&range) && !rest.written(&range).starts_with('【') {
            continue; // The parser reports a marker without a note.
        }
        let label = &found["label"];
        let right = if is_definition { format!("[^{label}]: ") } else { format!("[^{label}]") };
        let span = rest.span(&range);
        let wording = words::unread_note(rest.written(&range), right.trim_end());
        left.error(span, wording, fix(span, right));
    }
}
