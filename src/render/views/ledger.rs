//! A ledger's document, and the comparison of the same indicator across ledgers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chrome::{Head, LinkView};
use super::page::headline_link;
use super::programmes::ProgrammeView;
use crate::model::document::{Route, Subject};
use crate::model::figure::{Figure, percentage};
use crate::model::site::{LedgerId, LedgerRecord, StoryId};
use crate::render::reader::Reader;

/// A ledger's document.
#[derive(Debug, Serialize)]
pub struct LedgerView<'s> {
    head: Head,
    title: &'s str,
    owner: Option<&'s str>,
    as_of: Option<String>,
    source: Option<SourceView<'s>>,
    note: Option<&'s str>,
    groups: Vec<GroupView<'s>>,
    proofs: Vec<ProofView<'s>>,
    programmes: Vec<ProgrammeView<'s>>,
    csv: Option<&'s str>,
    json: Option<&'s str>,
}

#[derive(Debug, Serialize)]
struct SourceView<'s> {
    name: &'s str,
    url: Option<&'s str>,
    date: Option<String>,
}

#[derive(Debug, Serialize)]
struct ProofView<'s> {
    written: &'s str,
    shown: &'s str,
}

/// Figures of one group: 选.
#[derive(Debug, Serialize)]
struct GroupView<'s> {
    name: &'s str,
    figures: Vec<RowView<'s>>,
}

/// A figure with its parts and the stories that print it.
#[derive(Debug, Serialize)]
struct RowView<'s> {
    id: String,
    label: &'s str,
    text: &'s str,
    value: String,
    window: Option<&'s str>,
    as_of: Option<String>,
    measure: Option<&'s str>,
    source: Option<&'s str>,
    note: Option<&'s str>,
    /// What part of its whole it is: `5.7%`.
    share: Option<String>,
    series: Vec<(&'s str, &'s str)>,
    stories: Vec<LinkView<'s>>,
    parts: Vec<RowView<'s>>,
}

impl<'s> LedgerView<'s> {
    /// The document of a ledger.
    #[must_use]
    pub fn new(reader: &'s Reader<'s>, route: &Route, id: LedgerId) -> Self {
        let record = &reader.site.ledgers[id.0];
        let ledger = &record.ledger;
        let mut head = Head::new(reader, route, "ledger", &*ledger.title);
        head.description.clone_from(&ledger.note);
        Self {
            head,
            title: &ledger.title,
            owner: ledger.owner.as_deref(),
            as_of: ledger.as_of.map(crate::model::figure::PartialDate::printed),
            source: ledger.source.as_ref().map(|source| SourceView {
                name: &source.name,
                url: source.url.as_deref(),
                date: source.date.map(crate::model::figure::PartialDate::printed),
            }),
            note: ledger.note.as_deref(),
            groups: groups(reader, record),
            proofs: record
                .proofs
                .iter()
                .map(|proof| ProofView { written: &proof.written, shown: &proof.shown })
                .collect(),
            programmes: ledger
                .programmes
                .iter()
                .map(|programme| ProgrammeView::new(reader, id, programme))
                .collect(),
            csv: reader.path(&Subject::LedgerCsv(id)),
            json: reader.path(&Subject::LedgerJson(id)),
        }
    }
}

/// The figures by group, groups in the order in which the ledger first names them; parts under their wholes.
fn groups<'s>(reader: &'s Reader<'s>, record: &'s LedgerRecord) -> Vec<GroupView<'s>> {
    let mut groups: Vec<GroupView> = Vec::new();
    let mut parts: Vec<&str> = Vec::new();
    for (index, figure) in record.ledger.figures.values().enumerate() {
        if parts.contains(&figure.key.as_str()) {
            continue;
        }
        parts.extend(figure.parts.iter().map(String::as_str));
        let name = record.ledger.group_of(&figure.key).unwrap_or_default();
        let row = row(reader, record, index, figure);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.figures.push(row),
            None => groups.push(GroupView { name, figures: vec![row] }),
        }
    }
    groups
}

fn row<'s>(
    reader: &'s Reader<'s>,
    record: &'s LedgerRecord,
    index: usize,
    figure: &'s Figure,
) -> RowView<'s> {
    let part = |key: &'s String| {
        let (index, _, part) = record.ledger.figures.get_full(key)?;
        Some(RowView { share: share(part, figure), ..row(reader, record, index, part) })
    };
    RowView {
        id: format!("f-{}", figure.key),
        label: figure.name(),
        text: &record.texts[index],
        value: figure.shown().map(|value| value.plain()).unwrap_or_default(),
        window: figure.window.as_deref(),
        as_of: figure.as_of.map(crate::model::figure::PartialDate::printed),
        measure: figure.measure.as_deref(),
        source: figure.source.as_deref(),
        note: figure.note.as_deref(),
        share: None,
        series: figure
            .series
            .iter()
            .map(|(period, number)| (period.as_str(), number.written.as_str()))
            .collect(),
        stories: record.printed_in[index]
            .iter()
            .take(12)
            .map(|story| headline_link(reader, *story))
            .collect(),
        parts: figure.parts.iter().filter_map(part).collect(),
    }
}

fn share(part: &Figure, whole: &Figure) -> Option<String> {
    let amount = |figure: &Figure| figure.shown().and_then(|value| value.amount());
    Some(format!("{}%", percentage(amount(part)?, amount(whole)?)?))
}

/// The comparison: the same indicator across ledgers, and every ledger.
#[derive(Debug, Serialize)]
pub struct ComparisonView<'s> {
    head: Head,
    ledgers: Vec<LedgerLink<'s>>,
    indicators: Vec<IndicatorView<'s>>,
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

/// One indicator in several ledgers.
#[derive(Debug, Serialize)]
struct IndicatorView<'s> {
    name: &'s str,
    /// Whether unit and window are the same in all.
    comparable: bool,
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
    unit: Option<&'s str>,
}

impl<'s> ComparisonView<'s> {
    /// The comparison of the reader's ledgers.
    #[must_use]
    pub fn new(reader: &Reader<'s>, route: &Route, title: &str) -> Self {
        let public = || reader.site.ledgers.iter().enumerate().filter(|(_, record)| record.ledger.public);
        Self {
            head: Head::new(reader, route, "comparison", title),
            ledgers: public()
                .filter_map(|(index, record)| ledger_link(reader, LedgerId(index), record))
                .collect(),
            indicators: indicators(reader),
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
        as_of: record.ledger.as_of.map(crate::model::figure::PartialDate::printed),
    })
}

/// Figures that stand in two ledgers or more under one `indicator`, or under one group and label.
fn indicators<'s>(reader: &Reader<'s>) -> Vec<IndicatorView<'s>> {
    let mut found: BTreeMap<(&str, &str), Vec<(LedgerId, ComparedView)>> = BTreeMap::new();
    for (index, record) in reader.site.ledgers.iter().enumerate() {
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
                    row: format!("{path}#f-{}", figure.key),
                    label: figure.name(),
                    text: &record.texts[row],
                    value: figure.shown().map(|value| value.plain()).unwrap_or_default(),
                    window: figure.window.as_deref(),
                    as_of: figure
                        .as_of
                        .or(record.ledger.as_of)
                        .map(crate::model::figure::PartialDate::printed),
                    unit: figure.unit.as_deref(),
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
            let comparable = rows.iter().all(|row| row.unit == rows[0].unit && row.window == rows[0].window);
            IndicatorView { name: rows[0].label, comparable, rows }
        })
        .collect()
}
