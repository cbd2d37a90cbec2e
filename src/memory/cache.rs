//! The memory on disk. `.cache/looks` tells how every file looked, `.cache/memory` what was made of them, and a pack holds what
//! stories tell and say, of which a build needs little.
//!
//! Each file is headed by the digest of the program that wrote it and of what stands in it: what another program left, or a disk
//! lost, is not read at all.

#![allow(clippy::disallowed_methods, reason = "memory touches the disk")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::pack::Pack;
use super::{Last, Memory};
use crate::deferred::{Storable, Store, Stretch};
use crate::digest::Digest;
use crate::looks::{self, OpenFolder};
use crate::model::inventory::Stamp;
use crate::{link, makeup, parse, render};

/// The files that a pack may lie in: a new one is written beside the old.
const PACKS: [&str; 2] = ["pack-a", "pack-b"];
/// The parts of `.cache/memory`: drafts, the pack, links, pages, documents.
const PARTS: usize = 5;
/// So many values are written at once.
const BATCH: usize = 1024;

/// Where memory is kept.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Tells this program from any other; where that cannot be told, nothing is kept.
    program: Option<Digest>,
    /// The pack that stories lie in: its name, how much of it is taken, and itself.
    pack: Option<(usize, u64, Arc<Pack>)>,
    /// How long the parts of `.cache/memory` were: what is written in their place will need as much.
    lengths: [usize; PARTS],
}

/// What stands in `.cache/memory` of the pack: which it is, how much of it is taken, where each value lies.
#[derive(Serialize, Deserialize)]
struct Packed {
    pack: usize,
    taken: u64,
    stretches: Vec<Stretch>,
}

impl Cache {
    /// The memory of the paper at `root`.
    pub fn of(root: &Path) -> Self {
        Self { folder: root.join(".cache"), program: program(), pack: None, lengths: [0; PARTS] }
    }

    /// The memory without anything in it; nothing, where that cannot be had.
    pub fn emptied(self) -> Option<Self> {
        fs::remove_file(self.folder.join("memory")).ok()?;
        Some(Self { pack: None, ..self })
    }

    /// How the files looked.
    pub fn looks(&self) -> Option<Memory> {
        let [inventory, printed, last] = self.read("looks")?;
        let (inventory, printed) = rayon::join(|| decoded(&inventory), || decoded(&printed));
        let last: Option<Last> = decoded(&last)?;
        Some(Memory { inventory: inventory?, printed: printed?, last, ..Memory::default() })
    }

    /// What was made of them.
    pub fn recall(&mut self) -> Option<Memory> {
        let parts: [Bytes; PARTS] = self.read("memory")?;
        self.lengths = parts.each_ref().map(Bytes::len);
        let [drafts, packed, links, pages, documents] = parts;
        let ((drafts, links), (documents, pages)) = rayon::join(
            || rayon::join(|| decoded::<parse::Remembered>(&drafts), || decoded::<link::Remembered>(&links)),
            || rayon::join(|| decoded::<render::Remembered>(&documents), || decoded(&pages)),
        );
        let (drafts, links, documents) = (drafts?, links?, documents?);
        let (held, layouts): (makeup::Held, makeup::Remembered) = pages?;
        let Packed { pack: name, taken, stretches } = decoded(&packed)?;
        let pack = Arc::new(Pack::open(&self.folder.join(PACKS.get(name)?)).ok()?);
        let store: Arc<dyn Store> = Arc::<Pack>::clone(&pack);
        let all = storable(&drafts, &links);
        if pack.length().ok()? < taken || all.len() != stretches.len() {
            return None;
        }
        all.iter().zip(stretches).for_each(|(value, at)| value.lies_in(&store, at));
        self.pack = Some((name, taken, pack));
        Some(Memory { drafts, links, held, layouts, documents, ..Memory::default() })
    }

    /// Whether something in the pack could not be read.
    pub fn is_spoilt(&self) -> bool {
        self.pack.as_ref().is_some_and(|(_, _, pack)| pack.is_spoilt())
    }

