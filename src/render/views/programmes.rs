//! Every programme in the ledgers, by owner and kind.

use indexmap::IndexMap;
use serde::Serialize;

use super::chrome::{HeadView, SheetTurn};
use crate::model::document::{Route, Subject, figure_address};
use crate::model::ids::LedgerId;
use crate::model::ledger::Programme;
use crate::model::registers::{self, OfOwner};
use crate::trace::Reader;

/// A sheet of the register of programmes.
#[derive(Debug, Serialize)]
pub(crate) struct ProgrammesView<'s> {
    head: HeadView,
    /// Every owner, on whatever sheet.
    index: Vec<OwnerLink<'s>>,
    owners: Vec<OwnerView<'s>>,
    kinds: Vec<KindIndex<'s>>,
    total: usize,
    #[serde(flatten)]
    turn: SheetTurn<'s>,
}

/// An owner in the index: the number of programmes, and where they begin.
#[derive(Debug, Serialize)]
struct OwnerLink<'s> {
    id: String,
    name: &'s str,
    path: &'s str,
    total: usize,
}

/// The programmes of one kind on the sheet: for each, its id and its name.
#[derive(Debug, Serialize)]
struct KindIndex<'s> {
    name: &'s str,
    programmes: Vec<(String, &'s str)>,
}

/// One owner's programmes, by kind.
#[derive(Debug, Serialize)]
struct OwnerView<'s> {
    id: String,
    name: &'s str,
    kinds: Vec<KindView<'s>>,
}

#[derive(Debug, Serialize)]
struct KindView<'s> {
    name: &'s str,
    programmes: Vec<ProgrammeView<'s>>,
}

/// A programme.
#[derive(Debug, Serialize)]
pub(crate) struct ProgrammeView<'s> {
    /// Its id in the register; `None` in the ledger's own document, where it is not needed.
    id: Option<String>,
    name: &'s str,
    kind: &'s str,
    owner: Option<&'s str>,
    since: Option<&'s str>,
    parts: &'s [String],
    expansion: Option<&'s str>,
    note: Option<&'s str>,
    figures: Vec<ProgrammeFigure<'s>>,
}

#[derive(Debug, Serialize)]
struct ProgrammeFigure<'s> {
    label: &'s str,
    text: &'s str,
    row: Option<String>,
}

impl<'s> ProgrammeView<'s> {
    /// A programme of a ledger.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, ledger: LedgerId, programme: &'s Programme) -> Self {
        let record = reader.ledger(ledger);
        let path = reader.path(&Subject::Ledger(ledger));
        let figure = |key: &String| {
            let (index, _, figure) = record.ledger.figures.get_full(key)?;
            let row = path.map(|path| figure_address(path, key));
            Some(ProgrammeFigure { label: figure.name(), text: &record.texts[index], row })
        };
        Self {
            id: None,
            name: &programme.name,
            kind: &programme.kind,
            owner: programme.owner.as_deref().or(record.ledger.owner.as_deref()),
            since: programme.since.as_deref(),
            parts: &programme.parts,
            expansion: programme.expansion.as_deref(),
            note: programme.note.as_deref(),
            figures: programme.figures.iter().filter_map(|(key, _)| figure(key)).collect(),
        }
    }
}

impl<'s> ProgrammesView<'s> {
    /// A sheet (from 0) of the programmes of every public ledger, in the order in which owners and kinds first appear.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, route: &Route, sheet: usize, title: &str) -> Self {
        let sheets = registers::programmes(reader.ledgers());
        let size = |owners: &Vec<OfOwner>| owners.iter().map(|owner| owner.programmes.len()).sum::<usize>();
        let mut number = sheets.iter().take(sheet).map(size).sum::<usize>();
        let mut kinds: IndexMap<&str, Vec<(String, &str)>> = IndexMap::new();
        let mut owners = Vec::new();
        for owner in sheets.get(sheet).into_iter().flatten() {
            let mut of_owner: IndexMap<&str, Vec<ProgrammeView>> = IndexMap::new();
            for (ledger, programme) in &owner.programmes {
                number += 1;
                let id = format!("programme-{number}");
                let view = ProgrammeView::new(reader, *ledger, programme);
                kinds.entry(view.kind).or_default().push((id.clone(), view.name));
                of_owner.entry(view.kind).or_default().push(ProgrammeView { id: Some(id), ..view });
            }
            let kinds = of_owner.into_iter().map(|(name, programmes)| KindView { name, programmes });
            owners.push(OwnerView { id: owner_id(owner), name: owner.name, kinds: kinds.collect() });
        }
        let kinds = kinds.into_iter().map(|(name, programmes)| KindIndex { name, programmes });
        let mut kinds: Vec<KindIndex> = kinds.collect();
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.programmes.len()));
        Self {
            head: HeadView::new(reader, route, "programmes", title),
            index: index(reader, &sheets),
            owners,
            kinds,
            total: sheets.iter().map(size).sum(),
            turn: SheetTurn::new(reader, sheet, sheets.len(), Subject::Programmes),
        }
    }
}

fn owner_id(owner: &OfOwner) -> String {
    format!("owner-{}", owner.number)
}

/// Every owner, with a link to the first programmes.
fn index<'s>(reader: &Reader<'s>, sheets: &[Vec<OfOwner<'s>>]) -> Vec<OwnerLink<'s>> {
    let mut owners: Vec<OwnerLink> = Vec::new();
    for (sheet, owner) in
        sheets.iter().enumerate().flat_map(|(sheet, of)| of.iter().map(move |owner| (sheet, owner)))
    {
        let total = owner.programmes.len();
        match owners.last_mut() {
            Some(last) if last.id == owner_id(owner) => last.total += total,
            _ => owners.push(OwnerLink {
                id: owner_id(owner),
                name: owner.name,
                path: reader.path(&Subject::Programmes(sheet)).unwrap_or_default(),
                total,
            }),
        }
    }
    owners
}
