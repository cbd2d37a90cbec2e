//! L01: a wrong form of a fixed wording.
//!
//! Names of congresses, of guiding thought and of programmes have one form each. The forms are the house's
//! (`content/style/terms.yaml`, with the day it was checked), or those built into the program.
//!
//! A form one character away from a long right one is wrong too, and so are the items of a list in another order.
//!
//! Wrong: 党的第二十大, 铸牢中华民族共同意识, 绿色、创新、协调、开放、共享. Right: 党的二十大.
//!
//! Guard: a wrong form that is only part of the right one at that place (新时代中国特色社会主义思想 after 习近平).

use std::ops::Range;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_story("fixed-wording", "L01", Severity::Error, WHOLE, look).reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    let fixed = &reading.house.fixed;
    for line in reading.lines() {
        let mut known = Vec::new();
        for (range, term) in reading.house.tables.terms.hits(&line.text) {
            let wording = wordings::fixed_wording(&line.text[range.clone()], &term.right);
            marks.mark(line, range.clone(), wording);
            known.push(range);
        }
        for (range, right) in fixed.near(&line.text).into_iter().filter(|(range, _)| !touches(&known, range))
        {
            let wording = wordings::fixed_wording(&line.text[range.clone()], right);
            marks.mark(line, range, wording);
        }
        for (range, right) in
            fixed.out_of_order(&line.text).into_iter().filter(|(range, _)| !touches(&known, range))
        {
            marks.mark(line, range, wordings::fixed_list(right));
        }
    }
}

/// Whether a range overlaps one that is marked already.
fn touches(known: &[Range<usize>], range: &Range<usize>) -> bool {
    known.iter().any(|known| known.start < range.end && range.start < known.end)
}