    /// Keeps all of a memory.
    pub fn keep(&mut self, memory: &Memory) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let packed = self.pack(&storable(&memory.drafts, &memory.links))?;
        let of = self.lengths;
        let ((drafts, links), (documents, pages)) = rayon::join(
            || rayon::join(|| encoded(&memory.drafts, of[0]), || encoded(&memory.links, of[2])),
            || {
                let pages = || encoded(&(&memory.held, &memory.layouts), of[3]);
                rayon::join(|| encoded(&memory.documents, of[4]), pages)
            },
        );
        let parts = [drafts?, encoded(&packed, of[1])?, links?, pages?, documents?];
        self.write("memory", &parts)?;
        let _ = fs::remove_file(self.folder.join(PACKS[1 - packed.pack])); // The pack before this one, if there is one.
        self.keep_looks(memory)
    }

    /// Keeps how files look.
    pub fn keep_looks(&self, memory: &Memory) -> io::Result<()> {
        let (inventory, printed) =
            rayon::join(|| encoded(&memory.inventory, 0), || encoded(&memory.printed, 0));
        self.write("looks", &[inventory?, printed?, encoded(&memory.last, 0)?])
    }

    /// Adds the values that the pack does not have; where most of it is not needed any more, begins another.
    fn pack(&mut self, all: &[&dyn Storable]) -> io::Result<Packed> {
        let before = self.pack.take();
        let current = before.clone().filter(|(_, taken, pack)| {
            let store: Arc<dyn Store> = Arc::<Pack>::clone(pack);
            let needed = all.iter().filter_map(|value| value.place(&store));
            let needed: u64 = needed.map(|stretch| u64::from(stretch.length)).sum();
            needed * 2 >= *taken && pack.length().is_ok_and(|length| length == *taken)
        });
        let (name, mut taken, pack) = current.map_or_else(|| self.another_pack(), Ok)?;
        let store: Arc<dyn Store> = Arc::<Pack>::clone(&pack);
        let mut stretches = Vec::with_capacity(all.len());
        for batch in all.chunks(BATCH) {
            let known: Vec<Option<Stretch>> = batch.iter().map(|value| value.place(&store)).collect();
            let written = |(value, known): (&&dyn Storable, &Option<Stretch>)| {
                known.is_none().then(|| value.written().map_err(io::Error::other))
            };
            let new: Vec<Vec<u8>> =
                batch.par_iter().zip(&known).filter_map(written).collect::<io::Result<_>>()?;
            let added = pack.add(taken, &new)?;
            taken += added.iter().map(|stretch| u64::from(stretch.length)).sum::<u64>();
            let mut added = added.into_iter();
            stretches.extend(known.into_iter().filter_map(|known| known.or_else(|| added.next())));
        }
        if before.is_some_and(|(_, _, pack)| pack.is_spoilt()) {
            fs::remove_file(self.folder.join("memory"))?;
            return Err(io::ErrorKind::InvalidData.into()); // What was fetched of it to be written anew may be empty.
        }
        all.iter().zip(&stretches).for_each(|(value, at)| value.lies_in(&store, *at));
        self.pack = Some((name, taken, pack));
        Ok(Packed { pack: name, taken, stretches })
    }

    /// A new pack beside the one that is there.
    fn another_pack(&self) -> io::Result<(usize, u64, Arc<Pack>)> {
        let before = self.read("memory").and_then(|[_, packed, _, _, _]| decoded(&packed));
        let name = before.map_or(0, |before: Packed| 1 - before.pack.min(1));
        Ok((name, 0, Arc::new(Pack::create(&self.folder.join(PACKS[name]))?)))
    }

    /// The parts of a file, if this program wrote it and it is whole.
    fn read<const PARTS: usize>(&self, name: &str) -> Option<[Bytes; PARTS]> {
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
    fn write(&self, name: &str, parts: &[Vec<u8>]) -> io::Result<()> {
        let lengths: Vec<[u8; 8]> = parts.iter().map(|part| (part.len() as u64).to_le_bytes()).collect();
        let body = || lengths.iter().zip(parts).flat_map(|(length, part)| [length.as_slice(), part]);
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(&self.head(body()).ok_or(io::ErrorKind::Unsupported)?)?;
        body().try_for_each(|piece| file.write_all(piece))?;
        file.persist(self.folder.join(name)).map(drop).map_err(|refused| refused.error)
    }

    /// What heads a file of this program that holds `body`.
    fn head<'b>(&self, body: impl IntoIterator<Item = &'b [u8]>) -> Option<Vec<u8>> {
        Some(format!("lanmu memory {} {}\n", self.program?, Digest::of_pieces(body)).into_bytes())
    }
}

/// What lies in the pack: what stories tell, and what they say.
fn storable<'m>(drafts: &'m parse::Remembered, links: &'m link::Remembered) -> Vec<&'m dyn Storable> {
    let told = drafts.stories().flat_map(|draft| [&draft.front as &dyn Storable, &draft.narrative]);
    told.chain(links.figured().map(|figured| figured as &dyn Storable)).collect()
}

/// Takes so many bytes from the beginning, if there are so many.
fn first(bytes: &mut Bytes, length: usize) -> Option<Bytes> {
    (length <= bytes.len()).then(|| bytes.split_to(length))
}

/// The written form of a value that was `before` bytes long the last time.
fn encoded(value: &impl Serialize, before: usize) -> io::Result<Vec<u8>> {
    let room = Vec::with_capacity(before + before / 16);
    postcard::to_extend(value, room).map_err(io::Error::other)
}

fn decoded<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// What tells this program from any other: its file, as it looks. To read all of it would take longer than many a build.
fn program() -> Option<Digest> {
    let path = std::env::current_exe().ok()?;
    let looks =
        OpenFolder::open(path.parent()?).ok()?.looks_of(path.file_name()?.to_str()?, looks::now()).ok()?;
    let looks = Stamp { settled: true, ..looks }; // However fresh it is, it is the one that runs.
    Some(Digest::of_value(&(env!("CARGO_PKG_VERSION"), path, looks)))
}
