//! Echoes: a story that writes the same words twice, once with a slip. 鳞片石墨 and 磷片石墨 differ in a character that sounds or looks
//! like the other, 县中医医院 and 县中医院医 in the order of two.
//!
//! Two other characters, or three beside each other, must be the same. If both forms consist of usual words, both may be meant; two
//! characters in the other order must break a usual word, and not belong to usual words with their neighbours (城镇水|污染). What is
//! written must not begin or end within a word (原创|性引领, for 创新引领), nor be a word that the story uses otherwise (数智).

use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use crate::galley::Line;
use crate::language::dictionary::{are_easily_confused, dictionary, sound_nearly_alike};
use crate::language::segment;
use crate::language::{CharacterSet, is_surname};

/// Words that differ from other words of the story by a slip.
pub(crate) struct Echo<'l> {
    pub line: &'l Line,
    /// Where they begin.
    pub at: usize,
    pub written: String,
    /// The other words.
    pub right: String,
    /// Whether they differ in the order of two characters.
    pub transposed: bool,
    /// Whether the characters that differ only look alike.
    pub is_by_shape: bool,
}

/// Where the character that may differ is in its words, or the two in either order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EchoSlot {
    /// The second of four.
    Second,
    /// The third of four.
    Third,
    /// The first two of four.
    FirstPair,
    /// The last two of four.
    LastPair,
}

const SLOTS: [EchoSlot; 4] = [EchoSlot::Second, EchoSlot::Third, EchoSlot::FirstPair, EchoSlot::LastPair];
/// How often each pair of characters occurs in a story, if it is a word there.
const OFTEN: usize = 3;
/// The common 汉字.
const FIRST: char = '\u{4E00}';
const LAST: char = '\u{9FFF}';
/// How many characters are compared.
const WIDTH: usize = 4;
/// Words of one character and numerals, whose place is no slip.
static FREE: CharacterSet = CharacterSet::of(
    "的了在是和与及或被把向从于以并由该就也都而且其为对将让给到这那他她它们我你不很更最再又还已没有上下里中内外前后时等着过地得\
    之所能会要可如因但省市县区镇乡村州盟旗一二三四五六七八九十百千万亿两几东南西北",
);

impl EchoSlot {
    fn own(self) -> std::ops::Range<usize> {
        match self {
            Self::Second => 1..2,
            Self::Third => 2..3,
            Self::FirstPair => 0..2,
            Self::LastPair => 2..4,
        }
    }

    /// The place and the words without what may differ, a pair in the order of its codes, as one number. A common 汉字 takes 15 bits.
    fn key(self, mut words: [char; WIDTH]) -> u64 {
        let own = self.own();
        match self {
            Self::Second | Self::Third => words[own.start] = FIRST,
            Self::FirstPair | Self::LastPair => words[own].sort_unstable(),
        }
        let code = |word: char| u64::from(u32::from(word) - u32::from(FIRST));
        words.into_iter().fold(self as u64, |key, word| key << 15 | code(word))
    }

    fn is_slip(self, one: [char; WIDTH], other: [char; WIDTH]) -> bool {
        let place = self.own().start;
        one != other
            && match self {
                Self::Second | Self::Third => are_easily_confused(one[place], other[place]),
                Self::FirstPair | Self::LastPair => true,
            }
    }

    /// Whether characters that differ look alike and sound otherwise.
    fn is_by_shape(self, one: [char; WIDTH], other: [char; WIDTH]) -> bool {
        let place = self.own().start;
        matches!(self, Self::Second | Self::Third) && !sound_nearly_alike(one[place], other[place])
    }

    /// Whether neither of two characters is a usual word with its neighbour. The words begin at byte `at`.
    fn is_broken(self, text: &str, at: usize, words: [char; WIDTH]) -> bool {
        let before = text[..at].chars().next_back();
        let after = text[at..].chars().nth(WIDTH);
        let own = self.own();
        let left = if own.start == 0 { before } else { Some(words[own.start - 1]) };
        let right = words.get(own.end).copied().or(after);
        let is_usual = |one: Option<char>, next: Option<char>| {
            one.zip(next).is_some_and(|(one, next)| dictionary().is_usual([one, next]))
        };
        !is_usual(left, Some(words[own.start])) && !is_usual(Some(words[own.end - 1]), right)
    }

