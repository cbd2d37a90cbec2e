//! W14: two ways of saying something, blended.
//!
//! 原因是… and 是…造成的 each say it; together they say neither. The table is `language/phrases/blended.txt`.
//!
//! Wrong: 原因是由于管道老化造成的, 围绕以产业为中心, 据统计显示. Right: 原因是管道老化, 由……造成.
//!
//! Guard: the parts must be in one clause.

use crate::check::phrased::phrased;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::language::phrases::BLENDED;
use crate::words::rules::phrasing;

pub(crate) static RULE: Rule =
    Rule::of_story("blended-phrases", "W14", Severity::Warning, WHOLE, look).reading(RuleTexts::Simplified);

fn look(reading: &Reading, marks: &mut Marks) {
    for (line, range, phrase) in phrased(reading, &BLENDED) {
        let wording = phrasing::blended_phrases(&line.text[range.clone()], phrase.better);
        marks.mark(line, range, wording);
    }
}
