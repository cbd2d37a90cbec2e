//! The same indicator across ledgers and over time.

use serde::Serialize;

use super::chrome::{HeadView, SheetTurn};
use crate::charts;
use crate::exhibits::{ChartKind, Diagram, Table, TableNumber};
use crate::language::TextLanguage;
use crate::model::document::{Route, Subject, figure_address};
use crate::model::figure::{Figure, Value};
use crate::model::ids::{LedgerId, StoryId};
use crate::model::registers::{self, Compared};
use crate::model::site::LedgerRecord;
use crate::trace::Reader;

/// A sheet of the comparison: the same indicator across ledgers; on the first, every ledger.
#[derive(Debug, Serialize)]
pub(crate) struct ComparisonView<'s> {
    head: HeadView,
    ledgers: Vec<LedgerLink<'s>>,
    indicators: Vec<IndicatorView<'s>>,
    over_time: Vec<SnapshotsView<'s>>,
    ledger_count: usize,
    figure_count: usize,
    relation_count: usize,
    #[serde(flatten)]
    turn: SheetTurn<'s>,
}

/// A ledger in the list of all.
#[derive(Debug, Serialize)]
struct LedgerLink<'s> {
    title: &'s str,
    owner: Option<&'s str>,
    path: &'s str,
    figures: usize,
    proofs: usize,
    programmes: usize,
    stories: usize,
    as_of: Option<String>,
}

/// A ledger and its dated snapshots, figure by figure.
#[derive(Debug, Serialize)]
struct SnapshotsView<'s> {
    name: &'s str,
    drawing: String,
    periods: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

/// One indicator in several ledgers.
#[derive(Debug, Serialize)]
struct IndicatorView<'s> {
    name: &'s str,
    /// Whether unit and window are the same in all of them.
    comparable: bool,
    /// Bars, if all can be compared; small line charts, if they have series.
    drawing: String,
    rows: Vec<ComparedView<'s>>,
}

#[derive(Debug, Serialize)]
struct ComparedView<'s> {
    ledger: &'s str,
    row: String,
    label: &'s str,
    text: &'s str,
    value: String,
    window: Option<&'s str>,
    as_of: Option<String>,
    #[serde(skip)]
    figure: &'s Figure,
}

impl<'s> ComparisonView<'s> {
    /// A sheet (from 0) of the comparison of the reader's ledgers.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, route: &Route, sheet: usize, title: &str) -> Self {
        let all = reader.ledgers();
        let public = || all.iter().enumerate().filter(|(_, record)| record.ledger.public);
        let listed = public().filter(|_| sheet == 0);
        let sheets = registers::comparison(all);
        let (mut indicators, mut over_time) = (Vec::new(), Vec::new());
        for compared in sheets.get(sheet).into_iter().flatten() {
            match compared {
                Compared::Indicator(rows) => indicators.extend(indicator(reader, rows)),
                Compared::OverTime(dated) => {
                    let records = dated.iter().map(|(date, id)| (date.clone(), &all[id.0]));
                    over_time.push(snapshots(records.collect(), reader.paper().language));
                }
            }
        }
        Self {
            head: HeadView::new(reader, route, "comparison", title),
            ledgers: listed
                .filter_map(|(index, record)| ledger_link(reader, LedgerId(index), record))
                .collect(),
            indicators,
            over_time,
            ledger_count: public().count(),
            figure_count: public().map(|(_, record)| record.ledger.figures.len()).sum(),
            relation_count: public().map(|(_, record)| record.proofs.len()).sum(),
            turn: SheetTurn::new(reader, sheet, sheets.len(), Subject::Comparison),
        }
    }
}

fn ledger_link<'s>(reader: &Reader<'s>, id: LedgerId, record: &'s LedgerRecord) -> Option<LedgerLink<'s>> {
    let mut stories: Vec<StoryId> = record.printed_in.iter().flatten().copied().collect();
    stories.sort_unstable();
    stories.dedup();
    Some(LedgerLink {
        title: &record.ledger.title,
        owner: record.ledger.owner.as_deref(),
        path: reader.path(&Subject::Ledger(id))?,
        figures: record.ledger.figures.len(),
        proofs: record.proofs.len(),
        programmes: record.ledger.programmes.len(),
        stories: stories.len(),
        as_of: record.ledger.as_of.map(|date| reader.paper().language.partial_date(date)),
    })
}

