//! A line divided into its clauses and its sentences, once for all rules.

use std::ops::Range;

use super::numerals::Numeral;

/// The longest clause or sentence, in bytes: about 800 characters. A longer one is read in pieces, because rules compare the
/// numbers and words of a sentence with one another, and the cost is quadratic.
const LONGEST: usize = 2400;

/// The parts of a line, in order, without the marks between them.
#[derive(Debug)]
pub(crate) struct Divided {
    /// The text between marks.
    pub clauses: Vec<Range<usize>>,
    /// The text between the marks that end sentences.
    pub sentences: Vec<Range<usize>>,
}

impl Divided {
    /// The parts of the line with the words `text` and the numbers `numerals`.
    pub(crate) fn of(text: &str, numerals: &[Numeral]) -> Self {
        let ends_clause = |mark| matches!(mark, '，' | '。' | '；' | '！' | '？' | '\n' | ',' | ';');
        let ends_sentence = |mark| matches!(mark, '。' | '！' | '？' | '；' | '\n');
        let clauses = divided(text, numerals, ends_clause);
        Self { clauses, sentences: divided(text, numerals, ends_sentence) }
    }
}

/// The part that contains byte `at`; if the byte is between two parts, the one before, extended to that byte.
pub(crate) fn around(parts: &[Range<usize>], at: usize) -> Range<usize> {
    let next = parts.partition_point(|part| part.start <= at);
    next.checked_sub(1).and_then(|last| parts.get(last)).map_or(0..at, |part| part.start..part.end.max(at))
}

fn divided(text: &str, numerals: &[Numeral], is_mark: impl Fn(char) -> bool + Copy) -> Vec<Range<usize>> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for part in text.split_inclusive(is_mark) {
        let end = start + part.trim_end_matches(is_mark).len();
        let next = start + part.len();
        while end - start > LONGEST {
            let middle = middle(text, numerals, start..end);
            parts.push(start..middle);
            start = middle;
        }
        parts.push(start..end);
        start = next;
    }
    parts
}

/// Where to divide a part that is too long: as late as possible, and never inside a number or between a number and its words.
fn middle(text: &str, numerals: &[Numeral], part: Range<usize>) -> usize {
    let middle = text.floor_char_boundary(part.start + LONGEST);
    let before = numerals.partition_point(|numeral| numeral.whole().start < middle);
    let last = before.checked_sub(1).map(|last| numerals[last].whole());
    match last.filter(|last| middle < last.end) {
        Some(last) if part.start < last.start => last.start,
        Some(last) => last.end.min(part.end),
        None => middle,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::galley::numerals;

    #[test]
    fn a_line_is_divided_at_its_marks_and_where_it_never_ends() {
        let text = format!("甲，乙。{}！丙", "丁".repeat(LONGEST));
        let Divided { clauses, sentences } = Divided::of(&text, &[]);
        assert_eq!(clauses[..2], [0..3, 6..9]);
        assert_eq!(sentences[0], 0..9);
        assert!(sentences.iter().all(|part| part.len() <= LONGEST && text.get(part.clone()).is_some()));
        assert_eq!(&text[sentences.last().unwrap().clone()], "丙");
        assert_eq!(around(&sentences, 7), 0..9);
    }

    #[test]
    fn no_number_is_parted_from_its_words() {
        let text = "共约5名、".repeat(LONGEST);
        let numerals = numerals::find(&text, &[]);
        let Divided { sentences, .. } = Divided::of(&text, &numerals);
        let parts = |numeral: &Numeral| {
            sentences.iter().any(|part| numeral.whole().start < part.end && part.end < numeral.end())
        };
        assert!(sentences.len() > 2 && !numerals.iter().any(parts));
    }
}
