//! A survey: the keys that a reader asks for, and the shape of each value. The reader itself says so, while it reads a mapping
//! that is empty or has only the word that decides about its other keys.

use std::cell::RefCell;

use super::node::{KeyValue, Node, NodeKind};
use super::{Fields, KnownWord};
use crate::finding::Notes;
use crate::source::{SourcePath, Span};

/// The keys of a mapping, in the order in which its reader asks for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MappingKeys {
    /// What the mapping is called in `words::keys`: `site`, `figure`, `exhibit board`.
    pub name: &'static str,
    pub keys: Vec<AskedKey>,
}

/// A key that a reader asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AskedKey {
    pub key: &'static str,
    pub shape: KeyShape,
    /// Whether it is a finding if the key is missing.
    pub is_needed: bool,
}

/// What the value of a key may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KeyShape {
    /// Anything.
    Any,
    /// A scalar as written.
    Text,
    /// A text that names something of the paper.
    Name(NameKind),
    /// 5.3
    Number,
    /// 3
    WholeNumber,
    /// true
    Boolean,
    /// 2025-11-20, perhaps with a time
    Moment,
    /// 2025-11-20 or 2025-11
    PartialDate,
    /// One of these words, each with its names in Chinese.
    Words(Vec<(String, Vec<String>)>),
    /// A list, or a single item of it.
    List(Box<KeyShape>),
    /// A mapping with known keys.
    Mapping(MappingKeys),
    /// A mapping whose keys the editor chooses.
    FreeMapping(Box<KeyShape>),
    /// Any of these.
    AnyOf(Vec<KeyShape>),
}

/// What a name in a paper stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// A column, by its name.
    Column,
    /// A topic.
    Topic,
    /// A ledger, by its id.
    Ledger,
    /// A figure, by its key; a number may be written in its place.
    Figure,
    /// A story, by the name of its file.
    Story,
    /// An exhibit in a ledger: `LEDGER:NAME`.
    Exhibit,
}

impl NameKind {
    /// Every kind.
    pub(crate) const ALL: [Self; 6] =
        [Self::Column, Self::Topic, Self::Ledger, Self::Figure, Self::Story, Self::Exhibit];
}

impl KeyShape {
    /// A mapping called `name`, with the keys that `ask` asks for.
    pub(crate) fn mapping<T>(name: &'static str, ask: impl FnOnce(&Fields, &mut Notes) -> T) -> Self {
        Self::Mapping(MappingKeys::of(name, None, ask))
    }

    /// The same, given the word of one key, by which the reader decides about the others.
    pub(crate) fn mapping_with<T>(
        name: &'static str,
        given: (&str, &str),
        ask: impl FnOnce(&Fields, &mut Notes) -> T,
    ) -> Self {
        Self::Mapping(MappingKeys::of(name, Some(given), ask))
    }

    /// A list of this, or a single one.
    pub(crate) fn list(of: Self) -> Self {
        Self::List(Box::new(of))
    }

    /// A mapping of names to this.
    pub(crate) fn free(of: Self) -> Self {
        Self::FreeMapping(Box::new(of))
    }

    /// One of a few words, or one of their names.
    pub(crate) fn words<T>(known: &[KnownWord<T>]) -> Self {
        let names =
            |names: &str| names.split('、').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        Self::Words(known.iter().map(|known| (known.word.to_owned(), names(known.names))).collect())
    }

    /// The same shape, if `word` is written there.
    fn given(self, word: &str) -> Self {
        match self {
            Self::Words(mut words) => {
                words.retain(|(known, _)| known == word);
                Self::Words(words)
            }
            other => other,
        }
    }

    /// The shapes that a value may have here, but for lists and mappings. `path` leads further in, as for [`Self::mappings`].
    fn values<'k>(&'k self, path: &[&str], found: &mut Vec<&'k Self>) {
        match self {
            Self::Mapping(mapping) => found.extend(mapping.values_at(path)),
            Self::FreeMapping(of) if !path.is_empty() => of.values(&path[1..], found),
            Self::FreeMapping(_) => {}
            Self::List(of) => of.values(path, found),
            Self::AnyOf(shapes) => shapes.iter().for_each(|shape| shape.values(path, found)),
            _ if path.is_empty() => found.push(self),
            _ => {}
        }
    }

    /// The mappings that may stand here. `path` leads further in: keys, those of the editor's choice too, and nothing for lists.
    fn mappings<'k>(&'k self, path: &[&str], found: &mut Vec<&'k MappingKeys>) {
        match self {
            Self::Mapping(mapping) => match path.split_first() {
                None => found.push(mapping),
                Some((first, rest)) => {
                    let next = mapping.keys.iter().filter(|asked| asked.key == *first);
                    next.for_each(|asked| asked.shape.mappings(rest, found));
                }
            },
            Self::FreeMapping(of) if !path.is_empty() => of.mappings(&path[1..], found),
            Self::List(of) => of.mappings(path, found),
            Self::AnyOf(shapes) => shapes.iter().for_each(|shape| shape.mappings(path, found)),
            _ => {}
        }
    }
}

