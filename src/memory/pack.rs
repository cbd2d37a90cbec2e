//! The pack: what the stories of a paper tell and say, in one file, to which what is new is added at the end.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::deferred::{ByteRange, Storable, Store};
use crate::digest::Digest;
use crate::files::{OpenFolder, is_absent};

/// So many values are written at once.
const BATCH: usize = 1024;

/// The files that a pack may lie in: a new one is written beside the old.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PackName {
    /// `pack-a`
    #[default]
    A,
    /// `pack-b`
    B,
}

impl PackName {
    /// The name of the file.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::A => "pack-a",
            Self::B => "pack-b",
        }
    }

    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// What is written down elsewhere of a pack: which it is, how many bytes of it are taken, and where each value lies.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Contents {
    pub name: PackName,
    pub taken: u64,
    pub stretches: Vec<ByteRange>,
}

/// A pack, open.
#[derive(Debug)]
pub(crate) struct Pack {
    name: PackName,
    folder: OpenFolder,
    /// For reading.
    file: Mutex<File>,
    is_spoilt: AtomicBool,
}

impl Pack {
    /// Opens a pack that was left in a folder, and tells each value where it lies; nothing, where they do not fit.
    pub(crate) fn open(
        folder: OpenFolder,
        contents: Contents,
        values: &[&dyn Storable],
    ) -> Option<Arc<Self>> {
        let Contents { name, taken, stretches } = contents;
        let file = folder.open_file(name.file()).ok()?;
        let pack = Arc::new(Self::of(name, file, folder));
        if pack.length().ok()? < taken || values.len() != stretches.len() {
            return None;
        }
        let store = pack.store();
        values.iter().zip(stretches).for_each(|(value, at)| value.lies_in(&store, at));
        Some(pack)
    }

    /// Begins a pack in a folder, in a new file: whatever bore its name is removed, not written into.
    pub(crate) fn create(folder: OpenFolder, name: PackName) -> io::Result<Arc<Self>> {
        match folder.remove_all(name.file()) {
            Err(error) if !is_absent(&error) => return Err(error),
            _ => {}
        }
        folder.create_file(name.file())?;
        Ok(Arc::new(Self::of(name, folder.open_file(name.file())?, folder)))
    }

    fn of(name: PackName, file: File, folder: OpenFolder) -> Self {
        Self { name, folder, file: Mutex::new(file), is_spoilt: AtomicBool::new(false) }
    }

    /// Which it is.
    pub(crate) fn name(&self) -> PackName {
        self.name
    }

    /// Whether something in it could not be read.
    pub(crate) fn is_spoilt(&self) -> bool {
        self.is_spoilt.load(Ordering::Relaxed)
    }

    /// Whether at least half of it is needed for some values.
    pub(crate) fn is_worth_keeping(self: &Arc<Self>, values: &[&dyn Storable]) -> bool {
        let store = self.store();
        let places = values.iter().filter_map(|value| value.place(&store));
        let needed: u64 = places.map(|stretch| u64::from(stretch.length)).sum();
        self.length().is_ok_and(|length| needed * 2 >= length)
    }

    /// Adds those of the values that it does not have.
    pub(crate) fn add(self: &Arc<Self>, values: &[&dyn Storable]) -> io::Result<Contents> {
        let (store, mut taken) = (self.store(), self.length()?);
        let mut stretches = Vec::with_capacity(values.len());
        for batch in values.chunks(BATCH) {
            let known: Vec<Option<ByteRange>> = batch.iter().map(|value| value.place(&store)).collect();
            let written = |(value, known): (&&dyn Storable, &Option<ByteRange>)| {
                known.is_none().then(|| value.written().ok_or(io::ErrorKind::InvalidData.into()))
            };
            let new: Vec<Vec<u8>> =
                batch.par_iter().zip(&known).filter_map(written).collect::<io::Result<_>>()?;
            let added = self.append(taken, &new)?;
            taken += added.iter().map(|stretch| u64::from(stretch.length)).sum::<u64>();
            let mut added = added.into_iter();
            stretches.extend(known.into_iter().filter_map(|known| known.or_else(|| added.next())));
        }
        Ok(Contents { name: self.name, taken, stretches })
    }

    /// Appends written forms from `start` on, and says where each lies.
    fn append(&self, start: u64, written: &[Vec<u8>]) -> io::Result<Vec<ByteRange>> {
        let mut at = start;
        let mut place = |bytes: &Vec<u8>| {
            let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            let stretch = ByteRange { start: at, length, digest: Digest::of(bytes) };
            at += u64::from(length);
            Ok(stretch)
        };
        let stretches = written.iter().map(&mut place).collect::<io::Result<_>>()?;
        let mut file = self.folder.open_or_create_file(self.name.file())?;
        file.seek(SeekFrom::Start(start))?;
        file.write_all(&written.concat())?;
        Ok(stretches)
    }

    /// The pack as values know it.
    pub(crate) fn store(self: &Arc<Self>) -> Arc<dyn Store> {
        Arc::<Self>::clone(self)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.file().metadata()?.len())
    }

    fn file(&self) -> MutexGuard<'_, File> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fetch(&self, stretch: ByteRange) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; stretch.length as usize];
        let mut file = self.file();
        file.seek(SeekFrom::Start(stretch.start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl Store for Pack {
    fn read(&self, stretch: ByteRange) -> Option<Vec<u8>> {
        let found = self.fetch(stretch).ok().filter(|bytes| Digest::of(bytes) == stretch.digest);
        if found.is_none() {
            self.spoil();
        }
        found
    }

    fn spoil(&self) {
        self.is_spoilt.store(true, Ordering::Relaxed);
    }
}
