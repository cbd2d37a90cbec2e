//! W13: words that say the same twice.
//!
//! Two synonyms side by side are one too many, and some words already say what another adds: 凯旋 is to return in triumph. The
//! tables are `synonyms.txt` and `redundant.txt` in `language/phrases/`.
//!
//! Wrong: 目前现在, 凯旋归来, 付诸于行动. Right: 各种各样, 到目前为止, 因为下雨.
//!
//! Guard: synonyms that are said together (`synonyms.txt`).

use crate::check::phrased::phrased;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::language::phrases::{REDUNDANT, side_by_side};
use crate::words::rules::phrasing;

pub(crate) static RULE: Rule =
    Rule::of_story("redundant-words", "W13", Severity::Warning, WHOLE, look).reading(RuleTexts::Simplified);

fn look(reading: &Reading, marks: &mut Marks) {
    for (line, range, phrase) in phrased(reading, &REDUNDANT) {
        let wording = phrasing::redundant_words(&line.text[range.clone()], phrase.better);
        marks.mark(line, range, wording);
    }
    for line in reading.lines() {
        for (range, enough) in side_by_side(&line.text) {
            let wording = phrasing::redundant_words(&line.text[range.clone()], enough);
            marks.mark(line, range, wording);
        }
    }
}
