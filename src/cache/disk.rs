//! The cache on disk. `.cache/stamps` holds the state of every file, `.cache/values` the values computed from them,
//! and a blob file the text of the stories, of which a build needs little.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::blobs::{BlobFile, BlobName};
use super::checksummed::ChecksummedFiles;
use super::{Cache, LastBuild};
use crate::deferred::Storable;
use crate::files::OpenFolder;
use crate::parse::ParseMemos;

const STAMPS: &str = "stamps";
const VALUES: &str = "values";

/// The folder of the cache.
#[derive(Debug)]
pub(crate) struct Disk {
    files: ChecksummedFiles,
    /// The blob file that was last loaded or saved.
    blobs: Option<Arc<BlobFile>>,
    /// The lengths of the parts of `.cache/values`: a hint for the size of the next ones.
    lengths: [usize; 5],
}

impl Disk {
    /// The cache of the paper at `root`.
    pub(crate) fn of(root: OpenFolder) -> Self {
        Self { files: ChecksummedFiles::of(root), blobs: None, lengths: [0; 5] }
    }

    /// Loads the state of the files.
    pub(crate) fn load_stamps(&self) -> Option<Cache> {
        let [inventory, printed, last] = self.files.read(STAMPS)?;
        let (inventory, printed) = rayon::join(|| decoded(&inventory), || decoded(&printed));
        let last: Option<LastBuild> = decoded(&last)?;
        Some(Cache { inventory: inventory?, printed: printed?, last, ..Cache::default() })
    }

    /// Loads the values computed from them.
    pub(crate) fn load_values(&mut self) -> Option<Cache> {
        let parts = self.files.read(VALUES)?;
        self.lengths = parts.each_ref().map(Bytes::len);
        let [files, links, pages, documents, blobs] = parts;
        let ((files, links), (documents, pages)) = rayon::join(
            || rayon::join(|| decoded(&files), || decoded(&links)),
            || rayon::join(|| decoded(&documents), || decoded(&pages)),
        );
        let (files, (capacities, layouts, search)): (ParseMemos, _) = (files?, pages?);
        let blobs = BlobFile::open(self.files.folder().ok()?, decoded(&blobs)?)?;
        let store = blobs.store();
        for value in storables(&files) {
            value.attach(&store);
        }
        self.blobs = Some(blobs);
        let (links, documents) = (links?, documents?);
        Some(Cache { files, links, capacities, layouts, search, documents, ..Cache::default() })
    }

    /// Saves the whole cache.
    pub(crate) fn save(&mut self, cache: &Cache) -> io::Result<()> {
        let blobs = self.save_blobs(&storables(&cache.files))?;
        let [files, links, pages, documents, _] = self.lengths;
        let ((files, links), (documents, pages)) = rayon::join(
            || rayon::join(|| encoded(&cache.files, files), || encoded(&cache.links, links)),
            || {
                let values = (&cache.capacities, &cache.layouts, &cache.search);
                rayon::join(|| encoded(&cache.documents, documents), || encoded(&values, pages))
            },
        );
        let parts = [files?, links?, pages?, documents?, encoded(&blobs.name(), 0)?];
        self.files.write(VALUES, &parts)?;
        let _ = self.files.remove(blobs.name().other().file()); // The previous blob file, if there is one.
        self.save_stamps(cache)
    }

    /// Saves the state of the files.
    pub(crate) fn save_stamps(&self, cache: &Cache) -> io::Result<()> {
        let (inventory, printed) =
            rayon::join(|| encoded(&cache.inventory, 0), || encoded(&cache.printed, 0));
        self.files.write(STAMPS, &[inventory?, printed?, encoded(&cache.last, 0)?])
    }

    /// Appends the values that the blob file does not contain. Starts a new file if most of the old one is no longer needed.
    fn save_blobs(&mut self, values: &[&dyn Storable]) -> io::Result<Arc<BlobFile>> {
        let kept = self.blobs.as_ref().filter(|blobs| blobs.is_worth_keeping(values));
        let blobs = kept.map_or_else(|| self.new_blobs(), |blobs| Ok(Arc::clone(blobs)))?;
        if let Err(error) = blobs.add(values) {
            // A record that was never read may be damaged, so its index must not be used again.
            self.files.remove(VALUES)?;
            return Err(error);
        }
        self.blobs = Some(Arc::clone(&blobs));
        Ok(blobs)
    }

    /// Creates a blob file under the name that `.cache/values` does not use.
    fn new_blobs(&self) -> io::Result<Arc<BlobFile>> {
        let in_values = || {
            let [.., name] = self.files.read::<5>(VALUES)?;
            decoded::<BlobName>(&name)
        };
        let taken = self.blobs.as_ref().map(|blobs| blobs.name()).or_else(in_values);
        BlobFile::create(self.files.folder()?, taken.map_or_else(BlobName::default, BlobName::other))
    }
}

/// The values that are kept in the blob file.
fn storables(files: &ParseMemos) -> Vec<&dyn Storable> {
    files.stories().flat_map(|draft| [&draft.front as &dyn Storable, &draft.narrative]).collect()
}

/// The encoded form of a value, whose previous version was `before` bytes long.
fn encoded(value: &impl Serialize, before: usize) -> io::Result<Vec<u8>> {
    let room = Vec::with_capacity(before + before / 16);
    postcard::to_extend(value, room).map_err(io::Error::other)
}

fn decoded<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
