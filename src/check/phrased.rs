//! The phrases of a table in a story, sentence by sentence.

use std::ops::Range;

use super::reading::Reading;
use crate::galley::Line;
use crate::language::phrases::{Phrases, WrongPhrase};

/// The phrases of a table that a story has.
pub(crate) fn phrased<'p>(
    reading: &Reading<'p>,
    table: &'p Phrases,
) -> impl Iterator<Item = (&'p Line, Range<usize>, &'p WrongPhrase)> {
    reading.lines().flat_map(move |line| {
        line.sentences().flat_map(move |sentence| {
            let start = sentence.start;
            let hits = table.hits(&line.text[sentence]).into_iter();
            hits.map(move |(range, phrase)| (line, start + range.start..start + range.end, phrase))
        })
    })
}
