//! Nodes: the values of a YAML file, each with its place.

use crate::source::Span;

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Its bytes in the file.
    pub span: Span,
}

/// What a node can be.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// A scalar.
    Scalar {
        /// As written, quotes and escapes resolved.
        text: String,
        /// Whether it is written without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys with values, in the editor's order.
    Mapping(Vec<KeyValue>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyValue {
    /// The key.
    pub key: String,
    /// Where the key is written.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// Whether it is empty: no value, `~` or `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The text of a scalar.
    #[must_use]
    pub(crate) fn scalar(&self) -> Option<&str> {
        if let NodeKind::Scalar { text, .. } = &self.kind { Some(text) } else { None }
    }

    /// The text of a scalar, or of each scalar in a list.
    #[must_use]
    pub(crate) fn scalars(&self) -> Vec<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => vec![text],
            NodeKind::List(items) => items.iter().filter_map(Self::scalar).collect(),
            NodeKind::Mapping(_) => Vec::new(),
        }
    }

    /// Its size.
    pub(crate) fn weight(&self) -> Volume {
        let mut weight = Volume { nodes: 1, bytes: 0 };
        match &self.kind {
            NodeKind::Scalar { text, .. } => weight.bytes += text.len(),
            NodeKind::List(items) => items.iter().for_each(|item| weight.add(item.weight())),
            NodeKind::Mapping(entries) => entries.iter().for_each(|entry| {
                weight.bytes += entry.key.len();
                weight.add(entry.value.weight());
            }),
        }
        weight
    }
}

/// A number of nodes, and the bytes of text in them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Volume {
    pub nodes: usize,
    pub bytes: usize,
}

impl Volume {
    pub(crate) fn add(&mut self, other: Self) {
        self.nodes += other.nodes;
        self.bytes += other.bytes;
    }
}
