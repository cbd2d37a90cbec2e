//! What a YAML value is wanted as: text, number, date, list, known keys. Wrong shapes are findings, and `None`.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::missing::is_missing;
use super::node::{KeyValue, Node, NodeKind};
use crate::finding::Notes;
use crate::model::figure::{Number, PartialDate};
use crate::source::Span;
use crate::words::figures;
use crate::words::reading::{self, ValueShape};

/// The keys of a mapping whose keys are known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields<'n> {
    entries: &'n [KeyValue],
    /// The whole mapping.
    pub span: Span,
}

impl<'n> Fields<'n> {
    /// The fields of `node`; an unknown key is a finding, and so is anything that has no keys.
    pub(crate) fn of(node: &'n Node, known: &[&str], notes: &mut Notes) -> Option<Self> {
        let entries = entries(node, notes)?;
        for entry in entries {
            if !entry.key.is_empty() && !known.contains(&entry.key.as_str()) {
                notes.error(entry.key_span, reading::unknown_key(&entry.key, known.iter().copied()));
            }
        }
        Some(Self { entries, span: node.span })
    }

    /// The fields of a mapping whose keys someone else knows.
    pub(crate) fn open(node: &'n Node, notes: &mut Notes) -> Option<Self> {
        Some(Self { entries: entries(node, notes)?, span: node.span })
    }

    /// The value of `key`, if something is said.
    #[must_use]
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node> {
        self.node(key).filter(|node| !node.is_null())
    }

    /// Where `key` is written.
    #[must_use]
    pub(crate) fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| entry.key_span)
    }

    /// The value of `key`, even if nothing is said.
    #[must_use]
    pub(crate) fn node(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The text of `key`.
    pub(crate) fn text(&self, key: &str, notes: &mut Notes) -> Option<String> {
        self.text_at(key, notes).map(|(text, _)| text)
    }

    /// The text of `key` and where it is written.
    pub(crate) fn text_at(&self, key: &str, notes: &mut Notes) -> Option<(String, Span)> {
        let node = self.get(key)?;
        Some((text(node, notes)?, node.span))
    }

    /// The text of `key`, which must be there.
    pub(crate) fn needed_text(&self, key: &str, notes: &mut Notes) -> Option<String> {
        if self.get(key).is_none() {
            notes.error(self.first_key_span(), reading::missing_key(key));
        }
        self.said_text(key, notes)
    }

    /// The text of `key`, which, if it is there, says something: names and words that are looked for cannot be empty.
    pub(crate) fn said_text(&self, key: &str, notes: &mut Notes) -> Option<String> {
        self.text(key, notes)?;
        said_text(self.get(key)?, notes)
    }

    /// `true` or `false`.
    pub(crate) fn truth(&self, key: &str, notes: &mut Notes) -> Option<bool> {
        let node = self.get(key)?;
        match text(node, notes)?.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => wrong(node, ValueShape::Truth, other, notes),
        }
    }

    /// A whole number from 0.
    pub(crate) fn whole_number(&self, key: &str, notes: &mut Notes) -> Option<u32> {
        let node = self.get(key)?;
        let text = text(node, notes)?;
        text.parse().ok().or_else(|| wrong(node, ValueShape::WholeNumber, &text, notes))
    }

    /// A day.
    pub(crate) fn date(&self, key: &str, notes: &mut Notes) -> Option<NaiveDate> {
        let node = self.get(key)?;
        let text = text(node, notes)?;
        day(&text).or_else(|| wrong(node, ValueShape::Date, &text, notes))
    }

    /// A day or a month.
    pub(crate) fn partial_date(&self, key: &str, notes: &mut Notes) -> Option<PartialDate> {
        let node = self.get(key)?;
        let text = text(node, notes)?;
        partial_date(&text).or_else(|| wrong(node, ValueShape::Date, &text, notes))
    }

    /// Texts: a list, or one alone.
    pub(crate) fn texts(&self, key: &str, notes: &mut Notes) -> Vec<String> {
        self.texts_at(key, notes).into_iter().map(|(text, _)| text).collect()
    }

    /// Texts and where they are written, of which none is empty.
    pub(crate) fn texts_at(&self, key: &str, notes: &mut Notes) -> Vec<(String, Span)> {
        self.list(key).iter().filter_map(|item| Some((said_text(item, notes)?, item.span))).collect()
    }

    /// Names; a comma in one shows that YAML read two as one.
    pub(crate) fn names(&self, key: &str, notes: &mut Notes) -> Vec<String> {
        let names = self.texts_at(key, notes);
        for (name, span) in names.iter().filter(|(name, _)| name.contains([',', '，'])) {
            notes.error(*span, reading::joined_names(name));
        }
        names.into_iter().map(|(name, _)| name).collect()
    }

    /// The items of a list; one alone is a list of one.
    #[must_use]
    pub(crate) fn list(&self, key: &str) -> &'n [Node] {
        match self.get(key) {
            Some(Node { kind: NodeKind::List(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// The entries of a mapping whose keys are the editor's.
    pub(crate) fn mapping(&self, key: &str, notes: &mut Notes) -> &'n [KeyValue] {
        self.get(key).and_then(|node| entries(node, notes)).unwrap_or_default()
    }

    /// The fields of a mapping whose keys are known.
    pub(crate) fn fields(&self, key: &str, known: &[&str], notes: &mut Notes) -> Option<Self> {
        Self::of(self.get(key)?, known, notes)
    }

    fn first_key_span(&self) -> Span {
        self.entries.first().map_or(self.span, |entry| entry.key_span)
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

/// The number of an entry; one that is left empty is missing, which is told at its key.
pub(crate) fn number_of(entry: &KeyValue, notes: &mut Notes) -> Option<Number> {
    if entry.value.is_null() {
        notes.error(entry.key_span, figures::missing(""));
        return None;
    }
    number(&entry.value, notes)
}

/// The text of a scalar that says something.
pub(crate) fn said_text(node: &Node, notes: &mut Notes) -> Option<String> {
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

/// `text` as a number, if it is one; `012` and `1_000` are not.
#[must_use]
pub(crate) fn parse_number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |piece: &str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit());
    let plain = all_digits(whole) && all_digits(fraction) && (whole == "0" || !whole.starts_with('0'));
    let amount: Decimal = plain.then(|| text.parse().ok())??;
    Some(Number { written: text.to_owned(), amount })
}

/// `text` as a day, strictly `2025-11-20`.
#[must_use]
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|date| date.format("%Y-%m-%d").to_string() == text)
}

/// `text` as a day or a month.
#[must_use]
pub(crate) fn partial_date(text: &str) -> Option<PartialDate> {
    day(text).map(PartialDate::Day).or_else(|| day(&format!("{text}-01")).map(PartialDate::Month))
}

fn wrong<T>(node: &Node, wanted: ValueShape, found: &str, notes: &mut Notes) -> Option<T> {
    notes.error(node.span, reading::wrong_type(wanted, &format!("`{found}`")));
    None
}

/// One of a few words.
pub(crate) fn word<T: Copy>(fields: &Fields, key: &str, known: &[(&str, T)], notes: &mut Notes) -> Option<T> {
    let (word, span) = fields.text_at(key, notes)?;
    let found = known.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    if found.is_none() {
        notes.error(span, reading::unknown_word(&word, known.iter().map(|(name, _)| *name)));
    }
    found
}
