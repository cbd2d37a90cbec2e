//! Waivers: `proof: {allow: {CODE: reason}}` in front matter and `site.yaml`, `<!-- 照排: CODE 理由 -->` before a block.

use crate::fields::{self, Fields, KeyValue};
use crate::finding::Notes;
use crate::model::waiver::Waiver;
use crate::source::Place;

/// What begins a waiver in a comment.
const PREFIXES: [&str; 2] = ["照排:", "照排："];

/// The findings that a file waives as a whole.
pub(crate) fn waivers(fields: &Fields, notes: &mut Notes) -> Vec<Waiver> {
    let allowed = fields.fields("proof", notes, |proof, notes| {
        proof.mapping("allow", notes).iter().filter_map(|entry| waiver(entry, notes)).collect()
    });
    allowed.unwrap_or_default()
}

/// The waiver of one code. If it has no reason, only the proofreader reports that.
fn waiver(entry: &KeyValue, notes: &mut Notes) -> Option<Waiver> {
    let reason = if entry.value.is_null() { String::new() } else { fields::text(&entry.value, notes)? };
    let at = Place::new(notes.path(), entry.key_span);
    Some(Waiver { code: entry.key.clone(), reason, at, covers: None })
}

/// The waivers in the comments of HTML at `at`; the block that they cover is not known yet.
pub(crate) fn in_comments(html: &str, at: &Place) -> Vec<Waiver> {
    let comments = html.split("-->").filter_map(|comment| comment.trim().strip_prefix("<!--"));
    let waivers = comments.filter_map(|comment| {
        let comment = comment.trim();
        let waiver = PREFIXES.iter().find_map(|prefix| comment.strip_prefix(prefix))?.trim();
        let (code, reason) = waiver.split_once(char::is_whitespace).unwrap_or((waiver, ""));
        let (code, reason) = (code.to_owned(), reason.trim().to_owned());
        Some(Waiver { code, reason, at: at.clone(), covers: None })
    });
    waivers.collect()
}
