//! `distribution` and `classification`: who gets an edition, and who may read it. The paper says it for all editions, an edition for
//! itself.

use crate::fields::Fields;
use crate::finding::Notes;
use crate::language::secrecy::has_strange_term;
use crate::model::edition::Distribution;
use crate::source::Place;
use crate::words::values;

pub(super) fn distribution(fields: &Fields, notes: &mut Notes) -> Distribution {
    let distribution = fields.fields("distribution", notes, |fields, notes| Distribution {
        report: fields.names("report", notes),
        send: fields.names("send", notes),
        issue: fields.names("issue", notes),
        copies: fields.whole_number("copies", notes),
    });
    distribution.unwrap_or_default()
}

pub(super) fn classification(fields: &Fields, notes: &mut Notes) -> Option<(String, Place)> {
    let path = notes.path();
    let (text, span) = fields.text_at("classification", notes)?;
    if has_strange_term(&text) {
        notes.warning(span, values::strange_term(&text));
    }
    Some((text, Place::new(path, span)))
}
