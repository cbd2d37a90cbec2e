//! The same indicator across ledgers and over time.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chrome::HeadView;
use crate::charts;
use crate::exhibits::{ChartKind, Diagram, Table};
use crate::language::TextLanguage;
use crate::model::document::{Route, Subject, figure_address};
use crate::model::figure::{Figure, Number, Value};
use crate::model::ids::{LedgerId, StoryId};
use crate::model::site::LedgerRecord;
use crate::trace::Reader;

/// The comparison: the same indicator across ledgers, and every ledger.
#[derive(Debug, Serialize)]
pub(crate) struct ComparisonView<'s> {
    head: HeadView,
    ledgers: Vec<LedgerLink<'s>>,
    indicators: Vec<IndicatorView<'s>>,
    over_time: Vec<SnapshotsView<'s>>,
    figure_count: usize,
    relation_count: usize,
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
    /// The comparison of the reader's ledgers.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, route: &Route, title: &str) -> Self {
        let public = || reader.ledgers().iter().enumerate().filter(|(_, record)| record.ledger.public);
        Self {
            head: HeadView::new(reader, route, "comparison", title),
            ledgers: public()
                .filter_map(|(index, record)| ledger_link(reader, LedgerId(index), record))
                .collect(),
            indicators: indicators(reader),
            over_time: over_time(reader),
            figure_count: public().map(|(_, record)| record.ledger.figures.len()).sum(),
            relation_count: public().map(|(_, record)| record.proofs.len()).sum(),
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

/// Figures that two or more ledgers have under one `indicator`, or under one group and label.
fn indicators<'s>(reader: &Reader<'s>) -> Vec<IndicatorView<'s>> {
    let language = reader.paper().language;
    let mut found: BTreeMap<(&str, &str), Vec<(LedgerId, ComparedView)>> = BTreeMap::new();
    for (index, record) in reader.ledgers().iter().enumerate() {
        let Some(path) = reader.path(&Subject::Ledger(LedgerId(index))) else { continue };
        for (row, figure) in record.ledger.figures.values().enumerate() {
            let key = match (&figure.indicator, &figure.label) {
                (Some(indicator), _) => (indicator.as_str(), ""),
                (None, Some(label)) => {
                    (record.ledger.group_of(&figure.key).unwrap_or_default(), label.as_str())
                }
                (None, None) => continue,
            };
            found.entry(key).or_default().push((
                LedgerId(index),
                ComparedView {
                    ledger: &record.ledger.title,
                    row: figure_address(path, &figure.key),
                    label: figure.name(),
                    text: &record.texts[row],
                    value: figure.shown().map(|value| value.plain()).unwrap_or_default(),
                    window: figure.window.as_deref(),
                    as_of: figure.as_of.or(record.ledger.as_of).map(|date| language.partial_date(date)),
                    figure,
                },
            ));
        }
    }
    let of_several =
        |rows: &Vec<(LedgerId, ComparedView)>| rows.iter().any(|(ledger, _)| *ledger != rows[0].0);
    found
        .into_values()
        .filter(of_several)
        .map(|rows| {
            let rows: Vec<ComparedView> = rows.into_iter().map(|(_, row)| row).collect();
            let comparable =
                rows.iter().all(|row| row.figure.unit == rows[0].figure.unit && row.window == rows[0].window);
            IndicatorView {
                name: rows[0].label,
                comparable,
                drawing: compared(&rows, comparable, language),
                rows,
            }
        })
        .collect()
}

/// Small line charts of the figures that have series; otherwise bars, if they can be compared.
fn compared(rows: &[ComparedView], comparable: bool, language: TextLanguage) -> String {
    let mut table = Table { language, ..Table::default() };
    let has_series = rows.iter().any(|row| row.figure.series.len() > 1);
    for row in rows {
        let unit = row.figure.unit.clone().unwrap_or_default();
        if has_series && row.figure.series.len() > 1 {
            let cells = row.figure.series.iter().map(|(period, number)| (period.clone(), number.clone()));
            table.add(row.ledger.to_owned(), unit, cells);
        } else if let Some(Value::Number(number)) = row.figure.shown().filter(|_| comparable && !has_series) {
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

/// Ledgers with dated snapshots (`tiedong@2025-06` beside `tiedong`), each figure across its snapshots.
fn over_time<'s>(reader: &Reader<'s>) -> Vec<SnapshotsView<'s>> {
    let mut dated: BTreeMap<&str, Vec<(String, &'s LedgerRecord)>> = BTreeMap::new();
    for record in reader.ledgers().iter().filter(|record| record.ledger.public) {
        let (base, date) = record.ledger.id.split_once('@').unwrap_or((&record.ledger.id, ""));
        let as_of = record.ledger.as_of.map(|date| date.iso()).unwrap_or_default();
        let date = if date.is_empty() { as_of } else { date.to_owned() };
        dated.entry(base).or_default().push((date, record));
    }
    dated
        .into_values()
        .filter(|records| records.len() > 1)
        .map(|records| snapshots(records, reader.paper().language))
        .collect()
}

fn snapshots(mut records: Vec<(String, &LedgerRecord)>, language: TextLanguage) -> SnapshotsView<'_> {
    records.sort_by(|a, b| a.0.cmp(&b.0));
    let newest = records.last().map(|(_, record)| *record).expect("there are two at least");
    let mut table = Table { language, ..Table::default() };
    let mut rows = Vec::new();
    for figure in newest.ledger.figures.values() {
        let at = |(date, record): &(String, &LedgerRecord)| match record
            .ledger
            .figures
            .get(&figure.key)?
            .shown()?
        {
            Value::Number(number) => Some((date.clone(), number)),
            _ => None,
        };
        let numbers: Vec<(String, Number)> = records.iter().filter_map(at).collect();
        if numbers.len() > 1 {
            let unit = figure.unit.clone().unwrap_or_default();
            let text = |(date, _): &(String, &LedgerRecord)| {
                let found = numbers.iter().find(|(known, _)| known == date);
                found.map_or_else(|| "—".to_owned(), |(_, number)| language.number(number, &unit))
            };
            rows.push((figure.name().to_owned(), records.iter().map(text).collect()));
            table.add(figure.name().to_owned(), unit, numbers.into_iter());
        }
    }
    let name = newest.ledger.title.as_str();
    let periods = records.into_iter().map(|(date, _)| date).collect();
    SnapshotsView { name, drawing: drawn(ChartKind::SmallMultiples, &table, name), periods, rows }
}
