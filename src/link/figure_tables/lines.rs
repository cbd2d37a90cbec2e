//! The rows of a table of figures: ledgers, rows of a ledger, figures, periods.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::TableSource;
use crate::exhibits::figure_table::{ColumnSource, NamedKey, TableLines};
use crate::exhibits::{Counted, Entry, FigureOrigin};
use crate::finding::Notes;
use crate::model::figure::{Figure, numbers_in};
use crate::model::ledger::Ledger;
use crate::words::tables as words;

/// A row of a table, as far as its columns do not decide.
pub(super) struct LinkedLine {
    /// The name by which `groups` means it.
    pub key: String,
    pub name: String,
    /// The period that it is about.
    pub period: Option<String>,
    holds: LineOf,
}

/// Where a row's figures are.
pub(super) enum LineOf {
    /// In this ledger.
    Ledger(String),
    /// In a row of this ledger.
    Row(String, String),
    /// This figure.
    Figure(FigureOrigin),
}

impl LinkedLine {
    /// The figure of this row that a column means; where it comes from.
    pub(super) fn figure<'s>(
        &self,
        source: TableSource<'s>,
        column: &ColumnSource,
    ) -> Option<(&'s Figure, FigureOrigin)> {
        match &self.holds {
            LineOf::Ledger(id) => in_ledger(source, id, column),
            LineOf::Row(id, row) => {
                let key = Some(format!("{row}.{}", column.key.as_ref()?));
                in_ledger(source, id, &ColumnSource { key, ..column.clone() })
            }
            LineOf::Figure(FigureOrigin::Ledger(id, key)) => {
                let key = column.key.as_ref().or(Some(key)).cloned();
                in_ledger(source, id, &ColumnSource { key, ..column.clone() })
            }
            LineOf::Figure(origin) => {
                let key = column.key.as_deref().or(own_key(origin))?;
                let figure = source.story.figures().get(key).filter(|_| column.snapshot.is_none())?;
                Some((figure, FigureOrigin::Own(key.to_owned())))
            }
        }
    }

    /// The ledger that its figures are in.
    pub(super) fn ledger<'s>(&self, source: TableSource<'s>) -> Option<&'s Arc<Ledger>> {
        match &self.holds {
            LineOf::Ledger(id) | LineOf::Row(id, _) => source.ledgers.get(id),
            LineOf::Figure(_) => None,
        }
    }
}

fn own_key(origin: &FigureOrigin) -> Option<&str> {
    if let FigureOrigin::Own(key) = origin { Some(key) } else { None }
}

/// The figure of a ledger, or of a snapshot of it, by its key or its indicator.
fn in_ledger<'s>(
    source: TableSource<'s>,
    id: &str,
    column: &ColumnSource,
) -> Option<(&'s Figure, FigureOrigin)> {
    let base = id.split('@').next().unwrap_or(id);
    let dated = column.snapshot.as_ref().map(|date| match date.as_str() {
        "" => base.to_owned(),
        date => format!("{base}@{date}"),
    });
    let ledger = source.ledgers.get(dated.as_deref().unwrap_or(id))?;
    let figure = match (&column.key, &column.indicator) {
        (Some(key), _) => ledger.figures.get(key),
        (None, Some(_)) => ledger.figures.values().find(|figure| figure.indicator == column.indicator),
        (None, None) => None,
    }?;
    Some((figure, FigureOrigin::Ledger(Arc::from(ledger.id.as_str()), figure.key.clone())))
}

