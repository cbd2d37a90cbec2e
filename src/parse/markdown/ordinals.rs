//! The numbers of a list: Markdown prints them in sequence from the first, whatever is written.

use super::{BodyBuilder, OpenBlock};
use crate::words::narrative;

/// The number of an item as it is written, and where the item begins.
pub(super) type WrittenOrdinal = (u64, usize);

impl BodyBuilder<'_, '_, '_, '_> {
    /// Remembers the number of an item that begins at byte `start`.
    pub(super) fn note_ordinal(&mut self, start: usize) {
        let digits = self.source[start..].bytes().take_while(u8::is_ascii_digit).count();
        if let Ok(number) = self.source[start..start + digits].parse() {
            self.top().ordinals.push((number, start));
        }
    }

    /// Reports a list whose numbers are printed otherwise than they are written. Where all are the same, as many write them, the
    /// program is meant to count.
    pub(super) fn report_renumbered(&mut self, first: u64, ordinals: &[WrittenOrdinal]) {
        let written: Vec<u64> = ordinals.iter().map(|(number, _)| *number).collect();
        let printed: Vec<u64> = (first..).take(written.len()).collect();
        let is_counted = written.iter().all(|number| *number == first);
        let slip = written.iter().zip(&printed).position(|(written, printed)| written != printed);
        let Some(slip) = slip.filter(|_| !is_counted) else { return };
        let (number, start) = ordinals[slip];
        let span = self.span(&(start..start + number.to_string().len()));
        self.notes.warning(span, narrative::renumbered(&written, &printed));
    }
}

impl OpenBlock<'_> {
    /// Whether it is a list that is numbered.
    pub(super) fn is_numbered(&self) -> bool {
        matches!(self.tag, pulldown_cmark::Tag::List(Some(_)))
    }
}
