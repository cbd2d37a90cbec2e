//! W12: a word that is confused with one that sounds or looks like it.
//!
//! Both words exist; the words beside it tell which was meant. The table is `language/phrases/confusable.txt`.
//!
//! Wrong: 向上级反应问题, 登陆网站, 检察卫生. Right: 化学反应, 登陆部队, 检察机关.
//!
//! Guard: only contexts that allow no other reading are in the table; single words in quotes are mentioned, not used.

use crate::check::phrased::phrased;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::language::phrases::CONFUSABLE;
use crate::words::rules::{phrasing, wordings};

pub(crate) static RULE: Rule =
    Rule::of_story("confusable-word", "W12", Severity::Warning, WHOLE, look).reading(RuleTexts::Simplified);

fn look(reading: &Reading, marks: &mut Marks) {
    for (line, range, phrase) in phrased(reading, &CONFUSABLE) {
        let written = &line.text[range.clone()];
        if phrase.is_variant {
            let wording = wordings::other_character(written, phrase.better);
            marks.mark(line, range, wording).severity = Severity::Info;
        } else {
            marks.mark(line, range.clone(), phrasing::confusable_word(written, phrase.better));
        }
    }
}
