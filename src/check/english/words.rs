//! The words of an English line, and those that are typed twice.

use std::ops::Range;

use crate::galley::runs;

/// Words that may be said twice: that that, had had, very very.
const TWICE: [&str; 16] = [
    "that", "had", "very", "really", "so", "no", "bye", "ha", "many", "long", "far", "much", "now", "there",
    "well", "quite",
];

/// The words of a text: letters and digits, with the apostrophes and hyphens inside.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '\'' | '’' | '-');
    runs(text, is_part).filter_map(|run| {
        let edge = |character: char| !character.is_alphanumeric();
        let word = &text[run.clone()];
        let start = run.start + word.len() - word.trim_start_matches(edge).len();
        let end = run.end - (word.len() - word.trim_end_matches(edge).len());
        (start < end).then_some(start..end)
    })
}

/// The words that are typed twice, both together.
#[must_use]
pub(crate) fn doubled(text: &str) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = words(text).collect();
    let pairs = words.windows(2).filter(|pair| is_doubled(text, &pair[0], &pair[1]));
    pairs.map(|pair| pair[0].start..pair[1].end).collect()
}

fn is_doubled(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    let (once, again) = (&text[first.clone()], &text[second.clone()]);
    // A name may be said twice: New New Street, Duran Duran.
    let is_word = again.chars().all(|character| character.is_lowercase() || matches!(character, '\'' | '’'));
    is_word
        && once.to_lowercase() == again
        && !TWICE.contains(&again)
        && text[first.end..second.start].chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_typed_twice_only_if_nothing_is_between() {
        let found =
            |text: &'static str| doubled(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("The the ferry left at at noon."), ["The the", "at at"]);
        assert_eq!(found("He said that that was well-known, very, very well known."), [""; 0]);
    }
}
