//! Every programme in the ledgers, by owner and kind.

use indexmap::IndexMap;
use serde::Serialize;

use super::chrome::HeadView;
use crate::model::document::{Route, Subject, figure_address};
use crate::model::ids::LedgerId;
use crate::model::ledger::Programme;
use crate::trace::Reader;

/// The register of programmes.
#[derive(Debug, Serialize)]
pub(crate) struct ProgrammesView<'s> {
    head: HeadView,
    owners: Vec<OwnerView<'s>>,
    kinds: Vec<KindIndex<'s>>,
    total: usize,
}

/// Every programme of one kind: its id in the document, and its name.
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
    total: usize,
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
    /// The programmes of every public ledger, in the order in which owners and kinds first appear.
    #[must_use]
    pub(crate) fn new(reader: &Reader<'s>, route: &Route, title: &str) -> Self {
        let mut owners: IndexMap<&str, Owner> = IndexMap::new();
        let mut kinds: IndexMap<&str, Vec<(String, &str)>> = IndexMap::new();
        let mut total = 0;
        let ledgers = reader.ledgers().iter().enumerate().filter(|(_, record)| record.ledger.public);
        for (index, record) in ledgers {
            for programme in &record.ledger.programmes {
                total += 1;
                let id = format!("programme-{total}");
                let view = ProgrammeView::new(reader, LedgerId(index), programme);
                kinds.entry(view.kind).or_default().push((id.clone(), view.name));
                let owner = owners.entry(view.owner.unwrap_or_default()).or_default();
                owner.entry(view.kind).or_default().push(ProgrammeView { id: Some(id), ..view });
            }
        }
        let owners = (1..).zip(owners).map(|(number, (name, kinds))| OwnerView::new(number, name, kinds));
        let kinds = kinds.into_iter().map(|(name, programmes)| KindIndex { name, programmes });
        let mut kinds: Vec<KindIndex> = kinds.collect();
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.programmes.len()));
        let owners = owners.collect();
        Self { head: HeadView::new(reader, route, "programmes", title), owners, kinds, total }
    }
}

/// An owner's programmes by kind.
type Owner<'s> = IndexMap<&'s str, Vec<ProgrammeView<'s>>>;

impl<'s> OwnerView<'s> {
    fn new(number: usize, name: &'s str, kinds: Owner<'s>) -> Self {
        let total = kinds.values().map(Vec::len).sum();
        let kinds = kinds.into_iter().map(|(name, programmes)| KindView { name, programmes });
        Self { id: format!("owner-{number}"), name, total, kinds: kinds.collect() }
    }
}
