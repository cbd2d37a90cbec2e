//! A folder, or a share: a new tree is built beside it and swapped with it in one step, and earlier releases are kept.
//!
//! Beside `site` are `site.releases/NUMBER`, the earlier releases, and for a moment `.site.next`. If the file system
//! cannot swap folders, or somebody else's files are in the folder, its files are replaced one by one.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::folder_files::FolderFiles;
use super::listing::files_in;
use crate::digest::Digest;
use crate::fault::{Action, Fault};
use crate::files::{EntryKind, NamedFolder, NotSwapped, OpenFolder, flush_tree, is_absent, swap};
use crate::project::Project;
use crate::publish::carrier::{Carrier, Delivery, Earlier, Fetched, Live, NoRollback, Shipment};
use crate::publish::claim::Claim;
use crate::publish::manifest::{LiveManifest, MANIFEST};
use crate::publish::plan::Plan;
use crate::publish::release::FILE_LIMIT;
use crate::publish::remote::{LiveCopy, TargetFiles};
use crate::publish::upload::Upload;
use crate::write;

/// A folder.
pub(super) struct FolderTarget {
    /// The folder of the paper, to remember there that a run was killed.
    root: PathBuf,
    path: PathBuf,
    keep: u32,
    now: DateTime<Utc>,
}

impl FolderTarget {
    /// The folder at `path`, which is relative to the paper's root.
    pub(super) fn new(project: &Project, path: &str, keep: u32, now: DateTime<Utc>) -> Result<Self, Fault> {
        let path = project.root.join(path);
        let path = write::allowed(&project.root, &path).map_err(|fault| match fault.action {
            Action::PrintAmongSources | Action::PrintAtHome => fault.while_doing(Action::PublishInPaper),
            _ => fault,
        })?;
        if path.starts_with(write::allowed(&project.root, &project.out)?) {
            return Err(Fault::refused(Action::PublishInPaper, path));
        }
        Ok(Self { root: project.root.clone(), path, keep, now })
    }

