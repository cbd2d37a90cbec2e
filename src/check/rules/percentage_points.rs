//! N05: the difference of two percentages, stated in per cent.
//!
//! From 65% to 70% is a rise by 5个百分点, or by 7.7%. The two are different quantities, and an informed reader understands 提高5% as
//! the second.
//!
//! Wrong: 从65%提高到70%，提高5%. Right: 提高5个百分点.
//!
//! Guard: only a number that is exactly the difference is marked, unless it is also the relative growth (由80%提高到84%, 增长5%; from
//! 100% down to 90%, 下降10%).

use rust_decimal::Decimal;

use crate::check::growth::{self, Growth};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::Numeral;
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("percentage-points", "N05", Severity::Error, WHOLE, look);

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for growth in growth::find(line) {
            for by in growth.stated.iter().map(|stated| stated.by) {
                if is_difference(line, &growth, by) == Some(true) {
                    let wording = numbers::percentage_points(&line.text[by.range.clone()]);
                    marks.mark(line, by.with_unit(), wording);
                }
            }
        }
    }
}

/// Whether percentages grow by a percentage that is their difference, but not their relative growth.
fn is_difference(line: &Line, growth: &Growth, by: &Numeral) -> Option<bool> {
    let are_percentages = [growth.to, by].iter().all(|numeral| numeral.is_percentage(&line.text));
    let (from, stated) = (growth.from.amount?, by.amount?);
    let difference = (growth.to.amount? - from).abs();
    let relative = difference.checked_div(from)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(are_percentages && stated == difference && relative.round_dp(stated.scale()) != stated)
}
