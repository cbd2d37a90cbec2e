//! The lexicon: the words of simplified Chinese, how frequent they are and what they are, and texts divided into them.
//!
//! The words are those of the segmenter, which keeps their frequencies to itself (`dictionary/collect.py`). Dividing a text takes the most likely
//! words, each for itself; what is left over as single characters is where a word may be misspelt (`near`).

mod near;
mod shapes;

use std::io::Read;
use std::ops::Range;
use std::sync::LazyLock;

use flate2::read::GzDecoder;

pub(crate) use near::Misspelling;

/// The words, compressed: a word, its frequency and its part of speech on each line.
static WORDS: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/dictionary/words.txt.gz"));
/// Words of the day that the dictionary lacks.
static NEWER: &str = include_str!("newer.txt");

static LEXICON: LazyLock<Dictionary> = LazyLock::new(Dictionary::read);

/// The lexicon, which is read when it is first asked for.
pub(crate) fn lexicon() -> &'static Dictionary {
    &LEXICON
}

/// Words, sorted by their characters.
#[derive(Debug)]
pub(crate) struct Dictionary {
    /// The characters of all words, one word after another.
    characters: Vec<u16>,
    words: Vec<LexiconWord>,
    /// For each first character, the place of its first word.
    begins: Vec<u32>,
    /// The logarithm of the share of a word that occurs half a time.
    unknown: f32,
    /// Which pairs of characters stand within a longer word.
    joined: JoinedPairs,
    near: near::Indexes,
}

/// A word of the lexicon.
#[derive(Clone, Copy, Debug)]
struct LexiconWord {
    start: u32,
    length: u8,
    class: WordClass,
    /// The logarithm of its share in all texts.
    weight: f32,
}

/// What a word is, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordClass {
    /// A person, a place, a body, a product.
    Name,
    /// A set phrase.
    Idiom,
    /// A numeral.
    Numeral,
    /// A verb.
    Verb,
    /// Any other.
    Other,
}

impl WordClass {
    fn of(tag: &str) -> Self {
        match tag.as_bytes() {
            [b'n', b'r' | b's' | b't' | b'z', ..] => Self::Name,
            [b'i' | b'l', ..] => Self::Idiom,
            [b'm', ..] => Self::Numeral,
            [b'v', ..] => Self::Verb,
            _ => Self::Other,
        }
    }
}

/// A word of a text that was divided.
#[derive(Clone, Debug, PartialEq)]
struct LikelyWord {
    range: Range<usize>,
    class: WordClass,
    weight: f32,
}

impl LikelyWord {
    fn is_single(&self) -> bool {
        self.range.len() == 1
    }
}

/// The bits of the table of pairs: one in twenty pairs that are in no word is taken for one that is.
const PAIRS: usize = 1 << 23;

/// A table of pairs of characters, which knows all that it was given and a few more.
#[derive(Debug)]
struct JoinedPairs(Vec<u64>);

impl JoinedPairs {
    fn place(one: u16, next: u16) -> (usize, u64) {
        let pair = u32::from(one) << 16 | u32::from(next);
        let place = pair.wrapping_mul(0x9E37_79B1) as usize >> 9;
        (place % PAIRS / 64, 1 << (place % 64))
    }

    fn add(&mut self, word: &[u16]) {
        for pair in word.windows(2) {
            let (place, bit) = Self::place(pair[0], pair[1]);
            self.0[place] |= bit;
        }
    }

    fn has(&self, one: u16, next: u16) -> bool {
        let (place, bit) = Self::place(one, next);
        self.0[place] & bit != 0
    }
}

impl Dictionary {
    #[expect(clippy::cast_precision_loss, reason = "frequencies are estimates")]
    fn read() -> Self {
        let mut text = String::new();
        GzDecoder::new(WORDS).read_to_string(&mut text).expect("the dictionary is carried");
        let (mut characters, mut words): (Vec<u16>, Vec<LexiconWord>) = (Vec::new(), Vec::new());
        let mut joined = JoinedPairs(vec![0; PAIRS / 64]);
        let mut total = 0.0_f32;
        for line in text.lines() {
            let mut parts = line.split(' ');
            let (Some(word), Some(many), Some(tag)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            let many = many.parse::<u32>().unwrap_or_default().max(1) as f32;
            let start = characters.len();
            characters.extend(word.encode_utf16());
            let length = characters.len() - start;
            if length > 2 {
                joined.add(&characters[start..]);
            }
            total += many;
            let length = u8::try_from(length).unwrap_or(u8::MAX);
            let start = u32::try_from(start).expect("the dictionary is small");
            words.push(LexiconWord { start, length, class: WordClass::of(tag), weight: many.ln() });
        }
        let total = total.ln();
        for word in &mut words {
            word.weight -= total;
        }
        for word in NEWER.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace) {
            joined.add(&word.encode_utf16().collect::<Vec<u16>>());
        }
        let begins = begins(&characters, &words);
        let mut lexicon = Self {
            characters,
            words,
            begins,
            unknown: 0.5_f32.ln() - total,
            joined,
            near: near::Indexes::default(),
        };
        lexicon.near = near::Indexes::of(&lexicon);
        lexicon
    }

