//! The memory on disk. `.cache/looks` tells how every file looked, `.cache/memory` what was made of them, and a pack holds what
//! stories tell and say, of which a build needs little.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::pack::{Contents, Pack, PackName};
use super::sealed::Sealed;
use super::{Last, Memory};
use crate::deferred::Storable;
use crate::files::OpenFolder;
use crate::{link, makeup, parse, render};

const LOOKS: &str = "looks";
const MEMORY: &str = "memory";

/// Where memory is kept.
#[derive(Debug)]
pub(crate) struct Cache {
    files: Sealed,
    /// The pack that stories lie in.
    pack: Option<Arc<Pack>>,
    /// How long the parts of `.cache/memory` were: what is written in their place will need as much room.
    lengths: CacheParts<usize>,
}

/// The parts of `.cache/memory`.
#[derive(Debug, Default)]
struct CacheParts<T> {
    drafts: T,
    links: T,
    pages: T,
    documents: T,
    pack: T,
}

impl<T> CacheParts<T> {
    fn of([drafts, links, pages, documents, pack]: [T; 5]) -> Self {
        Self { drafts, links, pages, documents, pack }
    }
}

impl Cache {
    /// The memory of the paper at `root`.
    pub(crate) fn of(root: OpenFolder) -> Self {
        Self { files: Sealed::of(root), pack: None, lengths: CacheParts::default() }
    }

    /// The memory without anything in it; nothing, where that cannot be had.
    pub(crate) fn emptied(self) -> Option<Self> {
        self.files.remove(MEMORY).ok()?;
        Some(Self { pack: None, ..self })
    }

    /// How the files looked.
    pub(crate) fn looks(&self) -> Option<Memory> {
        let [inventory, printed, last] = self.files.read(LOOKS)?;
        let (inventory, printed) = rayon::join(|| decoded(&inventory), || decoded(&printed));
        let last: Option<Last> = decoded(&last)?;
        Some(Memory { inventory: inventory?, printed: printed?, last, ..Memory::default() })
    }

    /// What was made of them.
    pub(crate) fn recall(&mut self) -> Option<Memory> {
        let parts = self.files.read(MEMORY)?;
        self.lengths = CacheParts::of(parts.each_ref().map(Bytes::len));
        let of = CacheParts::of(parts);
        let ((drafts, links), (documents, pages)) = rayon::join(
            || rayon::join(|| decoded(&of.drafts), || decoded(&of.links)),
            || rayon::join(|| decoded(&of.documents), || decoded(&of.pages)),
        );
        let (drafts, links): (parse::DraftCache, link::ResolvedStories) = (drafts?, links?);
        let documents: render::DocumentCache = documents?;
        let (held, layouts): (makeup::PageCapacities, makeup::LayoutCache) = pages?;
        let stories = stories(&drafts, &links);
        self.pack = Some(Pack::open(self.files.folder().ok()?, decoded(&of.pack)?, &stories)?);
        Some(Memory { drafts, links, held, layouts, documents, ..Memory::default() })
    }

    /// Whether something in the pack could not be read.
    pub(crate) fn is_spoilt(&self) -> bool {
        self.pack.as_ref().is_some_and(|pack| pack.is_spoilt())
    }

    /// Keeps all of a memory.
    pub(crate) fn keep(&mut self, memory: &Memory) -> io::Result<()> {
        let contents = self.pack(&stories(&memory.drafts, &memory.links))?;
        let before = &self.lengths;
        let ((drafts, links), (documents, pages)) = rayon::join(
            || {
                let drafts = || encoded(&memory.drafts, before.drafts);
                rayon::join(drafts, || encoded(&memory.links, before.links))
            },
            || {
                let pages = || encoded(&(&memory.held, &memory.layouts), before.pages);
                rayon::join(|| encoded(&memory.documents, before.documents), pages)
            },
        );
        let pack = encoded(&contents, before.pack)?;
        self.files.write(MEMORY, &[drafts?, links?, pages?, documents?, pack])?;
        let _ = self.files.remove(contents.name.other().file()); // The pack before this one, if there is one.
        self.keep_looks(memory)
    }

    /// Keeps how files look.
    pub(crate) fn keep_looks(&self, memory: &Memory) -> io::Result<()> {
        let (inventory, printed) =
            rayon::join(|| encoded(&memory.inventory, 0), || encoded(&memory.printed, 0));
        self.files.write(LOOKS, &[inventory?, printed?, encoded(&memory.last, 0)?])
    }

    /// Adds to the pack what it does not have of some stories; where most of it is not needed any more, begins another.
    fn pack(&mut self, stories: &[&dyn Storable]) -> io::Result<Contents> {
        let before = self.pack.take();
        let kept = before.as_ref().filter(|pack| pack.is_worth_keeping(stories));
        let pack = kept.map_or_else(|| self.another_pack(before.as_deref()), |pack| Ok(Arc::clone(pack)))?;
        let contents = pack.add(stories);
        if before.is_some_and(|pack| pack.is_spoilt()) {
            self.files.remove(MEMORY)?; // What was fetched to be written into another may be empty.
            return Err(io::ErrorKind::InvalidData.into());
        }
        let contents = contents?;
        let store = pack.store();
        stories.iter().zip(&contents.stretches).for_each(|(story, at)| story.lies_in(&store, *at));
        self.pack = Some(pack);
        Ok(contents)
    }

    /// A new pack in the place that `.cache/memory` does not need.
    fn another_pack(&self, before: Option<&Pack>) -> io::Result<Arc<Pack>> {
        let written = || Some(decoded::<Contents>(&CacheParts::of(self.files.read(MEMORY)?).pack)?.name);
        let taken = before.map(Pack::name).or_else(written);
        Pack::create(self.files.folder()?, taken.map_or_else(PackName::default, PackName::other))
    }
}

/// What lies in the pack: what stories tell, and what they say.
fn stories<'m>(drafts: &'m parse::DraftCache, links: &'m link::ResolvedStories) -> Vec<&'m dyn Storable> {
    let told = drafts.stories().flat_map(|draft| [&draft.front as &dyn Storable, &draft.narrative]);
    told.chain(links.figured().map(|figured| figured as &dyn Storable)).collect()
}

/// The written form of a value that was `before` bytes long the last time.
fn encoded(value: &impl Serialize, before: usize) -> io::Result<Vec<u8>> {
    let room = Vec::with_capacity(before + before / 16);
    postcard::to_extend(value, room).map_err(io::Error::other)
}

fn decoded<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