/// The figures of one indicator.
fn indicator<'s>(reader: &Reader<'s>, rows: &[(LedgerId, usize)]) -> Option<IndicatorView<'s>> {
    let rows: Vec<ComparedView> = rows.iter().filter_map(|(id, row)| row_view(reader, *id, *row)).collect();
    let first = rows.first()?;
    let is_same = |row: &ComparedView| row.figure.unit == first.figure.unit && row.window == first.window;
    let comparable = rows.iter().all(is_same);
    Some(IndicatorView {
        name: first.label,
        comparable,
        drawing: compared(&rows, comparable, reader.paper().language),
        rows,
    })
}

fn row_view<'s>(reader: &Reader<'s>, id: LedgerId, row: usize) -> Option<ComparedView<'s>> {
    let language = reader.paper().language;
    let record = &reader.ledgers()[id.0];
    let figure = record.ledger.figures.get_index(row)?.1;
    Some(ComparedView {
        ledger: &record.ledger.title,
        row: figure_address(reader.path(&Subject::Ledger(id))?, &figure.key),
        label: figure.name(),
        text: &record.texts[row],
        value: figure.shown().map(|value| value.plain()).unwrap_or_default(),
        window: figure.window.as_deref(),
        as_of: figure.as_of.or(record.ledger.as_of).map(|date| language.partial_date(date)),
        figure,
    })
}

/// Small line charts of the figures that have series; otherwise bars, if they can be compared.
fn compared(rows: &[ComparedView], comparable: bool, language: TextLanguage) -> String {
    let mut table = Table { language, ..Table::default() };
    let has_series = rows.iter().any(|row| row.figure.series.len() > 1);
    for row in rows {
        let unit = row.figure.unit.clone().unwrap_or_default();
        if has_series && row.figure.series.len() > 1 {
            let cells = row.figure.series.iter().map(|(period, number)| {
                (period.clone(), TableNumber::new(number.clone(), &row.figure.about))
            });
            table.add(row.ledger.to_owned(), unit, cells);
        } else if let Some(Value::Number(number)) = row.figure.shown().filter(|_| comparable && !has_series) {
            let number = TableNumber::new(number, &row.figure.about);
            table.add(row.ledger.to_owned(), unit, std::iter::once((String::new(), number)));
        }
    }
    let kind = if has_series { ChartKind::SmallMultiples } else { ChartKind::Bar };
    drawn(kind, &table, rows.first().map_or("", |row| row.label))
}

fn drawn(kind: ChartKind, table: &Table, title: &str) -> String {
    if table.rows.is_empty() {
        String::new()
    } else {
        charts::draw(&Diagram::Chart(kind, table), title, &table.rows.join(table.language.semicolon()))
    }
}

/// A ledger and its dated snapshots, oldest first, each figure across them.
fn snapshots(records: Vec<(String, &LedgerRecord)>, language: TextLanguage) -> SnapshotsView<'_> {
    let newest = records.last().map(|(_, record)| *record).expect("there are two at least");
    let mut table = Table { language, ..Table::default() };
    let mut rows = Vec::new();
    for figure in newest.ledger.figures.values() {
        let at = |(date, record): &(String, &LedgerRecord)| {
            let known = record.ledger.figures.get(&figure.key)?;
            let Some(Value::Number(number)) = known.shown() else { return None };
            Some((date.clone(), TableNumber::new(number, &known.about)))
        };
        let numbers: Vec<(String, TableNumber)> = records.iter().filter_map(at).collect();
        if numbers.len() > 1 {
            let unit = figure.unit.clone().unwrap_or_default();
            let text = |(date, _): &(String, &LedgerRecord)| {
                let found = numbers.iter().find(|(known, _)| known == date);
                found.map_or_else(
                    || "—".to_owned(),
                    |(_, number)| language.number(number, &unit, &number.about),
                )
            };
            rows.push((figure.name().to_owned(), records.iter().map(text).collect()));
            table.add(figure.name().to_owned(), unit, numbers.into_iter());
        }
    }
    let name = newest.ledger.title.as_str();
    let periods = records.into_iter().map(|(date, _)| date).collect();
    SnapshotsView { name, drawing: drawn(ChartKind::SmallMultiples, &table, name), periods, rows }
}
