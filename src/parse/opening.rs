//! The opening of a text: a line that was meant for the headline group.

use crate::finding::Notes;
use crate::model::body::{BlockKind, Body, phrase_of};
use crate::model::phrase::Piece;
use crate::words::heads;

/// The longest deck, in characters.
const DECK: usize = 40;

/// Reports a deck (副题) that stands in the text: a short line after ——, below the headline.
pub(crate) fn report_deck(body: &Body, notes: &mut Notes) {
    let Some(block) = body.blocks.first() else { return };
    let BlockKind::Paragraph(content) = &block.kind else { return };
    let phrase = phrase_of(content);
    let [Piece::Text(words)] = phrase.0.as_slice() else { return };
    let text = words.trim();
    let is_deck = ["——", "--", "—"].iter().any(|dash| text.starts_with(dash));
    if is_deck && text.chars().count() <= DECK && !text.contains(['。', '\n']) {
        notes.warning(block.span, heads::deck_in_text(text));
    }
}
