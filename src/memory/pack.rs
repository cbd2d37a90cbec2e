//! The pack: what the stories of a paper tell and say in one file, to which what is new is added at the end.

#![allow(clippy::disallowed_methods, reason = "memory touches the disk")]

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::deferred::{Store, Stretch};
use crate::digest::Digest;

/// The file, open.
#[derive(Debug)]
pub struct Pack {
    file: Mutex<File>,
    is_spoilt: AtomicBool,
}

impl Pack {
    /// Opens a pack that was left.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        Ok(Self { file: Mutex::new(file), is_spoilt: AtomicBool::new(false) })
    }

    /// Begins a pack.
    pub fn create(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(path)?;
        Ok(Self { file: Mutex::new(file), is_spoilt: AtomicBool::new(false) })
    }

    /// How long it is, in bytes.
    pub fn length(&self) -> io::Result<u64> {
        Ok(self.file().metadata()?.len())
    }

    /// Whether something in it could not be read.
    pub fn is_spoilt(&self) -> bool {
        self.is_spoilt.load(Ordering::Relaxed)
    }

    /// Adds written forms from `start` on, and says where each lies.
    pub fn add(&self, start: u64, written: &[Vec<u8>]) -> io::Result<Vec<Stretch>> {
        let mut at = start;
        let mut place = |bytes: &Vec<u8>| {
            let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            let stretch = Stretch { start: at, length, digest: Digest::of(bytes) };
            at += u64::from(length);
            Ok(stretch)
        };
        let stretches = written.iter().map(&mut place).collect::<io::Result<_>>()?;
        let mut file = self.file();
        file.seek(SeekFrom::Start(start))?;
        file.write_all(&written.concat())?;
        Ok(stretches)
    }

    fn file(&self) -> std::sync::MutexGuard<'_, File> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fetch(&self, stretch: Stretch) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; stretch.length as usize];
        let mut file = self.file();
        file.seek(SeekFrom::Start(stretch.start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl Store for Pack {
    fn read(&self, stretch: Stretch) -> Option<Vec<u8>> {
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
