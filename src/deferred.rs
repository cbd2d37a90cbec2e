//! A value that is kept in a file, and read when it is first asked for.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::de::DeserializeOwned;
use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::digest::Digest;

/// Where the encoded form of a value lies in a file, and its digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ByteRange {
    /// The first byte.
    pub start: u64,
    /// The number of bytes.
    pub length: u32,
    /// The digest of the bytes.
    pub digest: Digest,
}

/// A file that holds encoded values.
pub(crate) trait BlobStore: Send + Sync {
    /// The bytes of a range; `None` if they cannot be read or have another digest.
    fn read(&self, range: ByteRange) -> Option<Vec<u8>>;
}

/// A value that may be kept in a file. It is in memory, or it is read when it is first asked for. It is encoded as the place in the
/// file, so it must be [stored](Storable::set_stored) first, and [attached](Storable::attach) to the file after it is decoded.
pub struct Deferred<T> {
    /// In a box, because most are never read.
    value: OnceLock<Box<T>>,
    stored: Mutex<Option<Stored>>,
}

/// Where a value is kept.
#[derive(Clone)]
struct Stored {
    range: ByteRange,
    /// `None` until the file is open.
    store: Option<Arc<dyn BlobStore>>,
}

impl<T> Deferred<T> {
    /// A value in memory.
    #[must_use]
    pub fn of(value: T) -> Self {
        Self { value: OnceLock::from(Box::new(value)), stored: Mutex::default() }
    }

    /// The value, which must be in memory.
    #[must_use]
    pub fn into_value(self) -> T {
        *self.value.into_inner().expect("a value that was just computed is in memory")
    }

    fn stored(&self) -> Option<Stored> {
        self.stored.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, stored: Option<Stored>) {
        *self.stored.lock().unwrap_or_else(PoisonError::into_inner) = stored;
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        let Stored { range, store } = self.stored()?;
        store?.read(range)
    }
}

impl<T: DeserializeOwned> Deferred<T> {
    /// The value. If it is neither in memory nor can be read, it is computed again, and counts as not stored.
    pub fn get_or(&self, compute: impl FnOnce() -> T) -> &T {
        let read = || postcard::from_bytes(&self.bytes()?).ok();
        self.value.get_or_init(|| {
            read().unwrap_or_else(|| {
                self.set(None);
                Box::new(compute())
            })
        })
    }
}

/// A value that may be kept in a file, whatever its type.
pub(crate) trait Storable: Sync {
    /// Names the file that it was kept in when it was encoded.
    fn attach(&self, store: &Arc<dyn BlobStore>);

    /// Where it is kept in `store`, if it is.
    fn range_in(&self, store: &Arc<dyn BlobStore>) -> Option<ByteRange>;

    /// Records where it is kept.
    fn set_stored(&self, range: ByteRange, store: &Arc<dyn BlobStore>);

    /// Its encoded form; `None` if it is not in memory and cannot be read.
    fn encoded(&self) -> Option<Vec<u8>>;
}

impl<T: Serialize + DeserializeOwned + Send + Sync> Storable for Deferred<T> {
    fn attach(&self, store: &Arc<dyn BlobStore>) {
        if let Some(Stored { range, .. }) = self.stored() {
            self.set_stored(range, store);
        }
    }

    fn range_in(&self, store: &Arc<dyn BlobStore>) -> Option<ByteRange> {
        let Stored { range, store: its } = self.stored()?;
        its.filter(|its| Arc::ptr_eq(its, store)).map(|_| range)
    }

    fn set_stored(&self, range: ByteRange, store: &Arc<dyn BlobStore>) {
        self.set(Some(Stored { range, store: Some(Arc::clone(store)) }));
    }

    fn encoded(&self) -> Option<Vec<u8>> {
        self.value.get().map_or_else(|| self.bytes(), |value| postcard::to_allocvec(value).ok())
    }
}

impl<T> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let stored = self.stored().ok_or_else(|| S::Error::custom("the value is not stored"))?;
        stored.range.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Deferred<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored { range: ByteRange::deserialize(deserializer)?, store: None };
        Ok(Self { value: OnceLock::new(), stored: Mutex::new(Some(stored)) })
    }
}

impl<T: Clone> Clone for Deferred<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), stored: Mutex::new(self.stored()) }
    }
}

impl<T: fmt::Debug> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.get().fmt(f)
    }
}
