//! The keys of every file that editors write, as the readers of these files ask for them.

use super::{edition, exhibit, front, ledger, site, style};
use crate::digest::Digest;
use crate::exhibits::KINDS;
use crate::fields::MappingKeys;
use crate::words::keys::{KeyPurpose, purpose};

/// A file, or a part of one, with keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyedFile {
    /// `content/site.yaml`
    Site,
    /// `edition.yaml`
    Edition,
    /// The front matter of a story or a standing document.
    Story,
    /// `content/ledgers/*.yaml`
    Ledger,
    /// `content/style/*.yaml`
    Style,
    /// The body of a fence of this kind of exhibit.
    Exhibit(&'static str),
}

impl KeyedFile {
    /// The files that are not exhibits, each with its name.
    pub(crate) const FILES: [(&'static str, Self); 5] = [
        ("site", Self::Site),
        ("edition", Self::Edition),
        ("story", Self::Story),
        ("ledger", Self::Ledger),
        ("style", Self::Style),
    ];

    /// The file with this name, or the kind of exhibit.
    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        let file = Self::FILES.iter().find(|(known, _)| *known == name).map(|(_, file)| *file);
        file.or_else(|| KINDS.iter().find(|kind| **kind == name).map(|kind| Self::Exhibit(kind)))
    }
}

/// The keys of a file; `added` are the kinds of exhibit that the theme adds.
#[must_use]
pub(crate) fn keys(file: KeyedFile, added: &[String]) -> MappingKeys {
    match file {
        KeyedFile::Site => MappingKeys::of("site", None, site::paper),
        KeyedFile::Edition => MappingKeys::of("edition", None, edition::edition),
        KeyedFile::Story => MappingKeys::of("story", None, front::keys),
        KeyedFile::Ledger => MappingKeys::of("ledger", None, |fields, notes| {
            ledger::ledger(fields, Digest::of(b""), added, notes)
        }),
        KeyedFile::Style => MappingKeys::of("style", None, style::keys),
        KeyedFile::Exhibit(kind) => exhibit::keys(kind),
    }
}

/// What the last key of `path` in a file is for: `["columns", "name"]`. A path has the keys that the editor chose, and nothing for
/// the items of lists.
#[must_use]
pub(crate) fn describe(file: KeyedFile, path: &[&str]) -> Option<KeyPurpose> {
    let (key, above) = path.split_last()?;
    let known = keys(file, &[]);
    let is_asked = |mapping: &&&MappingKeys| mapping.keys.iter().any(|asked| asked.key == *key);
    known.at(above).iter().find(is_asked).and_then(|mapping| purpose(mapping.name, key))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::fields::KeyShape;
    use crate::words::keys::all;

    fn gather(mapping: &MappingKeys, found: &mut BTreeSet<(&'static str, &'static str)>) {
        for asked in &mapping.keys {
            found.insert((mapping.name, asked.key));
            gather_shape(&asked.shape, found);
        }
    }

    fn gather_shape(shape: &KeyShape, found: &mut BTreeSet<(&'static str, &'static str)>) {
        match shape {
            KeyShape::Mapping(mapping) => gather(mapping, found),
            KeyShape::List(of) | KeyShape::FreeMapping(of) => gather_shape(of, found),
            KeyShape::AnyOf(shapes) => shapes.iter().for_each(|shape| gather_shape(shape, found)),
            _ => {}
        }
    }

    fn asked() -> BTreeSet<(&'static str, &'static str)> {
        let files = KeyedFile::FILES
            .into_iter()
            .map(|(_, file)| file)
            .chain(KINDS.iter().map(|kind| KeyedFile::Exhibit(kind)));
        let mut found = BTreeSet::new();
        files.for_each(|file| gather(&keys(file, &[]), &mut found));
        found
    }

    #[test]
    fn every_key_that_is_asked_for_has_a_purpose_and_a_shape() {
        let asked = asked();
        let silent: Vec<_> = asked.iter().filter(|(mapping, key)| purpose(mapping, key).is_none()).collect();
        assert!(silent.is_empty(), "{silent:?}");
        assert!(asked.len() > 180, "{}", asked.len());
    }

    #[test]
    fn no_purpose_is_of_a_key_that_nobody_asks_for() {
        let asked = asked();
        let is_asked = |(mapping, key): &(&str, &str)| {
            let of_kind = |(other, known): &(&str, &str)| {
                known == key && other.strip_prefix("exhibit ").is_some() && *mapping == "exhibit"
            };
            asked.contains(&(*mapping, *key)) || asked.iter().any(of_kind)
        };
        let dead: Vec<_> = all().filter(|entry| !is_asked(entry)).collect();
        assert!(dead.is_empty(), "{dead:?}");
        assert_eq!(all().collect::<BTreeSet<_>>().len(), all().count(), "a key stands twice");
    }

    #[test]
    fn a_key_is_described_by_the_way_to_it() {
        let english = |file, path: &[&str]| describe(file, path).map(|purpose| purpose.en);
        assert_eq!(
            english(KeyedFile::Site, &["columns", "slug"]),
            Some("the address of the column's page, in ASCII")
        );
        assert_eq!(english(KeyedFile::Ledger, &["figures", "a", "label"]), Some("what is counted"));
        assert_eq!(
            english(KeyedFile::Ledger, &["figures", "a", "parts", "b", "label"]),
            Some("what is counted")
        );
        assert_eq!(english(KeyedFile::Site, &["publish", "usb", "path"]), Some("the folder"));
        assert_eq!(english(KeyedFile::Exhibit("chart"), &["title"]), Some("the title"));
        assert_eq!(english(KeyedFile::Story, &["figures", "a", "colour"]), None);
    }
}
