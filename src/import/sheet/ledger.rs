//! A grid with a head → a ledger: its figures under keys of their own, and totals that are proved.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::parse;
use crate::words::{Language, Remark};

/// The key that stands for what an editor must look at, until it becomes a comment. No other key has a hyphen.
const DOUBT: &str = "TO-CHECK";

/// A ledger that is to be written.
#[derive(Debug, Default, Serialize)]
pub(super) struct NewLedger {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Whether it gets a page. An editor decides that after the import.
    pub public: bool,
    /// The columns of its rows, and their labels.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub columns: IndexMap<String, NewFigure>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub rows: IndexMap<String, NewRow>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub figures: IndexMap<String, NewFigure>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<String>,
}

/// A row of a ledger: its label and its cells.
#[derive(Debug, Serialize)]
pub(super) struct NewRow {
    pub label: String,
    #[serde(flatten)]
    pub cells: IndexMap<String, NewCell>,
}

/// A cell of such a row: a number, or a number of which there is more to say.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum NewCell {
    Number(PlainNumber),
    Figure(Box<NewFigure>),
}

impl NewCell {
    /// The shortest way to write a figure whose column says the rest.
    #[must_use]
    pub(super) fn of(figure: NewFigure) -> Self {
        let is_bare = figure.doubt.is_none()
            && figure.unit.is_none()
            && figure.about.is_empty()
            && figure.series.is_empty()
            && [&figure.window, &figure.source, &figure.note].iter().all(|text| text.is_none());
        match figure.value {
            Some(number) if is_bare => Self::Number(number),
            _ => Self::Figure(Box::new(figure)),
        }
    }
}

/// A figure that is to be written; of a column, everything but the value.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct NewFigure {
    /// What an editor must look at, by its place among all that are said.
    #[serde(rename = "TO-CHECK", skip_serializing_if = "Option::is_none")]
    pub doubt: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<PlainNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub series: IndexMap<String, PlainNumber>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub parts: IndexMap<String, NewFigure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A number that is written as one in YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlainNumber(pub Decimal);

impl Serialize for PlainNumber {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.normalize().to_string();
        match text.parse::<i64>() {
            Ok(whole) => serializer.serialize_i64(whole),
            Err(_) => serializer.serialize_f64(text.parse().map_err(serde::ser::Error::custom)?),
        }
    }
}

/// Gives each figure a key that is free.
#[derive(Debug, Default)]
pub(super) struct FreeKeys(BTreeSet<String>);

impl FreeKeys {
    /// A key made of a name: its letters and digits.
    pub(super) fn of(&mut self, name: &str) -> String {
        let pieces: Vec<String> = name.split('.').map(fit).filter(|piece| !piece.is_empty()).collect();
        let key = pieces.join(".");
        let is_number = key.parse::<Decimal>().is_ok(); // In a relation it would be one.
        let key = if parse::is_key(&key) && !is_number { key } else { format!("f{}", key.trim_matches('.')) };
        let free = (1..).map(|number| if number == 1 { key.clone() } else { format!("{key}_{number}") });
        let free = free.into_iter().find(|key| !self.0.contains(key)).unwrap_or(key);
        self.0.insert(free.clone());
        free
    }
}

/// The letters and digits of a name; 1—9月 stays apart from 19月.
fn fit(piece: &str) -> String {
    let dashes = ['-', '－', '—', '–', '~', '～'];
    let mut fitting = String::new();
    for part in piece.split(dashes) {
        let part: String =
            part.chars().filter(|character| character.is_alphanumeric() || *character == '_').collect();
        let is_span = fitting.ends_with(|character: char| character.is_numeric())
            && part.starts_with(|character: char| character.is_numeric());
        fitting.push_str(if is_span { "至" } else { "" });
        fitting.push_str(&part);
    }
    fitting
}

impl NewLedger {
    /// Its YAML. What an editor must look at is a comment at the figure that it is about.
    #[must_use]
    pub(super) fn yaml(&self, doubts: &[Vec<Remark>], language: Language) -> String {
        let text = serde_yaml::to_string(self).expect("texts and numbers can be written as YAML");
        let line = |line: &str| {
            let content = line.trim_start();
            let doubt = content.strip_prefix(DOUBT).and_then(|rest| rest.strip_prefix(": "));
            let remarks = doubt.and_then(|index| doubts.get(index.trim().parse::<usize>().ok()?));
            let indent = &line[..line.len() - content.len()];
            remarks.map_or_else(|| line.to_owned(), |remarks| comments(remarks, indent, language))
        };
        text.split_inclusive('\n').map(line).collect()
    }
}

fn comments(remarks: &[Remark], indent: &str, language: Language) -> String {
    let comment = |remark: &Remark| {
        let message = &remark.said(language).message;
        match language {
            Language::Chinese => format!("{indent}# 待核：{message}\n"),
            Language::English => format!("{indent}# to check: {message}\n"),
        }
    };
    remarks.iter().map(comment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_valid_and_each_is_free() {
        let mut keys = FreeKeys::default();
        for (name, expected) in [
            ("优秀年轻干部", "优秀年轻干部"),
            ("优秀年轻干部", "优秀年轻干部_2"),
            ("reserve.excellent", "reserve.excellent"),
            ("其中：(一)女", "其中一女"),
            ("——", "f"),
            ("2024", "f2024"),
            ("1—10月累计", "1至10月累计"),
        ] {
            assert_eq!(keys.of(name), expected);
        }
    }
}
