//! A carrier: a target that can say what is live there, and make a release live.

use std::collections::BTreeSet;

use super::manifest::LiveManifest;
use super::plan::Plan;
use super::release::Release;
use super::remote::LiveCopy;
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

/// A release on its way to a target.
#[derive(Clone, Copy)]
pub(crate) struct Shipment<'s> {
    pub release: &'s Release,
    /// What is live.
    pub live: &'s LiveManifest,
    /// What is to be done.
    pub plan: &'s Plan,
    /// Is told how many files were sent, of how many.
    pub progress: &'s (dyn Fn(usize, usize) + Sync),
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

/// Is handed live files, by path; `None` if there is none.
pub(crate) type Fetched<'f> = dyn FnMut(&String, Option<LiveCopy>) + 'f;

/// A target.
pub(crate) trait Carrier {
    /// What is live there.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn live(&self) -> Result<Live, Fault>;

    /// Makes a release live as planned.
    ///
    /// # Errors
    /// If anything could not be sent. What was live before is then still complete.
    fn carry_out(&self, shipment: &Shipment) -> Result<Delivery, Fault>;

    /// Makes the release before this one live again; `None` if the target keeps none.
    ///
    /// # Errors
    /// If it cannot.
    fn roll_back(&self) -> Result<Option<LiveManifest>, Fault>;

    /// A live file; `None` if there is none.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault>;

    /// Every file that is there, also those of others; `None` if it cannot be known.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn list(&self) -> Result<Option<BTreeSet<String>>, Fault>;

    /// Hands some live files to `each`.
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
