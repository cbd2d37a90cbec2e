//! P03: a 、 between quotes or between titles.
//!
//! Between consecutive quotations or titles, the marks themselves separate them (GB/T 15834—2011, 4.5.3.5).
//!
//! Wrong: “一老”、“一小”; 《渡口》、《春山谣》. Right: “一老”“一小”; 《乡愁》（余光中）、《致橡树》（舒婷）.
//!
//! Guard: the 、 is directly between two marks of a kind.

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
            marks.mark(line, mark, punctuation::separator_between_marks());
        }
    }
}