    fn open(&self) -> Result<Option<OpenFolder>, Fault> {
        match OpenFolder::open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            open => open.map(Some).map_err(self.failed(Action::AskTarget)),
        }
    }

    fn failed(&self, action: Action) -> impl Fn(io::Error) -> Fault {
        move |error| Fault::new(action, &self.path, error)
    }

    /// Keeps other runs of this machine out.
    fn claim(&self) -> Result<Claim, Fault> {
        Claim::take(&self.root, &self.place())
    }

    fn name(&self) -> &Path {
        self.path.file_name().map_or(Path::new("site"), Path::new)
    }

    /// The folder that holds it.
    fn parent(&self) -> io::Result<OpenFolder> {
        OpenFolder::open_or_create(self.path.parent().unwrap_or(Path::new("/")))
    }

    /// The name of the folder of earlier releases.
    fn releases(&self) -> String {
        format!("{}.releases", self.name().display())
    }

    fn file_by_file(&self, folder: OpenFolder) -> Upload<FolderFiles> {
        let root = Some(self.root.clone());
        Upload { root, ..Upload::to(FolderFiles { folder }, self.place(), self.now) }
    }

    /// Builds the release next to the folder and swaps the two. False if that is not possible here.
    fn swap_in(&self, shipment: &Shipment) -> io::Result<bool> {
        let parent = self.parent()?;
        let next =
            NamedFolder { holder: parent.clone(), name: format!(".{}.next", self.name().display()).into() };
        let site = NamedFolder { holder: parent.clone(), name: self.name().into() };
        if parent.kind_of(&next.name)?.is_some() {
            parent.remove_all(&next.name)?;
        }
        match parent.create_folder(&next.name) {
            // On a share, only the folder itself may be ours to write to.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(false),
            created => created?,
        }
        let (new, old) = (next.open()?, site.open().ok());
        if let Some(old) = &old {
            let _ = new.take_access(old.access()?);
        }
        fill(&new, old.as_ref(), shipment)?;
        flush_tree(&new)?;
        if old.is_none() {
            parent.move_file(&next.name, &parent, &site.name)?;
            site.flush();
            return Ok(true);
        }
        match swap(&next, &site) {
            Ok(()) => {}
            Err(NotSwapped::Unsupported) => {
                parent.remove_all(&next.name)?;
                return Ok(false);
            }
            Err(NotSwapped::Refused(error)) => return Err(error),
        }
        site.flush();
        self.keep_release(&parent, &next, shipment)?;
        Ok(true)
    }

    /// How many earlier releases stay. If a story was withdrawn, none does: each has its text on a page.
    fn kept(&self, plan: &Plan) -> usize {
        if plan.removes_stories() { 0 } else { self.keep as usize }
    }

    /// Keeps the release that was live, and removes the oldest ones.
    fn keep_release(
        &self,
        parent: &OpenFolder,
        old: &NamedFolder,
        Shipment { live, plan, .. }: &Shipment,
    ) -> io::Result<()> {
        let releases = parent.folder_or_new(self.releases())?;
        let kept = self.kept(plan);
        if kept > 0 {
            let name = live.generation.to_string();
            if releases.kind_of(&name)?.is_some() {
                releases.remove_all(&name)?;
            }
            parent.move_file(&old.name, &releases, &name)?;
        } else {
            parent.remove_all(&old.name)?;
        }
        // A rolled-back release has the number of this one, or a higher one.
        let mut undone = generations(&releases)?.split_off(&(live.generation + 1)).into_iter();
        undone.try_for_each(|generation| releases.remove_all(generation.to_string()))?;
        prune(&releases, kept)
    }

    /// The earlier releases; `None` if there are none.
    fn earlier_releases(&self) -> io::Result<Option<OpenFolder>> {
        match self.parent()?.folder(self.releases()) {
            Err(error) if is_absent(&error) => Ok(None),
            releases => releases.map(Some),
        }
    }

    /// Replaces the files one by one.
    fn replace(&self, shipment: &Shipment) -> Result<Delivery, Fault> {
        let folder = OpenFolder::open_or_create(&self.path).map_err(self.failed(Action::Publish))?;
        let delivery = self.file_by_file(folder).carry_out(shipment)?;
        let prune = || match self.earlier_releases()? {
            Some(releases) => prune(&releases, self.kept(shipment.plan)),
            None => Ok(()),
        };
        prune().map_err(self.failed(Action::Publish))?;
        Ok(delivery)
    }

    /// The newest of the kept releases that is earlier than the live one, and whether it may be live again.
    fn find_earlier(&self, folder: &OpenFolder) -> io::Result<Earlier> {
        let now = LiveManifest::read(&folder.read(MANIFEST, FILE_LIMIT)?).unwrap_or_default();
        let Some(releases) = self.earlier_releases()? else { return Ok(Err(NoRollback::NotKept)) };
        let newest = generations(&releases)?.range(..now.generation).next_back().copied();
        let Some(newest) = newest else { return Ok(Err(NoRollback::NotKept)) };
        let manifest = LiveManifest::read(&releases.read(release_manifest(newest), FILE_LIMIT)?);
        // The swap would take the files of others along, and a later release would remove them.
        let is_shared = has_foreign_files(folder, &now).map_err(|fault| fault.into_error())?;
        Ok(match manifest {
            _ if is_shared => Err(NoRollback::ForeignFiles),
            Some(earlier) if earlier.shows_withdrawn(&now) => Err(NoRollback::ShowsWithdrawn),
            Some(earlier) => Ok(earlier),
            None => Err(NoRollback::NotKept),
        })
    }
}

/// The path of the manifest of a kept release.
fn release_manifest(generation: u64) -> PathBuf {
    Path::new(&generation.to_string()).join(MANIFEST)
}

/// Removes all releases but the newest ones.
fn prune(releases: &OpenFolder, kept: usize) -> io::Result<()> {
    let mut oldest = generations(releases)?.into_iter().rev().skip(kept);
    oldest.try_for_each(|generation| releases.remove_all(generation.to_string()))
}

/// The earlier releases, oldest first: folders that bear a number and our manifest.
fn generations(releases: &OpenFolder) -> io::Result<BTreeSet<u64>> {
    let ours = releases.entries()?.into_iter().filter_map(|entry| {
        let generation: u64 = entry.name.to_str()?.parse().ok()?;
        let has_manifest = releases.kind_of(release_manifest(generation)).ok()?.is_some();
        (entry.kind == EntryKind::Folder && has_manifest).then_some(generation)
    });
    Ok(ours.collect())
}

/// Fills a new tree: what is unchanged is linked, the rest written.
fn fill(new: &OpenFolder, old: Option<&OpenFolder>, shipment: &Shipment) -> io::Result<()> {
    let Shipment { release, live, plan, progress } = shipment;
    let all = plan.uploads();
    let mut sent = 0;
    for (path, file) in &plan.next.files {
        let parent = Path::new(path).parent().unwrap_or(Path::new(""));
        let folder = new.folder_or_new(parent)?;
        let is_same = live.files.get(path).is_some_and(|before| before.digest == file.digest);
        if is_same && old.is_some_and(|old| link(old, path, &folder, file.digest)) {
            continue;
        }
        let name = Path::new(path).file_name().unwrap_or_default();
        folder.create_with(name, |file| io::Write::write_all(file, &release.read(path)?))?;
        sent += 1;
        progress(sent, all.max(sent));
    }
    for path in plan.next.old.keys() {
        let contents = old.map(|old| old.read(path, FILE_LIMIT));
        if let Some(Ok(contents)) = contents {
            new.put(path, &contents)?;
        }
    }
    new.replace_with(MANIFEST, &plan.next.written())
}

