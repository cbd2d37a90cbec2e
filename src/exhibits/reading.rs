//! The values of exhibits: numbers by key or as written, entries, lists that must not be empty.

use super::counted::{Entry, Quantity};
use crate::fields::{self, Fields, KeyShape, KeyValue, NameKind, Node, NodeKind};
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
    /// Where something is written.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place::new(self.notes.path(), span)
    }

    /// The result of `ask` for the keys of a mapping.
    pub(crate) fn mapping<T>(&mut self, node: &Node, ask: impl FnOnce(&Fields, &mut Self) -> T) -> Option<T> {
        let Some(fields) = Fields::open(node) else {
            let known = self.notes.findings.len();
            let keys = Fields::asked_by(|fields| drop(ask(fields, self)));
            self.notes.findings.truncate(known);
            fields::report_no_mapping(node, &fields::sample(&keys), self.notes);
            return None;
        };
        let value = ask(&fields, self);
        fields.finish(self.notes).then_some(value)
    }

    /// The result of `ask` for each mapping in a list.
    pub(crate) fn items<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        mut ask: impl FnMut(&Fields, &mut Self) -> T,
    ) -> Vec<T> {
        fields.declare(key, || KeyShape::list(KeyShape::mapping(key, |item, _| ask(item, self))));
        fields.list(key).iter().filter_map(|node| self.mapping(node, &mut ask)).collect()
    }

    /// The result of `ask` for each mapping in a list that must not be empty.
    pub(crate) fn needed_items<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        ask: impl FnMut(&Fields, &mut Self) -> T,
    ) -> Vec<T> {
        self.need_list(fields, key);
        self.items(fields, key, ask)
    }

    /// Named items: each its name alone, or a mapping. `alone` makes the value of a bare name.
    pub(crate) fn named_items<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        alone: impl Fn(String, Place) -> T,
        mut ask: impl FnMut(&Fields, &mut Self) -> T,
    ) -> Vec<T> {
        fields.declare(key, || {
            let mapping = KeyShape::mapping(key, |item, _| ask(item, self));
            KeyShape::list(KeyShape::AnyOf(vec![KeyShape::Text, mapping]))
        });
        let read = |node: &Node| match node.kind {
            NodeKind::Scalar { .. } => {
                let name = fields::nonempty_text(node, self.notes)?;
                Some(alone(name, self.place(node.span)))
            }
            NodeKind::List(_) | NodeKind::Mapping(_) => self.mapping(node, &mut ask),
        };
        fields.list(key).iter().filter_map(read).collect()
    }

    /// Named items of which there must be at least one.
    pub(crate) fn needed_named_items<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        alone: impl Fn(String, Place) -> T,
        ask: impl FnMut(&Fields, &mut Self) -> T,
    ) -> Vec<T> {
        self.need_list(fields, key);
        self.named_items(fields, key, alone, ask)
    }

    /// The entries of a list that must not be empty.
    pub(crate) fn needed_entries(&mut self, fields: &Fields, key: &'static str) -> Vec<Entry> {
        self.need_list(fields, key);
        self.entries(fields, key)
    }

    /// Says in a survey that `key` has entries.
    pub(crate) fn declare_entries(&mut self, fields: &Fields, key: &'static str) {
        let named = || KeyShape::free(KeyShape::Name(NameKind::Figure));
        fields.declare(key, || KeyShape::AnyOf(vec![KeyShape::list(self.entry_shape()), named()]));
    }

    /// The entries of a list, or of a mapping of names to numbers.
    pub(crate) fn entries(&mut self, fields: &Fields, key: &'static str) -> Vec<Entry> {
        self.declare_entries(fields, key);
        if let Some(Node { kind: NodeKind::Mapping(entries), .. }) = fields.get(key) {
            return entries.iter().filter_map(|entry| self.named_entry(entry)).collect();
        }
        fields::report_thousands(fields.list(key), self.notes);
        fields.list(key).iter().filter_map(|node| self.entry(node)).collect()
    }

    /// An optional entry.
    pub(crate) fn one_entry(&mut self, fields: &Fields, key: &'static str) -> Option<Entry> {
        fields.declare(key, || self.entry_shape());
        self.filled(fields, key).and_then(|node| self.entry(node))
    }

    /// An optional number.
    pub(crate) fn one_quantity(&mut self, fields: &Fields, key: &'static str) -> Option<Quantity> {
        fields.declare(key, || KeyShape::Name(NameKind::Figure));
        self.filled(fields, key).and_then(|node| self.quantity(node))
    }

    /// A required value.
    pub(crate) fn needed<'y>(&mut self, fields: &Fields<'y>, key: &'static str) -> Option<&'y Node> {
        fields.declare_needed(key);
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
        let at = self.place(node.span);
        if let NodeKind::Scalar { .. } = node.kind {
            return Some(Entry { name: None, quantity: self.quantity(node)?, at });
        }
        let (name, quantity) = self.mapping(node, Self::named_quantity)?;
        Some(Entry { name, quantity: quantity?, at })
    }

    /// A bare key or number, or `{name, value}`.
    fn entry_shape(&mut self) -> KeyShape {
        let mapping = KeyShape::mapping("entry", |fields, _| Self::named_quantity(fields, self));
        KeyShape::AnyOf(vec![KeyShape::Name(NameKind::Figure), mapping])
    }

    fn named_quantity(fields: &Fields, reading: &mut Self) -> (Option<String>, Option<Quantity>) {
        let name = fields.text("name", reading.notes);
        fields.declare("value", || KeyShape::Name(NameKind::Figure));
        (name, reading.needed(fields, "value").and_then(|value| reading.quantity(value)))
    }

    /// A name and its number: `甲: 5`.
    fn named_entry(&mut self, named: &KeyValue) -> Option<Entry> {
        if named.value.is_null() {
            self.notes.error(named.key_span, figures::missing(""));
            return None;
        }
        let quantity = self.quantity(&named.value)?;
        let at = self.place(Span::new(named.key_span.start, named.value.span.end));
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

    /// Reports a list that must not be empty.
    fn need_list(&mut self, fields: &Fields, key: &'static str) {
        fields.declare_needed(key);
        if fields.get(key).is_none_or(|node| matches!(&node.kind, NodeKind::List(items) if items.is_empty()))
        {
            self.notes.error(fields.span, exhibits::nothing_listed(key));
        }
    }
}
