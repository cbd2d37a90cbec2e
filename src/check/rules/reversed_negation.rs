//! W15: a negation too many, which says the opposite.
//!
//! 防止, 避免, 切忌 and 否认 are negations; another 不 after them reverses what is meant. The table is `language/phrases/negated.txt`.
//!
//! Wrong: 切忌不要, 防止事故不再发生, 无时无刻都在. Right: 防止不正之风, 禁止未成年人进入, 无时无刻不在.
//!
//! Guard: 不 that belongs to another word (不当, 不良, 不正当, 别墅), or to what is quoted (“准入不准营”).

use std::ops::Range;

use crate::check::phrased::phrased;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::language::phrases::NEGATED;
use crate::language::segment;
use crate::words::rules::phrasing;

pub(crate) static RULE: Rule =
    Rule::of_story("reversed-negation", "W15", Severity::Warning, WHOLE, look).reading(RuleTexts::Simplified);

fn look(reading: &Reading, marks: &mut Marks) {
    for (line, range, phrase) in phrased(reading, &NEGATED) {
        if is_divided(&line.text, &range) {
            continue;
        }
        let wording = phrasing::reversed_negation(&line.text[range.clone()], phrase.better);
        marks.mark(line, range, wording);
    }
}

/// Whether the last character of a phrase begins another word (禁止别墅), or the phrase ends within quotes that it opened (克服“准入不准营”).
fn is_divided(text: &str, range: &Range<usize>) -> bool {
    let written = &text[range.clone()];
    let begins_a_word = written.ends_with(['别', '不', '勿', '莫', '没', '未'])
        && !segment::is_whole(text, range)
        && segment::is_whole(text, &(range.start..range.end - '别'.len_utf8()));
    begins_a_word && written.chars().count() < 4
        || written.matches('“').count() > written.matches('”').count()
}
