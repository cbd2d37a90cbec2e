//! The blob file: encoded values one after another. New ones are appended.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::deferred::{BlobStore, ByteRange, Storable};
use crate::digest::Digest;
use crate::files::{OpenFolder, is_absent};

/// How many values are appended at once.
const BATCH: usize = 1024;

/// The two possible names of the file: a new file is written beside the old one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum BlobName {
    /// `words-a`
    #[default]
    A,
    /// `words-b`
    B,
}

impl BlobName {
    /// The name of the file.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::A => "words-a",
            Self::B => "words-b",
        }
    }

    /// The other name.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// An open blob file.
#[derive(Debug)]
pub(crate) struct BlobFile {
    name: BlobName,
    folder: OpenFolder,
    /// For reading.
    file: Mutex<File>,
}

impl BlobFile {
    /// Opens the file in a folder.
    pub(crate) fn open(folder: OpenFolder, name: BlobName) -> Option<Arc<Self>> {
        let file = Mutex::new(folder.open_file(name.file()).ok()?);
        Some(Arc::new(Self { name, folder, file }))
    }

    /// Creates the file in a folder. An existing file is removed first, not overwritten.
    pub(crate) fn create(folder: OpenFolder, name: BlobName) -> io::Result<Arc<Self>> {
        match folder.remove_all(name.file()) {
            Err(error) if !is_absent(&error) => return Err(error),
            _ => {}
        }
        folder.create_file(name.file())?;
        let file = Mutex::new(folder.open_file(name.file())?);
        Ok(Arc::new(Self { name, folder, file }))
    }

    /// Which of the two names it has.
    pub(crate) fn name(&self) -> BlobName {
        self.name
    }

    /// Whether `values` need at least half of it.
    pub(crate) fn is_worth_keeping(self: &Arc<Self>, values: &[&dyn Storable]) -> bool {
        let store = self.store();
        let ranges = values.iter().filter_map(|value| value.range_in(&store));
        let needed: u64 = ranges.map(|range| u64::from(range.length)).sum();
        self.length().is_ok_and(|length| needed * 2 >= length)
    }

    /// Appends those of the values that it does not contain.
    pub(crate) fn add(self: &Arc<Self>, values: &[&dyn Storable]) -> io::Result<()> {
        let (store, mut end) = (self.store(), self.length()?);
        let new: Vec<&&dyn Storable> =
            values.iter().filter(|value| value.range_in(&store).is_none()).collect();
        for batch in new.chunks(BATCH) {
            let encoded =
                batch.par_iter().map(|value| value.encoded().ok_or(io::ErrorKind::InvalidData.into()));
            let encoded: Vec<Vec<u8>> = encoded.collect::<io::Result<_>>()?;
            for (value, range) in batch.iter().zip(self.append(&mut end, &encoded)?) {
                value.set_stored(range, &store);
            }
        }
        Ok(())
    }

    /// Appends encoded values at `end`.
    fn append(&self, end: &mut u64, encoded: &[Vec<u8>]) -> io::Result<Vec<ByteRange>> {
        let mut file = self.folder.open_or_create_file(self.name.file())?;
        file.seek(SeekFrom::Start(*end))?;
        file.write_all(&encoded.concat())?;
        let range = |bytes: &Vec<u8>| {
            let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            let range = ByteRange { start: *end, length, digest: Digest::of(bytes) };
            *end += u64::from(length);
            Ok(range)
        };
        encoded.iter().map(range).collect()
    }

    /// The file as a store of values.
    pub(crate) fn store(self: &Arc<Self>) -> Arc<dyn BlobStore> {
        Arc::<Self>::clone(self)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.file().metadata()?.len())
    }

    fn file(&self) -> MutexGuard<'_, File> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BlobStore for BlobFile {
    fn read(&self, range: ByteRange) -> Option<Vec<u8>> {
        let mut bytes = vec![0; range.length as usize];
        let mut file = self.file();
        file.seek(SeekFrom::Start(range.start)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        drop(file);
        (Digest::of(&bytes) == range.digest).then_some(bytes)
    }
}
