//! L02: a word to avoid.
//!
//! Names that hurt, and words that the house has listed (`content/style/words.yaml`, or the table built into the program).
//!
//! Wrong: 残废人. Right: 残疾人.
//!
//! Guard: words in which the same characters are harmless (黑瞎子: `unless` in the table), and titles of works in 《》.

use std::cell::LazyCell;

use crate::check::characters::{Enclosure, TITLE};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_story("cautious-word", "L02", Severity::Warning, WHOLE, look).reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        let hits = reading.house.tables.avoid.hits(&line.text);
        let titles = LazyCell::new(|| Enclosure::of(&line.text, TITLE));
        for (range, cautious) in hits.filter(|(range, _)| !titles.holds(range.start)) {
            let (better, why) = (cautious.better.as_deref(), cautious.why.as_deref());
            marks.mark(line, range, wordings::cautious_word(&cautious.word, better, why));
        }
    }
}
