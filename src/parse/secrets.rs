//! Accounts and keys in the settings of targets, where they do not belong.

use crate::fields::{Node, NodeKind};
use crate::source::Span;
use crate::visible::{has_account, is_secret_key};

/// Where a target's settings contain a secret: a key that is named like one, an address with an account.
#[must_use]
pub(super) fn secrets(node: &Node) -> Vec<Span> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => has_account(text).then_some(node.span).into_iter().collect(),
        NodeKind::List(items) => items.iter().flat_map(secrets).collect(),
        NodeKind::Mapping(entries) => entries
            .iter()
            .flat_map(|entry| {
                let is_named = is_secret_key(&entry.key) && !entry.value.is_null();
                if is_named { vec![entry.key_span] } else { secrets(&entry.value) }
            })
            .collect(),
    }
}
