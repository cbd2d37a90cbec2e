//! N01: an exact number with 余 or 多.
//!
//! 余 and 多 say that there is a little more than a round number. After a number that is exact to the last digit they say nothing,
//! and show that the number was overwritten.
//!
//! Wrong: 283余人次. Right: 280余人次, 283人次.
//!
//! Guard: numbers with 万 or 亿 are round to thousands (283万余元), and 多 after the unit is a fraction of it (3年多).

use rust_decimal::Decimal;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::numerals::{Numeral, NumeralKind};
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

/// Whether a number of things is exact to its last digit.
fn is_exact(numeral: &Numeral, text: &str) -> bool {
    let is_large = text[numeral.range.clone()].ends_with(['万', '亿']);
    numeral.kind == NumeralKind::Count
        && numeral.unit.is_some()
        && !is_large
        && numeral.amount.is_some_and(|amount| !(amount % Decimal::TEN).is_zero())
}
