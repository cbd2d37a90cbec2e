//! L01: a wrong form of a fixed wording.
//!
//! Names of congresses, of guiding thought and of programmes have one form each. The forms are the house's
//! (`content/style/terms.yaml`, with the day it was checked), or those built into the program.
//!
//! Wrong: 党的第二十大. Right: 党的二十大.
//!
//! Guard: a wrong form that is only part of the right one at that place (新时代中国特色社会主义思想 after 习近平).

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_story("fixed-wording", "L01", Severity::Error, WHOLE, look).reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for (range, term) in reading.house.tables.terms.hits(&line.text) {
            let wording = wordings::fixed_wording(&line.text[range.clone()], &term.right);
            marks.mark(line, range, wording);
        }
    }
}