/// Links a file of the old tree into a folder of the new one, if it still has this digest.
fn link(old: &OpenFolder, path: &str, folder: &OpenFolder, digest: Digest) -> bool {
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_same = old.open_file(path).and_then(Digest::of_reader).is_ok_and(|found| found == digest);
    is_same && old.folder(parent).and_then(|parent| parent.link_into(name, folder)).is_ok()
}

/// Whether a folder has files that its manifest does not list.
fn has_foreign_files(folder: &OpenFolder, live: &LiveManifest) -> Result<bool, Fault> {
    Ok(files_in(folder)?.keys().any(|path| !live.lists(path)))
}

impl Carrier for FolderTarget {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn live(&self) -> Result<Live, Fault> {
        let failed = self.failed(Action::AskTarget);
        let Some(folder) = self.open()? else { return Ok(Live::Empty) };
        match folder.read(MANIFEST, FILE_LIMIT) {
            Ok(bytes) => Ok(Live::of_manifest(&bytes)),
            Err(error) if is_absent(&error) => {
                let is_empty = folder.entries().map_err(failed)?.is_empty();
                Ok(if is_empty { Live::Empty } else { Live::Foreign })
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn carry_out(&self, shipment: &Shipment) -> Result<Delivery, Fault> {
        let Shipment { live, plan, .. } = shipment;
        let folder = self.open()?;
        let is_ours_alone = match &folder {
            Some(folder) => !has_foreign_files(folder, live)?,
            None => true,
        };
        let claim = self.claim()?;
        self.still(live)?;
        let is_swapped = is_ours_alone && self.swap_in(shipment).map_err(self.failed(Action::Publish))?;
        drop(claim);
        if is_swapped {
            return Ok(Delivery {
                place: self.place(),
                file_by_file: false,
                keeps_releases: self.kept(plan) > 0 && live.generation > 0,
                ..Delivery::default()
            });
        }
        self.replace(shipment)
    }

    fn earlier(&self) -> Result<Earlier, Fault> {
        let Some(folder) = self.open()? else { return Ok(Err(NoRollback::NotKept)) };
        match self.find_earlier(&folder) {
            Err(error) if is_absent(&error) => Ok(Err(NoRollback::NotKept)), // Nothing of ours is live.
            found => found.map_err(self.failed(Action::AskTarget)),
        }
    }

    fn fetch_earlier(&self, to: &LiveManifest, paths: &[&String], each: &mut Fetched) -> Result<(), Fault> {
        let release = self.earlier_releases().map_err(self.failed(Action::AskTarget))?;
        for path in paths {
            let read = match &release {
                Some(release) => release.read(Path::new(&to.generation.to_string()).join(path), FILE_LIMIT),
                None => Err(io::ErrorKind::NotFound.into()),
            };
            match read {
                Err(error) if is_absent(&error) => each(path, None),
                read => each(path, Some(read.map_err(self.failed(Action::AskTarget))?.into())),
            }
        }
        Ok(())
    }

    fn roll_back(&self, to: &LiveManifest) -> Result<(), Fault> {
        let roll_back = || -> io::Result<()> {
            let parent = self.parent()?;
            let releases = parent.folder(self.releases())?;
            let site = NamedFolder { holder: parent, name: self.name().into() };
            let now = LiveManifest::read(&site.open()?.read(MANIFEST, FILE_LIMIT)?).unwrap_or_default();
            let old = NamedFolder { holder: releases.clone(), name: to.generation.to_string().into() };
            match swap(&old, &site) {
                Ok(()) => {}
                Err(NotSwapped::Unsupported) => return Err(io::ErrorKind::Unsupported.into()),
                Err(NotSwapped::Refused(error)) => return Err(error),
            }
            site.flush();
            // The release that was live bears its own number from now on.
            releases.move_file(&old.name, &releases, now.generation.to_string())
        };
        let _claim = self.claim()?;
        match self.earlier()? {
            Ok(earlier) if earlier == *to => roll_back().map_err(self.failed(Action::RollBack)),
            _ => Err(Fault::refused(Action::ReplaceWhatWasLive, &self.path)),
        }
    }

    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        let Some(folder) = self.open()? else { return Ok(None) };
        match folder.read(path, FILE_LIMIT) {
            Err(error) if is_absent(&error) => Ok(None),
            read => read.map(|contents| Some(contents.into())).map_err(self.failed(Action::AskTarget)),
        }
    }

    fn list(&self) -> Result<Option<TargetFiles>, Fault> {
        Ok(Some(self.open()?.map(|folder| files_in(&folder)).transpose()?.unwrap_or_default()))
    }
}
