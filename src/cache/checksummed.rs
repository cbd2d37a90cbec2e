//! Checksummed files: each begins with the digests of the program that wrote it and of its contents. A file from
//! another program, or a damaged one, is not read.

use std::io::{self, Write};
use std::path::Path;

use bytes::Bytes;

use crate::digest::Digest;
use crate::files::{self, OpenFolder, Stamp};

/// The largest file that is read, in bytes.
const LIMIT: u64 = 4 << 30;

/// The checksummed files of a paper, in its `.cache`.
#[derive(Debug)]
pub(crate) struct ChecksummedFiles {
    root: OpenFolder,
    /// Identifies this build of the program; if `None`, nothing is kept.
    program: Option<Digest>,
}

impl ChecksummedFiles {
    /// The checksummed files of the paper at `root`.
    pub(crate) fn of(root: OpenFolder) -> Self {
        Self { root, program: program() }
    }

    /// Their folder.
    ///
    /// # Errors
    /// If there is no such folder yet, or it is reached through a link.
    pub(crate) fn folder(&self) -> io::Result<OpenFolder> {
        self.root.folder(".cache")
    }

    /// The parts of a file, if this program wrote it and it is undamaged.
    pub(crate) fn read<const PARTS: usize>(&self, name: &str) -> Option<[Bytes; PARTS]> {
        let mut rest = Bytes::from(self.folder().ok()?.read(name, LIMIT).ok()?);
        let head = first(&mut rest, self.head([])?.len())?;
        if head != self.head([&*rest])? {
            return None;
        }
        let mut parts = Vec::with_capacity(PARTS);
        for _ in 0..PARTS {
            let length = u64::from_le_bytes(first(&mut rest, size_of::<u64>())?.as_ref().try_into().ok()?);
            parts.push(first(&mut rest, usize::try_from(length).ok()?)?);
        }
        parts.try_into().ok()
    }

    /// Replaces a file, or leaves the old one if that fails.
    pub(crate) fn write(&self, name: &str, parts: &[Vec<u8>]) -> io::Result<()> {
        let lengths: Vec<[u8; 8]> = parts.iter().map(|part| (part.len() as u64).to_le_bytes()).collect();
        let body = || lengths.iter().zip(parts).flat_map(|(length, part)| [length.as_slice(), part]);
        let head = self.head(body()).ok_or(io::ErrorKind::Unsupported)?;
        self.folder()?.replace(name, |file| {
            file.write_all(&head)?;
            body().try_for_each(|piece| file.write_all(piece))
        })
    }

    /// Removes a file.
    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        self.folder()?.remove_file(name)
    }

    /// The header of a file with this body.
    fn head<'b>(&self, body: impl IntoIterator<Item = &'b [u8]>) -> Option<Vec<u8>> {
        Some(format!("lanmu memory {} {}\n", self.program?, Digest::of_pieces(body)).into_bytes())
    }
}

/// Splits off the first `length` bytes, if there are as many.
fn first(bytes: &mut Bytes, length: usize) -> Option<Bytes> {
    (length <= bytes.len()).then(|| bytes.split_to(length))
}

/// Identifies this build of the program by the stamp of its file. Hashing the file would take longer than many builds.
fn program() -> Option<Digest> {
    let path = std::env::current_exe().ok()?;
    let folder = |path: &Path| OpenFolder::open(path.parent()?).ok();
    let stamp = folder(&path)?.stamp_of(path.file_name()?, files::now()).ok()?;
    let stamp = Stamp { settled: true, ..stamp }; // A running program is not modified, however new its file is.
    Some(Digest::of_value(&(env!("CARGO_PKG_VERSION"), path, stamp)))
}
