//! The order of a table's lines: sorted, ranked, cut off, or in groups.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::TableLineKind;
use super::numbers::Making;
use crate::finding::Notes;
use crate::words::figures;
use crate::words::idle::{self, Idle};
use crate::words::tables as words;
use crate::words::values;

/// A line that is to be made from some of the gathered ones.
pub(super) struct PlannedLine {
    pub kind: TableLineKind,
    pub rank: Option<usize>,
    pub name: String,
    pub lines: Vec<usize>,
}

/// The lines of a table from top to bottom.
pub(super) fn plan(making: &Making, notes: &mut Notes) -> Vec<PlannedLine> {
    let (order, by) = sorted(making, notes);
    let ranks = ranks(making, &order, by);
    let row = |line: usize| {
        let place = order.iter().position(|other| *other == line);
        let rank = place.and_then(|place| ranks[place]);
        let name = making.gathered.lines[line].name.clone();
        PlannedLine { kind: TableLineKind::Row, rank, name, lines: vec![line] }
    };
    let mut planned = if making.gathered.groups.is_empty() {
        ungrouped(making, &order, &row, notes)
    } else {
        grouped(making, &order, &row)
    };
    if let Some((name, _)) = &making.table.total {
        let usual = making.language().table_words().total;
        let name = if name.is_empty() { usual } else { name };
        planned.push(sums(TableLineKind::Total, name, order));
    }
    planned
}

fn sums(kind: TableLineKind, name: &str, lines: Vec<usize>) -> PlannedLine {
    PlannedLine { kind, rank: None, name: name.to_owned(), lines }
}

/// The rows as far as they are shown, and the sums of the others.
fn ungrouped(
    making: &Making,
    order: &[usize],
    row: &impl Fn(usize) -> PlannedLine,
    notes: &mut Notes,
) -> Vec<PlannedLine> {
    let top = making.table.top.unwrap_or(order.len());
    let (shown, rest) = order.split_at(top.min(order.len()));
    if making.table.top.is_some() && rest.is_empty() {
        notes.warning(making.exhibit.at, idle::without_effect("top", &Idle::FewRows));
    }
    let rest = (!rest.is_empty())
        .then(|| sums(TableLineKind::Rest, making.language().table_words().rest, rest.to_vec()));
    shown.iter().map(|line| row(*line)).chain(rest).collect()
}

/// Each group under its name, with its sums.
fn grouped(making: &Making, order: &[usize], row: &impl Fn(usize) -> PlannedLine) -> Vec<PlannedLine> {
    let subtotal = making.language().table_words().subtotal;
    let group = |(name, members): &(String, Vec<usize>)| {
        let lines: Vec<usize> = order.iter().copied().filter(|line| members.contains(line)).collect();
        let rows: Vec<PlannedLine> = lines.iter().map(|line| row(*line)).collect();
        let heading = sums(TableLineKind::Group, name, Vec::new());
        std::iter::once(heading)
            .chain(rows)
            .chain([sums(TableLineKind::Subtotal, subtotal, lines)])
            .collect::<Vec<_>>()
    };
    making.gathered.groups.iter().flat_map(group).collect()
}

/// The gathered lines in order, and the column that decides. Lines without a number there come last.
fn sorted(making: &Making, notes: &mut Notes) -> (Vec<usize>, Option<usize>) {
    let mut order: Vec<usize> = (0..making.gathered.lines.len()).collect();
    let Some(sort) = &making.table.sort else { return (order, None) };
    let Some(column) = making.gathered.column_named(&sort.by) else {
        let known: Vec<_> = making.gathered.column_names().map(|name| (name, "")).collect();
        notes.error(sort.at, values::unknown_word(&sort.by, known.into_iter()));
        return (order, None);
    };
    let value = |line: &usize| making.value(*line, column);
    let units = making.units(column);
    if making.has_units_by_row && !making.column(column).column.is_in_per_cent() && units.len() > 1 {
        notes.error(sort.at, words::mixed_units(&sort.by, &units));
    }
    if !order.is_empty() && order.iter().all(|line| value(line).is_none()) {
        notes.error(sort.at, figures::not_a_number(&sort.by));
    }
    order.sort_by(|one, other| compared(value(one), value(other), sort.ascending));
    (order, Some(column))
}

fn compared(one: Option<Decimal>, other: Option<Decimal>, ascending: bool) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if ascending => one.cmp(&other),
        (Some(one), Some(other)) => other.cmp(&one),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

/// The rank of each line in order: lines with the same number share one, and the next is counted past them: 1, 2, 2, 4.
fn ranks(making: &Making, order: &[usize], by: Option<usize>) -> Vec<Option<usize>> {
    let Some(column) = by.filter(|_| making.table.rank) else { return vec![None; order.len()] };
    let values: Vec<Option<Decimal>> = order.iter().map(|line| making.value(*line, column)).collect();
    let rank = |value: &Option<Decimal>| {
        let first = values.iter().position(|other| other == value)?;
        value.map(|_| first + 1)
    };
    values.iter().map(rank).collect()
}
