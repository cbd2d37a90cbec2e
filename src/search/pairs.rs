//! Pairs of characters, by which texts are indexed. The script of the search page takes texts apart in the same way.

use std::iter::once;

use unicode_normalization::UnicodeNormalization;

use crate::language::is_han;

/// Where a pair occurs. Its sign comes before the pair in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Anywhere.
    Any,
    /// In the headline.
    Headline,
    /// In the byline.
    Byline,
}

/// A pair of characters and where it occurs, in one number that sorts by them: 2, 21 and 21 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Bigram(pub u64);

impl Bigram {
    fn new(field: Field, first: char, second: char) -> Self {
        Self(((field as u64) << 42) | (u64::from(first) << 21) | u64::from(second))
    }

    /// As it is written in the index: the sign of the field, and the characters.
    pub(super) fn key(self) -> impl Iterator<Item = char> {
        let sign = [None, Some('!'), Some('@')][(self.0 >> 42) as usize & 3];
        sign.into_iter().chain(self.characters())
    }

    /// The characters.
    fn characters(self) -> impl Iterator<Item = char> {
        let part = |shift: u32| u32::try_from((self.0 >> shift) & 0x1F_FFFF).ok().and_then(char::from_u32);
        part(21).into_iter().chain(part(0))
    }

    /// A hash of the characters alone, so that a query finds all fields in one file. It depends evenly on all of their bits: FNV over
    /// the UTF-16 units, then the finish of Murmur.
    pub(super) fn hash(self) -> u32 {
        let mut hash: u32 = 0x811c_9dc5;
        for character in self.characters() {
            for unit in character.encode_utf16(&mut [0; 2]) {
                hash = (hash ^ u32::from(*unit)).wrapping_mul(0x0100_0193);
            }
        }
        hash ^= hash >> 15;
        hash = hash.wrapping_mul(0x85eb_ca77);
        hash ^ (hash >> 13)
    }
}

/// Adds the pairs of a text: those of neighbouring letters or digits, at half width and in lower case. A headline has spaces where its
/// lines end; between 汉字 they separate nothing.
pub(super) fn add(field: Field, text: &str, into: &mut Vec<Bigram>) {
    let (mut before, mut before_space): (Option<char>, Option<char>) = (None, None);
    let plain = text.nfc().flat_map(|character| once(character).nfkc().flat_map(char::to_lowercase));
    for character in plain {
        let here = Some(character).filter(|character| character.is_alphanumeric());
        let first = before.or(before_space.filter(|_| is_han(character)));
        if let (Some(first), Some(second)) = (first, here) {
            into.push(Bigram::new(field, first, second));
        }
        before_space = before.filter(|before| character == ' ' && is_han(*before));
        before = here;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<String> {
        let mut pairs = Vec::new();
        add(Field::Headline, text, &mut pairs);
        pairs.into_iter().map(|pair| pair.key().collect()).collect()
    }

    #[test]
    fn neighbouring_letters_are_pairs_whatever_their_width_and_case() {
        assert_eq!(pairs("晨光，Ｇdp"), ["!晨光", "!gd", "!dp"]);
        assert_eq!(pairs("一 12.5"), ["!12"]);
        assert_eq!(pairs("e\u{301}t"), ["!ét"]);
        assert_eq!(pairs("𠮷野"), ["!𠮷野"]);
        assert_eq!(pairs("新苗 四维　发 a 力\n促"), ["!新苗", "!苗四", "!四维", "!维发"]);
    }
}
