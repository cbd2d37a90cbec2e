//! N11: a number without a figure, in a story that allows none.
//!
//! A story that says `figures: strict` promises its readers that every number in it is kept and checked. A typed number that is
//! in no ledger breaks the promise, right or not.
//!
//! Wrong, in a strict story: 新建桥梁3座. Right: 新建桥梁{{bridges}}; any number in a story that does not say so.
//!
//! Guard: dates, ordinals, codes and telephone numbers are no figures; nor are small numbers in characters, which are mostly
//! words (一批, 两手), nor names in quotation marks (“三个一批”, 中央八项规定).

use rust_decimal::Decimal;

use crate::check::ledger_match::{Class, class_of};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::galley::numerals::{Numeral, NumeralForm};
use crate::words::rules::counts;

pub(crate) static RULE: Rule =
    Rule::of_story("unsourced-figure", "N11", Severity::Error, WHOLE, look).reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    if !reading.story.draft.is_strict() {
        return;
    }
    for line in reading.lines() {
        for numeral in line.numerals.iter().filter(|numeral| is_figure(numeral)) {
            if matches!(class_of(reading, line, numeral), Class::Unsourced) {
                let range = numeral.with_unit();
                marks.mark(line, range.clone(), counts::unsourced_figure(&line.text[range]));
            }
        }
    }
}

/// Whether a number counts or measures something, as ledgers do.
#[must_use]
pub(crate) fn is_figure(numeral: &Numeral) -> bool {
    let is_word =
        numeral.form == NumeralForm::Chinese && numeral.amount.is_none_or(|amount| amount <= Decimal::TEN);
    numeral.is_literal_count() && numeral.unit.is_some() && !is_word
}
