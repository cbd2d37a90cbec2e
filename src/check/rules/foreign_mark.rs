//! P08: a mark in the form of another language.
//!
//! Straight quotes come from the keyboard; print has curly ones. Full-width marks leave holes in English, and traditional Chinese
//! quotes with 「」.
//!
//! Wrong, in English: "the ferry", the council's, trees，and; in traditional Chinese: “山城”. Right: “the ferry”, the council’s;
//! 「山城」, 5'10".
//!
//! Guard: ' and " after a digit are feet and inches; a ' before a word is left to the editor unless it is closed. Chinese quoted in
//! an English text keeps its marks.

use std::ops::Range;

use crate::check::characters::{after, before, is_han};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, TENTH};
use crate::finding::Severity;
use crate::language::TextLanguage;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule =
    Rule::of_story("foreign-mark", "P08", Severity::Warning, TENTH, look).reading(RuleTexts::Others);

/// Each full-width mark, and the mark that English has in its place.
const NARROW: [(char, &str); 8] =
    [('，', ","), ('。', "."), ('：', ":"), ('；', ";"), ('？', "?"), ('！', "!"), ('（', "("), ('）', ")")];

/// A foreign mark, and the right one if it is certain.
struct ForeignMark {
    range: Range<usize>,
    own: String,
    is_certain: bool,
}

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        let found = match reading.language() {
            TextLanguage::English => in_english(&line.text),
            TextLanguage::TraditionalChinese => in_traditional(&line.text),
            TextLanguage::SimplifiedChinese => Vec::new(),
        };
        for ForeignMark { range, own, is_certain } in found {
            let wording = punctuation::foreign_mark(&line.text[range.clone()], own.trim_end());
            marks.mend(line, range, is_certain.then_some(&own), wording);
        }
    }
}

fn in_english(text: &str) -> Vec<ForeignMark> {
    let found = text.char_indices().filter_map(|(at, mark)| {
        let (before, next) = (before(text, at), after(text, at + mark.len_utf8()));
        let of = |own: String, is_certain: bool| {
            Some(ForeignMark { range: at..at + mark.len_utf8(), own, is_certain })
        };
        if before.into_iter().chain(next).any(is_han) || before.is_some_and(|before| before.is_ascii_digit())
        {
            return None;
        }
        match mark {
            '"' => of(if opens(before) { "“" } else { "”" }.to_owned(), true),
            '\'' if !opens(before) => of("’".to_owned(), true),
            '\'' if next.is_some_and(|next| next.is_ascii_digit()) => of("’".to_owned(), true), // '90s
            '\'' => of("‘".to_owned(), is_closed(&text[at + 1..])),
            wide => {
                let (_, own) = NARROW.iter().find(|(known, _)| *known == wide)?;
                let opens = *own == "(";
                let is_joined = next.is_some_and(char::is_alphanumeric) && !opens;
                let (left, right) =
                    (if opens && !self::opens(before) { " " } else { "" }, if is_joined { " " } else { "" });
                of(format!("{left}{own}{right}"), true)
            }
        }
    });
    found.collect()
}

/// Whether a quote after this character opens.
fn opens(before: Option<char>) -> bool {
    before.is_none_or(|before| {
        before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '“' | '‘' | '"')
    })
}

/// Whether a single quote that is open here is closed after a word.
fn is_closed(text: &str) -> bool {
    text.match_indices('\'').any(|(at, _)| {
        let (before, next) = (before(text, at), after(text, at + 1));
        before.is_some_and(|before| !before.is_whitespace())
            && next.is_none_or(|next| !next.is_alphanumeric())
    })
}

fn in_traditional(text: &str) -> Vec<ForeignMark> {
    let [outer, inner] = TextLanguage::TraditionalChinese.quotation_marks();
    let paired = |open: char, close: char| text.matches(open).count() == text.matches(close).count();
    let (are_outer, are_inner) = (paired('“', '”'), paired('‘', '’'));
    let is_latin =
        |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphanumeric());
    let found = text.char_indices().filter_map(|(at, mark)| {
        let (own, is_certain) = match mark {
            '“' => (outer[0], are_outer),
            '”' => (outer[1], are_outer),
            '‘' => (inner[0], are_inner),
            '’' if !is_latin(before(text, at)) => (inner[1], are_inner),
            _ => return None,
        };
        Some(ForeignMark { range: at..at + mark.len_utf8(), own: own.to_string(), is_certain })
    });
    found.collect()
}