    /// Whether what may differ belongs to a usual word, or begins like a name (推动张江).
    fn is_usual(self, words: [char; WIDTH]) -> bool {
        let own = self.own();
        let pairs = match self {
            Self::Second | Self::Third => vec![own.start - 1, own.start],
            Self::FirstPair | Self::LastPair => vec![own.start],
        };
        let begins_a_name = || self == Self::Third && is_surname(words[2]);
        pairs.into_iter().any(|at| dictionary().is_usual([words[at], words[at + 1]])) || begins_a_name()
    }

    /// Whether some words of a text, which begin at byte `at`, begin and end where words do, and the word in which they may differ is not
    /// in the dictionary: 检察员等.
    fn is_unknown(self, text: &str, at: usize, words: [char; WIDTH]) -> bool {
        let width = |count: usize| words[..count].iter().map(|word| word.len_utf8()).sum::<usize>();
        let is_within = |place: usize| segment::is_inside_known_word(text, at + width(place));
        let is_one = matches!(self, Self::Second | Self::Third);
        let is_word = || is_one && segment::is_in_known_word(text, at + width(self.own().start));
        !(is_within(0) || is_within(WIDTH) || is_word())
    }

    /// The pair of characters that differs from that of the other word: 磷片, 数智.
    fn piece(self, words: [char; WIDTH]) -> [char; 2] {
        let start = if self == Self::Third { 2 } else { 0 };
        [words[start], words[start + 1]]
    }
}

/// The line, the place in it and the characters of words that were read.
type SeenWords<'l> = (&'l Line, usize, [char; WIDTH]);

/// The echoes among the lines of a story, each at the form that is less usual or later.
pub(crate) fn echoes<'l>(lines: impl Iterator<Item = &'l Line> + Clone) -> Vec<Echo<'l>> {
    let all = lines.clone();
    let times = LazyCell::new(|| times_of_pairs(all));
    let is_used = |piece: [char; 2]| {
        times.get(&piece).is_some_and(|times| *times >= OFTEN)
            || dictionary().is_word_of_the_day(&String::from_iter(piece))
    };
    let mut first: FxHashMap<u64, SeenWords> = FxHashMap::default();
    let mut found: Vec<Echo> = Vec::new();
    for line in lines {
        for (at, words) in windows(&line.text) {
            for slot in SLOTS.into_iter().filter(|slot| !words[slot.own()].iter().any(|own| FREE.has(*own))) {
                let (earlier, place, other) = *first.entry(slot.key(words)).or_insert((line, at, words));
                if !slot.is_slip(words, other) {
                    continue;
                }
                let (line, at, written, right) = match (slot.is_usual(words), slot.is_usual(other)) {
                    (true, true) => continue,
                    (true, false) => (earlier, place, other, words),
                    (false, _) => (line, at, words, other),
                };
                let transposed = matches!(slot, EchoSlot::FirstPair | EchoSlot::LastPair);
                if transposed && !(slot.is_usual(right) && slot.is_broken(&line.text, at, written)) {
                    continue;
                }
                if !slot.is_unknown(&line.text, at, written) || !transposed && is_used(slot.piece(written)) {
                    continue;
                }
                let is_new = |echo: &Echo| !std::ptr::eq(echo.line, line) || echo.at.abs_diff(at) > WIDTH * 3;
                if found.iter().all(is_new) {
                    found.push(Echo {
                        line,
                        at,
                        written: written.iter().collect(),
                        right: right.iter().collect(),
                        transposed,
                        is_by_shape: slot.is_by_shape(written, right),
                    });
                }
            }
        }
    }
    found
}

/// How often the lines have each pair of characters.
fn times_of_pairs<'l>(lines: impl Iterator<Item = &'l Line>) -> FxHashMap<[char; 2], usize> {
    let mut times = FxHashMap::default();
    for line in lines {
        for (one, next) in line.text.chars().zip(line.text.chars().skip(1)) {
            *times.entry([one, next]).or_default() += 1;
        }
    }
    times
}

/// The windows of a text in which all characters are 汉字, with their places.
fn windows(text: &str) -> impl Iterator<Item = (usize, [char; WIDTH])> {
    let (mut last, mut read) = ([(0, '\0'); WIDTH], 0);
    text.char_indices().filter_map(move |(at, character)| {
        read = if (FIRST..=LAST).contains(&character) { read + 1 } else { 0 };
        last.rotate_left(1);
        last[WIDTH - 1] = (at, character);
        (read >= WIDTH).then(|| (last[0].0, last.map(|(_, character)| character)))
    })
}
