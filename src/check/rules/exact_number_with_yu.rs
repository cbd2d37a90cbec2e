//! N01: an exact number with 余 or 多.
//!
//! 余 and 多 say that there is a little more than a round number. After a number that is exact to the last digit they say nothing,
//! and show that the number was overwritten.
//!
//! Wrong: 283余人次. Right: 280余人次, 283人次.
//!
//! Guard: numbers with 万 or 亿 are round to thousands (283万余元), and 多 after the unit is a fraction of it (3年多).

use rust_decimal::Decimal;

use crate::check::characters::is_han;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::numerals::{Numeral, NumeralForm, NumeralKind};
use crate::language::segment;
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("exact-number-with-yu", "N01", Severity::Error, WHOLE, look);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for numeral in line.numerals.iter().filter(|numeral| is_exact(numeral, &line.text)) {
            let Some(more) = &numeral.more else { continue };
            let (written, word) = (&line.text[numeral.range.clone()], &line.text[more.clone()]);
            let wording = numbers::exact_number_with_yu(written, word);
            marks.mark(line, numeral.range.start..more.end, wording);
        }
    }
}

/// Whether 万 or 亿 comes after 多, so that the number is round: 14多亿, 3.44多万. At the beginning of a line, 12.170 is the twelfth point.
fn is_large_after(numeral: &Numeral, text: &str) -> bool {
    let behind = numeral.more.as_ref().map_or("", |more| &text[more.end..]);
    let is_listed = numeral.range.start == 0 && text[numeral.range.clone()].contains('.');
    is_listed || behind.starts_with(['万', '亿'])
}

/// Whether a number counts something whose measure word is not known: 283余车. 比283多 compares.
fn is_counting(numeral: &Numeral, text: &str) -> bool {
    let clause = text[..numeral.range.start].rsplit(['，', '。', '；']).next().unwrap_or_default();
    let after = text[numeral.end()..].chars().next();
    numeral.form == NumeralForm::Arabic
        && !clause.contains(['比', '较'])
        && is_word(numeral, text)
        && after.is_some_and(|after| is_han(after) && !"出于的少了达么处年".contains(after))
}

/// Whether a number of things is exact to its last digit.
fn is_exact(numeral: &Numeral, text: &str) -> bool {
    let is_large = text[numeral.range.clone()].ends_with(['万', '亿']);
    numeral.kind == NumeralKind::Count
        && !is_large_after(numeral, text)
        && (numeral.unit.is_some() || is_counting(numeral, text))
        && !is_large
        && numeral.amount.is_some_and(|amount| !(amount % Decimal::TEN).is_zero())
}

/// Whether 多 or 余 is a word, and not the beginning of one: 205多功能厅, 329余姚段.
fn is_word(numeral: &Numeral, text: &str) -> bool {
    numeral.more.as_ref().is_some_and(|more| !segment::is_inside_known_word(text, more.end))
}
