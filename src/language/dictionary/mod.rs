//! The dictionary: the words of simplified Chinese, how frequent they are and what they are. Where the segmenter leaves single
//! characters, a word may be misspelt (`near`).

mod lost;
mod near;
mod pairs;
mod shapes;
mod singles;
mod slips;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{segment, word_list};
pub(crate) use slips::{Misspelling, are_easily_confused, sound_nearly_alike};

/// Words of the day that the word list lacks.
static NEWER: &str = include_str!("newer.txt");

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::read);

/// The dictionary, which is read when it is first asked for.
pub(crate) fn dictionary() -> &'static Dictionary {
    &DICTIONARY
}

/// Words, sorted by their characters.
#[derive(Debug)]
pub(crate) struct Dictionary {
    /// The characters of all words, one word after another.
    characters: Vec<u16>,
    words: Vec<DictionaryWord>,
    /// For each first character, the place of its first word.
    begins: Vec<u32>,
    /// The places of the words of up to four characters.
    places: FxHashMap<u64, u32>,
    /// The logarithm of the share of a word that occurs half a time.
    unknown: f32,
    /// Which pairs of characters stand within a longer word.
    joined: JoinedPairs,
    near: near::Indexes,
    pairs: pairs::WordPairs,
    lost: lost::LostCharacters,
    /// Words of the day, sorted.
    newer: Vec<Vec<u16>>,
}

/// A word of the dictionary.
#[derive(Clone, Copy, Debug)]
struct DictionaryWord {
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
    /// Its place in the dictionary, if it is there.
    place: Option<u32>,
    class: WordClass,
    weight: f32,
}

impl LikelyWord {
    fn is_single(&self) -> bool {
        self.range.len() == 1
    }
}

/// The bits of the table of pairs: one in a hundred pairs that are in no word is taken for one that is.
const PAIRS: usize = 1 << 23;

/// A table of pairs of characters, which knows all that it was given and a few more.
#[derive(Debug)]
struct JoinedPairs(Vec<u64>);

impl JoinedPairs {
    /// The two bits of a pair.
    fn places(one: u16, next: u16) -> [(usize, u64); 2] {
        let pair = u32::from(one) << 16 | u32::from(next);
        [0x9E37_79B1, 0x85EB_CA77].map(|factor| {
            let place = pair.wrapping_mul(factor) as usize >> 9;
            (place % PAIRS / 64, 1 << (place % 64))
        })
    }

    fn add(&mut self, word: &[u16]) {
        for pair in word.windows(2) {
            for (place, bit) in Self::places(pair[0], pair[1]) {
                self.0[place] |= bit;
            }
        }
    }

    fn has(&self, one: u16, next: u16) -> bool {
        Self::places(one, next).into_iter().all(|(place, bit)| self.0[place] & bit != 0)
    }
}

