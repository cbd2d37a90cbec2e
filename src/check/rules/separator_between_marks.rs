//! P03: a 、 between quotes or between titles.
//!
//! Between consecutive quotations or titles, the marks themselves separate them (GB/T 15834—2011, 4.5.3.5).
//!
//! Wrong: “一老”、“一小”; 《渡口》、《春山谣》. Right: “一老”“一小”; 《乡愁》（余光中）、《致橡树》（舒婷）.
//!
//! Guard: the 、 is directly between two marks of a kind, and the other items of the list, if there are any, have such marks too:
//! “证照分离”、“多证合一”、审批制度改革 would be hard to read without.

use std::ops::Range;

use crate::check::characters::is_han;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("separator-between-marks", "P03", Severity::Info, TENTH, look);

/// A 、 with the marks around it.
const BETWEEN: [&str; 2] = ["”、“", "》、《"];

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for (at, between) in BETWEEN.iter().flat_map(|between| line.text.match_indices(between)) {
            let mark = at + '”'.len_utf8()..at + between.len() - '“'.len_utf8();
            if !is_mixed(&line.text, &mark) {
                marks.mark(line, mark, punctuation::separator_between_marks());
            }
        }
    }
}

/// Whether an item of the list beside this 、 is not in marks.
fn is_mixed(text: &str, mark: &Range<usize>) -> bool {
    let (before, after) = (&text[..mark.start], &text[mark.end..]);
    let opens = before.rfind(['“', '《']).map(|at| &before[..at]);
    let is_longer = opens.is_some_and(|before| {
        let is_bare = before.trim_end_matches(is_han).ends_with('、') && before.ends_with(is_han);
        before.ends_with('、') && !before.ends_with("”、") && !before.ends_with("》、") || is_bare
    });
    let closes = after.find(['”', '》']).map(|at| &after[at + '”'.len_utf8()..]);
    let goes_on = closes.is_some_and(|after| {
        after.starts_with('、') && !after.starts_with("、“") && !after.starts_with("、《")
    });
    is_longer || goes_on
}
