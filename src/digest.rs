//! Digest: equal digests mean equal content.
//!
//! 128 bits: enough that two different pages never share a name, and short enough to print in one.

use std::fmt;
use std::hash::Hash;
use std::io::{self, Read, Write};

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use siphasher::sip128::{Hasher128, SipHasher13};

/// How much of a file is read at a time, in bytes.
const PIECE: usize = 64 << 10;

/// The fingerprint of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::of_pieces([bytes])
    }

    /// The digest of several pieces, as if they were one.
    #[must_use]
    pub fn of_pieces<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for piece in pieces {
            hasher.update(piece);
        }
        Self::finished(&hasher)
    }

    /// The digest of everything that a reader yields, read piece by piece.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of_reader(reader: impl Read) -> io::Result<Self> {
        Self::of_copy(reader, &mut io::sink())
    }

    /// Copies everything that a reader yields, and returns its digest.
    ///
    /// # Errors
    /// If it cannot be read or written.
    pub fn of_copy(mut reader: impl Read, copy: &mut impl Write) -> io::Result<Self> {
        let (mut hasher, mut piece) = (blake3::Hasher::new(), vec![0; PIECE]);
        loop {
            match reader.read(&mut piece) {
                Ok(0) => return Ok(Self::finished(&hasher)),
                Ok(length) => {
                    hasher.update(&piece[..length]);
                    copy.write_all(&piece[..length])?;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn finished(hasher: &blake3::Hasher) -> Self {
        let mut short = [0; 16];
        short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(short)
    }

    /// The digest of a value. It is valid within this program only: another build may hash a value differently.
    ///
    /// It is SipHash, which hashes the many short pieces of a value several times faster than BLAKE3.
    #[must_use]
    pub fn of_value(value: &impl Hash) -> Self {
        let mut hasher = SipHasher13::new();
        value.hash(&mut hasher);
        Self(hasher.finish128().as_bytes())
    }

    /// The digest that is written as these 32 hexadecimal digits.
    #[must_use]
    pub(crate) fn parse(digits: &str) -> Option<Self> {
        let number = u128::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 32);
        number.map(|number| Self(number.to_be_bytes()))
    }

    /// What is left of it, divided by a number: the same in every build of the program if the digest is one of bytes.
    #[must_use]
    pub(crate) fn remainder(self, divisor: u64) -> u64 {
        let rest = u128::from_be_bytes(self.0) % u128::from(divisor);
        u64::try_from(rest).unwrap_or(u64::MAX)
    }

    /// The first ten hexadecimal digits, for file names.
    #[must_use]
    pub fn short(self) -> String {
        self.to_string()[..10].to_owned()
    }
}

/// A short, stable replacement for a name that cannot be an address: `s-` and ten digits.
#[must_use]
pub(crate) fn short_form(name: &str) -> String {
    format!("s-{}", Digest::of(name.as_bytes()).short())
}

/// Hexadecimal digits in human-readable formats; otherwise raw bytes, because most of a cache is digests.
impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_bytes(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Written)
        } else {
            deserializer.deserialize_bytes(Written)
        }
    }
}

/// Reads a serialized digest.
struct Written;

impl Visitor<'_> for Written {
    type Value = Digest;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a digest of 128 bits")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Digest, E> {
        bytes.try_into().map(Digest).map_err(|_| E::invalid_length(bytes.len(), &self))
    }

    fn visit_str<E: de::Error>(self, digits: &str) -> Result<Digest, E> {
        Digest::parse(digits).ok_or_else(|| E::invalid_value(Unexpected::Str(digits), &self))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}
