//! Reads a YAML mapping key by key. Values of the wrong type are findings, and so are keys that are never read.

mod missing;
mod node;
mod scalar;
mod thousands;

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;

use crate::finding::Notes;
use crate::source::{SourcePath, Span};
use crate::words::figures;
use crate::words::reading::{self, ValueShape};
pub(crate) use missing::{half_width, is_meaningless, is_missing, is_missing_name, narrow};
pub(crate) use node::Volume;
pub use node::{KeyValue, Node, NodeKind};
pub use scalar::{Number, PartialDate};
pub(crate) use scalar::{day, parse_number, partial_date};
pub(crate) use thousands::{joined_thousands, report_thousands};

/// The keys of a mapping while they are read.
///
/// The known keys are those that have been asked for, in that order. So a caller asks for all of them before it gives
/// up: a missing key that is needed is recorded, and the value made without it is dropped.
#[derive(Debug)]
pub(crate) struct Fields<'n> {
    entries: &'n [KeyValue],
    /// The whole mapping.
    pub span: Span,
    asked: RefCell<Vec<&'static str>>,
    is_complete: Cell<bool>,
}

impl<'n> Fields<'n> {
    /// The result of `ask` for the keys of `node`; `None` if `node` is no mapping or a needed key is missing. A key
    /// that `ask` does not read is a finding.
    pub(crate) fn of<T>(
        node: &'n Node,
        notes: &mut Notes,
        ask: impl FnOnce(&Self, &mut Notes) -> T,
    ) -> Option<T> {
        let fields = Self::open(node, notes)?;
        let value = ask(&fields, notes);
        fields.finish(notes).then_some(value)
    }

    /// The fields of `node`; it is a finding if `node` is no mapping. Without `finish`, any key is allowed.
    pub(crate) fn open(node: &'n Node, notes: &mut Notes) -> Option<Self> {
        Some(Self::among(entries(node, notes)?, node.span))
    }

    fn among(entries: &'n [KeyValue], span: Span) -> Self {
        Self { entries, span, asked: RefCell::default(), is_complete: Cell::new(true) }
    }

