//! Lexicon: the names of the paper that can be completed. A ledger that cannot be read while somebody types in it keeps the figures
//! that it last had.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::digest::Digest;
use crate::model::figure::Figure;
use crate::model::inventory::Inventory;
use crate::model::ledger::Ledger;
use crate::model::site::Site;
use crate::model::style::Style;
use crate::parse;
use crate::source::{Place, SourcePath};

/// The names of a paper.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    ledgers: BTreeMap<String, KnownLedger>,
    /// The columns in running order.
    pub columns: Vec<KnownColumn>,
    /// The topics, and how many stories each has.
    pub topics: Vec<(String, usize)>,
    /// The house style, and the digest of its tables.
    style: Option<(Digest, Style)>,
}

/// A column.
#[derive(Debug)]
pub(super) struct KnownColumn {
    pub name: String,
    pub about: Option<String>,
    /// Where the paper declares it.
    pub at: Option<Place>,
}

/// A ledger as it could last be read.
#[derive(Debug)]
struct KnownLedger {
    ledger: Arc<Ledger>,
    /// What each figure prints, in the ledger's order.
    texts: Vec<String>,
}

impl Lexicon {
    /// Takes the names of a paper.
    pub(super) fn learn(&mut self, site: &Site, inventory: &Inventory) {
        self.ledgers.retain(|_, known| inventory.texts.contains_key(&known.ledger.at.path));
        for record in &site.ledgers {
            let digest = |known: &KnownLedger| known.ledger.digest;
            if self.ledgers.get(&record.ledger.id).map(digest) != Some(record.ledger.digest) {
                let known = KnownLedger { ledger: Arc::clone(&record.ledger), texts: record.texts.clone() };
                self.ledgers.insert(record.ledger.id.clone(), known);
            }
        }
        let is_unread = site.paper.columns.is_empty() && site.paper.digest != Digest::of(b"");
        if !is_unread || self.columns.is_empty() {
            self.columns = columns(site);
        }
        self.topics = site.topics.iter().map(|topic| (topic.name.clone(), topic.stories.len())).collect();
        let tables =
            inventory.texts.range(SourcePath::new("content/style/")..SourcePath::new("content/style0"));
        let digest = Digest::of_value(&tables.map(|(path, text)| (path, text.digest)).collect::<Vec<_>>());
        if self.style.as_ref().is_none_or(|(known, _)| *known != digest) {
            self.style = Some((digest, parse::style(inventory).value));
        }
    }

    /// The house style.
    pub(super) fn style(&self) -> Option<&Style> {
        self.style.as_ref().map(|(_, style)| style)
    }

    /// The ids of the ledgers.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ledgers.keys().map(String::as_str)
    }

    /// The ledger with an id.
    pub(super) fn ledger(&self, id: &str) -> Option<&Arc<Ledger>> {
        self.ledgers.get(id).map(|known| &known.ledger)
    }

    /// The ledgers, in the order of their ids.
    pub(super) fn ledgers(&self) -> impl Iterator<Item = &Arc<Ledger>> {
        self.ledgers.values().map(|known| &known.ledger)
    }

    /// The figures of a ledger, and what each prints.
    pub(super) fn figures(&self, id: &str) -> impl Iterator<Item = (&Figure, &str)> {
        let known = self.ledgers.get(id).into_iter();
        known.flat_map(|known| known.ledger.figures.values().zip(known.texts.iter().map(String::as_str)))
    }

    /// What a figure of a ledger prints.
    pub(super) fn printed(&self, id: &str, key: &str) -> Option<&str> {
        let known = self.ledgers.get(id)?;
        known.texts.get(known.ledger.figures.get_index_of(key)?).map(String::as_str)
    }
}

fn columns(site: &Site) -> Vec<KnownColumn> {
    let declared = |name: &str| site.paper.columns.iter().find(|column| column.name == name);
    let known = site.columns.iter().map(|column| KnownColumn {
        name: column.name.clone(),
        about: column.about.clone(),
        at: declared(&column.name).map(|column| column.at.clone()),
    });
    known.collect()
}