impl Dictionary {
    #[expect(clippy::cast_precision_loss, reason = "frequencies are estimates")]
    fn read() -> Self {
        let (mut characters, mut words): (Vec<u16>, Vec<DictionaryWord>) = (Vec::new(), Vec::new());
        let mut joined = JoinedPairs(vec![0; PAIRS / 64]);
        let mut total = 0.0_f32;
        for line in word_list::text().lines() {
            let mut parts = line.split(' ');
            let (Some(word), Some(many), Some(tag)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            let many = many.parse::<u32>().unwrap_or_default().max(1) as f32;
            let start = characters.len();
            characters.extend(word.encode_utf16());
            let length = characters.len() - start;
            if length != word.chars().count() {
                characters.truncate(start); // A rare character that needs two units.
                continue;
            }
            if length > 2 {
                joined.add(&characters[start..]);
            }
            total += many;
            let length = u8::try_from(length).unwrap_or(u8::MAX);
            let start = u32::try_from(start).expect("the dictionary is small");
            words.push(DictionaryWord { start, length, class: WordClass::of(tag), weight: many.ln() });
        }
        let total = total.ln();
        for word in &mut words {
            word.weight -= total;
        }
        let newer = NEWER.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let mut newer: Vec<Vec<u16>> = newer.map(|word| word.encode_utf16().collect()).collect();
        for word in &newer {
            joined.add(word);
        }
        newer.sort_unstable();
        let begins = begins(&characters, &words);
        let places = places(&characters, &words);
        let mut dictionary = Self {
            characters,
            words,
            begins,
            places,
            unknown: 0.5_f32.ln() - total,
            joined,
            near: near::Indexes::default(),
            pairs: pairs::WordPairs::default(),
            lost: lost::LostCharacters::default(),
            newer,
        };
        dictionary.near = near::Indexes::of(&dictionary);
        dictionary.pairs = pairs::WordPairs::of(&dictionary);
        dictionary.lost = lost::LostCharacters::of(&dictionary);
        dictionary
    }

    fn spelling(&self, word: &DictionaryWord) -> &[u16] {
        let start = word.start as usize;
        &self.characters[start..start + usize::from(word.length)]
    }

    /// The places of the words that begin with `text`.
    fn beginning_with(&self, text: &[u16]) -> Range<usize> {
        let Some(first) = text.first().map(|first| usize::from(*first)) else { return 0..0 };
        let begin = self.begins[first] as usize;
        let here = &self.words[begin..self.begins[first + 1] as usize];
        let head = |word: &DictionaryWord| {
            let spelling = self.spelling(word);
            &spelling[..spelling.len().min(text.len())]
        };
        let from = here.partition_point(|word| head(word) < text);
        let to = from + here[from..].partition_point(|word| head(word) == text);
        begin + from..begin + to
    }

    /// The place of the word that a text is, if it is one.
    fn place(&self, text: &[u16]) -> Option<u32> {
        if let Some(key) = short(text) {
            return self.places.get(&key).copied();
        }
        let first = self.beginning_with(text).next()?;
        let is_whole = usize::from(self.words[first].length) == text.len();
        u32::try_from(first).ok().filter(|_| is_whole)
    }

    /// Whether a text is a word of the day.
    fn is_newer(&self, text: &[u16]) -> bool {
        self.newer.binary_search_by(|word| word.as_slice().cmp(text)).is_ok()
    }

    fn at(&self, place: u32) -> &DictionaryWord {
        &self.words[place as usize]
    }

    /// A text of 汉字 of one unit each, divided into its most likely words.
    fn divide(&self, text: &str) -> Vec<LikelyWord> {
        let mut start = 0;
        let likely = |word: &str| {
            let units: Vec<u16> = word.encode_utf16().collect();
            let range = start..start + units.len();
            start = range.end;
            let place = self.place(&units);
            let known = place.map(|place| (self.at(place).class, self.at(place).weight));
            let (class, weight) = known.unwrap_or((WordClass::Other, self.unknown));
            LikelyWord { range, place, class, weight }
        };
        segment::likeliest(text).map(likely).collect()
    }
}

/// The places of the words of up to four characters.
fn places(characters: &[u16], words: &[DictionaryWord]) -> FxHashMap<u64, u32> {
    let mut places = FxHashMap::with_capacity_and_hasher(words.len(), FxBuildHasher);
    for (place, word) in (0..).zip(words) {
        let spelling = &characters[word.start as usize..][..usize::from(word.length)];
        places.extend(short(spelling).map(|key| (key, place)));
    }
    places
}

/// A word of up to four characters as one number.
fn short(word: &[u16]) -> Option<u64> {
    let key = || word.iter().fold(0, |before, unit| before << 16 | u64::from(*unit));
    (1..=4).contains(&word.len()).then(key)
}

/// A character as the dictionary keeps it; those of two units are in none of its words.
fn unit(character: char) -> u16 {
    u16::try_from(u32::from(character)).unwrap_or_default()
}

/// For each first character, the place of its first word.
fn begins(characters: &[u16], words: &[DictionaryWord]) -> Vec<u32> {
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
    fn the_words_that_begin_with_a_text_are_found() {
        let dictionary = dictionary();
        let text: Vec<u16> = "因地制".encode_utf16().collect();
        let found = dictionary.words[dictionary.beginning_with(&text)].iter();
        let found: Vec<String> =
            found.map(|word| String::from_utf16_lossy(dictionary.spelling(word))).collect();
        assert_eq!(found, ["因地制宜"]);
        assert!(dictionary.place(&text).is_none());
    }

    #[test]
    fn the_words_are_in_the_order_in_which_they_are_searched_for() {
        let dictionary = dictionary();
        let spellings = dictionary.words.windows(2);
        let mut unsorted =
            spellings.filter(|pair| dictionary.spelling(&pair[0]) >= dictionary.spelling(&pair[1]));
        assert!(unsorted.next().is_none(), "run collect.py again");
    }
}