    fn spelling(&self, word: &LexiconWord) -> &[u16] {
        let start = word.start as usize;
        &self.characters[start..start + usize::from(word.length)]
    }

    /// The words that begin with `text`.
    fn beginning_with(&self, text: &[u16]) -> &[LexiconWord] {
        let mut words = &self.words[..];
        self.each_beginning(text, |depth, here| {
            if depth == text.len() {
                words = here;
            }
        });
        if words.len() == self.words.len() { &[] } else { words }
    }

    /// Calls `found` with the words that begin with the first character of `text`, with its first two, and so on.
    fn each_beginning<'l>(&'l self, text: &[u16], mut found: impl FnMut(usize, &'l [LexiconWord])) {
        let Some(first) = text.first().map(|first| usize::from(*first)) else { return };
        let mut here = &self.words[self.begins[first] as usize..self.begins[first + 1] as usize];
        for depth in 1.. {
            if here.is_empty() {
                return;
            }
            found(depth, here);
            let Some(next) = text.get(depth) else { return };
            let at = |word: &LexiconWord| self.spelling(word).get(depth).copied().unwrap_or_default();
            here = &here[here.partition_point(|word| at(word) < *next)..];
            here = &here[..here.partition_point(|word| at(word) == *next)];
        }
    }

    /// The word that a text is, if it is one.
    fn word(&self, text: &[u16]) -> Option<&LexiconWord> {
        self.beginning_with(text).first().filter(|word| usize::from(word.length) == text.len())
    }

    /// A text divided into its most likely words.
    fn divide(&self, text: &[u16]) -> Vec<LikelyWord> {
        let single = LikelyWord { range: 0..1, class: WordClass::Other, weight: self.unknown };
        let mut best = vec![(0.0_f32, single); text.len() + 1];
        for start in (0..text.len()).rev() {
            let single =
                LikelyWord { range: start..start + 1, class: WordClass::Other, weight: self.unknown };
            let mut here = (self.unknown + best[start + 1].0, single);
            self.each_beginning(&text[start..], |length, words| {
                let Some(word) = words.first().filter(|word| usize::from(word.length) == length) else {
                    return;
                };
                let weight = word.weight + best[start + length].0;
                if weight > here.0 || length == 1 {
                    let range = start..start + length;
                    here = (weight, LikelyWord { range, class: word.class, weight: word.weight });
                }
            });
            best[start] = here;
        }
        let mut words = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let word = best[at].1.clone();
            at = word.range.end;
            words.push(word);
        }
        words
    }
}

/// For each first character, the place of its first word.
fn begins(characters: &[u16], words: &[LexiconWord]) -> Vec<u32> {
    let mut begins = vec![0_u32; usize::from(u16::MAX) + 2];
    for word in words {
        begins[usize::from(characters[word.start as usize]) + 1] += 1;
    }
    for place in 1..begins.len() {
        begins[place] += begins[place - 1];
    }
    begins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_divided_into_its_most_likely_words() {
        let text: Vec<u16> = "全镇因地制宜种起了药材".encode_utf16().collect();
        let words = lexicon().divide(&text);
        let words: Vec<String> =
            words.iter().map(|word| String::from_utf16_lossy(&text[word.range.clone()])).collect();
        assert_eq!(words, ["全镇", "因地制宜", "种", "起", "了", "药材"]);
    }

    #[test]
    fn the_words_are_in_the_order_in_which_they_are_searched_for() {
        let lexicon = lexicon();
        let spellings = lexicon.words.windows(2);
        let mut unsorted = spellings.filter(|pair| lexicon.spelling(&pair[0]) >= lexicon.spelling(&pair[1]));
        assert!(unsorted.next().is_none(), "run dictionary/collect.py again");
    }
}
