//! The count that an exhibit declares, compared with the count of what it lists.

use crate::fields::Fields;
use crate::finding::Notes;
use crate::source::Span;
use crate::words::exhibits::not_so;

/// The key `declared`.
pub(crate) fn declared(fields: &Fields, notes: &mut Notes) -> Option<usize> {
    fields.whole_number("declared", notes).map(|count| count as usize)
}

/// Reports that the declared count differs from the listed one.
pub(crate) fn prove_count(
    code: &'static str,
    declared: Option<usize>,
    listed: usize,
    at: Span,
    notes: &mut Notes,
) {
    if let Some(declared) = declared.filter(|declared| *declared != listed) {
        let zh = format!("说是 {declared} 项，列了 {listed} 项");
        notes.error(at, not_so(code, zh, format!("{declared} are declared, {listed} are listed")));
    }
}
