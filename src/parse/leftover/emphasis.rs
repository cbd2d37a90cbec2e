//! Marks of emphasis and code: in full width, with a space inside them, without their partner, or of another dialect.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::remnant::{GAP, Remnant, RemnantMark};
use super::{Leftovers, fix};
use crate::language::{SURNAMES, is_han};
use crate::words::leftover as words;

/// A pair of marks with white space inside, and words.
static SPACED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\*\*(?P<strong>[^*\n]+)\*\*|~~(?P<struck>[^~\n]+)~~").expect("a constant"));
/// Words between low lines, which Markdown does not read inside Chinese text.
static LOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^_\w]|\p{Han})(?P<marks>(?P<open>__?)(?P<words>[^_\s](?:[^_\n]*[^_\s])?)(?P<close>__?))(?:[^_\w]|\p{Han}|$)")
        .expect("a constant")
});
/// A mark without a partner.
static SINGLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\*+|`+").expect("a constant"));
/// Words that come between two hidden names.
const JOINING: &str = "和与及、，。；或同跟";

pub(super) fn find(rest: &Remnant, left: &mut Leftovers) {
    if !rest.folded.contains(['*', '~', '`', '_']) {
        return;
    }
    let mut read: Vec<Range<usize>> = Vec::new();
    for (mark, range) in &rest.marks {
        if read.last().is_some_and(|outer| range.start < outer.end) {
            continue; // What is inside is written again with the outer marks.
        }
        let width = match mark {
            RemnantMark::Strong => 2,
            RemnantMark::Struck if rest.folded[range.clone()].starts_with("~~") => 2,
            RemnantMark::Emphasis | RemnantMark::Code => 1,
            _ => continue,
        };
        let width = if *mark == RemnantMark::Code { ticks(rest, range) } else { width };
        pair(rest, range.clone(), width, &mut read, left);
    }
    for found in SPACED.captures_iter(&rest.folded) {
        pair(rest, found.get_match().range(), 2, &mut read, left);
    }
    for found in LOW.captures_iter(&rest.folded) {
        low_lines(rest, &found, left);
    }
    read.sort_by_key(|range| range.start);
    for found in SINGLE.find_iter(&rest.folded) {
        let place = read.partition_point(|range| range.end <= found.start());
        let is_read = read.get(place).is_some_and(|range| range.start <= found.start());
        if !is_read && is_left(rest, &found.range()) {
            left.warning(rest.span(&found.range()), words::lone_mark(rest.written(&found.range())), None);
        }
    }
}

fn ticks(rest: &Remnant, range: &Range<usize>) -> usize {
    rest.folded[range.clone()].bytes().take_while(|byte| *byte == b'`').count()
}

/// Reports words between two marks of `width` bytes.
fn pair(
    rest: &Remnant,
    range: Range<usize>,
    width: usize,
    read: &mut Vec<Range<usize>>,
    left: &mut Leftovers,
) {
    let inner = range.start + width..range.end.saturating_sub(width);
    let (mark, inside) = (&rest.folded[range.start..range.start + width], &rest.folded[inner.clone()]);
    let words = inside.trim();
    if words.is_empty() || mark.starts_with('*') && hides_names(rest, &range, words, width) {
        return;
    }
    let is_code = mark.starts_with('`');
    let is_whole = words.contains(char::is_alphanumeric) || words.contains(GAP) || is_code;
    if !is_whole || width == 1 && !is_code && !rest.is_folded(&(range.start..inner.start)) {
        return;
    }
    read.push(range.clone());
    let span = rest.span(&range);
    let right = format!("{mark}{}{mark}", rest.written(&inner).trim());
    left.warning(span, words::unread_pair(rest.written(&range), &right), fix(span, right));
}

/// Whether stars hide parts of names or numbers: 王＊＊和李＊＊, 138****.
fn hides_names(rest: &Remnant, range: &Range<usize>, words: &str, width: usize) -> bool {
    let is_name = |character: Option<char>| character.is_some_and(|character| SURNAMES.has(character));
    let before = rest.before(range.start);
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    is_name(before)
        && (is_name(words.chars().next_back()) || words.starts_with(|first| JOINING.contains(first)))
        || is_digit(before)
        || is_digit(rest.after(range.end)) && is_digit(words.chars().next())
        || words.chars().nth(1).is_none() && width > 1 && is_name(words.chars().next())
        || words.starts_with(|first: char| JOINING.contains(first) || matches!(first, ',' | ';' | ')' | ':'))
}

/// `增长__5%__左右`: low lines are marks only beside spaces and punctuation.
fn low_lines(rest: &Remnant, found: &regex::Captures, left: &mut Leftovers) {
    let (Some(marks), Some(words)) = (found.name("marks"), found.name("words")) else { return };
    let beside = [rest.before(marks.start()), rest.after(marks.end())];
    let is_among_han = beside.iter().flatten().any(|character| is_han(*character));
    if found["open"] != found["close"]
        || !is_among_han
        || !words.as_str().contains(is_han) && found["open"].len() < 2
    {
        return;
    }
    let stars = "*".repeat(found["open"].len());
    let (range, right) = (marks.range(), format!("{stars}{}{stars}", rest.written(&words.range())));
    let span = rest.span(&range);
    left.warning(span, words::unread_pair(rest.written(&range), &right), fix(span, right));
}

/// Whether a mark without a partner was meant as one. Stars also hide names and numbers, and begin notes.
fn is_left(rest: &Remnant, range: &Range<usize>) -> bool {
    let (before, after) = (rest.before(range.start), rest.after(range.end));
    let mark = &rest.folded[range.clone()];
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let is_name = |character: Option<char>| character.is_some_and(|character| SURNAMES.has(character));
    match mark {
        "**" => {
            let is_veil = is_name(before) || is_digit(before) || is_digit(after);
            let is_code = before.is_some_and(|before| before.is_ascii_alphanumeric())
                && after.is_some_and(|after| after.is_ascii_alphanumeric());
            let is_note = before == Some('(') || rest.source[..rest.span(range).start].ends_with("\\*");
            !rest.is_folded(range) && !is_veil && !is_code && !is_note && before.or(after).is_some()
        }
        _ => mark.starts_with('`') && !rest.is_folded(range) && mark.len() != 3,
    }
}