impl TableSource<'_> {
    /// The rows of the table, in the order in which they are written.
    pub(super) fn lines(&self, figures: &[Counted], notes: &mut Notes) -> Vec<LinkedLine> {
        let mut lines: Vec<LinkedLine> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut add = |line: LinkedLine, written: &NamedKey, notes: &mut Notes| {
            if seen.insert(line.key.clone()) {
                lines.push(line);
            } else if written.key == line.key {
                notes.warning(written.at, words::row_twice(&line.key));
            }
        };
        match &self.table.lines {
            TableLines::Ledgers(written) => written.iter().for_each(|named| {
                self.of_ledgers(named, notes).into_iter().for_each(|line| add(line, named, notes));
            }),
            TableLines::Rows(written) => written.iter().for_each(|named| {
                self.of_rows(named, notes).into_iter().for_each(|line| add(line, named, notes));
            }),
            TableLines::Periods(written) => written.iter().for_each(|named| {
                self.of_periods(named, notes).into_iter().for_each(|line| add(line, named, notes));
            }),
            TableLines::Figures(entries) => {
                lines.extend(entries.iter().filter_map(|entry| Self::of_figure(entry, figures)));
            }
        }
        lines
    }

    fn of_ledgers(&self, named: &NamedKey, notes: &mut Notes) -> Vec<LinkedLine> {
        let line = |ledger: &Arc<Ledger>| LinkedLine {
            key: ledger.id.clone(),
            name: named.name.clone().unwrap_or_else(|| ledger.title.clone()),
            period: None,
            holds: LineOf::Ledger(ledger.id.clone()),
        };
        let pattern = if named.is_all() { "**" } else { &named.key };
        if !pattern.contains('*') {
            return self.ledgers.named(pattern, named.at, notes).map(line).into_iter().collect();
        }
        let found = self.ledgers.matching(pattern, Self::fits);
        if found.is_empty() {
            let _ = self.ledgers.named(pattern, named.at, notes);
        }
        found.into_iter().map(line).collect()
    }

    fn of_rows(&self, named: &NamedKey, notes: &mut Notes) -> Vec<LinkedLine> {
        let Some(ledger) = self.home_ledger(notes) else { return Vec::new() };
        if ledger.rows.is_empty() {
            notes.error(named.at, words::no_rows(&ledger.id));
            return Vec::new();
        }
        let pattern = if named.is_all() { "**" } else { &named.key };
        let fitting = ledger.rows.iter().filter(|(key, _)| Self::fits(pattern, key));
        let lines: Vec<LinkedLine> = fitting
            .map(|(key, label)| LinkedLine {
                key: key.clone(),
                name: named.name.clone().unwrap_or_else(|| label.clone()),
                period: None,
                holds: LineOf::Row(ledger.id.clone(), key.clone()),
            })
            .collect();
        if lines.is_empty() {
            notes.error(named.at, words::unknown_row(&named.key, ledger.rows.keys().map(String::as_str)));
        }
        lines
    }

    fn of_periods(&self, named: &NamedKey, notes: &mut Notes) -> Vec<LinkedLine> {
        let Some(ledger) = self.home_ledger(notes) else { return Vec::new() };
        let line = |period: String, name: Option<&String>| LinkedLine {
            key: period.clone(),
            name: name.cloned().unwrap_or_else(|| period.clone()),
            period: Some(period),
            holds: LineOf::Ledger(ledger.id.clone()),
        };
        if !named.is_all() {
            return vec![line(named.key.clone(), named.name.as_ref())];
        }
        let columns = self.table.columns.iter();
        let figures = columns.filter_map(|column| in_ledger(*self, &ledger.id, &column.source));
        periods_of(figures.map(|(figure, _)| figure)).into_iter().map(|period| line(period, None)).collect()
    }

    fn of_figure(entry: &Entry, figures: &[Counted]) -> Option<LinkedLine> {
        let crate::exhibits::Quantity::Figure(index) = entry.quantity else { return None };
        let Counted { label, origin, .. } = &figures[index];
        let key = match origin {
            FigureOrigin::Ledger(_, key) | FigureOrigin::Own(key) => key.clone(),
            FigureOrigin::Unresolved => return None, // That it is not there has been reported.
        };
        let name = entry.name.clone().unwrap_or_else(|| label.clone());
        Some(LinkedLine { key, name, period: None, holds: LineOf::Figure(origin.clone()) })
    }

    /// The figures of a table of figures.
    pub(super) fn figures_of<'f>(&'f self, lines: &'f [LinkedLine]) -> impl Iterator<Item = &'f Figure> {
        let any = ColumnSource::default();
        lines.iter().filter_map(move |line| line.figure(*self, &any)).map(|(figure, _)| figure)
    }

    /// Every period of the figures of a table of figures.
    pub(super) fn periods(&self, lines: &[LinkedLine]) -> Vec<String> {
        periods_of(self.figures_of(lines))
    }
}

/// The periods of some series, oldest first.
fn periods_of<'f>(figures: impl Iterator<Item = &'f Figure>) -> Vec<String> {
    let mut periods: Vec<String> = Vec::new();
    for (period, _) in figures.flat_map(|figure| &figure.series) {
        if !periods.contains(period) {
            periods.push(period.clone());
        }
    }
    periods.sort_by_cached_key(|period| numbers_in(period));
    periods
}
