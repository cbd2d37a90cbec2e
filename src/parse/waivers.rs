//! Waivers as front matter and `site.yaml` have them: `proof: {allow: {CODE: reason}}`.

use crate::fields::{self, Fields, KeyValue};
use crate::finding::Notes;
use crate::model::waiver::Waiver;
use crate::source::Place;

/// What a file lets stand as a whole.
pub(crate) fn waivers(fields: &Fields, notes: &mut Notes) -> Vec<Waiver> {
    let allowed = fields.fields("proof", notes, |proof, notes| proof.mapping("allow", notes));
    allowed.unwrap_or_default().iter().filter_map(|entry| waiver(entry, notes)).collect()
}

/// One kind of finding. No reason at all is told by the proofreader, who alone asks for one.
fn waiver(entry: &KeyValue, notes: &mut Notes) -> Option<Waiver> {
    let reason = if entry.value.is_null() { String::new() } else { fields::text(&entry.value, notes)? };
    let at = Place::new(notes.path(), entry.key_span);
    Some(Waiver { code: entry.key.clone(), reason, at, covers: None })
}
