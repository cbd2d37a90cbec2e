//! Reads a YAML mapping key by key. Values of the wrong type are findings, and so are keys that are never read.

mod foreign;
mod known;
mod missing;
mod moment;
mod node;
mod of_type;
mod scalar;
mod survey;
mod thousands;

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;

use crate::finding::Notes;
use crate::source::Span;
use crate::words::reading::{self, ValueShape};
use crate::words::{Wording, values};
pub(crate) use foreign::{Counterpart, meant};
use known::boolean_word;
pub(crate) use known::{BOOLEANS, KnownWord};
pub(crate) use missing::{half_width, is_meaningless, is_missing, is_missing_name, narrow};
pub(crate) use moment::{Moment, NoDay};
pub(crate) use node::Volume;
pub use node::{KeyValue, Node, NodeKind};
use of_type::{entries, report_quoted, wrong, wrong_number};
pub(crate) use of_type::{nonempty_text, number, number_of, report_no_mapping, text};
pub use scalar::{Number, PartialDate};
pub(crate) use scalar::{parse_number, partial_date};
use survey::Survey;
pub(crate) use survey::{AskedKey, KeyShape, MappingKeys, NameKind, sample};
pub(crate) use thousands::{joined_thousands, report_thousands};

/// The keys of a mapping while they are read.
///
/// The known keys are those that have been asked for, in that order. So a caller asks for all of them before it gives
/// up: a missing key that is needed is recorded, and the value made without it is dropped.
///
/// In a survey the caller reads nothing, and what it asks for is recorded with its shape. Where it reads a value by hand, it
/// declares the shape.
#[derive(Debug)]
pub(crate) struct Fields<'n> {
    entries: &'n [KeyValue],
    /// The whole mapping.
    pub span: Span,
    asked: RefCell<Vec<&'static str>>,
    is_complete: Cell<bool>,
    survey: Option<RefCell<Survey>>,
}

impl<'n> Fields<'n> {
    /// The result of `ask` for the keys of `node`; `None` if `node` is no mapping or a needed key is missing. A key
    /// that `ask` does not read is a finding.
    pub(crate) fn of<T>(
        node: &'n Node,
        notes: &mut Notes,
        ask: impl FnOnce(&Self, &mut Notes) -> T,
    ) -> Option<T> {
        let Some(fields) = Self::open(node) else {
            let sample = sample(&Self::asked_by(|fields| drop(ask(fields, &mut Notes::on(notes.path())))));
            report_no_mapping(node, &sample, notes);
            return None;
        };
        let value = ask(&fields, notes);
        fields.finish(notes).then_some(value)
    }

    /// The fields of `node`; `None` if it is no mapping. Without `finish`, any key is allowed.
    pub(crate) fn open(node: &'n Node) -> Option<Self> {
        Some(Self::among(entries(node)?, node.span))
    }

    /// The fields of `node`; if it is no mapping, that is a finding, with a sample of one that fits.
    pub(crate) fn opened(node: &'n Node, sample: &str, notes: &mut Notes) -> Option<Self> {
        let fields = Self::open(node);
        if fields.is_none() {
            report_no_mapping(node, sample, notes);
        }
        fields
    }

    fn among(entries: &'n [KeyValue], span: Span) -> Self {
        Self { entries, span, asked: RefCell::default(), is_complete: Cell::new(true), survey: None }
    }

    /// Reports the keys that were not asked for. Returns whether all needed keys were there.
    pub(crate) fn finish(&self, notes: &mut Notes) -> bool {
        let asked = self.asked.borrow();
        for entry in self.entries {
            if !entry.key.is_empty() && !asked.contains(&entry.key.as_str()) {
                notes.error(entry.key_span, self.unknown(entry, &asked));
            }
        }
        self.is_complete.get()
    }