    /// The keys that `ask` reads, in any file.
    pub(crate) fn asked_by<T>(ask: impl FnOnce(&Fields, &mut Notes) -> T) -> Vec<&'static str> {
        let fields = Fields::among(&[], Span::default());
        ask(&fields, &mut Notes::on(&SourcePath::new("")));
        fields.asked.into_inner()
    }

    /// Reports the keys that were not asked for. Returns whether all needed keys were there.
    pub(crate) fn finish(&self, notes: &mut Notes) -> bool {
        let asked = self.asked.borrow();
        for entry in self.entries {
            if !entry.key.is_empty() && !asked.contains(&entry.key.as_str()) {
                notes.error(entry.key_span, reading::unknown_key(&entry.key, asked.iter().copied()));
            }
        }
        self.is_complete.get()
    }

    /// The entry of `key`, which is a known key from now on.
    fn ask(&self, key: &'static str) -> Option<&'n KeyValue> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of `key`, if it is not empty.
    #[must_use]
    pub(crate) fn get(&self, key: &'static str) -> Option<&'n Node> {
        self.node(key).filter(|node| !node.is_null())
    }

    /// Where `key` is written.
    #[must_use]
    pub(crate) fn key_span(&self, key: &'static str) -> Option<Span> {
        self.ask(key).map(|entry| entry.key_span)
    }

    /// The value of `key`, even if it is empty.
    #[must_use]
    pub(crate) fn node(&self, key: &'static str) -> Option<&'n Node> {
        self.ask(key).map(|entry| &entry.value)
    }

    /// Accepts a key whose value is read elsewhere.
    pub(crate) fn accept(&self, key: &'static str) {
        self.ask(key);
    }

    /// A value that the mapping cannot do without.
    pub(crate) fn needed<T: Default>(&self, value: Option<T>) -> T {
        value.unwrap_or_else(|| {
            self.is_complete.set(false);
            T::default()
        })
    }

    /// The text of `key`.
    pub(crate) fn text(&self, key: &'static str, notes: &mut Notes) -> Option<String> {
        self.text_at(key, notes).map(|(text, _)| text)
    }

    /// The text of `key` and where it is written.
    pub(crate) fn text_at(&self, key: &'static str, notes: &mut Notes) -> Option<(String, Span)> {
        let node = self.get(key)?;
        Some((text(node, notes)?, node.span))
    }

    /// The text of `key`, which is required.
    pub(crate) fn needed_text(&self, key: &'static str, notes: &mut Notes) -> String {
        self.needed(self.wanted_text(key, notes))
    }

    /// The text of `key`; it is a finding if it is missing.
    pub(crate) fn wanted_text(&self, key: &'static str, notes: &mut Notes) -> Option<String> {
        self.want(key, notes);
        self.nonempty_text(key, notes)
    }

    /// The date of `key`, which is required.
    pub(crate) fn needed_date(&self, key: &'static str, notes: &mut Notes) -> NaiveDate {
        self.want(key, notes);
        self.needed(self.date(key, notes))
    }

    /// Reports a missing key.
    fn want(&self, key: &'static str, notes: &mut Notes) {
        if self.get(key).is_none() {
            let first = self.entries.first().map_or(self.span, |entry| entry.key_span);
            notes.error(first, reading::missing_key(key));
        }
    }

    /// The text of `key`, which must not be empty if the key is there: names, and words to search for.
    pub(crate) fn nonempty_text(&self, key: &'static str, notes: &mut Notes) -> Option<String> {
        self.text(key, notes)?;
        nonempty_text(self.get(key)?, notes)
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&self, key: &'static str, notes: &mut Notes) -> Option<bool> {
        let node = self.get(key)?;
        match text(node, notes)?.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => wrong(node, ValueShape::Truth, other, notes),
        }
    }

    /// A whole number from 0.
    pub(crate) fn whole_number(&self, key: &'static str, notes: &mut Notes) -> Option<u32> {
        let node = self.get(key)?;
        let text = text(node, notes)?;
        text.parse().ok().or_else(|| wrong(node, ValueShape::WholeNumber, &text, notes))
    }

    /// A date, known to the day.
    pub(crate) fn date(&self, key: &'static str, notes: &mut Notes) -> Option<NaiveDate> {
        let node = self.get(key)?;
        let text = text(node, notes)?;
        day(&text).or_else(|| wrong(node, ValueShape::Date, &text, notes))
    }

    /// A date and where it is written.
    pub(crate) fn date_at(&self, key: &'static str, notes: &mut Notes) -> Option<(NaiveDate, Span)> {
        Some((self.date(key, notes)?, self.get(key)?.span))
    }

    /// A day or a month.
    pub(crate) fn partial_date(&self, key: &'static str, notes: &mut Notes) -> Option<PartialDate> {
        let node = self.get(key)?;
        let text = text(node, notes)?;
        partial_date(&text).or_else(|| wrong(node, ValueShape::Date, &text, notes))
    }

    /// Texts: a list, or a single text.
    pub(crate) fn texts(&self, key: &'static str, notes: &mut Notes) -> Vec<String> {
        self.texts_at(key, notes).into_iter().map(|(text, _)| text).collect()
    }

    /// Texts, none of them empty, and where they are written.
    pub(crate) fn texts_at(&self, key: &'static str, notes: &mut Notes) -> Vec<(String, Span)> {
        self.list(key).iter().filter_map(|item| Some((nonempty_text(item, notes)?, item.span))).collect()
    }

    /// Names; a comma in one shows that YAML read two names as one.
    pub(crate) fn names(&self, key: &'static str, notes: &mut Notes) -> Vec<String> {
        let names = self.texts_at(key, notes);
        for (name, span) in names.iter().filter(|(name, _)| name.contains([',', '，'])) {
            notes.error(*span, reading::joined_names(name));
        }
        names.into_iter().map(|(name, _)| name).collect()
    }

    /// The items of a list; a single value is a list of one.
    #[must_use]
    pub(crate) fn list(&self, key: &'static str) -> &'n [Node] {
        match self.get(key) {
            Some(Node { kind: NodeKind::List(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// The entries of a mapping whose keys the editor chooses.
    pub(crate) fn mapping(&self, key: &'static str, notes: &mut Notes) -> &'n [KeyValue] {
        self.get(key).and_then(|node| entries(node, notes)).unwrap_or_default()
    }

    /// The result of `ask` for the mapping of `key`.
    pub(crate) fn fields<T>(
        &self,
        key: &'static str,
        notes: &mut Notes,
        ask: impl FnOnce(&Self, &mut Notes) -> T,
    ) -> Option<T> {
        Self::of(self.get(key)?, notes, ask)
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(
        &self,
        key: &'static str,
        known: &[(&str, T)],
        notes: &mut Notes,
    ) -> Option<T> {
        let (word, span) = self.text_at(key, notes)?;
        let found = known.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            notes.error(span, reading::unknown_word(&word, known.iter().map(|(name, _)| *name)));
        }
        found
    }
}

fn entries<'n>(node: &'n Node, notes: &mut Notes) -> Option<&'n [KeyValue]> {
    match &node.kind {
        NodeKind::Mapping(entries) => Some(entries),
        NodeKind::Scalar { text, .. } => wrong(node, ValueShape::Mapping, text, notes),
        NodeKind::List(_) => wrong(node, ValueShape::Mapping, "[…]", notes),
    }
}

/// The text of a scalar, as written.
pub(crate) fn text(node: &Node, notes: &mut Notes) -> Option<String> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text.clone()),
        NodeKind::List(_) => wrong(node, ValueShape::Text, "[…]", notes),
        NodeKind::Mapping(_) => wrong(node, ValueShape::Text, "{…}", notes),
    }
}

/// The number of an entry; an empty value is reported as missing, at its key.
pub(crate) fn number_of(entry: &KeyValue, notes: &mut Notes) -> Option<Number> {
    if entry.value.is_null() {
        notes.error(entry.key_span, figures::missing(""));
        return None;
    }
    number(&entry.value, notes)
}

/// The text of a scalar that must not be empty.
pub(crate) fn nonempty_text(node: &Node, notes: &mut Notes) -> Option<String> {
    let text = text(node, notes)?;
    if text.trim().is_empty() {
        notes.error(node.span, reading::empty_text());
        return None;
    }
    Some(text)
}

/// A number as written: digits, perhaps a sign and a decimal point.
pub(crate) fn number(node: &Node, notes: &mut Notes) -> Option<Number> {
    let text = text(node, notes)?;
    if is_missing(&text) {
        notes.error(node.span, figures::missing(&text));
        return None;
    }
    parse_number(&text).or_else(|| wrong(node, ValueShape::Number, &text, notes))
}

fn wrong<T>(node: &Node, wanted: ValueShape, found: &str, notes: &mut Notes) -> Option<T> {
    notes.error(node.span, reading::wrong_type(wanted, &format!("`{found}`")));
    None
}
