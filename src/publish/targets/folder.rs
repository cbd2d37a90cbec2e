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
use crate::publish::carrier::{Carrier, Delivery, Live, Shipment};
use crate::publish::claim::Claim;
use crate::publish::manifest::{LiveManifest, MANIFEST};
use crate::publish::release::FILE_LIMIT;
use crate::publish::remote::LiveCopy;
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
        let path = write::allowed(&project.root, &project.root.join(path))?;
        if path.starts_with(write::allowed(&project.root, &project.out)?) {
            return Err(Fault::refused(Action::PrintAmongSources, path));
        }
        Ok(Self { root: project.root.clone(), path, keep, now })
    }

    fn open(&self) -> Result<Option<OpenFolder>, Fault> {
        match OpenFolder::open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            open => open.map(Some).map_err(self.failed()),
        }
    }

    fn failed(&self) -> impl Fn(io::Error) -> Fault {
        |error| Fault::new(Action::Publish, &self.path, error)
    }

    fn place(&self) -> String {
        self.path.display().to_string()
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

    /// Keeps the release that was live, and removes the oldest ones. If a story was withdrawn, no earlier release is kept:
    /// each has its text on a page.
    fn keep_release(
        &self,
        parent: &OpenFolder,
        old: &NamedFolder,
        Shipment { live, plan, .. }: &Shipment,
    ) -> io::Result<()> {
        let releases = parent.folder_or_new(self.releases())?;
        let is_kept = self.keep > 0 && !plan.removes_stories();
        if is_kept {
            let name = live.generation.to_string();
            if releases.kind_of(&name)?.is_some() {
                releases.remove_all(&name)?;
            }
            parent.move_file(&old.name, &releases, &name)?;
        } else {
            parent.remove_all(&old.name)?;
        }
        let kept = if is_kept { self.keep as usize } else { 0 };
        for generation in generations(&releases)?.into_iter().rev().skip(kept) {
            releases.remove_all(generation.to_string())?;
        }
        Ok(())
    }
}

/// The earlier releases, oldest first: folders that bear a number and our manifest.
fn generations(releases: &OpenFolder) -> io::Result<BTreeSet<u64>> {
    let ours = releases.entries()?.into_iter().filter_map(|entry| {
        let generation: u64 = entry.name.to_str()?.parse().ok()?;
        let has_manifest = releases.kind_of(Path::new(&entry.name).join(MANIFEST)).ok()?.is_some();
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
    let known = |path: &str| {
        path == MANIFEST
            || live.files.contains_key(path)
            || live.old.contains_key(path)
            || live.pending.contains(path)
    };
    Ok(files_in(folder)?.iter().any(|path| !known(path)))
}

impl Carrier for FolderTarget {
    fn live(&self) -> Result<Live, Fault> {
        let Some(folder) = self.open()? else { return Ok(Live::Empty) };
        match folder.read(MANIFEST, FILE_LIMIT) {
            Ok(bytes) => Ok(Live::of_manifest(&bytes)),
            Err(error) if is_absent(&error) => {
                let is_empty = folder.entries().map_err(self.failed())?.is_empty();
                Ok(if is_empty { Live::Empty } else { Live::Foreign })
            }
            Err(error) => Err(self.failed()(error)),
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
        let is_swapped = is_ours_alone && self.swap_in(shipment).map_err(self.failed())?;
        drop(claim);
        if is_swapped {
            return Ok(Delivery {
                place: self.place(),
                file_by_file: false,
                keeps_releases: self.keep > 0 && live.generation > 0 && !plan.removes_stories(),
                ..Delivery::default()
            });
        }
        let folder = OpenFolder::open_or_create(&self.path).map_err(self.failed())?;
        self.file_by_file(folder).carry_out(shipment)
    }

    fn roll_back(&self) -> Result<Option<LiveManifest>, Fault> {
        let roll_back = || -> io::Result<Option<LiveManifest>> {
            let parent = self.parent()?;
            let releases = match parent.folder(self.releases()) {
                Err(error) if is_absent(&error) => return Ok(None),
                releases => releases?,
            };
            let site = NamedFolder { holder: parent, name: self.name().into() };
            let now = LiveManifest::read(&site.open()?.read(MANIFEST, FILE_LIMIT)?).unwrap_or_default();
            let earlier = generations(&releases)?.range(..now.generation).next_back().copied();
            let Some(earlier) = earlier else { return Ok(None) };
            let old = NamedFolder { holder: releases.clone(), name: earlier.to_string().into() };
            let manifest = LiveManifest::read(&old.open()?.read(MANIFEST, FILE_LIMIT)?);
            match swap(&old, &site) {
                Ok(()) => {}
                Err(NotSwapped::Unsupported) => return Err(io::ErrorKind::Unsupported.into()),
                Err(NotSwapped::Refused(error)) => return Err(error),
            }
            site.flush();
            // The release that was live bears its own number from now on.
            releases.move_file(&old.name, &releases, now.generation.to_string())?;
            Ok(manifest)
        };
        let _claim = self.claim()?;
        if let Some(folder) = self.open()? {
            let bytes = folder.read(MANIFEST, FILE_LIMIT).map_err(self.failed())?;
            // The swap would take the files of others along, and a later release would remove them.
            if has_foreign_files(&folder, &LiveManifest::read(&bytes).unwrap_or_default())? {
                return Ok(None);
            }
        }
        roll_back().map_err(self.failed())
    }

    fn fetch(&self, path: &str) -> Result<Option<LiveCopy>, Fault> {
        let Some(folder) = self.open()? else { return Ok(None) };
        match folder.read(path, FILE_LIMIT) {
            Err(error) if is_absent(&error) => Ok(None),
            read => read.map(|contents| Some(contents.into())).map_err(self.failed()),
        }
    }

    fn list(&self) -> Result<Option<BTreeSet<String>>, Fault> {
        Ok(Some(self.open()?.map(|folder| files_in(&folder)).transpose()?.unwrap_or_default()))
    }
}
