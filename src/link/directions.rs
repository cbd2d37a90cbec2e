//! Directions: 增长 before a figure that fell, or 下降 before one that rose, contradicts the ledger.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::figures::Ledgers;
use super::{print, surroundings};
use crate::finding::{Finding, Notes};
use crate::model::draft::StoryDraft;
use crate::model::phrase::{Filter, Reference};
use crate::words::figures;

/// Compares each printed change with the word before it.
pub(crate) fn check(draft: &StoryDraft, ledgers: &Ledgers) -> Vec<Finding> {
    let mut notes = Notes::on(&draft.path);
    surroundings::visit(draft, &mut |figure| {
        let reference = &draft.references()[figure.reference];
        let said = ledgers.language_of(draft).said_change(&figure.before);
        let Some((said, difference)) = said.zip(said.and_then(|_| difference(draft, ledgers, reference)))
        else {
            return;
        };
        let real = difference.cmp(&Decimal::ZERO);
        if real != Ordering::Equal && real != said {
            let difference = difference.normalize().to_string();
            notes.error(reference.span, figures::wrong_direction(&reference.key, &difference));
        }
    });
    notes.findings
}

/// By how much the figure changed, if the reference prints a change.
fn difference(draft: &StoryDraft, ledgers: &Ledgers, reference: &Reference) -> Option<Decimal> {
    let from = reference.filters.iter().find_map(|filter| match filter {
        Filter::Change(from) | Filter::ChangePercent(from) => Some(from.as_deref()),
        _ => None,
    })?;
    let home = draft.slip.ledger.as_ref().map(|(id, _)| id.as_str());
    let mut unsaid = Notes::on(&draft.path); // Unknown figures are reported elsewhere.
    let (figure, _) = ledgers.find(draft, home, reference, &mut unsaid)?;
    print::difference(&*print::dated(figure, &reference.filters).ok()?, from)
}
