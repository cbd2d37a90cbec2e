//! N11: a typed number that differs from the story's ledger.
//!
//! A number that was typed although a figure has it is not updated when the ledger is corrected.
//!
//! Wrong: 培训干部620余人次, where the ledger has 培训干部 600人次. Right: 600余人次, 去年培训干部520人次.
//!
//! Guard: [`ledger_match`] decides which numbers belong to a figure, and how they may be rounded.

use crate::check::ledger_match::{self, Class};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("contradicted-figure", "N11", Severity::Warning, WHOLE, look);

fn look(reading: &Reading, marks: &mut Marks) {
    if !ledger_match::has_figures(reading) {
        return;
    }
    for line in reading.lines() {
        for numeral in line.numerals.iter().filter(|numeral| numeral.is_literal_count()) {
            let Class::Contradicted(figure) = ledger_match::class_of(reading, line, numeral) else {
                continue;
            };
            let range = numeral.with_unit();
            let value = figure.shown().map_or(String::new(), |value| value.plain());
            let known = format!("{value}{}", figure.unit.as_deref().unwrap_or(""));
            let wording = counts::contradicted_figure(&line.text[range.clone()], figure.name(), &known);
            marks.mark(line, range, wording);
        }
    }
}
