//! N11: a typed number that differs from the story's ledger.
//!
//! A number that was typed although a figure has it is not updated when the ledger is corrected.
//!
//! Wrong: 培训干部620余人次, where the ledger has 培训干部 600人次. Right: 600余人次, 去年培训干部520人次.
//!
//! Guard: [`ledger_match`] decides which numbers belong to a figure, and how they may be rounded.

use crate::check::english;
use crate::check::ledger_match::{self, Class};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::model::figure::Value;
use crate::words::rules::counts;

pub(crate) static RULE: Rule =
    Rule::of_story("contradicted-figure", "N11", Severity::Error, WHOLE, look).reading(RuleTexts::All);

fn look(reading: &Reading, marks: &mut Marks) {
    if !ledger_match::has_figures(reading) {
        return;
    }
    if !reading.language().is_chinese() {
        return look_in_english(reading, marks);
    }
    for line in reading.lines() {
        for numeral in line.numerals.iter().filter(|numeral| numeral.is_literal_count()) {
            let Class::Contradicted(figure) = ledger_match::class_of(reading, line, numeral) else {
                continue;
            };
            let range = numeral.with_unit();
            let value = figure.shown().map_or(String::new(), |value| value.plain());
            let known = format!("{value}{}", figure.unit_name(reading.language()));
            let wording = counts::contradicted_figure(&line.text[range.clone()], figure.name(), &known);
            marks.mark(line, range, wording);
        }
    }
}

fn look_in_english(reading: &Reading, marks: &mut Marks) {
    let language = reading.language();
    for line in reading.lines() {
        for (range, figure) in english::figures::contradicted(reading, line) {
            let Some(Value::Number(number)) = figure.shown() else { continue };
            let known = language.number(&number, &figure.unit.clone().unwrap_or_default(), &[]);
            let wording = counts::contradicted_figure(&line.text[range.clone()], figure.name(), &known);
            marks.mark(line, range, wording);
        }
    }
}