    /// What is said of a key that is not among the `asked`.
    fn unknown(&self, entry: &KeyValue, asked: &[&'static str]) -> Wording {
        let is_written = |key: &str| self.entries.iter().any(|other| other.key == key);
        match meant(&entry.key, asked) {
            Some(Counterpart::Key(ours)) if is_written(ours) => values::written_twice(&entry.key, ours),
            Some(Counterpart::Key(ours)) => values::named_otherwise(&entry.key, ours, &entry.value.scalars()),
            Some(Counterpart::Draft) => values::published_is_draft(&entry.key),
            Some(Counterpart::NotHere) => values::not_set_here(&entry.key),
            None => reading::unknown_key(&entry.key, asked.iter().copied()),
        }
    }

    /// The entry of `key`, which is a known key from now on.
    fn ask(&self, key: &'static str) -> Option<&'n KeyValue> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
            self.declare(key, || KeyShape::Any);
        }
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of `key`, if it is not empty.
    #[must_use]
    pub(crate) fn get(&self, key: &'static str) -> Option<&'n Node> {
        self.node(key).filter(|node| !node.is_null())
    }

    /// Whether `key` is missing and written under another name, which is a finding of its own.
    pub(crate) fn is_named_otherwise(&self, key: &'static str) -> bool {
        let asked = self.asked.borrow();
        let means_key = |entry: &KeyValue| {
            !asked.contains(&entry.key.as_str())
                && matches!(foreign::meant(&entry.key, &asked), Some(Counterpart::Key(ours)) if ours == key)
        };
        self.entries.iter().any(means_key)
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
        self.declare(key, || KeyShape::Text);
        let node = self.get(key)?;
        Some((text(node, notes)?, node.span))
    }

    /// The text of `key`, which names something of the paper, and where it is written.
    pub(crate) fn name_at(
        &self,
        key: &'static str,
        kind: NameKind,
        notes: &mut Notes,
    ) -> Option<(String, Span)> {
        self.declare(key, || KeyShape::Name(kind));
        if let Some(node) = self.get(key) {
            report_quoted(node, notes);
        }
        self.text_at(key, notes)
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
        self.declare_needed(key);
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

    /// `true` or `false`, also in the words that other programs and editors use.
    pub(crate) fn boolean(&self, key: &'static str, notes: &mut Notes) -> Option<bool> {
        self.declare(key, || KeyShape::Boolean);
        let node = self.get(key)?;
        let text = text(node, notes)?;
        boolean_word(&text).or_else(|| wrong(node, ValueShape::Boolean, &text, notes))
    }

    /// A whole number from 0.
    pub(crate) fn whole_number(&self, key: &'static str, notes: &mut Notes) -> Option<u32> {
        self.declare(key, || KeyShape::WholeNumber);
        let node = self.get(key)?;
        let text = text(node, notes)?;
        text.parse().ok().or_else(|| wrong_number(node, ValueShape::WholeNumber, &text, notes))
    }

    /// A day, perhaps with a time.
    pub(crate) fn moment(&self, key: &'static str, notes: &mut Notes) -> Option<Moment> {
        self.declare(key, || KeyShape::Moment);
        let node = self.get(key)?;
        let text = text(node, notes)?;
        match Moment::parse(&text) {
            Ok(moment) => Some(moment),
            Err(NoDay::TooLate(year, month, days)) => {
                notes.error(node.span, values::no_such_day(&text, (year, month, days)));
                None
            }
            Err(NoDay::Unread) => wrong(node, ValueShape::Date, &text, notes),
        }
    }

    /// A date, known to the day; of a moment, the day as it is written.
    pub(crate) fn date(&self, key: &'static str, notes: &mut Notes) -> Option<NaiveDate> {
        self.moment(key, notes).map(Moment::day)
    }

    /// A date and where it is written.
    pub(crate) fn date_at(&self, key: &'static str, notes: &mut Notes) -> Option<(NaiveDate, Span)> {
        Some((self.date(key, notes)?, self.get(key)?.span))
    }

    /// A day or a month.
    pub(crate) fn partial_date(&self, key: &'static str, notes: &mut Notes) -> Option<PartialDate> {
        self.declare(key, || KeyShape::PartialDate);
        let node = self.get(key)?;
        let text = text(node, notes)?;
        match partial_date(&text) {
            None if text.len() > "2025-11".len() => self.date(key, notes).map(PartialDate::Day),
            date => date.or_else(|| wrong(node, ValueShape::Date, &text, notes)),
        }
    }

    /// Texts: a list, or a single text.
    pub(crate) fn texts(&self, key: &'static str, notes: &mut Notes) -> Vec<String> {
        self.texts_at(key, notes).into_iter().map(|(text, _)| text).collect()
    }

    /// Texts, none of them empty, and where they are written.
    pub(crate) fn texts_at(&self, key: &'static str, notes: &mut Notes) -> Vec<(String, Span)> {
        self.declare(key, || KeyShape::list(KeyShape::Text));
        self.list(key).iter().filter_map(|item| Some((nonempty_text(item, notes)?, item.span))).collect()
    }

    /// Names; a comma in one shows that YAML read two names as one.
    pub(crate) fn names(&self, key: &'static str, notes: &mut Notes) -> Vec<String> {
        self.names_at(key, notes).into_iter().map(|(name, _)| name).collect()
    }

    /// Names and where they are written. What separates things in a sentence may belong to a name: quotes say so.
    pub(crate) fn names_at(&self, key: &'static str, notes: &mut Notes) -> Vec<(String, Span)> {
        self.declare(key, || KeyShape::list(KeyShape::Text));
        for node in self.list(key) {
            let NodeKind::Scalar { text, plain } = &node.kind else { continue };
            report_quoted(node, notes);
            if text.contains([',', '，']) {
                notes.error(node.span, reading::joined_names(text));
            } else if *plain && text.contains(['、', ';', '；']) {
                notes.warning(node.span, reading::joined_names(text));
            }
        }
        self.texts_at(key, notes)
    }

    /// The result of `ask` for each mapping in a list; a single mapping is a list of one.
    pub(crate) fn items<T>(
        &self,
        key: &'static str,
        notes: &mut Notes,
        mut ask: impl FnMut(&Fields, &mut Notes) -> T,
    ) -> Vec<T> {
        self.declare(key, || KeyShape::list(KeyShape::mapping(key, &mut ask)));
        self.list(key).iter().filter_map(|node| Fields::of(node, notes, &mut ask)).collect()
    }

    /// The items of a list; a single value is a list of one.
    #[must_use]
    pub(crate) fn list(&self, key: &'static str) -> &'n [Node] {
        self.declare(key, || KeyShape::list(KeyShape::Any));
        match self.get(key) {
            Some(Node { kind: NodeKind::List(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// The entries of a mapping whose keys the editor chooses.
    pub(crate) fn mapping(&self, key: &'static str, notes: &mut Notes) -> &'n [KeyValue] {
        self.declare(key, || KeyShape::free(KeyShape::Text));
        let Some(node) = self.get(key) else { return &[] };
        entries(node).unwrap_or_else(|| {
            report_no_mapping(node, &format!("{key}: {{a: …}}"), notes);
            &[]
        })
    }

    /// The result of `ask` for the mapping of `key`.
    pub(crate) fn fields<T>(
        &self,
        key: &'static str,
        notes: &mut Notes,
        mut ask: impl FnMut(&Fields, &mut Notes) -> T,
    ) -> Option<T> {
        self.declare(key, || KeyShape::mapping(key, &mut ask));
        Fields::of(self.get(key)?, notes, ask)
    }

    /// One of a few words, or one of the names that each has in Chinese.
    pub(crate) fn word<T: Copy>(
        &self,
        key: &'static str,
        known: &[KnownWord<T>],
        notes: &mut Notes,
    ) -> Option<T> {
        self.declare(key, || KeyShape::words(known));
        let (word, span) = self.text_at(key, notes)?;
        let found = known.iter().find(|known| known.is(&word)).map(|known| known.value);
        if found.is_none() {
            let words = known.iter().map(|known| (known.word, known.names));
            notes.error(span, values::unknown_word(&word, words));
        }
        found
    }
}
