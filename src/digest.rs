//! Digest: equal digests mean equal content.
//!
//! 128 bits: enough that two different pages never share a name, short enough to print in one.

use std::fmt;
use std::hash::Hash;

use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher13};

/// The fingerprint of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::of_pieces([bytes])
    }

    /// The digest of bytes that come in pieces.
    #[must_use]
    pub fn of_pieces<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for piece in pieces {
            hasher.update(piece);
        }
        let mut short = [0; 16];
        short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(short)
    }

    /// The digest of a value, for this program alone: what its `Hash` writes may differ between two builds of it.
    ///
    /// This one is SipHash, which takes the many short pieces of a value several times faster than BLAKE3 does.
    #[must_use]
    pub fn of_value(value: &impl Hash) -> Self {
        let mut hasher = SipHasher13::new();
        value.hash(&mut hasher);
        Self(hasher.finish128().as_bytes())
    }

    /// The first ten hexadecimal digits: for file names, where a whole digest would be noise.
    #[must_use]
    pub fn short(self) -> String {
        self.to_string()[..10].to_owned()
    }
}

/// The short stable form of a name that cannot stand in an address: `s-` and ten digits.
#[must_use]
pub fn short_form(name: &str) -> String {
    format!("s-{}", Digest::of(name.as_bytes()).short())
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
