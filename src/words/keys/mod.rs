//! What each key of the files that editors write is for: for the schemas, and for editors' programs that show it beside the key.

use super::Language;

/// Defines a table: mappings by name, with the purpose of each of their keys in Chinese and in English.
macro_rules! purposes {
    ($($mapping:literal { $($key:ident: $zh:literal, $en:literal;)* })*) => {
        /// Mapping, key, and what the key is for.
        pub(super) const PURPOSES: &[(&str, &str, super::KeyPurpose)] = &[
            $($(($mapping, stringify!($key), super::KeyPurpose { zh: $zh, en: $en }),)*)*
        ];
    };
}

mod exhibits;
mod files;

/// What a key is for, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyPurpose {
    pub zh: &'static str,
    pub en: &'static str,
}

impl KeyPurpose {
    /// It in one language.
    #[must_use]
    pub(crate) fn said(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

/// Every mapping and key, and what the key is for.
fn all_purposes() -> impl Iterator<Item = &'static (&'static str, &'static str, KeyPurpose)> {
    files::PURPOSES.iter().chain(exhibits::PURPOSES)
}

/// What a key of a mapping is for. A mapping is called as `fields::MappingKeys` names it; of the kinds of exhibit (`exhibit board`),
/// what is not said for one is said for all.
#[must_use]
pub(crate) fn purpose(mapping: &str, key: &str) -> Option<KeyPurpose> {
    let of = |name: &str| {
        let found = all_purposes().find(|(mapping, known, _)| *mapping == name && plain(known) == key);
        found.map(|(.., purpose)| *purpose)
    };
    of(mapping).or_else(|| mapping.strip_prefix("exhibit ").and_then(|_| of("exhibit")))
}

/// A key as it is written, without the `r#` before a Rust keyword.
fn plain(key: &str) -> &str {
    key.strip_prefix("r#").unwrap_or(key)
}

/// Every mapping and key of the table.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    all_purposes().map(|(mapping, key, _)| (*mapping, plain(key)))
}
