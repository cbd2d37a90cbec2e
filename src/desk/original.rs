//! The file that a mended text is written to: opened first, and replaced without losing its metadata.
//!
//! The new file has the owner, the group, the mode and the attributes of the old one. It is flushed and replaces the old one in
//! one step. If something would be lost, such as a hard link, the file is left unchanged, and the reason is reported.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};

use crate::fault::{Action, Fault};
use crate::files::{Access, NotOpened, OpenFolder, copy_attributes, is_temporary, link_count};
use crate::source::SourcePath;

/// Why a file is left unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    ReadOnly,
    /// It has other hard links, which would keep the old contents.
    OtherNames,
    /// Its owner, access control list or attributes would be lost.
    Owner,
    /// It is not what was read: somebody has saved it since, or it is a link.
    Changed,
}

/// A file with the contents that were read, which may be replaced.
pub(crate) struct Original {
    folder: OpenFolder,
    name: String,
    file: File,
    access: Access,
    bytes: Vec<u8>,
    spelling: Spelling,
}

/// Opens the file at a path below `root` if its contents are `text`; otherwise returns why it is left unchanged.
///
/// # Errors
/// If it cannot be read.
pub(crate) fn open(
    root: &OpenFolder,
    path: &SourcePath,
    text: &str,
) -> Result<Result<Original, Kept>, Fault> {
    let failed = |error| Fault::new(Action::Read, root.path_of(path.as_str()), error);
    let (folder, name) = path.as_str().rsplit_once('/').unwrap_or(("", path.as_str()));
    let opened = root.folder(folder).and_then(|folder| Ok((folder.edit_file(name)?, folder)));
    let (mut file, folder) = match opened {
        Ok(opened) => opened,
        Err(error) => return kept(&error).map(Err).ok_or_else(|| failed(error)),
    };
    let access = Access::of(&file).map_err(failed)?;
    if access.is_read_only() {
        return Ok(Err(Kept::ReadOnly)); // For an administrator, the system opens a read-only file.
    }
    if link_count(&file).map_err(failed)? > 1 {
        return Ok(Err(Kept::OtherNames));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(failed)?;
    Ok(match Spelling::of(&bytes).filter(|spelling| spelling.spell(text) == bytes) {
        Some(spelling) => Ok(Original { folder, name: name.to_owned(), file, access, bytes, spelling }),
        None => Err(Kept::Changed),
    })
}

/// Why a file that could not be opened is left unchanged.
fn kept(error: &io::Error) -> Option<Kept> {
    match (NotOpened::of(error), error.kind()) {
        (Some(_), _) | (_, ErrorKind::NotFound | ErrorKind::IsADirectory) => Some(Kept::Changed),
        (_, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => Some(Kept::ReadOnly),
        _ => None,
    }
}

impl Original {
    /// Replaces the contents by `text`; otherwise returns why the file is left unchanged.
    ///
    /// # Errors
    /// If the new file cannot be written, or cannot replace the old one.
    pub(crate) fn replace(self, text: &str) -> Result<Option<Kept>, Fault> {
        let mut kept = None;
        let replaced = self.folder.replace(&self.name, |file| {
            kept = self.write(file, text)?;
            // An error makes `replace` keep the old file.
            if kept.is_some() { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
        });
        if kept.is_some() {
            return Ok(kept);
        }
        let replaced = replaced.and_then(|()| self.folder.flush());
        replaced.map(|()| None).map_err(Fault::on(Action::Write, &self.folder.path_of(&self.name)))
    }

    /// Writes the new file, or returns why it must not replace the old one.
    fn write(&self, file: &mut File, text: &str) -> io::Result<Option<Kept>> {
        if self.access.give_to(file).is_err() || copy_attributes(&self.file, file).is_err() {
            return Ok(Some(Kept::Owner));
        }
        file.write_all(&self.spelling.spell(text))?;
        file.sync_all()?;
        let is_same =
            self.folder.read(&self.name, self.bytes.len() as u64).is_ok_and(|now| now == self.bytes);
        Ok(if is_same { None } else { Some(Kept::Changed) })
    }
}

/// Removes the temporary files of killed runs from some folders below `root`. The paper is locked, so no other run is
/// writing there.
///
/// # Errors
/// If something cannot be removed.
pub(crate) fn clear_leftovers<'f>(
    root: &OpenFolder,
    folders: impl Iterator<Item = &'f str>,
) -> Result<(), Fault> {
    for folder in folders.filter_map(|folder| root.folder(folder).ok()) {
        let entries = folder.entries().unwrap_or_default();
        for entry in entries.iter().filter(|entry| is_temporary(&entry.name.to_string_lossy())) {
            let removed = folder.remove_file(&entry.name);
            removed.map_err(Fault::on(Action::Remove, &folder.path_of(&entry.name)))?;
        }
    }
    Ok(())
}

/// The encoding details of a file, apart from its text.
struct Spelling {
    has_mark: bool,
    /// How each of its lines ends.
    ends: Vec<&'static str>,
}

impl Spelling {
    /// Those of some bytes, if they are UTF-8.
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

    /// Encodes a text with the same number of lines.
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
