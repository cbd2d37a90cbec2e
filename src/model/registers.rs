//! Registers: how the contents of all ledgers are divided among the documents that list them, so that none grows without limit.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::ids::LedgerId;
use super::ledger::Programme;
use super::site::LedgerRecord;

/// About how many rows of figures a document of the comparison has.
const ROWS: usize = 120;
/// How many programmes a document of their register has.
const PROGRAMMES: usize = 250;

/// A part of the comparison.
#[derive(Clone, Debug)]
pub(crate) enum Compared {
    /// One indicator: figures of several ledgers, by their indexes.
    Indicator(Vec<(LedgerId, usize)>),
    /// A ledger and its dated snapshots (`tiedong@2025-06` beside `tiedong`), oldest first.
    OverTime(Vec<(String, LedgerId)>),
}

/// Programmes of one owner, by their indexes in their ledgers.
#[derive(Clone, Debug)]
pub(crate) struct OfOwner<'l> {
    /// The owner; empty if none is given.
    pub name: &'l str,
    /// The number of the owner, from 1.
    pub number: usize,
    /// The programmes; a long list is divided.
    pub programmes: Vec<(LedgerId, &'l Programme)>,
}

/// The public ledgers.
fn public(ledgers: &[LedgerRecord]) -> impl Iterator<Item = (LedgerId, &LedgerRecord)> {
    let ledgers = ledgers.iter().enumerate().map(|(index, record)| (LedgerId(index), record));
    ledgers.filter(|(_, record)| record.ledger.public)
}

/// The parts of each document of the comparison; none if no ledger is public.
#[must_use]
pub(crate) fn comparison(ledgers: &[LedgerRecord]) -> Vec<Vec<Compared>> {
    if public(ledgers).next().is_none() {
        return Vec::new();
    }
    let indicators = indicators(ledgers).into_iter().map(|rows| (rows.len(), Compared::Indicator(rows)));
    let over_time = snapshots(ledgers).into_iter().map(|dated| {
        let newest = dated.last().map_or(0, |(_, id)| ledgers[id.0].ledger.figures.len());
        (newest * dated.len() / 8, Compared::OverTime(dated))
    });
    packed(indicators.chain(over_time), ROWS)
}

/// The programmes of each document of their register, in the order in which their owners first appear; none if there are none.
#[must_use]
pub(crate) fn programmes(ledgers: &[LedgerRecord]) -> Vec<Vec<OfOwner<'_>>> {
    let mut owners: IndexMap<&str, Vec<(LedgerId, &Programme)>> = IndexMap::new();
    for (id, record) in public(ledgers) {
        for programme in &record.ledger.programmes {
            let owner = programme.owner.as_deref().or(record.ledger.owner.as_deref()).unwrap_or_default();
            owners.entry(owner).or_default().push((id, programme));
        }
    }
    let parts = (1..).zip(&owners).flat_map(|(number, (name, programmes))| {
        let part = move |part: &[(LedgerId, _)]| OfOwner { name, number, programmes: part.to_vec() };
        programmes.chunks(PROGRAMMES).map(part)
    });
    let parts: Vec<(usize, OfOwner)> = parts.map(|part| (part.programmes.len(), part)).collect();
    if parts.is_empty() { Vec::new() } else { packed(parts.into_iter(), PROGRAMMES) }
}

/// Parts, each with its size, in documents of about this size; at least one document.
fn packed<T>(parts: impl Iterator<Item = (usize, T)>, most: usize) -> Vec<Vec<T>> {
    let (mut documents, mut filled) = (vec![Vec::new()], 0);
    for (size, part) in parts {
        if filled > 0 && filled + size > most {
            documents.push(Vec::new());
            filled = 0;
        }
        filled += size;
        if let Some(document) = documents.last_mut() {
            document.push(part);
        }
    }
    documents
}

/// Figures that two or more ledgers have under one `indicator`, or under one group and label.
fn indicators(ledgers: &[LedgerRecord]) -> Vec<Vec<(LedgerId, usize)>> {
    let mut found: BTreeMap<(&str, &str), Vec<(LedgerId, usize)>> = BTreeMap::new();
    for (id, record) in public(ledgers) {
        for (row, figure) in record.ledger.figures.values().enumerate() {
            let key = match (&figure.indicator, &figure.label) {
                (Some(indicator), _) => (indicator.as_str(), ""),
                (None, Some(label)) => {
                    (record.ledger.group_of(&figure.key).unwrap_or_default(), label.as_str())
                }
                (None, None) => continue,
            };
            found.entry(key).or_default().push((id, row));
        }
    }
    let of_several = |rows: &Vec<(LedgerId, usize)>| rows.iter().any(|(ledger, _)| *ledger != rows[0].0);
    found.into_values().filter(of_several).collect()
}

/// Ledgers with dated snapshots, oldest first.
fn snapshots(ledgers: &[LedgerRecord]) -> Vec<Vec<(String, LedgerId)>> {
    let mut dated: BTreeMap<&str, Vec<(String, LedgerId)>> = BTreeMap::new();
    for (id, record) in public(ledgers) {
        let (base, date) = record.ledger.id.split_once('@').unwrap_or((&record.ledger.id, ""));
        let as_of = record.ledger.as_of.map(|date| date.iso()).unwrap_or_default();
        let date = if date.is_empty() { as_of } else { date.to_owned() };
        dated.entry(base).or_default().push((date, id));
    }
    let mut several: Vec<_> = dated.into_values().filter(|dated| dated.len() > 1).collect();
    for dated in &mut several {
        dated.sort_by(|a, b| a.0.cmp(&b.0));
    }
    several
}
