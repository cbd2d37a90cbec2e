//! Verify: what is on the target, compared with its manifest.

use super::carrier::Carrier;
use super::headers;
use super::manifest::{LiveManifest, MANIFEST};
use super::remote::LiveCopy;
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

/// The files on the target that are not ours, if it can list its files.
///
/// # Errors
/// If the target cannot be asked.
pub(crate) fn foreign(carrier: &dyn Carrier, manifest: &LiveManifest) -> Result<Vec<Difference>, Fault> {
    let is_ours = |path: &String| {
        path == MANIFEST
            || manifest.files.contains_key(path)
            || manifest.old.contains_key(path)
            || manifest.pending.contains(path)
    };
    let there = carrier.list()?.unwrap_or_default();
    Ok(there.into_iter().filter(|path| !is_ours(path)).map(Difference::Foreign).collect())
}
