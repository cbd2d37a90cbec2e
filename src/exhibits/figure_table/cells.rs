//! The cells of a table: numbers as they are printed.

use rust_decimal::{Decimal, RoundingStrategy};

use super::made::{MadeCell, MadeLine};
use super::numbers::Making;
use super::totals::GivenTotal;
use super::{GatheredCell, TableColumn, TableLineKind};
use crate::exhibits::counted::{Counted, Quantity};
use crate::language::{About, AmountParts, ChangeWord};

/// The decimals of a share, unless its column says otherwise.
const DECIMALS_OF_SHARES: u32 = 1;

/// A cell of a row: a figure, or what its column makes of it.
pub(super) fn of_row(making: &Making, line: usize, column: usize) -> MadeCell {
    let written = &making.column(column).column;
    let cell = making.gathered.lines[line].cells[column].as_ref();
    let made = match (&written.derived, cell) {
        (None, Some(cell)) => Some(figure(making, written, cell)),
        (Some(_), _) => making.value(line, column).map(|amount| calculated(making, written, amount, &[])),
        (None, None) => None,
    };
    made.unwrap_or_else(|| MadeCell {
        text: making.language().table_words().gap.to_owned(),
        ..MadeCell::default()
    })
}

/// A cell of sums; empty where a sum makes no sense.
pub(super) fn of_sum(making: &Making, kind: TableLineKind, lines: &[usize], column: usize) -> MadeCell {
    let written = &making.column(column).column;
    let is_complete = |column: usize| lines.iter().all(|line| making.amounts[*line][column].is_some());
    let sum = |column: usize| {
        let sum =
            if kind == TableLineKind::Total { making.totals[column] } else { making.sum(lines, column) };
        // A row that lacks one of two numbers would be in one of their sums only.
        sum.filter(|_| !written.is_change() || is_complete(column))
    };
    let sums: Vec<Option<Decimal>> = (0..making.gathered.columns.len()).map(sum).collect();
    let Some(amount) = making.derived(column, &sums) else { return MadeCell::default() };
    let of_column = |line: &usize| making.gathered.lines[*line].cells[column].as_ref();
    let is_inexact = lines.iter().filter_map(of_column).any(|cell| !cell.about.is_empty());
    let about: Vec<About> = About::of("约").into_iter().filter(|_| is_inexact).collect();
    calculated(making, written, amount, &about)
}

/// A total that is given.
pub(super) fn of_total(making: &Making, given: &GivenTotal) -> MadeCell {
    let written = &making.column(given.column).column;
    let Some(amount) = given.amount else { return MadeCell::default() };
    let figure = match given.quantity {
        Quantity::Figure(figure) => Some(*figure),
        Quantity::Literal(..) => None,
    };
    MadeCell { figure, value: given.value.clone(), ..calculated(making, written, amount, &[]) }
}

/// A figure as it is printed in a column.
fn figure(making: &Making, written: &TableColumn, cell: &GatheredCell) -> MadeCell {
    let Counted { value, number, .. } = &making.exhibit.figures[cell.figure];
    let as_written = written.scale.is_none() && written.decimals.is_none();
    let made = match number {
        Some(number) if as_written => {
            MadeCell { text: cell.bare.clone(), plain: number.written.clone(), ..MadeCell::default() }
        }
        Some(number) => calculated(making, written, number.amount, &cell.about),
        None => MadeCell { text: cell.bare.clone(), plain: value.clone(), ..MadeCell::default() },
    };
    MadeCell { value: value.clone(), figure: Some(cell.figure), ..made }
}

/// A number that was calculated, in the form of its column. A change has its word: 增长5.3.
fn calculated(making: &Making, written: &TableColumn, amount: Decimal, about: &[About]) -> MadeCell {
    let (language, plain) = (making.language(), plain(written, amount));
    let ends = [language.digits(plain.trim_start_matches('-'))];
    let text = if written.is_change() {
        let word = language.direction(amount.cmp(&Decimal::ZERO), ChangeWord::Verb);
        match amount.is_zero() {
            true => word.to_owned(),
            false if language.is_chinese() => format!("{word}{}", ends[0]),
            false => format!("{word} {}", ends[0]),
        }
    } else {
        let ends = [language.digits(&plain)];
        language.amount(AmountParts { ends: &ends, amount: Some(amount), scale: None, unit: "", about })
    };
    MadeCell { text, value: amount.round_dp(9).normalize().to_string(), plain, ..MadeCell::default() }
}

/// A number in the unit of its column, with the decimals of its column.
fn plain(written: &TableColumn, amount: Decimal) -> String {
    let is_per_cent = written.is_in_per_cent();
    let scale = written.scale.filter(|_| !is_per_cent);
    let scaled = scale.map_or(amount, |scale| amount / Decimal::from(10_u64.pow(scale.power())));
    let decimals = written.decimals.or(is_per_cent.then_some(DECIMALS_OF_SHARES));
    let Some(decimals) = decimals else { return scaled.round_dp(9).normalize().to_string() };
    let mut rounded = scaled.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    rounded.to_string()
}

/// The number of decimals of a cell with a number.
fn decimals(cell: &MadeCell) -> Option<usize> {
    cell.plain.parse::<Decimal>().ok()?;
    Some(cell.plain.split_once('.').map_or(0, |(_, decimals)| decimals.len()))
}

/// Sets the points of each column under one another.
pub(super) fn align(lines: &mut [MadeLine]) {
    let columns = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    for column in 0..columns {
        let most = lines.iter().filter_map(|line| decimals(line.cells.get(column)?)).max().unwrap_or(0);
        for cell in lines.iter_mut().filter_map(|line| line.cells.get_mut(column)) {
            let Some(own) = decimals(cell).filter(|own| *own < most) else { continue };
            let point = if own == 0 { "." } else { "" };
            cell.pad = format!("{point}{}", "0".repeat(most - own));
        }
    }
}
