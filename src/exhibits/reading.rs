//! The values of exhibits: numbers by key or as written, entries, lists that must not be empty.

use super::counted::{Entry, Quantity};
use crate::fields::{self, Fields, KeyValue, Node, NodeKind};
use crate::finding::Notes;
use crate::source::{Place, Span};
use crate::words::{exhibits, figures, reading};

/// What reading the keys of an exhibit needs.
pub(crate) struct ExhibitReading<'r, 'a> {
    pub notes: &'r mut Notes<'a>,
    /// Reads a number as written (`271`, `271名`, `70%`), or a figure by its key.
    pub quantity: &'r mut dyn FnMut(&Node, &mut Notes) -> Option<Quantity>,
}

impl ExhibitReading<'_, '_> {
    /// Where a node is written.
    pub(crate) fn place(&self, node: &Node) -> Place {
        Place::new(self.notes.path(), node.span)
    }

    /// The result of `ask` for the keys of a mapping.
    pub(crate) fn mapping<T>(&mut self, node: &Node, ask: impl FnOnce(&Fields, &mut Self) -> T) -> Option<T> {
        let fields = Fields::open(node, self.notes)?;
        let value = ask(&fields, self);
        fields.finish(self.notes).then_some(value)
    }

    /// A named item: its name alone, or a mapping. `alone` makes the value of a bare name.
    pub(crate) fn named<T>(
        &mut self,
        node: &Node,
        alone: impl FnOnce(String) -> T,
        ask: impl FnOnce(&Fields, &mut Self) -> T,
    ) -> Option<T> {
        match node.kind {
            NodeKind::Scalar { .. } => fields::nonempty_text(node, self.notes).map(alone),
            NodeKind::List(_) | NodeKind::Mapping(_) => self.mapping(node, ask),
        }
    }

    /// The items of a list that must not be empty, each converted by `read`.
    pub(crate) fn needed_items<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        mut read: impl FnMut(&Node, &mut Self) -> Option<T>,
    ) -> Vec<T> {
        self.needed_list(fields, key).iter().filter_map(|node| read(node, self)).collect()
    }

    /// The entries of a list that must not be empty.
    pub(crate) fn needed_entries(&mut self, fields: &Fields, key: &'static str) -> Vec<Entry> {
        self.needed_list(fields, key);
        self.entries(fields, key)
    }

    /// The entries of a list, or of a mapping of names to numbers.
    pub(crate) fn entries(&mut self, fields: &Fields, key: &'static str) -> Vec<Entry> {
        if let Some(Node { kind: NodeKind::Mapping(entries), .. }) = fields.get(key) {
            return entries.iter().filter_map(|entry| self.named_entry(entry)).collect();
        }
        fields::report_thousands(fields.list(key), self.notes);
        fields.list(key).iter().filter_map(|node| self.entry(node)).collect()
    }

    /// An optional entry.
    pub(crate) fn one_entry(&mut self, fields: &Fields, key: &'static str) -> Option<Entry> {
        self.filled(fields, key).and_then(|node| self.entry(node))
    }

    /// An optional number.
    pub(crate) fn one_quantity(&mut self, fields: &Fields, key: &'static str) -> Option<Quantity> {
        self.filled(fields, key).and_then(|node| self.quantity(node))
    }

    /// A required value.
    pub(crate) fn needed<'y>(&mut self, fields: &Fields<'y>, key: &'static str) -> Option<&'y Node> {
        let node = fields.get(key);
        if node.is_none() {
            self.notes.error(fields.span, reading::missing_key(key));
        }
        node
    }

    fn quantity(&mut self, node: &Node) -> Option<Quantity> {
        (self.quantity)(node, self.notes)
    }

    /// An entry: a bare key or number, or `{name, value}`.
    fn entry(&mut self, node: &Node) -> Option<Entry> {
        let at = self.place(node);
        if let NodeKind::Scalar { .. } = node.kind {
            return Some(Entry { name: None, quantity: self.quantity(node)?, at });
        }
        let (name, quantity) = self.mapping(node, |fields, reading| {
            let name = fields.text("name", reading.notes);
            (name, reading.needed(fields, "value").and_then(|value| reading.quantity(value)))
        })?;
        Some(Entry { name, quantity: quantity?, at })
    }

    /// A name and its number: `甲: 5`.
    fn named_entry(&mut self, named: &KeyValue) -> Option<Entry> {
        if named.value.is_null() {
            self.notes.error(named.key_span, figures::missing(""));
            return None;
        }
        let quantity = self.quantity(&named.value)?;
        let at = Place::new(self.notes.path(), Span::new(named.key_span.start, named.value.span.end));
        Some(Entry { name: Some(named.key.clone()), quantity, at })
    }

    /// An optional value, which must not be empty if its key is there.
    fn filled<'y>(&mut self, fields: &Fields<'y>, key: &'static str) -> Option<&'y Node> {
        let node = fields.get(key);
        if let Some(span) = fields.key_span(key).filter(|_| node.is_none()) {
            self.notes.error(span, figures::missing(""));
        }
        node
    }

    /// The items of a list that must not be empty.
    fn needed_list<'y>(&mut self, fields: &Fields<'y>, key: &'static str) -> &'y [Node] {
        let list = fields.list(key);
        if list.is_empty() {
            self.notes.error(fields.span, exhibits::nothing_listed(key));
        }
        list
    }
}
