//! W03: a misspelt word.
//!
//! The words are the house's (`content/style/words.yaml`), or those built into the program: characters that sound or look alike
//! and are wrong in any sense.
//!
//! Wrong: 布署. Right: 部署.
//!
//! Guard: characters that belong to other words (按装置 is 按 and 装置: `unless` in the table), and a single word in quotes, which is
//! mentioned rather than used.

use std::ops::Range;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_story("wrong-character", "W03", Severity::Error, WHOLE, look).reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        let hits = reading.house.tables.wrong.hits(&line.text);
        for (range, wrong) in hits.filter(|(range, _)| !is_mention(&line.text, range)) {
            if wrong.sure {
                marks.mark(line, range, wordings::wrong_character(&wrong.word, &wrong.right));
            } else {
                let wording = wordings::other_character(&wrong.word, &wrong.right);
                marks.mark(line, range, wording).severity = Severity::Warning;
            }
        }
    }
}

/// Whether a single word is in quotes.
fn is_mention(text: &str, word: &Range<usize>) -> bool {
    text[..word.start].ends_with(['“', '‘']) && text[word.end..].starts_with(['”', '’'])
}
