//! Verify: what is live, compared with its manifest.

use super::carrier::Carrier;
use super::manifest::LiveManifest;
use crate::digest::Digest;
use crate::fault::Fault;

/// A live file that is not as its manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// It is not there.
    Missing(String),
    /// Its contents are other ones.
    Changed(String),
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
    carrier.fetch_all(&paths, &mut |path, contents| match contents {
        None => differences.push(Difference::Missing(path.clone())),
        Some(contents) if Digest::of(&contents) != manifest.files[path].digest => {
            differences.push(Difference::Changed(path.clone()));
        }
        Some(_) => {}
    })?;
    Ok(differences)
}
