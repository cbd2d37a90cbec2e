//! The contents of a paper's folder, read but not parsed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::draft::Carried;
use crate::digest::Digest;
use crate::files::Stamp;
use crate::source::SourcePath;

/// The file beside an edition that lists its approvals.
pub(crate) const APPROVALS: &str = "approvals.yaml";

/// The largest text that is read, in bytes.
pub(crate) const TEXT_LIMIT: u64 = 8 << 20;

/// The contents of a paper's folder.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Inventory {
    /// Every Markdown and YAML file of `content/`, and every file of the themes.
    pub texts: BTreeMap<SourcePath, Text>,
    /// Files of `content/` that are copied unchanged, by path.
    pub carried: BTreeMap<SourcePath, (Carried, Stamp)>,
    /// What was left out, and why.
    pub left_out: Vec<(SourcePath, LeftOut)>,
    /// The folders, by path: one whose stamp has not changed is not listed again.
    pub folders: FxHashMap<String, Arc<Folder>>,
}

/// The contents of a folder.
#[derive(Debug, Serialize, Deserialize)]
pub struct Folder {
    /// The folder's stamp when it was listed.
    pub stamp: Stamp,
    /// Its plain files.
    pub files: Vec<SourcePath>,
    /// What was left out.
    pub left_out: Vec<(SourcePath, LeftOut)>,
    /// The names of the folders in it.
    pub folders: Vec<String>,
}

impl Inventory {
    /// The inventory without the contents of some folders.
    #[must_use]
    pub fn without(&self, places: &[&str]) -> Self {
        let is_in = |path: &str, place: &str| {
            path.strip_prefix(place).is_some_and(|inside| inside.is_empty() || inside.starts_with('/'))
        };
        let is_elsewhere = |path: &str| !places.iter().any(|place| is_in(path, place));
        let texts = self.texts.iter().filter(|(path, _)| is_elsewhere(path.as_str()));
        let carried = self.carried.iter().filter(|(path, _)| is_elsewhere(path.as_str()));
        let left_out = self.left_out.iter().filter(|(path, _)| is_elsewhere(path.as_str()));
        let folders = self.folders.iter().filter(|(path, _)| is_elsewhere(path));
        Self {
            texts: texts.map(|(path, text)| (path.clone(), text.clone())).collect(),
            carried: carried.map(|(path, file)| (path.clone(), file.clone())).collect(),
            left_out: left_out.cloned().collect(),
            folders: folders.map(|(path, folder)| (path.clone(), Arc::clone(folder))).collect(),
        }
    }

    /// Adds files that are not in the folder yet.
    pub(crate) fn add_carried(&mut self, paths: &[SourcePath]) {
        for path in paths {
            let version = Digest::of(path.as_str().as_bytes());
            let file = Carried::unread(path.clone(), false, version);
            self.carried.insert(path.clone(), (file, NO_DISK));
        }
    }

    /// Makes the next scan list every folder, whatever its stamp says.
    pub fn forget_folders(&mut self) {
        self.folders.clear();
    }

    /// Whether every file can be recognised by its stamp.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let texts = self.texts.values().map(|text| text.stamp);
        let carried = self.carried.values().map(|(_, stamp)| *stamp);
        let folders = self.folders.values().map(|folder| folder.stamp);
        texts.chain(carried).chain(folders).all(|stamp| stamp.settled)
    }

    /// Drops the bytes of files whose drafts are kept and that can be read again.
    pub fn drop_story_bytes(&mut self) {
        let is_kept =
            |path: &SourcePath, text: &Text| !FileRole::of(path).is_draft() || text.stamp == NO_DISK;
        let texts = self.texts.iter_mut().filter(|(path, text)| !is_kept(path, text));
        texts.for_each(|(_, text)| text.bytes = None);
    }

    /// Whether the contents are the same as in `other`; files that were touched but not changed count as the same.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.left_out == other.left_out
            && self.carried.values().map(|(file, _)| file).eq(other.carried.values().map(|(file, _)| file))
            && self.texts.len() == other.texts.len()
            && self.texts.iter().zip(&other.texts).all(|((path, text), (other_path, other))| {
                (text.digest, text.is_cut) == (other.digest, other.is_cut) && path == other_path
            })
    }
}

