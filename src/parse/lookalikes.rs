//! Characters in the codes of other characters, as they come from a PDF: ⼯ looks like 工, but no search finds it.

use crate::finding::Notes;
use crate::language::lookalikes::{is_in_another_code, meant};
use crate::source::Span;
use crate::words::reading;

/// How many are reported for one file.
const MOST: usize = 20;

/// Reports such characters in a file.
pub(crate) fn warn(text: &str, notes: &mut Notes) {
    let found = text.char_indices().filter(|(_, character)| is_in_another_code(*character));
    for (at, character) in found.take(MOST) {
        let span = Span::new(at, at + character.len_utf8());
        notes.warning(span, reading::lookalike(character, meant(character).as_deref()));
    }
}
