//! A value that is written down elsewhere, and read when it is first asked for.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// Where the written form of a value lies, in bytes, and the digest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ByteRange {
    /// The first byte.
    pub start: u64,
    /// How many.
    pub length: u32,
    /// What they are known by.
    pub digest: Digest,
}

/// Whoever keeps written forms.
pub(crate) trait Store: Send + Sync {
    /// What is written there; nothing, where that cannot be had any more. The store remembers that it could not.
    fn read(&self, stretch: ByteRange) -> Option<Vec<u8>>;

    /// Says that what was read makes no sense.
    fn spoil(&self);
}

/// A value that may lie in a store.
///
/// A store that fails gives an empty value and remembers that it failed: whoever opened it asks it at the end, and begins anew
/// without it.
#[derive(Clone)]
pub struct Deferred<T> {
    /// In a box, because most are never read.
    value: OnceLock<Box<T>>,
    written: OnceLock<(ByteRange, Arc<dyn Store>)>,
}

/// A value that may lie in a store, whatever it is.
pub(crate) trait Storable: Sync {
    /// Where it lies in `store`, if it does.
    fn place(&self, store: &Arc<dyn Store>) -> Option<ByteRange>;

    /// Says where it lies; what is known of that already stays.
    fn lies_in(&self, store: &Arc<dyn Store>, stretch: ByteRange);

    /// Its written form; nothing, where that cannot be had any more. What lies in a store is not read for it.
    fn written(&self) -> Option<Vec<u8>>;
}

impl<T: DeserializeOwned + Default> Deferred<T> {
    /// A value that is at hand.
    #[must_use]
    pub fn of(value: T) -> Self {
        Self { value: OnceLock::from(Box::new(value)), written: OnceLock::new() }
    }

    /// A value of which it is not known yet where it lies.
    #[must_use]
    pub fn unread() -> Self {
        Self { value: OnceLock::new(), written: OnceLock::new() }
    }

    /// The value.
    #[must_use]
    pub fn get(&self) -> &T {
        self.value.get_or_init(|| self.read().unwrap_or_default())
    }

    fn read(&self) -> Option<Box<T>> {
        let (stretch, store) = self.written.get()?;
        let value = postcard::from_bytes(&store.read(*stretch)?).ok();
        if value.is_none() {
            store.spoil();
        }
        value
    }
}

impl<T: Serialize + DeserializeOwned + Default + Send + Sync> Storable for Deferred<T> {
    fn place(&self, store: &Arc<dyn Store>) -> Option<ByteRange> {
        self.written.get().filter(|(_, its)| Arc::ptr_eq(its, store)).map(|(stretch, _)| *stretch)
    }

    fn lies_in(&self, store: &Arc<dyn Store>, stretch: ByteRange) {
        self.written.get_or_init(|| (stretch, Arc::clone(store)));
    }

    fn written(&self) -> Option<Vec<u8>> {
        match (self.value.get(), self.written.get()) {
            (None, Some((stretch, store))) => store.read(*stretch),
            _ => postcard::to_allocvec(self.get()).ok(),
        }
    }
}

impl<T: DeserializeOwned + Default> Default for Deferred<T> {
    fn default() -> Self {
        Self::of(T::default())
    }
}

impl<T: fmt::Debug + DeserializeOwned + Default> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
