//! W11: a misspelt word that no table lists.
//!
//! What no dictionary has and is one slip away from a word is probably that word: 玲琅满目 sounds like 琳琅满目, 千部 looks like 干部,
//! 责负 is 负责 turned round. Idioms have one form: 因地置宜 is 因地制宜.
//!
//! What is written may also be a word, but not the one that stands between such neighbours: 全镇的形式一片大好. Two words that are
//! often side by side show where a character is lost: 贯落实.
//!
//! Wrong: 他责负全镇的防火, 神彩奕奕. Right: 河长, 提质增效, 见缝插绿.
//!
//! So is what the story itself writes otherwise (`echoes`): 鳞片石墨, 磷片石墨.
//!
//! Guard: what may also be meant is a hint; a name has a surname or other unknown characters beside it; short quotations and titles play with words; the names that
//! the house has listed are words, and so is what a paper writes in several stories (`standing`). Where another rule marks the same
//! characters, it knows better.

use std::ops::Range;

use crate::check::characters::{Enclosure, TITLE};
use crate::check::echoes::{Echo, echoes};
use crate::check::reading::{House, Reading};
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::language::dictionary::{Misspelling, dictionary};
use crate::model::passage::Role;
use crate::words::rules::phrasing;

/// The code of its findings.
pub(crate) const MISSPELT: &str = "misspelt-word";

pub(crate) static RULE: Rule =
    Rule::of_story(MISSPELT, "W11", Severity::Warning, WHOLE, look).reading(RuleTexts::Simplified);

/// The longest quotation that may be a play on words, in bytes: ten characters.
const SHORT: usize = 30;
/// How often each pair of characters occurs in a story, if it is a word there.
const OFTEN: usize = 3;
/// The roles whose words are names.
const NAMES: [Role; 4] = [Role::Byline, Role::Dateline, Role::Source, Role::Credit];

fn look(reading: &Reading, marks: &mut Marks) {
    let prose = reading.lines().filter(|line| !NAMES.contains(&line.role));
    for Echo { line, at, written, right, transposed, is_by_shape } in echoes(prose) {
        let range = at..at + written.len();
        if !is_named(reading.house, &line.text, &range) {
            let found = marks.mark(line, range, phrasing::echo(&written, &right));
            found.severity = if transposed || is_by_shape { Severity::Info } else { Severity::Warning };
        }
    }
    for line in reading.lines().filter(|line| !NAMES.contains(&line.role)) {
        let text = line.text.as_str();
        for run in runs(text) {
            for found in dictionary().misspellings(&text[run.clone()]) {
                let Misspelling { range, right, is_likely, is_misplaced } = found;
                let range = run.start + range.start..run.start + range.end;
                let written = &text[range.clone()];
                if !is_misplaced && is_recurring(reading, written) {
                    continue;
                }
                let is_title = || Enclosure::of(text, TITLE).holds(range.start);
                if !is_in_short_quotation(text, &range)
                    && !is_title()
                    && !is_named(reading.house, text, &range)
                {
                    let wording =
                        if is_misplaced { phrasing::misplaced_word } else { phrasing::misspelt_word };
                    let found = marks.mark(line, range.clone(), wording(written, &right));
                    found.severity = if is_likely { Severity::Warning } else { Severity::Info };
                }
            }
        }
    }
}

/// Whether a story writes a short string so often that it is a word.
fn is_recurring(reading: &Reading, written: &str) -> bool {
    let times = || reading.lines().map(|line| line.text.matches(written).count()).sum::<usize>();
    written.chars().count() < 4 && times() >= OFTEN
}

/// The runs of 汉字 in a text.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_common = |character: char| ('\u{4E00}'..='\u{9FFF}').contains(&character);
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_common)?;
        at = text[start..].find(|character| !is_common(character)).map_or(text.len(), |end| start + end);
        Some(start..at)
    })
}

fn is_in_short_quotation(text: &str, range: &Range<usize>) -> bool {
    let opens = text[..range.start].rfind(['“', '‘', '”', '’']);
    let closes = text[range.end..].find(['”', '’']).map(|close| range.end + close);
    let is_quoted = opens.is_some_and(|open| text[open..].starts_with(['“', '‘']));
    is_quoted && opens.zip(closes).is_some_and(|(open, close)| close - open < SHORT)
}

/// Whether some bytes touch a name that the house has listed.
fn is_named(house: &House, text: &str, range: &Range<usize>) -> bool {
    let people =
        house.style.people.iter().flat_map(|person| std::iter::once(&person.name).chain(&person.titles));
    let bodies =
        house.style.organisations.iter().flat_map(|body| std::iter::once(&body.name).chain(&body.short));
    let terms = house.style.terms.iter().map(|term| &term.right);
    people.chain(bodies).chain(terms).any(|name| {
        text.match_indices(name.as_str()).any(|(at, _)| at < range.end && range.start < at + name.len())
    })
}
