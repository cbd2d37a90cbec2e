//! Files: reading and writing below a folder that is held open, so that no link is ever followed.
//!
//! A path is walked from the open folder, one component at a time, and no component is opened through a link. So the
//! file that was checked is the file that is opened: nobody can swap in a link or a blocking pipe in between. The
//! open folder itself may be reached through links; nothing below it may.

mod access;
mod not_opened;
mod replace;
mod stamp;
mod swap;
mod walk;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, FileType, OpenOptions};

pub(crate) use access::{Access, copy_attributes, link_count};
pub(crate) use not_opened::NotOpened;
pub(crate) use replace::is_temporary;
pub(crate) use stamp::{Stamp, now};
pub(crate) use swap::{CAN_SWAP, NamedFolder, NotSwapped, flush_tree, swap};
pub(crate) use walk::walk;

/// A folder that is held open.
#[derive(Clone, Debug)]
pub struct OpenFolder {
    folder: Arc<Dir>,
    /// The path it was opened by, for messages.
    path: Arc<Path>,
}

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A plain file.
    File,
    Folder,
    /// A symbolic link, wherever it points.
    Link,
    /// A pipe, a socket or a device.
    Special,
}

#[derive(Clone, Debug)]
pub struct FolderEntry {
    pub name: OsString,
    /// What it is.
    pub kind: EntryKind,
    /// Its inode number; two names of one file have the same number.
    pub number: u64,
}

