//! A grid with a head → a ledger: its figures under keys of their own, and totals that are proved.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::parse;

/// A ledger that is to be written.
#[derive(Debug, Default, Serialize)]
pub(super) struct NewLedger {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    pub figures: IndexMap<String, NewFigure>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<String>,
}

/// A figure that is to be written.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct NewFigure {
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
        let key = if parse::is_key(&key) { key } else { format!("f{}", key.trim_matches('.')) };
        let free = (1..).map(|number| if number == 1 { key.clone() } else { format!("{key}_{number}") });
        let free = free.into_iter().find(|key| !self.0.contains(key)).unwrap_or(key);
        self.0.insert(free.clone());
        free
    }
}

fn fit(piece: &str) -> String {
    piece.chars().filter(|character| character.is_alphanumeric() || *character == '_').collect()
}

/// The YAML of a ledger.
#[must_use]
pub(super) fn yaml(ledger: &NewLedger) -> String {
    serde_yaml::to_string(ledger).expect("texts and numbers can be written as YAML")
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
        ] {
            assert_eq!(keys.of(name), expected);
        }
    }
}
