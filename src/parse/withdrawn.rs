//! A withdrawn story: of all that its file says, its headline is still printed, and the words that stand in the place of the rest.
//!
//! Whatever is wrong with the rest is why it is withdrawn, and must not keep the withdrawal from being printed.

use super::shape::Fields;
use super::story::Told;
use super::yaml::Kind;
use crate::finding::{Finding, Notes};
use crate::model::body::Body;
use crate::model::phrase::{Phrase, Piece, Reference};
use crate::model::story::{FrontMatter, HeadlineGroup, Withdrawal};
use crate::source::Span;
use crate::words::reading;

/// What `withdrawn` says, a reason or `{date, reason}`; `None` if the story stands.
pub(crate) fn withdrawal(fields: &Fields, notes: &mut Notes) -> Option<Withdrawal> {
    let Some(node) = fields.get("withdrawn") else {
        // It stands: but whoever wrote the key may think that it does not.
        fields
            .key_span("withdrawn")
            .into_iter()
            .for_each(|key| notes.warning(key, reading::withdrawn_without_words()));
        return None;
    };
    let (reason, date) = match &node.kind {
        Kind::Scalar { .. } => (fields.text("withdrawn", notes)?, None),
        Kind::Mapping(_) | Kind::List(_) => {
            let said = Fields::of(node, &["date", "reason"], notes)?;
            (said.text("reason", notes).unwrap_or_default(), said.date("date", notes))
        }
    };
    match reason.trim() {
        "false" => return None,
        "" | "true" => notes.error(node.span, reading::withdrawn_without_words()),
        _ => {}
    }
    Some(Withdrawal { reason, date })
}

/// Takes away all that is not printed any more, and what was found in it: what is found in one of the `printed` spans stays.
/// The links stay too: they tell which files were the story's.
pub(crate) fn strip(told: &mut Told, printed: &[Span], findings: &mut Vec<Finding>) {
    let mut headline = std::mem::take(&mut told.front.headline_group.headline);
    told.names.references = renumbered(&mut headline, &told.names.references);
    told.names.exhibits.clear();
    told.front = FrontMatter {
        headline_group: HeadlineGroup { headline, ..HeadlineGroup::default() },
        ..FrontMatter::default()
    };
    told.body = Body::default();
    told.slip.ledger.take_if(|_| told.names.references.is_empty());
    let is_printed = |span: Span| printed.iter().any(|printed| printed.covers(span));
    findings.retain(|finding| finding.place.as_ref().is_some_and(|place| is_printed(place.span)));
}

/// The references that some lines make, which are told their new places.
fn renumbered(lines: &mut [Phrase], all: &[Reference]) -> Vec<Reference> {
    let mut kept = Vec::new();
    for piece in lines.iter_mut().flat_map(|line| &mut line.0) {
        if let Piece::Figure(reference) = piece {
            kept.extend(all.get(*reference).cloned());
            *reference = kept.len() - 1;
        }
    }
    kept
}
