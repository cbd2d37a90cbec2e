//! Waivers as front matter and `site.yaml` have them: `proof: {allow: {CODE: reason}}`.

use super::node::KeyValue;
use super::shape::{self, Fields};
use crate::finding::Notes;
use crate::model::waiver::Waiver;
use crate::source::Place;

/// What a file lets stand as a whole.
pub(crate) fn waivers(fields: &Fields, notes: &mut Notes) -> Vec<Waiver> {
    let Some(proof) = fields.fields("proof", &["allow"], notes) else { return Vec::new() };
    proof.mapping("allow", notes).iter().filter_map(|entry| waiver(entry, notes)).collect()
}

/// One kind of finding. No reason at all is told by the proofreader, who alone asks for one.
fn waiver(entry: &KeyValue, notes: &mut Notes) -> Option<Waiver> {
    let reason = if entry.value.is_null() { String::new() } else { shape::text(&entry.value, notes)? };
    let at = Place::new(notes.path(), entry.key_span);
    Some(Waiver { code: entry.key.clone(), reason, at, covers: None })
}
