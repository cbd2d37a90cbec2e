//! The numbers of an exhibit: as written, and resolved.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::figure_table::MadeTable;
use super::table::Table;
use crate::fields::Number;
use crate::finding::Notes;
use crate::language::{About, TextLanguage, Unit};
use crate::source::{Place, Span};
use crate::words::exhibits::not_so;
use crate::words::figures;

/// A number in an exhibit: a figure by its key, or as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Quantity {
    /// The index in the exhibit's references.
    Figure(usize),
    /// A number with its unit.
    Literal(Number, Unit),
}

/// A number with the name of what it counts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What is counted; `None` for the figure's label.
    pub name: Option<String>,
    /// The number.
    pub quantity: Quantity,
    /// Where it is written.
    pub at: Place,
}

/// A number in an exhibit, resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Counted {
    /// The text for readers: 600余人次.
    pub text: String,
    /// The value for machines: 600.
    pub value: String,
    /// What is counted; empty for a number as written.
    pub label: String,
    /// The number, if it is one.
    pub number: Option<Number>,
    /// 名, %, 万元 …
    pub unit: Unit,
    /// 余, 近, 至少 …
    pub about: Vec<About>,
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
    /// The reference could not be resolved; a finding reports it.
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

/// An exhibit with its numbers resolved, as its kind gets it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResolvedExhibit<'e> {
    pub title: Option<&'e str>,
    /// The value of each of its references.
    pub figures: &'e [Counted],
    /// The data of a chart.
    pub table: &'e Table,
    /// The rows and columns of a table of figures.
    pub made: &'e MadeTable,
    /// Where findings about the whole of it point.
    pub at: Span,
    /// The language of the story that shows it.
    pub language: TextLanguage,
}

impl ResolvedExhibit<'_> {
    /// A number of this exhibit, resolved.
    #[must_use]
    pub(crate) fn counted(&self, quantity: &Quantity) -> Counted {
        match quantity {
            Quantity::Figure(reference) => self.figures[*reference].clone(),
            Quantity::Literal(number, unit) => Counted {
                text: self.language.number(number, unit, &[]),
                value: number.written.clone(),
                label: String::new(),
                number: Some(number.clone()),
                unit: unit.clone(),
                about: Vec::new(),
                origin: FigureOrigin::Unresolved,
            },
        }
    }

    /// The text of a number; empty if there is none.
    #[must_use]
    pub(crate) fn text(&self, quantity: Option<&Quantity>) -> String {
        quantity.map(|quantity| self.counted(quantity).text).unwrap_or_default()
    }

    /// The name of an entry: its own, or the label of its figure.
    #[must_use]
    pub(crate) fn name(&self, entry: &Entry) -> String {
        entry.name.clone().unwrap_or_else(|| self.counted(&entry.quantity).label)
    }

    /// An entry as a row of a table: its name and its text.
    #[must_use]
    pub(crate) fn row(&self, entry: &Entry) -> Vec<String> {
        vec![self.name(entry), self.text(Some(&entry.quantity))]
    }

    /// The amount of an entry, if it is a number.
    #[must_use]
    pub(crate) fn amount(&self, quantity: &Quantity) -> Option<Decimal> {
        self.counted(quantity).number.map(|number| number.amount)
    }

    /// The sum of the amounts of entries; an entry that is no number is reported.
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

    /// Reports each count that is greater than the one before.
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
