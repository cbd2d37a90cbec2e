//! Directions: 增长 before a figure that fell, or 下降 before one that rose, contradicts the ledger.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::figures::Ledgers;
use super::print;
use crate::finding::{Finding, Notes};
use crate::model::body::{Inline, visit_leaves};
use crate::model::draft::StoryDraft;
use crate::model::phrase::{Filter, Phrase, Piece, Reference};
use crate::words::figures;

/// Compares each printed change with the word before it.
pub(crate) fn check(draft: &StoryDraft, ledgers: &Ledgers) -> Vec<Finding> {
    let mut notes = Notes::on(&draft.path);
    let mut reader = DirectionReader { draft, ledgers, notes: &mut notes, before: String::new() };
    let group = &draft.front().headline_group;
    let deck = group.deck.as_ref().map(|deck| &deck.text);
    for phrase in group
        .kicker
        .iter()
        .chain(&group.headline)
        .chain(deck)
        .chain(&group.lead)
        .chain(&draft.front().summary)
    {
        reader.phrase(phrase);
    }
    draft.body().visit_text(&mut |block, _| block.texts().for_each(|text| reader.inlines(text)));
    notes.findings
}

struct DirectionReader<'s, 'n, 'a> {
    draft: &'s StoryDraft,
    ledgers: &'s Ledgers<'s>,
    notes: &'n mut Notes<'a>,
    /// The text before the current position.
    before: String,
}

impl DirectionReader<'_, '_, '_> {
    fn phrase(&mut self, phrase: &Phrase) {
        self.before.clear();
        for piece in &phrase.0 {
            match piece {
                Piece::Text(text) => self.before.push_str(text),
                Piece::Figure(reference, _) => self.figure(*reference),
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.before.clear();
        visit_leaves(inlines, &mut |leaf| match leaf {
            Inline::Text(words) | Inline::Markup(words) => self.before.push_str(words),
            Inline::Turn(_) => self.before.push(' '),
            Inline::Figure(reference, _) => self.figure(*reference),
            Inline::Anchor(_) => {}
            _ => self.before.clear(),
        });
    }

    fn figure(&mut self, index: usize) {
        let reference = &self.draft.references()[index];
        let said = self.ledgers.language_of(self.draft).said_change(&self.before);
        if let Some((said, difference)) = said.and_then(|said| Some((said, self.difference(reference)?))) {
            let real = difference.cmp(&Decimal::ZERO);
            if real != Ordering::Equal && real != said {
                self.notes.error(
                    reference.span,
                    figures::wrong_direction(&reference.key, &difference.normalize().to_string()),
                );
            }
        }
        self.before.clear();
    }

    /// By how much the figure changed, if the reference prints a change.
    fn difference(&self, reference: &Reference) -> Option<Decimal> {
        let from = reference.filters.iter().find_map(|filter| match filter {
            Filter::Change(from) | Filter::ChangePercent(from) => Some(from.as_deref()),
            _ => None,
        })?;
        let home = self.draft.slip.ledger.as_ref().map(|(id, _)| id.as_str());
        let mut unsaid = Notes::on(&self.draft.path); // Unknown figures are reported elsewhere.
        let (figure, _) = self.ledgers.find(self.draft, home, reference, &mut unsaid)?;
        print::difference(figure, from)
    }
}
