//! Accounts and keys in the settings of targets, where they do not belong.

use crate::fields::{Node, NodeKind};
use crate::source::Span;
use crate::visible::{has_account, has_spoken_secret, is_secret_key};

/// The key of a command, which may have a secret among its words.
const COMMAND: &str = "command";

/// Where a target's settings contain a secret: a key that is named like one, an address with an account, an option of a command.
#[must_use]
pub(super) fn secrets(node: &Node) -> Vec<Span> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => has_account(text).then_some(node.span).into_iter().collect(),
        NodeKind::List(items) => items.iter().flat_map(secrets).collect(),
        NodeKind::Mapping(entries) => entries
            .iter()
            .flat_map(|entry| {
                let is_named = is_secret_key(&entry.key) && !entry.value.is_null();
                match &entry.value.kind {
                    _ if is_named => vec![entry.key_span],
                    NodeKind::Scalar { text, .. } if entry.key == COMMAND && has_spoken_secret(text) => {
                        vec![entry.key_span]
                    }
                    _ => secrets(&entry.value),
                }
            })
            .collect(),
    }
}
