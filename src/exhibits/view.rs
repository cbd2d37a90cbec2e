//! The data that templates of exhibits get.

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::{Value, json};

use super::counted::{Counted, Entry, FigureOrigin, Quantity, ResolvedExhibit};

/// A table of texts.
#[derive(Debug, Default, Serialize)]
pub(crate) struct TextTable {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl TextTable {
    /// A table without column names.
    pub(crate) fn headless(rows: impl Iterator<Item = Vec<String>>) -> Self {
        Self { head: Vec::new(), rows: rows.collect() }
    }
}

/// An exhibit in the document that shows it.
pub(crate) struct ExhibitSetting<'e> {
    pub exhibit: ResolvedExhibit<'e>,
    /// The address of a figure's row in the document of its ledger.
    pub row: &'e dyn Fn(&FigureOrigin) -> Option<String>,
    /// The id of each term that links to this document.
    pub terms: &'e dyn Fn() -> FxHashMap<&'e str, &'e str>,
}

impl ExhibitSetting<'_> {
    /// Numbers with their names.
    pub(crate) fn entries<'y>(&self, entries: impl IntoIterator<Item = &'y Entry>) -> Value {
        entries.into_iter().map(|entry| self.entry(Some(entry))).collect()
    }

    /// A number with its name, if there is one.
    pub(crate) fn entry(&self, entry: Option<&Entry>) -> Value {
        let named =
            |entry: &Entry| self.counted(&self.exhibit.name(entry), &self.exhibit.counted(&entry.quantity));
        entry.map_or(Value::Null, named)
    }

    /// A number with the name of its figure, if there is one.
    pub(crate) fn quantity(&self, quantity: Option<&Quantity>) -> Value {
        let counted = quantity.map(|quantity| self.exhibit.counted(quantity));
        counted.map_or(Value::Null, |counted| self.counted(&counted.label, &counted))
    }

    fn counted(&self, name: &str, counted: &Counted) -> Value {
        json!({"name": name, "text": counted.text, "value": counted.value, "row": (self.row)(&counted.origin)})
    }
}
