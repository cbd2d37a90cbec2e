//! A table from its figures: its numbers are calculated, its rows put in order, its totals proved.

use super::made::MadeLine;
use super::numbers::Making;
use super::order::{self, PlannedLine};
use super::{FigureTable, Gathered, MadeCell, MadeTable, TableLineKind, TableLines, cells, totals};
use crate::exhibits::counted::ResolvedExhibit;
use crate::finding::Notes;

/// Makes a table, and reports what is wrong with it.
pub(crate) fn make(
    table: &FigureTable,
    gathered: &Gathered,
    exhibit: ResolvedExhibit,
    notes: &mut Notes,
) -> MadeTable {
    let mut making =
        Making { table, gathered, exhibit, amounts: Vec::new(), totals: Vec::new(), has_units_by_row: false };
    making.has_units_by_row = matches!(table.lines, TableLines::Figures(_))
        && (0..gathered.columns.len()).any(|column| making.units(column).len() > 1);
    making.amounts = making.numbers();
    let given = totals::given(&making, notes);
    making.totals = totals::of_columns(&making, &given);
    making.check_columns(notes);
    let planned = order::plan(&making, notes);
    let shown = making.shown();
    let mut lines: Vec<MadeLine> =
        planned.iter().map(|planned| made_line(&making, planned, &shown, &given)).collect();
    lines.retain(|line| line.kind != TableLineKind::Subtotal || !line.is_blank());
    making.check_total(&lines, notes);
    cells::align(&mut lines);
    let words = making.language().table_words();
    MadeTable {
        rank: table.rank.then(|| words.rank.to_owned()),
        names: table.names.clone().unwrap_or_default(),
        columns: shown.iter().map(|column| making.heading(*column)).collect(),
        gap_note: making.gap_note(&lines, notes),
        differs: shown.iter().any(|column| making.differs(*column)),
        lines,
    }
}

fn made_line(
    making: &Making,
    planned: &PlannedLine,
    shown: &[usize],
    given: &[totals::GivenTotal],
) -> MadeLine {
    let PlannedLine { kind, rank, name, lines } = planned;
    let cell = |column: &usize| match kind {
        TableLineKind::Row => cells::of_row(making, lines[0], *column),
        TableLineKind::Group => MadeCell::default(),
        TableLineKind::Subtotal | TableLineKind::Rest => cells::of_sum(making, *kind, lines, *column),
        TableLineKind::Total => {
            let given = given.iter().find(|given| given.column == *column);
            let sum = || cells::of_sum(making, *kind, lines, *column);
            given.map_or_else(sum, |given| cells::of_total(making, given))
        }
    };
    let cells = if *kind == TableLineKind::Group { Vec::new() } else { shown.iter().map(cell).collect() };
    let unit = lines.first().filter(|_| making.has_units_by_row && *kind == TableLineKind::Row);
    let name = format!("{name}{}", unit.map(|line| making.unit_of_row(*line)).unwrap_or_default());
    MadeLine { kind: *kind, rank: *rank, name, cells }
}
