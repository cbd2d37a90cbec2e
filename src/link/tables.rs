//! What charts are drawn from: figures, their parts or their series, as one table.

use super::figures::Ledgers;
use crate::exhibits::{ChartData, Counted, Entry, ResolvedExhibit, Table, TableNumber};
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
    let source = RowSource { exhibit, story, ledgers };
    match data {
        ChartData::Table(table) => Table { language: exhibit.language, ..table.clone() },
        ChartData::Figures(entries) => of_figures(entries, exhibit, notes),
        ChartData::Parts(entries) => source.of_parts(entries, notes),
        ChartData::Series(entries) => source.of_series(entries, notes),
    }
}

/// A row for each figure, in one column.
fn of_figures(entries: &[Entry], exhibit: ResolvedExhibit, notes: &mut Notes) -> Table {
    let mut table = Table { columns: vec![String::new()], language: exhibit.language, ..Table::default() };
    for entry in entries {
        let counted = exhibit.counted(&entry.quantity);
        if counted.number.is_none() && !counted.label.is_empty() {
            notes.error(entry.at.span, figures::not_a_number(&counted.label));
        }
        table.units.push(counted.unit);
        table.rows.push(exhibit.name(entry));
        table.cells.push(vec![counted.number.map(|number| TableNumber::new(number, &counted.about))]);
    }
    table
}

/// The figures of a story, from which a chart's rows are made.
struct RowSource<'t> {
    exhibit: ResolvedExhibit<'t>,
    story: &'t StoryDraft,
    ledgers: &'t Ledgers<'t>,
}

impl RowSource<'_> {
    /// A table with the rows that `add` makes of each entry and its figure. An entry without a figure has its finding already.
    fn table(&self, entries: &[Entry], mut add: impl FnMut(&Entry, Counted, &Figure, &mut Table)) -> Table {
        let mut table = Table { language: self.exhibit.language, ..Table::default() };
        for entry in entries {
            let counted = self.exhibit.counted(&entry.quantity);
            if let Some(figure) = self.ledgers.origin(self.story, &counted.origin) {
                add(entry, counted, figure, &mut table);
            }
        }
        table
    }

    /// Of one figure, a row for each part; of several, a row for each figure and a column for each part's label.
    fn of_parts(&self, entries: &[Entry], notes: &mut Notes) -> Table {
        self.table(entries, |entry, counted, whole, table| {
            let part = |key: &String| self.ledgers.beside(self.story, &counted.origin, key);
            let parts: Vec<&Figure> = whole.parts.iter().filter_map(part).collect();
            if parts.is_empty() {
                notes.error(entry.at.span, figures::no_parts(&whole.key));
            }
            let numbers = parts.iter().filter_map(|part| Some((part.name().to_owned(), number(part)?)));
            if entries.len() == 1 {
                for (name, number) in numbers {
                    table.add(name, counted.unit.clone(), std::iter::once((String::new(), number)));
                }
            } else {
                table.add(self.exhibit.name(entry), counted.unit.clone(), numbers);
            }
        })
    }

    /// A row for each figure, a column for each period.
    fn of_series(&self, entries: &[Entry], notes: &mut Notes) -> Table {
        self.table(entries, |entry, counted, figure, table| {
            if figure.series.is_empty() {
                notes.error(entry.at.span, figures::no_series(&figure.key));
            }
            let number = |(period, number): &(String, Number)| {
                (period.clone(), TableNumber::new(number.clone(), &figure.about))
            };
            table.add(self.exhibit.name(entry), counted.unit, figure.series.iter().map(number));
        })
    }
}

fn number(figure: &Figure) -> Option<TableNumber> {
    match figure.shown() {
        Some(Value::Number(number)) => Some(TableNumber::new(number, &figure.about)),
        _ => None,
    }
}
