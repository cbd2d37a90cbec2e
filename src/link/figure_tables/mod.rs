//! Tables of figures: which figure stands in which cell.

mod columns;
mod groups;
mod lines;

use super::figures::Ledgers;
use super::{patterns, print};
use crate::exhibits::figure_table::{
    FigureTable, Gathered, GatheredCell, GatheredColumn, GatheredLine, TableColumn,
};
use crate::exhibits::{Counted, FigureOrigin};
use crate::finding::Notes;
use crate::language::TextLanguage;
use crate::model::draft::StoryDraft;
use crate::model::figure::{Figure, Value};
use crate::model::ledger::Ledger;
use crate::source::Span;
use crate::words::{narrative, tables as words};
use lines::LinkedLine;

/// How many cells a table may have.
const CELL_LIMIT: usize = 20_000;

/// Where the figures of a table come from.
#[derive(Clone, Copy)]
pub(super) struct TableSource<'s> {
    pub table: &'s FigureTable,
    /// The ledger of keys that name none.
    pub home: Option<&'s str>,
    pub story: &'s StoryDraft,
    pub ledgers: &'s Ledgers<'s>,
    pub language: TextLanguage,
    /// Where findings about the whole table point.
    pub at: Span,
}

/// A figure in a cell, with the value that is shown there.
struct CellFigure {
    figure: Figure,
    origin: FigureOrigin,
}

/// Finds the figures of a table, and adds them to `figures`.
pub(super) fn gather(source: TableSource, figures: &mut Vec<Counted>, notes: &mut Notes) -> Gathered {
    let lines = source.lines(figures, notes);
    let columns = source.columns(&lines, notes);
    if columns.len().saturating_mul(lines.len()) > CELL_LIMIT {
        notes.error(source.at, narrative::table_too_large(CELL_LIMIT));
        return Gathered::default();
    }
    let groups = source.groups(&lines, notes);
    let mut gathered = Gathered { columns, lines: Vec::new(), groups };
    for line in &lines {
        let cell = |column: &GatheredColumn| {
            let found = source.figure(line, &column.column)?;
            Some(source.cell(&found, figures))
        };
        let cells = gathered.columns.iter().map(cell).collect();
        gathered.lines.push(GatheredLine { name: line.name.clone(), cells });
    }
    source.report_empty(&gathered, &lines, notes);
    gathered
}

impl<'s> TableSource<'s> {
    /// The figure in the cell of a line and a column, with the value of the period that either names.
    fn figure(&self, line: &LinkedLine, column: &TableColumn) -> Option<CellFigure> {
        let column = &column.source;
        let (figure, origin) = line.figure(*self, column)?;
        let period = column.period.as_ref().or(line.period.as_ref());
        let value = match period {
            None => figure.shown()?,
            Some(period) => {
                let of_period = figure.series.iter().find(|(name, _)| name == period);
                Value::Number(of_period?.1.clone())
            }
        };
        Some(CellFigure { figure: Figure { value: Some(value), ..figure.clone() }, origin })
    }

    fn cell(&self, CellFigure { figure, origin }: &CellFigure, figures: &mut Vec<Counted>) -> GatheredCell {
        let value = figure.shown();
        figures.push(Counted {
            text: print::plain(figure, self.language),
            value: value.as_ref().map(Value::plain).unwrap_or_default(),
            label: figure.name().to_owned(),
            number: if let Some(Value::Number(number)) = value { Some(number) } else { None },
            unit: figure.unit.clone().unwrap_or_default(),
            about: figure.about.clone(),
            origin: origin.clone(),
        });
        let without_unit = Figure { unit: None, ..figure.clone() };
        GatheredCell {
            figure: figures.len() - 1,
            bare: print::plain(&without_unit, self.language),
            about: figure.about.clone(),
            window: figure.window.clone(),
        }
    }

    /// The ledger of keys that name none; it is a finding if there is none.
    fn home_ledger(&self, notes: &mut Notes) -> Option<&'s Ledger> {
        let Some(home) = self.home else {
            notes.error(self.at, words::no_ledger());
            return None;
        };
        self.ledgers.get(home).map(|ledger| &**ledger)
    }

    /// The ledgers or rows that a pattern means.
    fn fits(pattern: &str, key: &str) -> bool {
        let has_date = |text: &str| text.contains('@');
        patterns::fits(pattern, key) && (!pattern.contains('*') || has_date(pattern) || !has_date(key))
    }

    /// Reports the columns without any figure.
    fn report_empty(&self, gathered: &Gathered, lines: &[LinkedLine], notes: &mut Notes) {
        for (index, GatheredColumn { column, .. }) in gathered.columns.iter().enumerate() {
            let is_empty = gathered.lines.iter().all(|line| line.cells[index].is_none());
            if is_empty && !gathered.lines.is_empty() {
                let known = self.known_names(lines, column);
                notes
                    .error(column.at, words::empty_column(column.handle(), known.iter().map(String::as_str)));
            }
        }
    }
}
