//! N17: the zero of a number in another character.
//!
//! The zero of digits is 〇 (GB/T 15835); what stands in its place is a circle of another kind, a letter or a digit, and in years also
//! 零, the zero of amounts. Among Arabic digits it is the letter O.
//!
//! Wrong: 二○二五年, 二O二五年, 二0二五年, 二零二五年, 三○二室, 2O25年. Right: 二〇二五年, 一百零三, 李○○.
//!
//! Guard: a circle may stand for what is not named, and 零 is right in amounts. What is fixed is a year, or has a digit on both sides.

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::{Fix, Severity};
use crate::language::lookalikes::mistyped_zeros;
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("mistyped-zero", "N17", Severity::Warning, TENTH, look);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for zero in mistyped_zeros(&line.text) {
            let written = &line.text[zero.range.clone()];
            let is_verbatim = line.is_verbatim(&zero.range);
            let finding = marks.mark(line, zero.range.clone(), counts::mistyped_zero(written, &zero.right));
            let span =
                finding.place.as_ref().map(|place| place.span).filter(|_| zero.is_certain && is_verbatim);
            finding.fix = span.map(|span| Fix { span, text: zero.right });
        }
    }
}
