//! Verify: what is on the target, compared with its manifest.

use std::collections::BTreeSet;

use super::carrier::Carrier;
use super::headers;
use super::manifest::LiveManifest;
use super::remote::{LiveCopy, TargetFiles};
use crate::digest::Digest;
use crate::fault::Fault;

/// Something that is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// A file is not there.
    Missing(String),
    /// Its contents are other ones.
    Changed(String),
    /// Its type or another header is another one.
    WrongHeader(WrongHeader),
    /// Readers who ask for it get this status, and not that.
    WrongStatus { path: String, status: u16, wanted: u16 },
    /// A file is there that is not ours. It stays.
    Foreign(String),
    /// Readers get the file uncompressed, although its compressed form is there.
    NotCompressed(String),
}

/// A header that a file has, and the one that it should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrongHeader {
    pub path: String,
    pub name: &'static str,
    /// Its value; `None` if the file has no such header.
    pub found: Option<String>,
    /// What it should be; `None` if the file should have none.
    pub wanted: Option<String>,
}

impl Difference {
    /// The file that it is about.
    #[must_use]
    pub(crate) fn path(&self) -> &str {
        match self {
            Self::Missing(path)
            | Self::Changed(path)
            | Self::Foreign(path)
            | Self::NotCompressed(path)
            | Self::WrongStatus { path, .. } => path,
            Self::WrongHeader(wrong) => &wrong.path,
        }
    }

    /// Whether the paper is not live as it should be.
    #[must_use]
    pub(crate) fn is_wrong(&self) -> bool {
        !matches!(self, Self::Foreign(_) | Self::NotCompressed(_))
    }
}

/// Compares some files of a manifest, or all, with what is live.
///
/// # Errors
/// If the target cannot be asked.
pub(crate) fn verify<'p>(
    carrier: &dyn Carrier,
    manifest: &LiveManifest,
    paths: impl Iterator<Item = &'p String>,
) -> Result<Vec<Difference>, Fault> {
    let mut differences = Vec::new();
    let paths: Vec<&String> = paths.filter(|path| manifest.files.contains_key(*path)).collect();
    carrier.fetch_all(&paths, &mut |path, copy| match copy {
        None => differences.push(Difference::Missing(path.clone())),
        Some(copy) if Digest::of(&copy.contents) != manifest.files[path].digest => {
            differences.push(Difference::Changed(path.clone()));
        }
        Some(copy) => differences.extend(wrong_headers(path, &copy, manifest)),
    })?;
    Ok(differences)
}

/// The headers that the target keeps with a file, and that are not those it was sent with.
fn wrong_headers(path: &str, copy: &LiveCopy, manifest: &LiveManifest) -> Vec<Difference> {
    let Some(kept) = &copy.headers else { return Vec::new() };
    let wrong = |(name, wanted): (&'static str, String)| {
        let found = kept.get(&name.to_ascii_lowercase()).cloned();
        let is_same = found.as_deref().is_some_and(|found| headers::is_same(name, found, &wanted));
        let wrong = WrongHeader { path: path.to_owned(), name, found, wanted: Some(wanted) };
        (!is_same).then_some(Difference::WrongHeader(wrong))
    };
    headers::of(path, manifest.files[path].encoding).into_iter().filter_map(wrong).collect()
}

/// The files among those on a target that are not ours.
#[must_use]
pub(crate) fn foreign(there: &TargetFiles, manifest: &LiveManifest) -> Vec<Difference> {
    there.keys().filter(|path| !manifest.lists(path)).cloned().map(Difference::Foreign).collect()
}

/// The files of a manifest that are not among those on the target, or have another size there.
#[must_use]
pub(crate) fn damaged(there: &TargetFiles, manifest: &LiveManifest) -> BTreeSet<String> {
    let is_whole =
        |path: &str, size: u64| there.get(path).is_some_and(|found| found.is_none_or(|found| found == size));
    let damaged = manifest.files.iter().filter(|(path, file)| !is_whole(path, file.size));
    damaged.map(|(path, _)| path.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::manifest::LiveFile;

    #[test]
    fn a_file_is_damaged_if_it_is_missing_or_has_another_size() {
        let file = |size| LiveFile { digest: Digest::of(b""), size, story: None, encoding: None };
        let files = [("a", 1), ("b", 2), ("c", 3), ("d", 4)];
        let files = files.map(|(path, size)| (path.to_owned(), file(size)));
        let manifest = LiveManifest { files: files.into(), ..LiveManifest::default() };
        let there = [("a", Some(1)), ("b", Some(9)), ("d", None), ("e", Some(1))];
        let there: TargetFiles = there.map(|(path, size)| (path.to_owned(), size)).into();
        assert_eq!(damaged(&there, &manifest), ["b", "c"].map(str::to_owned).into());
        assert_eq!(foreign(&there, &manifest), [Difference::Foreign("e".to_owned())]);
    }
}
