//! Sets of common 汉字 that are asked for every character of a text.

/// The first and the last 汉字 of the common block.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;
const WORDS: usize = ((LAST - FIRST + 1) / u64::BITS) as usize;

/// A set of common 汉字, a bit for each.
#[derive(Debug)]
pub(crate) struct CharacterSet([u64; WORDS]);

impl CharacterSet {
    /// The characters of a text. They must be common 汉字, which take three bytes.
    pub(crate) const fn of(text: &str) -> Self {
        let (bytes, mut set, mut at) = (text.as_bytes(), [0; WORDS], 0);
        while at < bytes.len() {
            let [first, second, third] = [bytes[at] & 0x0F, bytes[at + 1] & 0x3F, bytes[at + 2] & 0x3F];
            let place = ((first as u32) << 12 | (second as u32) << 6 | third as u32) - FIRST;
            set[(place / u64::BITS) as usize] |= 1 << (place % u64::BITS);
            at += 3;
        }
        Self(set)
    }

    /// Whether a character is in the set.
    pub(crate) fn has(&self, character: impl Into<u32>) -> bool {
        let place = character.into().wrapping_sub(FIRST);
        self.0.get((place / u64::BITS) as usize).is_some_and(|word| word >> (place % u64::BITS) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_characters_and_no_others() {
        static SET: CharacterSet = CharacterSet::of("一的鿿");
        for character in ['一', '的', '鿿'] {
            assert!(
                SET.has(character) && SET.has(u16::try_from(u32::from(character)).unwrap()),
                "{character}"
            );
        }
        for character in ['丁', '、', 'a', 'ꀀ', '𠮷'] {
            assert!(!SET.has(character), "{character}");
        }
    }
}
