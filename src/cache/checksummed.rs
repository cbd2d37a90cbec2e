//! ChecksummedFiles files: each is headed by the digest of the program that wrote it and of what stands in it. What another program left, or
//! a disk lost, is not read at all.

use std::io::{self, Write};
use std::path::Path;

use bytes::Bytes;

use crate::digest::Digest;
use crate::files::{self, OpenFolder, Stamp};

/// The largest sealed file that is read, in bytes.
const LIMIT: u64 = 4 << 30;

/// The sealed files of a paper, in its `.cache`.
#[derive(Debug)]
pub(crate) struct ChecksummedFiles {
    root: OpenFolder,
    /// Tells this program from any other; where that cannot be told, nothing is kept.
    program: Option<Digest>,
}

impl ChecksummedFiles {
    /// The sealed files of the paper at `root`.
    pub(crate) fn of(root: OpenFolder) -> Self {
        Self { root, program: program() }
    }

    /// Where they lie.
    ///
    /// # Errors
    /// When there is no such folder yet, or it is reached through a link.
    pub(crate) fn folder(&self) -> io::Result<OpenFolder> {
        self.root.folder(".cache")
    }

    /// The parts of a file, if this program wrote it and it is whole.
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

    /// Writes a file whole, or leaves the one that is there.
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

    /// What heads a file of this program that holds `body`.
    fn head<'b>(&self, body: impl IntoIterator<Item = &'b [u8]>) -> Option<Vec<u8>> {
        Some(format!("lanmu memory {} {}\n", self.program?, Digest::of_pieces(body)).into_bytes())
    }
}

/// Takes so many bytes from the beginning, if there are so many.
fn first(bytes: &mut Bytes, length: usize) -> Option<Bytes> {
    (length <= bytes.len()).then(|| bytes.split_to(length))
}

/// What tells this program from any other: the stamp of its file. To read all of it would take longer than many a build.
fn program() -> Option<Digest> {
    let path = std::env::current_exe().ok()?;
    let folder = |path: &Path| OpenFolder::open(path.parent()?).ok();
    let stamp = folder(&path)?.stamp_of(path.file_name()?, files::now()).ok()?;
    let stamp = Stamp { settled: true, ..stamp }; // However fresh it is, it is the one that runs.
    Some(Digest::of_value(&(env!("CARGO_PKG_VERSION"), path, stamp)))
}
