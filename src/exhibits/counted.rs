//! The numbers of an exhibit: as written, and resolved.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::table::Table;
use crate::fields::Number;
use crate::finding::Notes;
use crate::source::{Place, Span};
use crate::words::exhibits::not_so;
use crate::words::figures;

/// A number in an exhibit: a figure by its key, or as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Quantity {
    /// The place in the exhibit's references.
    Figure(usize),
    /// A number with its unit.
    Literal(Number, String),
}

/// Something counted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What is counted; a figure's label, where it is not said.
    pub name: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// Where it is written.
    pub at: Place,
}

/// A number in an exhibit, resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Counted {
    /// What a reader sees: 600余人次.
    pub text: String,
    /// What a machine sees: 600.
    pub value: String,
    /// What is counted; empty for a number as written.
    pub label: String,
    /// The number, if it is one.
    pub number: Option<Number>,
    /// 名, %, 万元 …
    pub unit: String,
    /// Where it comes from.
    pub origin: FigureOrigin,
}

/// Where a printed figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FigureOrigin {
    /// A ledger's row: the ledger's id, and the figure's key.
    Ledger(Arc<str>, String),
    /// The story's own figures.
    Own(String),
    /// Nowhere: the reference did not resolve, and a finding says so.
    Unresolved,
}

impl FigureOrigin {
    /// The ledger's id and the figure's key, if it comes from a ledger.
    pub(crate) fn row(&self) -> Option<(&Arc<str>, &String)> {
        match self {
            Self::Ledger(ledger, key) => Some((ledger, key)),
            Self::Own(_) | Self::Unresolved => None,
        }
    }
}

/// An exhibit with its numbers, as its kind sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResolvedExhibit<'e> {
    pub title: Option<&'e str>,
    /// What each of its references is.
    pub figures: &'e [Counted],
    /// What a chart is drawn from.
    pub table: &'e Table,
    /// Where findings about the whole of it point.
    pub at: Span,
}

impl ResolvedExhibit<'_> {
    /// A number of this exhibit, resolved.
    #[must_use]
    pub(crate) fn counted(&self, quantity: &Quantity) -> Counted {
        match quantity {
            Quantity::Figure(reference) => self.figures[*reference].clone(),
            Quantity::Literal(number, unit) => Counted {
                text: format!("{}{unit}", number.written),
                value: number.written.clone(),
                label: String::new(),
                number: Some(number.clone()),
                unit: unit.clone(),
                origin: FigureOrigin::Unresolved,
            },
        }
    }

    /// What a number prints; nothing if there is none.
    #[must_use]
    pub(crate) fn text(&self, quantity: Option<&Quantity>) -> String {
        quantity.map(|quantity| self.counted(quantity).text).unwrap_or_default()
    }

    /// What an entry is called: as it says, or as its figure is labelled.
    #[must_use]
    pub(crate) fn name(&self, entry: &Entry) -> String {
        entry.name.clone().unwrap_or_else(|| self.counted(&entry.quantity).label)
    }

    /// An entry as a row of a table: its name, and what it prints.
    #[must_use]
    pub(crate) fn row(&self, entry: &Entry) -> Vec<String> {
        vec![self.name(entry), self.text(Some(&entry.quantity))]
    }

    /// What an entry amounts to, if it is a number.
    #[must_use]
    pub(crate) fn amount(&self, quantity: &Quantity) -> Option<Decimal> {
        self.counted(quantity).number.map(|number| number.amount)
    }

    /// The sum of what entries amount to; one that is no number is a finding.
    pub(crate) fn sum(&self, entries: &[Entry], notes: &mut Notes) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        for entry in entries {
            let amount = self.amount(&entry.quantity);
            if amount.is_none() {
                notes.error(entry.at.span, figures::not_a_number(&self.name(entry)));
            }
            sum = sum.checked_add(amount?)?;
        }
        Some(sum)
    }

    /// Notes each count that is more than the one before.
    pub(crate) fn prove_falling<'q>(
        &self,
        code: &'static str,
        counts: impl Iterator<Item = (Option<&'q Quantity>, Span)>,
        notes: &mut Notes,
    ) {
        let mut before: Option<Decimal> = None;
        for (quantity, at) in counts {
            let Some(amount) = quantity.and_then(|quantity| self.amount(quantity)) else { continue };
            if let Some(before) = before.filter(|before| amount > *before) {
                let zh = format!("{amount} 比前一级的 {before} 还多");
                notes.error(at, not_so(code, zh, format!("{amount} is more than the {before} before it")));
            }
            before = Some(amount);
        }
    }
}
