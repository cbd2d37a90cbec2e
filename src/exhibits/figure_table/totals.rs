//! Totals that are given for columns, and their proof.

use rust_decimal::Decimal;

use super::numbers::Making;
use crate::exhibits::counted::{Entry, Quantity};
use crate::finding::Notes;
use crate::words::tables as words;
use crate::words::{figures, values};

/// The total of a column.
pub(super) struct GivenTotal<'t> {
    pub column: usize,
    pub quantity: &'t Quantity,
    /// Its number; `None` if it is not one, which is reported.
    pub amount: Option<Decimal>,
    /// For machines.
    pub value: String,
}

/// The totals that the table gives, each proved.
pub(super) fn given<'t>(making: &Making<'t>, notes: &mut Notes) -> Vec<GivenTotal<'t>> {
    making.table.totals.iter().filter_map(|entry| one(making, entry, notes)).collect()
}

/// The total of each column: given, or the sum of its figures.
pub(super) fn of_columns(making: &Making, given: &[GivenTotal]) -> Vec<Option<Decimal>> {
    let every_line: Vec<usize> = (0..making.gathered.lines.len()).collect();
    let source = |column: usize| &making.column(column).column.source;
    let total = |column: usize| {
        let given = given.iter().find(|given| source(given.column) == source(column));
        given.and_then(|given| given.amount).or_else(|| making.sum(&every_line, column))
    };
    (0..making.gathered.columns.len()).map(total).collect()
}

fn one<'t>(making: &Making<'t>, entry: &'t Entry, notes: &mut Notes) -> Option<GivenTotal<'t>> {
    let name = entry.name.as_deref().unwrap_or_default();
    let Some(column) = making.gathered.column_named(name) else {
        let known = making.gathered.column_names().map(|name| (name, ""));
        let known: Vec<_> = known.collect();
        notes.error(entry.at.span, values::unknown_word(name, known.into_iter()));
        return None;
    };
    let counted = making.exhibit.counted(&entry.quantity);
    let amount = counted.number.as_ref().map(|number| number.amount);
    match amount {
        Some(amount) => prove(making, column, amount, entry, notes),
        None if counted.label.is_empty() => {} // That there is no such figure has been reported.
        None => notes.error(entry.at.span, figures::not_a_number(&counted.label)),
    }
    Some(GivenTotal { column, quantity: &entry.quantity, amount, value: counted.value })
}

/// The most decimals whose rounding is allowed for.
const MOST_DECIMALS: u32 = 20;

/// The figures of a column must add up to its total; if some are missing, they must not exceed it. Percentages are not added up
/// for print, but those whose total is given are shares: they may miss it by what rounding explains, half of the last decimal for
/// each.
fn prove(making: &Making, column: usize, total: Decimal, entry: &Entry, notes: &mut Notes) {
    let known: Vec<Decimal> = making.amounts.iter().filter_map(|line| line[column]).collect();
    let sum = known.iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(*amount));
    let name = entry.name.as_deref().unwrap_or_default();
    let Some((sum, difference)) = sum.and_then(|sum| Some((sum, sum.checked_sub(total)?))) else {
        notes.error(entry.at.span, figures::impossible(name));
        return;
    };
    let decimals = known.iter().chain([&total]).map(Decimal::scale).max().unwrap_or(0).min(MOST_DECIMALS);
    let is_rounded = making.unit(column).is_per_cent();
    let half = if is_rounded { Decimal::new(5, decimals + 1) } else { Decimal::ZERO };
    let room = half * Decimal::from(known.len());
    let is_complete = known.len() == making.amounts.len();
    if difference > room || is_complete && difference < -room {
        let terms: Vec<String> = known.iter().map(Decimal::to_string).collect();
        let [sum, total, difference] = [sum, total, difference].map(|number| number.normalize());
        notes.error(entry.at.span, words::wrong_total(name, &terms, [sum, total, difference]));
    }
}
