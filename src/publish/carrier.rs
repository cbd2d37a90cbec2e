//! A carrier: a target that can say what is live there, and make a release live.

use super::manifest::LiveManifest;
use super::plan::Plan;
use super::release::Release;
use super::remote::{LiveCopy, TargetFiles};
use crate::fault::{Action, Fault};
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

/// The manifest of the release to which a target can go back.
pub(crate) type Earlier = Result<LiveManifest, NoRollback>;

/// Why a target cannot go back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoRollback {
    /// It keeps no earlier release, or has had only one.
    NotKept,
    /// Those that it keeps show a story that was withdrawn since.
    ShowsWithdrawn,
    /// Other people's files are there, and would be removed too.
    ForeignFiles,
    /// These files of the release that it keeps are not as they were published.
    Damaged(Vec<String>),
}

/// The file that a release becomes on a target, where it becomes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BundleFile {
    pub name: String,
    /// What has this name now.
    pub now: InItsPlace,
    /// The bundles beside it, of other editions. Nothing changes them.
    pub others: Vec<String>,
}

/// What is in the place of a new bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InItsPlace {
    Nothing,
    /// An earlier bundle of this paper.
    Ours,
    /// Another file, or a bundle that is damaged.
    Other,
}

/// A release on its way to a target.
#[derive(Clone, Copy)]
pub(crate) struct Shipment<'s> {
    pub release: &'s Release,
    /// What is live.
    pub live: &'s LiveManifest,
    /// What is to be done.
    pub plan: &'s Plan,
    /// Called with the number of files that were sent, and of all.
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
    /// Where it is, for messages.
    fn place(&self) -> String;

    /// What is live there.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn live(&self) -> Result<Live, Fault>;

    /// Fails if what is live has changed since `live`, for which the plan was made.
    ///
    /// # Errors
    /// If another run has published since, or the target cannot be asked.
    fn still(&self, live: &LiveManifest) -> Result<(), Fault> {
        match self.live()? {
            Live::Ours(now) if now != *live => Err(Fault::refused(Action::ReplaceWhatWasLive, self.place())),
            _ => Ok(()),
        }
    }

    /// Where what is live is, if that is a file of its own.
    fn live_place(&self) -> String {
        self.place()
    }

    /// The file that a release becomes, if it becomes one.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn bundle(&self, _: &Release) -> Result<Option<BundleFile>, Fault> {
        Ok(None)
    }

    /// Makes a release live as planned.
    ///
    /// # Errors
    /// If anything could not be sent. What was live before is then still complete.
    fn carry_out(&self, shipment: &Shipment) -> Result<Delivery, Fault>;

    /// The release before the live one.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn earlier(&self) -> Result<Earlier, Fault> {
        Ok(Err(NoRollback::NotKept))
    }

    /// Hands some files of the release to `each` that is the [`earlier`](Self::earlier) one.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn fetch_earlier(&self, _: &LiveManifest, _: &[&String], _: &mut Fetched) -> Result<(), Fault> {
        Ok(())
    }

    /// Makes the release live again that is the [`earlier`](Self::earlier) one.
    ///
    /// # Errors
    /// If it cannot.
    fn roll_back(&self, _: &LiveManifest) -> Result<(), Fault> {
        Err(Fault::refused(Action::RollBack, self.place()))
    }

    /// A live file; `None` if there is none.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault>;

    /// Every file that is there, also those of others; `None` if it cannot be known.
    ///
    /// # Errors
    /// If the target cannot be asked.
    fn list(&self) -> Result<Option<TargetFiles>, Fault>;

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
