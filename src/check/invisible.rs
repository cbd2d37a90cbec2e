//! Invisible characters that can be removed: those that only allow a line break, at a position where one is allowed anyway.

use rustc_hash::FxHashSet;

use super::characters::{after, before, is_han, is_mark};
use super::reading::Reading;
use crate::finding::{Finding, Fix};
use crate::source::Place;
use crate::words::reading::INVISIBLE;

/// The zero-width space, the zero-width no-break space and the soft hyphen.
const BREAKS: [char; 3] = ['\u{200B}', '\u{FEFF}', '\u{AD}'];

/// Marks which of the invisible characters found may be removed without a second look: those among words, with a 汉字, a Chinese
/// mark or nothing on either side.
pub(crate) fn offer_fixes(findings: &mut [Finding], readings: &[Reading]) {
    let lines = readings.iter().flat_map(|reading| &reading.galley.lines);
    let mut idle: FxHashSet<Place> = FxHashSet::default();
    for line in lines {
        for (at, found) in line.text.match_indices(BREAKS) {
            let range = at..at + found.len();
            let is_chinese =
                |beside: Option<char>| beside.is_none_or(|beside| is_han(beside) || is_mark(beside));
            let is_idle = is_chinese(before(&line.text, at)) && is_chinese(after(&line.text, range.end));
            if is_idle && line.is_among_words(range.clone()) {
                idle.insert(Place::new(&line.path, line.place(range)));
            }
        }
    }
    for finding in findings.iter_mut().filter(|finding| finding.wording.code == INVISIBLE) {
        if let Some(place) = finding.place.as_ref().filter(|place| idle.contains(place)) {
            finding.fix = Some(Fix { span: place.span, text: String::new() });
        }
    }
}