impl OpenFolder {
    /// Opens a folder by a path that may lead through links: the root of a paper, an output folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        let path_or_here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let folder = Dir::open_ambient_dir(path_or_here, ambient_authority())?;
        Ok(Self { folder: Arc::new(folder), path: path.into() })
    }

    /// Opens a folder as [`open`](Self::open) does, and creates it if need be.
    pub fn open_or_create(path: &Path) -> io::Result<Self> {
        Dir::create_ambient_dir_all(path, ambient_authority())?;
        Self::open(path)
    }

    /// The path it was opened by.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder at a path below this one; this one, if the path is empty.
    ///
    /// # Errors
    /// If there is none, a link is on the path, or the system call fails.
    pub fn folder(&self, path: impl AsRef<Path>) -> io::Result<Self> {
        let open = |folder: Self, name: &Path| {
            let inner = folder.folder.open_dir_nofollow(name).map_err(|error| folder.or_link(name, error))?;
            Ok(Self { folder: Arc::new(inner), path: folder.path.join(name).into() })
        };
        components(path.as_ref()).try_fold(self.clone(), |folder, name| open(folder, name?))
    }

    /// The folder at a path below this one; missing folders on the path are created. A new folder has the access of
    /// its parent, as far as the system allows.
    ///
    /// # Errors
    /// As [`folder`](Self::folder).
    pub fn folder_or_new(&self, path: impl AsRef<Path>) -> io::Result<Self> {
        components(path.as_ref()).try_fold(self.clone(), |folder, name| {
            let name = name?;
            match folder.folder(name) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    folder.create_folder(name)?;
                    let new = folder.folder(name)?;
                    let _ = new.take_access(folder.access()?);
                    Ok(new)
                }
                found => found,
            }
        })
    }

    /// Creates a folder in this one. An existing folder is no error.
    pub fn create_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
        match self.folder.create_dir(single_component(name.as_ref())?) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            created => created,
        }
    }

    /// Opens a plain file for reading. Never blocks: a pipe is refused.
    ///
    /// # Errors
    /// If there is none, it is something else, or the system call fails.
    pub fn open_file(&self, path: impl AsRef<Path>) -> io::Result<File> {
        self.open_with(path.as_ref(), OpenOptions::new().read(true))
    }

    /// Opens an existing plain file for reading and writing, without truncating it.
    ///
    /// # Errors
    /// As [`open_file`](Self::open_file), and if it may not be written to.
    pub fn edit_file(&self, path: impl AsRef<Path>) -> io::Result<File> {
        self.open_with(path.as_ref(), OpenOptions::new().read(true).write(true))
    }

    /// Opens a plain file for reading and writing, and creates it if need be. Does not truncate it.
    ///
    /// # Errors
    /// As [`open_file`](Self::open_file).
    pub fn open_or_create_file(&self, path: impl AsRef<Path>) -> io::Result<File> {
        self.open_with(path.as_ref(), OpenOptions::new().read(true).write(true).create(true))
    }

    /// Creates a file that must not exist yet.
    ///
    /// # Errors
    /// If it exists, or the system call fails.
    pub fn create_file(&self, path: impl AsRef<Path>) -> io::Result<File> {
        self.open_with(path.as_ref(), OpenOptions::new().write(true).create_new(true))
    }

    fn open_with(&self, path: &Path, options: &mut OpenOptions) -> io::Result<File> {
        let (folder, name) = self.parent_of(path)?;
        options.follow(FollowSymlinks::No).nonblock(true);
        let file = folder.folder.open_with(name, options);
        let file = file.map_err(|error| folder.or_link(name, error))?.into_std();
        if file.metadata()?.is_file() { Ok(file) } else { Err(NotOpened::NotAFile.into()) }
    }

    /// The contents of a plain file of at most `limit` bytes.
    ///
    /// # Errors
    /// As [`open_file`](Self::open_file), and if it is larger.
    pub fn read(&self, path: impl AsRef<Path>, limit: u64) -> io::Result<Vec<u8>> {
        let file = self.open_file(path)?;
        let size = file.metadata()?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or_default());
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(NotOpened::TooLarge.into()) } else { Ok(bytes) }
    }

    /// The stamp of this folder.
    pub fn stamp(&self, now: SystemTime) -> io::Result<Stamp> {
        Ok(Stamp::of(&self.folder.dir_metadata()?, now))
    }

    /// The number of the device that holds this folder; that of a mount point differs from its parent's.
    pub fn device(&self) -> io::Result<u64> {
        Ok(cap_fs_ext::MetadataExt::dev(&self.folder.dir_metadata()?))
    }

    /// The stamp of a file or a link in this folder.
    ///
    /// # Errors
    /// If there is none, or the system call fails.
    pub fn stamp_of(&self, name: impl AsRef<Path>, now: SystemTime) -> io::Result<Stamp> {
        Ok(Stamp::of(&self.folder.symlink_metadata(single_component(name.as_ref())?)?, now))
    }

    /// The stamp of the entry at a path; of this folder, if the path is empty.
    ///
    /// # Errors
    /// If there is none, a link is on the path, or the system call fails.
    pub fn stamp_at(&self, path: &str, now: SystemTime) -> io::Result<Stamp> {
        if path.is_empty() {
            return self.stamp(now);
        }
        let (folder, name) = self.parent_of(Path::new(path))?;
        folder.stamp_of(name, now)
    }

    /// The kind of the entry at a path; `None` if there is none.
    pub fn kind_of(&self, path: impl AsRef<Path>) -> io::Result<Option<EntryKind>> {
        let found = self
            .parent_of(path.as_ref())
            .and_then(|(folder, name)| Ok(kind(folder.folder.symlink_metadata(name)?.file_type())));
        match found {
            Err(error) if is_absent(&error) => Ok(None),
            found => found.map(Some),
        }
    }

    /// All entries of this folder, in no particular order.
    ///
    /// # Errors
    /// If it cannot be listed.
    pub fn entries(&self) -> io::Result<Vec<FolderEntry>> {
        let entry = |entry: io::Result<cap_std::fs::DirEntry>| {
            let entry = entry?;
            Ok(FolderEntry {
                name: entry.file_name(),
                kind: kind(entry.file_type()?),
                number: stamp::number(&entry),
            })
        };
        self.folder.entries()?.map(entry).collect()
    }

    /// Removes a file or a link.
    ///
    /// # Errors
    /// If there is none, or the system call fails.
    pub fn remove_file(&self, path: impl AsRef<Path>) -> io::Result<()> {
        let (folder, name) = self.parent_of(path.as_ref())?;
        folder.folder.remove_file_or_symlink(name)
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// If there is none, it is not empty, or the system call fails.
    pub fn remove_folder(&self, path: impl AsRef<Path>) -> io::Result<()> {
        let (folder, name) = self.parent_of(path.as_ref())?;
        folder.folder.remove_dir(name)
    }

    /// Removes the entry of a name, with everything in it. Links are removed, not followed.
    ///
    /// # Errors
    /// If there is nothing, or the system call fails.
    pub fn remove_all(&self, name: impl AsRef<Path>) -> io::Result<()> {
        let name = single_component(name.as_ref())?;
        if kind(self.folder.symlink_metadata(name)?.file_type()) == EntryKind::Folder {
            self.folder.remove_dir_all(name)
        } else {
            self.folder.remove_file_or_symlink(name)
        }
    }

    /// Creates a hard link to a file of this folder in another folder, under the same name.
    ///
    /// # Errors
    /// If the name is taken, or the system call fails.
    pub fn link_into(&self, name: impl AsRef<Path>, other: &Self) -> io::Result<()> {
        let name = single_component(name.as_ref())?;
        self.folder.hard_link(name, &other.folder, name)
    }

    /// Moves a file to a path below another folder, and replaces a file of that name.
    pub fn move_file(&self, from: impl AsRef<Path>, other: &Self, to: impl AsRef<Path>) -> io::Result<()> {
        let ((source, name), (target, new)) = (self.parent_of(from.as_ref())?, other.parent_of(to.as_ref())?);
        source.folder.rename(name, &target.folder, new)
    }

    /// The parent folder of a path, and its last component.
    fn parent_of<'p>(&self, path: &'p Path) -> io::Result<(Self, &'p Path)> {
        let name = path.file_name().map(Path::new).ok_or(io::ErrorKind::InvalidInput)?;
        Ok((self.folder(path.parent().unwrap_or(Path::new("")))?, name))
    }

    /// Replaces the error by [`NotOpened::Link`] if a link caused it; systems report that in several ways.
    fn or_link(&self, name: &Path, error: io::Error) -> io::Error {
        let is_link = self.folder.symlink_metadata(name).is_ok_and(|found| found.is_symlink());
        if is_link { NotOpened::Link.into() } else { error }
    }

    /// The folder as an open file, for system calls that do not accept a path-only handle.
    #[cfg(unix)]
    pub fn as_file(&self) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC;
        Ok(openat(self, ".", flags, Mode::empty()).map(File::from)?)
    }

    /// No caller outside Unix needs this.
    #[cfg(not(unix))]
    pub(crate) fn as_file(&self) -> io::Result<File> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// The full path of an entry of this folder, for messages.
    #[must_use]
    pub fn path_of(&self, path: impl AsRef<Path>) -> PathBuf {
        self.path.join(path)
    }
}

/// The raw handle of the folder.
#[cfg(unix)]
impl std::os::fd::AsFd for OpenFolder {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.folder.as_fd()
    }
}

/// Whether an error says that there is nothing at a path.
#[must_use]
pub(crate) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn kind(found: FileType) -> EntryKind {
    if found.is_symlink() {
        EntryKind::Link
    } else if found.is_dir() {
        EntryKind::Folder
    } else if found.is_file() {
        EntryKind::File
    } else {
        EntryKind::Special
    }
}

/// The components of a path that only descends.
fn components(path: &Path) -> impl Iterator<Item = io::Result<&Path>> {
    path.components().map(|piece| match piece {
        Component::Normal(name) => Ok(Path::new(name)),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    })
}

/// A path of a single component.
fn single_component(path: &Path) -> io::Result<&Path> {
    let mut components = components(path);
    match (components.next(), components.next()) {
        (Some(name), None) => name,
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}
