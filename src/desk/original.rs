//! The file that a mended text is to stand in: opened before anything is written, and replaced with all that it is besides its words.
//!
//! The new text is written to a temporary file in the same folder, which is given the owner, the group and the mode of the old one,
//! flushed and renamed: whoever pulls the plug finds the old file or the new one. Where a rename would lose something, such as another
//! name of the file, the file is left as it is, and it is said why.

#![allow(clippy::disallowed_methods, reason = "the desk writes content")]

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::fault::{Action, Fault};
use crate::source::SourcePath;

/// What the name of a temporary file begins with.
const TEMPORARY: &str = ".lanmu-";
/// How many characters the system's random part of it has.
const RANDOM: usize = 6;

/// Why a file is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It may not be written to.
    ReadOnly,
    /// It has other names (hard links), which would go on saying what it said.
    OtherNames,
    /// It would belong to somebody else then.
    Owner,
    /// It is not what was read: somebody saved it meanwhile, or it is a link.
    Changed,
}

/// A file that says what was read, and may be replaced.
pub struct Original {
    path: PathBuf,
    file: File,
    bytes: Vec<u8>,
    spelling: Spelling,
}

/// Opens the file at a path below `root` that says `text`; otherwise says why it is to be left.
///
/// # Errors
/// When it cannot be read.
pub fn open(root: &Path, path: &SourcePath, text: &str) -> Result<Result<Original, Kept>, Fault> {
    let path = root.join(path.as_str());
    let mut file = match system::open(&path) {
        Ok(file) => file,
        Err(error) => {
            let kept = system::kept(&error).ok_or_else(|| Fault::new(Action::Read, &path, error))?;
            return Ok(Err(kept));
        }
    };
    if let Some(kept) = system::refused(&file.metadata().map_err(Fault::on(Action::Read, &path))?) {
        return Ok(Err(kept));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(Fault::on(Action::Read, &path))?;
    Ok(match Spelling::of(&bytes).filter(|spelling| spelling.spell(text) == bytes) {
        Some(spelling) => Ok(Original { path, file, bytes, spelling }),
        None => Err(Kept::Changed),
    })
}

impl Original {
    /// Puts `text` in its place; otherwise says why it is left.
    ///
    /// # Errors
    /// When the new file cannot be written, or not be put in the place of the old one.
    pub fn replace(self, text: &str) -> Result<Option<Kept>, Fault> {
        let failed = |error| Fault::new(Action::Write, &self.path, error);
        let folder = self.path.parent().unwrap_or(&self.path);
        let builder = || tempfile::Builder::new().prefix(TEMPORARY).rand_bytes(RANDOM).tempfile_in(folder);
        let mut temporary = builder().map_err(failed)?;
        let _ = temporary.as_file().lock(); // Held until it is renamed: what nobody holds was left by a run that was killed.
        if !system::give_access(temporary.as_file(), &self.file).map_err(failed)? {
            return Ok(Some(Kept::Owner));
        }
        temporary.write_all(&self.spelling.spell(text)).map_err(failed)?;
        temporary.as_file().sync_all().map_err(failed)?;
        if fs::read(&self.path).map_err(Fault::on(Action::Read, &self.path))? != self.bytes {
            return Ok(Some(Kept::Changed));
        }
        temporary
            .persist(&self.path)
            .map_err(|error| Fault::new(Action::Exchange, &self.path, error.error))?;
        system::flush(folder).map_err(failed)?;
        Ok(None)
    }
}

/// Removes what killed runs have left in some folders below `root`: temporary files that no running program holds.
///
/// # Errors
/// When one cannot be removed.
pub fn clear_leftovers<'f>(root: &Path, folders: impl Iterator<Item = &'f str>) -> Result<(), Fault> {
    for folder in folders {
        let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
        for entry in entries.flatten().filter(|entry| is_temporary(&entry.file_name().to_string_lossy())) {
            let path = entry.path();
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            let is_left = || system::open(&path).is_ok_and(|file| file.try_lock().is_ok());
            if is_file && is_left() {
                match fs::remove_file(&path) {
                    Err(error) if error.kind() != ErrorKind::NotFound => {
                        return Err(Fault::new(Action::Remove, path, error));
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

fn is_temporary(name: &str) -> bool {
    let random = name.strip_prefix(TEMPORARY).unwrap_or_default();
    random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// How a file is spelled besides its words.
struct Spelling {
    has_mark: bool,
    /// How each of its lines ends.
    ends: Vec<&'static str>,
}

impl Spelling {
    /// The spelling of some bytes, if they are UTF-8.
    fn of(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut ends = Vec::new();
        for (at, _) in text.match_indices(['\r', '\n']) {
            match &bytes[at..] {
                [b'\r', b'\n', ..] => ends.push("\r\n"),
                [b'\r', ..] => ends.push("\r"),
                _ if at > 0 && bytes[at - 1] == b'\r' => {}
                _ => ends.push("\n"),
            }
        }
        Some(Self { has_mark: text.starts_with('\u{FEFF}'), ends })
    }

    /// A text of as many lines, spelled so.
    fn spell(&self, text: &str) -> Vec<u8> {
        let mut spelled = String::with_capacity(text.len() + self.ends.len());
        spelled.push_str(if self.has_mark { "\u{FEFF}" } else { "" });
        let mut ends = self.ends.iter();
        for line in text.split_inclusive('\n') {
            match line.strip_suffix('\n') {
                Some(words) => spelled.extend([words, ends.next().copied().unwrap_or("\n")]),
                None => spelled.push_str(line),
            }
        }
        spelled.into_bytes()
    }
}

#[cfg(unix)]
mod system {
    use std::fs::{File, Metadata, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
    use std::path::Path;

    use rustix::fs::OFlags;
    use rustix::io::Errno;

    use super::Kept;

    /// The bits of a mode.
    const MODE: u32 = 0o7777;
    /// The one that lets the owner write.
    const WRITE: u32 = 0o200;

    /// Opens a file for reading and writing: no link is followed and no pipe waited for.
    pub fn open(path: &Path) -> io::Result<File> {
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let flags = i32::try_from(flags.bits()).unwrap_or_default();
        OpenOptions::new().read(true).write(true).custom_flags(flags).open(path)
    }

    /// Why a file is left that could not be opened.
    pub fn kept(error: &io::Error) -> Option<Kept> {
        match Errno::from_io_error(error)? {
            Errno::ACCESS | Errno::PERM | Errno::ROFS => Some(Kept::ReadOnly),
            Errno::LOOP | Errno::MLINK | Errno::NXIO | Errno::ISDIR | Errno::NOENT => Some(Kept::Changed),
            _ => None,
        }
    }

    /// Why a file is left that looks so. Whoever may write everything may not write what is kept from everybody.
    pub fn refused(looks: &Metadata) -> Option<Kept> {
        if !looks.is_file() {
            Some(Kept::Changed)
        } else if looks.mode() & WRITE == 0 {
            Some(Kept::ReadOnly)
        } else {
            (looks.nlink() > 1).then_some(Kept::OtherNames)
        }
    }

    /// Gives a file the owner, the group and the mode of another; says whether the system let it.
    pub fn give_access(file: &File, of: &File) -> io::Result<bool> {
        let (now, wanted) = (file.metadata()?, of.metadata()?);
        let owner = (now.uid() != wanted.uid()).then(|| wanted.uid());
        let group = (now.gid() != wanted.gid()).then(|| wanted.gid());
        match fchown(file, owner, group) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(false),
            given => given?,
        }
        file.set_permissions(Permissions::from_mode(wanted.mode() & MODE))?;
        Ok(true)
    }

    /// Flushes the names of a folder.
    pub fn flush(folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }
}

/// Where the system knows no owners that a rename could lose.
#[cfg(not(unix))]
mod system {
    use std::fs::{File, Metadata, OpenOptions};
    use std::io;
    use std::path::Path;

    use super::Kept;

    pub fn open(path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).open(path)
    }

    pub fn kept(error: &io::Error) -> Option<Kept> {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Some(Kept::ReadOnly),
            io::ErrorKind::NotFound => Some(Kept::Changed),
            _ => None,
        }
    }

    pub fn refused(looks: &Metadata) -> Option<Kept> {
        looks.permissions().readonly().then_some(Kept::ReadOnly)
    }

    pub fn give_access(file: &File, of: &File) -> io::Result<bool> {
        file.set_permissions(of.metadata()?.permissions())?;
        Ok(true)
    }

    #[allow(clippy::unnecessary_wraps, reason = "it can fail where folders can be flushed")]
    pub fn flush(_: &Path) -> io::Result<()> {
        Ok(())
    }
}