/// The stamp of a text that is not on a disk.
const NO_DISK: Stamp = Stamp { size: 0, modified: (0, 0), entry: (0, 0, 0), settled: true };

/// A file that was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Text {
    /// Its contents, while they are in memory: of ten thousand stories, a build needs few again.
    #[serde(skip)]
    pub bytes: Option<Arc<[u8]>>,
    /// The digest of its contents.
    pub digest: Digest,
    /// Whether `bytes` are only the first bytes of a file that is too large.
    pub is_cut: bool,
    /// The file's stamp when it was read.
    pub stamp: Stamp,
}

impl Text {
    /// A text that is not on a disk, and so cannot be changed.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: Some(bytes.into()), digest: Digest::of(bytes), is_cut: false, stamp: NO_DISK }
    }
}

/// Why a file was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeftOut {
    /// A symbolic link: it might point outside the paper.
    Link,
    /// A device or pipe.
    Special,
    /// A name that is not text.
    Name,
    /// Larger than a text may be.
    TooLarge,
    /// A folder whose name looks like a file's; its contents are not left out.
    Folder,
}

/// The role of a file, according to its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileRole {
    /// `content/site.yaml`
    Site,
    /// `content/editions/DATE/edition.yaml`, and the folder's name.
    Edition(String),
    /// `content/editions/DATE/approvals.yaml`, and the folder's name.
    Approvals(String),
    /// Any other Markdown file.
    Story,
    /// `content/pages/*.md`
    Standing,
    /// `content/ledgers/**/*.yaml`
    Ledger,
    /// A file of a theme, or one of the paper's own that replaces it.
    Theme,
    /// House style: `content/style/`.
    Style,
    /// YAML in a place where none is read.
    Stray,
    /// Anything else: copied unchanged.
    Carried,
}

impl FileRole {
    /// The role of a file.
    #[must_use]
    pub(crate) fn of(path: &SourcePath) -> Self {
        let Some(inside) = path.as_str().strip_prefix("content/") else { return Self::Theme };
        let (top, rest) = inside.split_once('/').unwrap_or(("", inside));
        let is_yaml = path.has_ending(&["yaml", "yml"]);
        match top {
            "theme" => Self::Theme,
            ".well-known" => Self::Carried,
            "style" => Self::Style,
            "ledgers" if is_yaml => Self::Ledger,
            "pages" if path.has_ending(&["md"]) => Self::Standing,
            _ if path.has_ending(&["md"]) => Self::Story,
            "" if matches!(rest, "site.yaml" | "site.yml") => Self::Site,
            "editions" if is_yaml => match rest.split_once('/') {
                Some((folder, "edition.yaml" | "edition.yml")) => Self::Edition(folder.to_owned()),
                Some((folder, APPROVALS)) => Self::Approvals(folder.to_owned()),
                _ => Self::Stray,
            },
            _ if is_yaml => Self::Stray,
            _ => Self::Carried,
        }
    }

    /// Whether it is a story or a standing document.
    #[must_use]
    pub(crate) fn is_narrative(&self) -> bool {
        matches!(self, Self::Story | Self::Standing)
    }

    /// Whether the file is read by itself, and the result cached.
    #[must_use]
    pub(crate) fn is_draft(&self) -> bool {
        matches!(self, Self::Edition(_) | Self::Approvals(_) | Self::Story | Self::Standing | Self::Ledger)
    }

    /// Whether a folder at `path` has the path of a text.
    #[must_use]
    pub(crate) fn is_missed_at(path: &SourcePath) -> bool {
        path.has_ending(&["md", "yaml", "yml"]) && Self::of(path).is_read()
    }

    /// Whether the file is read, rather than copied.
    #[must_use]
    pub(crate) fn is_read(&self) -> bool {
        !matches!(self, Self::Carried)
    }
}
