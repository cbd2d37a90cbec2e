//! Sealed files: each is headed by the digest of the program that wrote it and of what stands in it. What another program left, or
//! a disk lost, is not read at all.

#![allow(clippy::disallowed_methods, reason = "memory touches the disk")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use crate::digest::Digest;
use crate::looks::{self, OpenFolder};
use crate::model::inventory::Stamp;

/// The folder of sealed files.
#[derive(Debug)]
pub struct Sealed {
    folder: PathBuf,
    /// Tells this program from any other; where that cannot be told, nothing is kept.
    program: Option<Digest>,
}

impl Sealed {
    /// The sealed files in a folder.
    pub fn of(folder: PathBuf) -> Self {
        Self { folder, program: program() }
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The parts of a file, if this program wrote it and it is whole.
    pub fn read<const PARTS: usize>(&self, name: &str) -> Option<[Bytes; PARTS]> {
        let mut rest = Bytes::from(fs::read(self.folder.join(name)).ok()?);
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
    pub fn write(&self, name: &str, parts: &[Vec<u8>]) -> io::Result<()> {
        let lengths: Vec<[u8; 8]> = parts.iter().map(|part| (part.len() as u64).to_le_bytes()).collect();
        let body = || lengths.iter().zip(parts).flat_map(|(length, part)| [length.as_slice(), part]);
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(&self.head(body()).ok_or(io::ErrorKind::Unsupported)?)?;
        body().try_for_each(|piece| file.write_all(piece))?;
        file.persist(self.folder.join(name)).map(drop).map_err(|refused| refused.error)
    }

    /// Removes a file.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.folder.join(name))
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

/// What tells this program from any other: its file, as it looks. To read all of it would take longer than many a build.
fn program() -> Option<Digest> {
    let path = std::env::current_exe().ok()?;
    let folder = |path: &Path| OpenFolder::open(path.parent()?).ok();
    let looks = folder(&path)?.looks_of(path.file_name()?.to_str()?, looks::now()).ok()?;
    let looks = Stamp { settled: true, ..looks }; // However fresh it is, it is the one that runs.
    Some(Digest::of_value(&(env!("CARGO_PKG_VERSION"), path, looks)))
}
