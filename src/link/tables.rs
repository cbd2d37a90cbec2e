//! What charts are drawn from: figures, their parts or their series, as one table.

use super::figures::Ledgers;
use crate::exhibits::{ChartData, Counted, Entry, ResolvedExhibit, Table};
use crate::finding::Notes;
use crate::model::draft::StoryDraft;
use crate::model::figure::{Figure, Number, Value};
use crate::words::figures;

/// The table of a chart.
pub(crate) fn table(
    data: &ChartData,
    exhibit: ResolvedExhibit,
    story: &StoryDraft,
    ledgers: &Ledgers,
    notes: &mut Notes,
) -> Table {
    match data {
        ChartData::Table(table) => table.clone(),
        ChartData::Figures(entries) => of_figures(entries, exhibit, notes),
        ChartData::Parts(entries) => of_parts(entries, exhibit, story, ledgers, notes),
        ChartData::Series(entries) => of_series(entries, exhibit, story, ledgers, notes),
    }
}

/// A row for each figure, in one column.
fn of_figures(entries: &[Entry], exhibit: ResolvedExhibit, notes: &mut Notes) -> Table {
    let mut table = Table { columns: vec![String::new()], ..Table::default() };
    for entry in entries {
        let counted = exhibit.counted(&entry.quantity);
        if counted.number.is_none() && !counted.label.is_empty() {
            notes.error(entry.at.span, figures::not_a_number(&counted.label));
        }
        table.units.push(counted.unit);
        table.rows.push(exhibit.name(entry));
        table.cells.push(vec![counted.number]);
    }
    table
}

/// Of one figure, a row for each part; of several, a row for each figure and a column for each part's label.
fn of_parts(
    entries: &[Entry],
    exhibit: ResolvedExhibit,
    story: &StoryDraft,
    ledgers: &Ledgers,
    notes: &mut Notes,
) -> Table {
    let mut table = Table::default();
    for entry in entries {
        let counted = exhibit.counted(&entry.quantity);
        let Some(whole) = figure(&counted, story, ledgers) else { continue };
        let parts: Vec<&Figure> =
            whole.parts.iter().filter_map(|key| ledgers.beside(story, &counted.origin, key)).collect();
        if parts.is_empty() {
            notes.error(entry.at.span, figures::no_parts(&whole.key));
        }
        let numbers = parts.iter().filter_map(|part| Some((part.name().to_owned(), number(part)?)));
        if entries.len() == 1 {
            for (name, number) in numbers {
                table.add(name, counted.unit.clone(), std::iter::once((String::new(), number)));
            }
        } else {
            table.add(exhibit.name(entry), counted.unit, numbers);
        }
    }
    table
}

/// A row for each figure, a column for each period.
fn of_series(
    entries: &[Entry],
    exhibit: ResolvedExhibit,
    story: &StoryDraft,
    ledgers: &Ledgers,
    notes: &mut Notes,
) -> Table {
    let mut table = Table::default();
    for entry in entries {
        let counted = exhibit.counted(&entry.quantity);
        let Some(figure) = figure(&counted, story, ledgers) else { continue };
        if figure.series.is_empty() {
            notes.error(entry.at.span, figures::no_series(&figure.key));
        }
        table.add(exhibit.name(entry), counted.unit, figure.series.iter().cloned());
    }
    table
}

fn figure<'f>(counted: &Counted, story: &'f StoryDraft, ledgers: &'f Ledgers) -> Option<&'f Figure> {
    ledgers.origin(story, &counted.origin)
}

fn number(figure: &Figure) -> Option<Number> {
    match figure.shown() {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    }
}
