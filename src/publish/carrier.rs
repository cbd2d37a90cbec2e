//! A carrier: a target that can say what is live there, and make a release live.

use super::manifest::LiveManifest;
use super::plan::Plan;
use super::release::Release;
use crate::fault::Fault;
use crate::words::Remark;

/// What is live on a target.
#[derive(Debug)]
pub(crate) enum Live {
    /// Nothing.
    Empty,
    /// What this manifest lists.
    Ours(LiveManifest),
    /// Files that are not ours.
    Foreign,
}

impl Live {
    /// What the bytes of a manifest say; foreign, if they are none of ours.
    #[must_use]
    pub(crate) fn of_manifest(bytes: &[u8]) -> Self {
        LiveManifest::read(bytes).map_or(Self::Foreign, Self::Ours)
    }
}

/// What was done.
#[derive(Debug, Default)]
pub(crate) struct Delivery {
    /// Where the result is: a folder, a file, an address.
    pub place: String,
    /// Whether files were replaced one by one, because the target cannot exchange all of them at once.
    pub file_by_file: bool,
    /// Whether earlier releases are kept there, for a rollback.
    pub keeps_releases: bool,
    /// What the editor should know about the target.
    pub remarks: Vec<Remark>,
}

/// Is handed the contents of live files, by path; `None` if there is none.
pub(crate) type Fetched<'f> = dyn FnMut(&String, Option<Vec<u8>>) + 'f;

/// A target.
pub(crate) trait Carrier {
    /// What is live there.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn live(&self) -> Result<Live, Fault>;

    /// Makes a release live as planned, where `live` was live. `progress` is told how many files were sent, of how many.
    ///
    /// # Errors
    /// If anything could not be sent. What was live before is then still complete.
    fn carry_out(
        &self,
        release: &Release,
        live: &LiveManifest,
        plan: &Plan,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Delivery, Fault>;

    /// Makes the release before this one live again; `None` if the target keeps none.
    ///
    /// # Errors
    /// If it cannot.
    fn roll_back(&self) -> Result<Option<LiveManifest>, Fault>;

    /// The contents of a live file; `None` if there is none.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn fetch(&self, path: &str) -> Result<Option<Vec<u8>>, Fault>;

    /// Hands the contents of some live files to `each`.
    ///
    /// # Errors
    /// As [`fetch`](Self::fetch).
    fn fetch_all(&self, paths: &[&String], each: &mut Fetched) -> Result<(), Fault> {
        for path in paths {
            each(path, self.fetch(path)?);
        }
        Ok(())
    }
}
