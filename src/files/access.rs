//! Access: the owner, group and mode of files and folders. A file that replaces another keeps its access.

use std::fs::File;
use std::io;
use std::path::Path;

use super::OpenFolder;

/// The owner, the group and the mode of a file or folder; empty on systems that do not have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access(Rights);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rights {
    #[cfg(unix)]
    mode: rustix::fs::RawMode,
    #[cfg(unix)]
    owner: (u32, u32),
}

impl Access {
    /// The access of an open file.
    pub fn of(file: &File) -> io::Result<Self> {
        system::of(file).map(Self)
    }

    /// The access of a new file in a folder with this access: the same, without the bits that allow entering it.
    #[must_use]
    pub fn of_new_file(self) -> Self {
        Self(system::of_new_file(self.0))
    }

    /// The access of a new top-level folder of ours: everybody may read it, whatever the user's umask is.
    #[must_use]
    pub fn open_to_all(self) -> Self {
        Self(system::open_to_all(self.0))
    }

    /// Whether nobody may write to it.
    #[must_use]
    pub fn is_read_only(self) -> bool {
        system::is_read_only(self.0)
    }

    /// Sets the access of a file.
    pub fn give_to(self, file: &File) -> io::Result<()> {
        system::give(file, self.0)
    }
}

/// The number of hard links of a file; 1 on systems that do not count them.
pub(crate) fn link_count(file: &File) -> io::Result<u64> {
    system::link_count(file)
}

/// Copies the access control lists and user attributes of a file or folder to another.
pub(crate) fn copy_attributes(from: &File, to: &File) -> io::Result<()> {
    system::copy_attributes(from, to)
}

impl OpenFolder {
    /// The access of this folder.
    pub fn access(&self) -> io::Result<Access> {
        system::of(self).map(Access)
    }

    /// The access of a plain file.
    ///
    /// # Errors
    /// If there is none, or the system call fails.
    pub fn access_of(&self, path: impl AsRef<Path>) -> io::Result<Access> {
        Access::of(&self.open_file(path)?)
    }

    /// Sets the access and the attributes of this folder to those of another.
    pub fn take_access_of(&self, other: &Self) -> io::Result<()> {
        let (folder, other) = (self.as_file()?, other.as_file()?);
        system::give(&folder, system::of(&other)?)?;
        copy_attributes(&other, &folder)
    }

    /// Flushes the entries of this folder to disk, on systems that can flush folders.
    pub fn flush(&self) -> io::Result<()> {
        if cfg!(unix) { self.as_file()?.sync_all() } else { Ok(()) }
    }

    /// Sets the access of this folder.
    pub fn take_access(&self, access: Access) -> io::Result<()> {
        system::give(&self.as_file()?, access.0)
    }
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::os::fd::AsFd;

    use rustix::fs::{Gid, Mode, RawMode, Uid, fchmod, fchown, fstat};

    /// All mode bits except the file type.
    const MODE: RawMode = 0o7777;

    use super::Rights;

    pub(crate) fn of(file: &impl AsFd) -> io::Result<Rights> {
        let metadata = fstat(file)?;
        Ok(Rights { mode: metadata.st_mode & MODE, owner: (metadata.st_uid, metadata.st_gid) })
    }

    pub(crate) fn link_count(file: &impl AsFd) -> io::Result<u64> {
        Ok(fstat(file)?.st_nlink as u64)
    }

    pub(crate) fn of_new_file(folder: Rights) -> Rights {
        Rights { mode: folder.mode & 0o666, ..folder }
    }

    pub(crate) fn open_to_all(folder: Rights) -> Rights {
        Rights { mode: folder.mode | 0o755, ..folder }
    }

    pub(crate) fn is_read_only(access: Rights) -> bool {
        access.mode & 0o222 == 0
    }

    pub(crate) fn give(file: &impl AsFd, wanted: Rights) -> io::Result<()> {
        let (has, (user, group)) = (of(file)?, wanted.owner);
        let owned = if has.owner == wanted.owner {
            Ok(())
        } else {
            fchown(file, Some(Uid::from_raw(user)), Some(Gid::from_raw(group)))
        };
        // A change of owner clears some bits of the mode, so the mode is set afterwards, even if the owner could not be changed.
        if has != wanted {
            fchmod(file, Mode::from_raw_mode(wanted.mode))?;
        }
        Ok(owned?)
    }

    /// Copies POSIX access control lists and user attributes. The system's own attributes are not copied.
    #[cfg(target_os = "linux")]
    pub(crate) fn copy_attributes(from: &impl AsFd, to: &impl AsFd) -> io::Result<()> {
        use rustix::fs::{XattrFlags, fgetxattr, fremovexattr, fsetxattr};

        let (wanted, found) = (attributes(from)?, attributes(to)?);
        for name in found.iter().filter(|name| !wanted.contains(name)) {
            fremovexattr(to, name)?;
        }
        for name in wanted {
            let mut value = vec![0; 1 << 16];
            let length = fgetxattr(from, &name, &mut value[..])?;
            fsetxattr(to, &name, &value[..length], XattrFlags::empty())?;
        }
        Ok(())
    }

    /// The names of the attributes that are copied.
    #[cfg(target_os = "linux")]
    fn attributes(file: &impl AsFd) -> io::Result<Vec<Vec<u8>>> {
        use rustix::io::Errno;

        let mut names = vec![0; 1 << 16];
        let length = match rustix::fs::flistxattr(file, &mut names[..]) {
            Err(Errno::NOTSUP) => 0,
            length => length?,
        };
        let is_copied = |name: &&[u8]| name.starts_with(b"user.") || name.starts_with(b"system.posix_acl_");
        let names = names[..length].split(|byte| *byte == 0);
        Ok(names.filter(is_copied).map(<[u8]>::to_vec).collect())
    }

    #[cfg(not(target_os = "linux"))]
    pub fn copy_attributes(_from: &impl AsFd, _to: &impl AsFd) -> io::Result<()> {
        Ok(())
    }
}

/// For systems where a file inherits its access from the folder it is created in.
#[cfg(not(unix))]
mod system {
    use std::io;

    use super::Rights;

    pub fn of<T>(_file: &T) -> io::Result<Rights> {
        Ok(Rights {})
    }

    pub fn link_count<T>(_file: &T) -> io::Result<u64> {
        Ok(1)
    }

    pub fn of_new_file(folder: Rights) -> Rights {
        folder
    }

    pub fn open_to_all(folder: Rights) -> Rights {
        folder
    }

    pub fn is_read_only(_access: Rights) -> bool {
        false
    }

    pub fn give<T>(_file: &T, _wanted: Rights) -> io::Result<()> {
        Ok(())
    }

    pub fn copy_attributes<T>(_from: &T, _to: &T) -> io::Result<()> {
        Ok(())
    }
}
