//! P01: a half-width mark among 汉字.
//!
//! A half-width comma is set close to the 汉字 before it and leaves a gap after it. It comes from a keyboard left in English.
//!
//! Wrong: 入冬以来,东岭县; "四维"发力. Right: 入冬以来，东岭县; “四维”发力; 10:30; 1,237.
//!
//! Guard: 汉字 or full-width marks must be on both sides, or the line must end after it, so that times, decimals, addresses and
//! English are left alone. A number directly after a comma is skipped, because numbers begin clauses (之路,2019年). Quotes must come
//! in pairs, with 汉字 inside and no letter or digit directly outside, and none of them may mean inches (55"屏). A marked place is
//! fixed only if it is certain.

use std::cell::LazyCell;
use std::ops::Range;

use crate::check::certainty::Certainty;
use crate::check::characters::{Enclosure, after, before, is_han, is_mark};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("half-width-mark", "P01", Severity::Warning, TENTH, look);

/// Each half-width mark, and the mark used among 汉字 in its place.
const WIDE: [(char, &str); 8] =
    [(',', "，"), ('.', "。"), (':', "："), (';', "；"), ('?', "？"), ('!', "！"), ('(', "（"), (')', "）")];

/// Quotation marks that do not show whether they open or close, in any width.
const QUOTES: [char; 4] = ['"', '＂', '\'', '＇'];

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        let certainty = LazyCell::new(|| Certainty::of(line));
        for (at, wide) in found(&line.text) {
            let range = at..at + 1;
            let wording = punctuation::half_width_mark(&line.text[range.clone()], wide);
            marks.mend(line, range, certainty.is_mark(at).then_some(wide), wording);
        }
        let [outer, inner] = reading.language().quotation_marks();
        let quotations = Enclosure::of(&line.text, outer);
        for mark in QUOTES.into_iter().filter(|mark| line.text.contains(*mark)) {
            let (pairs, width) = (quotes(&line.text, mark), mark.len_utf8());
            let are_certain = mark == '"' && !pairs.is_empty() && certainty.are_quotes(&pairs);
            for pair in pairs {
                // Within “” they would be ‘’.
                let [open, close] = if quotations.holds(pair.start) { inner } else { outer };
                let inside = &line.text[pair.start + width..pair.end - width];
                let better = format!("{open}{inside}{close}");
                let wording = punctuation::half_width_quotes(&line.text[pair.clone()], &better);
                marks.mend(line, pair, are_certain.then_some(&better), wording);
            }
        }
    }
}

/// The half-width marks among 汉字, and their replacements.
fn found(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let wide = |(at, mark): (usize, char)| {
        let (_, wide) = WIDE.iter().find(|(narrow, _)| *narrow == mark)?;
        Some((at, *wide))
    };
    text.char_indices().filter_map(wide).filter(|(at, _)| is_among_han(text, *at))
}

/// The pairs of straight quotes around 汉字. If one has no partner, no pair is certain.
fn quotes(text: &str, mark: char) -> Vec<Range<usize>> {
    let marks: Vec<usize> = text.match_indices(mark).map(|(at, _)| at).collect();
    let ((pairs, alone), width) = (marks.as_chunks::<2>(), mark.len_utf8());
    let is_latin = |character: char| character.is_ascii_alphanumeric() || matches!(character, '=' | '\\');
    let is_free = |[open, close]: &[usize; 2]| {
        let inside = &text[open + width..*close];
        inside.contains(is_han)
            && inside.trim() == inside
            && !before(text, *open).is_some_and(is_latin)
            && !after(text, close + width).is_some_and(is_latin)
    };
    if !alone.is_empty() || !pairs.iter().all(is_free) {
        return Vec::new();
    }
    pairs.iter().map(|[open, close]| *open..close + width).collect()
}

fn is_among_han(text: &str, at: usize) -> bool {
    let is_chinese = |character: char| is_han(character) || is_mark(character);
    let is_of_number = |character: char| character.is_ascii_digit() || matches!(character, '.' | '%');
    let (mark, after) = (text.as_bytes()[at], &text[at + 1..]);
    let after = match mark {
        b',' => after.trim_start_matches(' ').trim_start_matches(is_of_number),
        b';' | b'?' | b'!' => after.trim_start_matches(' '),
        _ => after,
    };
    let ends_the_line = after.is_empty() && matches!(mark, b',' | b'.' | b'?' | b'!' | b';');
    before(text, at).is_some_and(is_chinese) && (ends_the_line || after.starts_with(is_chinese))
}