impl MappingKeys {
    /// The keys that `ask` asks for, given perhaps the word of one of them.
    pub(crate) fn of<T>(
        name: &'static str,
        given: Option<(&str, &str)>,
        ask: impl FnOnce(&Fields, &mut Notes) -> T,
    ) -> Self {
        let entry = |(key, word): (&str, &str)| KeyValue {
            key: key.to_owned(),
            key_span: Span::default(),
            value: Node {
                kind: NodeKind::Scalar { text: word.to_owned(), plain: true },
                span: Span::default(),
            },
        };
        let entries: Vec<KeyValue> = given.map(entry).into_iter().collect();
        let fields = Fields::surveyed(&entries);
        ask(&fields, &mut Notes::on(&SourcePath::new("")));
        Self { name, keys: fields.keys_asked() }
    }

    /// The mappings that may stand at `path` below this one: `["figures", "reserve.excellent"]`. A path has no steps for the
    /// items of lists.
    pub(crate) fn at(&self, path: &[&str]) -> Vec<&Self> {
        let mut found = Vec::new();
        match path.split_first() {
            None => found.push(self),
            Some((first, rest)) => {
                let next = self.keys.iter().filter(|asked| asked.key == *first);
                next.for_each(|asked| asked.shape.mappings(rest, &mut found));
            }
        }
        found
    }
}

impl MappingKeys {
    /// The shapes that the value at `path` may have, but for lists and mappings. A path has no steps for the items of lists.
    pub(crate) fn values_at(&self, path: &[&str]) -> Vec<&KeyShape> {
        let mut found = Vec::new();
        if let Some((first, rest)) = path.split_first() {
            let next = self.keys.iter().filter(|asked| asked.key == *first);
            next.for_each(|asked| asked.shape.values(rest, &mut found));
        }
        found
    }
}

/// How many keys a sample shows.
const SHOWN: usize = 2;

/// A mapping that fits where these keys are asked for: those that are needed, or else the first.
#[must_use]
pub(crate) fn sample(keys: &[AskedKey]) -> String {
    let is_needed = keys.iter().any(|asked| asked.is_needed);
    let shown = keys.iter().filter(|asked| asked.is_needed || !is_needed).take(SHOWN);
    let entries: Vec<String> =
        shown.map(|asked| format!("{}: {}", asked.key, asked.shape.sample())).collect();
    format!("{{{}}}", entries.join(", "))
}

impl KeyShape {
    /// A value of this shape.
    fn sample(&self) -> &str {
        match self {
            Self::Any | Self::Text | Self::Name(_) => "…",
            Self::Number => "5",
            Self::WholeNumber => "3",
            Self::Boolean => "true",
            Self::Moment => "2025-11-20",
            Self::PartialDate => "2025-11",
            Self::Words(words) => words.first().map_or("…", |(word, _)| word),
            Self::List(_) => "[…]",
            Self::Mapping(_) | Self::FreeMapping(_) => "{…}",
            Self::AnyOf(shapes) => shapes.first().map_or("…", Self::sample),
        }
    }
}

impl<'n> Fields<'n> {
    /// The keys that a reader asks for.
    pub(crate) fn asked_by(ask: impl FnOnce(&Self)) -> Vec<AskedKey> {
        let fields = Self::surveyed(&[]);
        ask(&fields);
        fields.keys_asked()
    }

    /// The fields of a survey.
    fn surveyed(entries: &'n [KeyValue]) -> Self {
        Self { survey: Some(RefCell::default()), ..Self::among(entries, Span::default()) }
    }

    /// What was asked for in a survey.
    fn keys_asked(self) -> Vec<AskedKey> {
        self.survey.map(|survey| survey.into_inner().into_keys()).unwrap_or_default()
    }

    /// Says in a survey what shape the value of `key` has; what is said first counts. Otherwise does nothing.
    pub(crate) fn declare(&self, key: &'static str, shape: impl FnOnce() -> KeyShape) {
        if let Some(survey) = &self.survey {
            let given =
                self.entries.iter().find(|entry| entry.key == key).and_then(|entry| entry.value.scalar());
            let shape = shape();
            survey.borrow_mut().declare(key, shape, given);
        }
    }

    /// Says in a survey that it is a finding if `key` is missing.
    pub(crate) fn declare_needed(&self, key: &'static str) {
        if let Some(survey) = &self.survey {
            survey.borrow_mut().need(key);
        }
    }
}

/// The keys that a reader has asked for so far.
#[derive(Debug, Default)]
pub(super) struct Survey(Vec<AskedKey>);

impl Survey {
    /// Adds a key; what is said of it first counts, unless that is nothing.
    pub(super) fn declare(&mut self, key: &'static str, shape: KeyShape, given: Option<&str>) {
        let shape = match given {
            Some(word) => shape.given(word),
            None => shape,
        };
        match self.0.iter_mut().find(|asked| asked.key == key) {
            Some(asked) if asked.shape == KeyShape::Any => asked.shape = shape,
            Some(_) => {}
            None => self.0.push(AskedKey { key, shape, is_needed: false }),
        }
    }

    /// Says that a key must not be missing.
    pub(super) fn need(&mut self, key: &'static str) {
        self.declare(key, KeyShape::Any, None);
        self.0.iter_mut().filter(|asked| asked.key == key).for_each(|asked| asked.is_needed = true);
    }

    pub(super) fn into_keys(self) -> Vec<AskedKey> {
        self.0
    }
}
