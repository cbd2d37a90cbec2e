//! Misspelt words: what is one slip away from a word that fits far better between its neighbours.
//!
//! A slip is a character that sounds like the right one or looks like it, two characters in the wrong order, or one left out of an
//! idiom. What is written may be no word at all (责负), or another word (形式 for 形势). A text has strings that no dictionary has
//! where there is a name or a word that is too new for it, and a word where it was meant. So the word that is offered must be far
//! likelier here than what is written: the weights of words after one another are logarithms, and their difference is what the text
//! would gain. Some signs of a name or of a new word are doubts, which are taken from the gain.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::pairs::START;
use super::shapes::{lacks_one, looking_like, sound_alike, sounds_of};
use super::{Dictionary, DictionaryWord, LikelyWord, WordClass};
use crate::language::{CharacterSet, is_surname};

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SlipKind {
    Sound,
    NearlySound,
    Shape,
    Order,
    Missing,
}

/// The share of a word that occurs once, as a logarithm; others are this much more.
const ONCE: f32 = -17.91;
/// Words that occur 3, 20 and 100 times in the texts of the dictionary, which have sixty million words.
const RARE: f32 = ONCE + 1.0;
const TWENTY: f32 = ONCE + 3.0;
const HUNDRED: f32 = ONCE + 4.6;
/// What a text must gain for a word to be doubtful, and to be likely wrong.
const DOUBTFUL: f32 = 8.5;
const LIKELY: f32 = 11.5;
/// The least gain for a transposition: two characters that form no word rarely form one in the other order.
const TURNED: f32 = 6.0;
/// The least gain if the written characters are a word whose usual neighbours are known.
const OTHER_WORD: f32 = 7.0;
/// Words with the same meaning: neither is a misspelling of the other.
const SAME: [[&str; 2]; 2] = [["作出", "做出"], ["制订", "制定"]];
/// What it must gain if an idiom stands in place of a form that the dictionary has hardly seen, which may be a misspelling.
const RARE_FORM: f32 = 2.3;
/// The longest word that is looked for.
const LONGEST: usize = 4;

impl DictionaryWord {
    /// Whether it is not rare.
    pub(super) fn is_usual(&self) -> bool {
        self.weight >= TWENTY
    }
}

/// Words by how they sound and how they end.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    by_sound: FxHashMap<u64, Vec<u32>>,
    /// Idioms of four characters, by the last two.
    idioms_by_end: Vec<(u32, u32)>,
}

impl Indexes {
    pub(super) fn of(dictionary: &Dictionary) -> Self {
        let mut indexes = Self::default();
        for (place, word) in (0_u32..).zip(&dictionary.words).filter(|(_, word)| is_common(word)) {
            let spelling = dictionary.spelling(word);
            indexes.by_sound.entry(sounds_of(spelling)).or_default().push(place);
            if word.class == WordClass::Idiom && word.length == 4 {
                indexes.idioms_by_end.push((end(spelling), place));
            }
        }
        indexes.idioms_by_end.sort_unstable();
        indexes
    }
}

/// Whether a word is so common that it may have been meant. Names and numerals are not offered.
fn is_common(word: &DictionaryWord) -> bool {
    let least = match word.length {
        2 => HUNDRED,
        3 => TWENTY,
        4 => RARE,
        _ => return false,
    };
    word.weight >= least && !matches!(word.class, WordClass::Name | WordClass::Numeral)
}

/// The last two characters of a word, as one number.
fn end(word: &[u16]) -> u32 {
    let [.., one, last] = *word else { return 0 };
    u32::from(one) << 16 | u32::from(last)
}

/// The places of those in a sorted index that have a key.
fn indexed<K: Ord + Copy>(index: &[(K, u32)], wanted: K) -> impl Iterator<Item = u32> {
    let from = index.partition_point(|(key, _)| *key < wanted);
    index[from..].iter().take_while(move |(key, _)| *key == wanted).map(|(_, place)| *place)
}

/// A text in which slips are looked for.
pub(super) struct SlipReader<'r> {
    pub(super) dictionary: &'r Dictionary,
    pub(super) text: &'r [u16],
    pub(super) words: &'r [LikelyWord],
}

/// Characters of a text, the word that was meant, and what the text would gain.
pub(super) struct FoundSlip {
    pub(super) range: Range<usize>,
    pub(super) place: u32,
    gain: f32,
}

impl FoundSlip {
    /// Whether the gain is so large that hardly anything else can be meant.
    pub(super) fn is_likely(&self) -> bool {
        self.gain >= LIKELY
    }
}

impl SlipReader<'_> {
    /// The misspellings of the text, the largest gain first.
    pub(super) fn slips(&self) -> Vec<FoundSlip> {
        let mut slips: Vec<FoundSlip> = (0..self.words.len()).filter_map(|at| self.best_at(at)).collect();
        slips.sort_by(|one, other| other.gain.total_cmp(&one.gain));
        slips
    }

    /// The most gainful slip that begins with the word at `at`.
    fn best_at(&self, at: usize) -> Option<FoundSlip> {
        let start = self.words[at].range.start;
        let ends = (at..self.words.len()).take_while(|end| self.words[*end].range.end - start <= LONGEST);
        let slips = ends.filter_map(|end| self.best_of(&WrittenWords { reader: self, at, end }));
        slips.max_by(|one, other| one.gain.total_cmp(&other.gain))
    }

    /// The most gainful slip that some words together are.
    fn best_of(&self, written: &WrittenWords) -> Option<FoundSlip> {
        let text = written.text();
        if text.len() < 2 || !written.may_be_misspelt() {
            return None;
        }
        let meant = self.meant(written);
        let doubt = if meant.is_empty() { 0.0 } else { written.doubt() };
        let slips = meant.into_iter().filter_map(|(place, slip)| {
            let word = self.dictionary.at(place);
            let is_idiom = word.class == WordClass::Idiom;
            let is_plain = is_idiom || !text.iter().any(|character| NUMERALS.has(*character));
            let doubt = match slip {
                SlipKind::NearlySound => doubt + 0.5,
                SlipKind::Missing => 2.5,
                SlipKind::Order if !written.is_word() => doubt / 2.0,
                _ => doubt,
            };
            let gain = self.gain(written, place) - doubt;
            let least = match slip {
                _ if is_idiom && written.is_rare() => RARE_FORM,
                _ if written.is_word() && !written.is_rare() => OTHER_WORD,
                SlipKind::Order => TURNED,
                _ => DOUBTFUL,
            };
            let is_found = is_plain && gain >= least && !are_same(text, self.dictionary.spelling(word));
            is_found.then(|| FoundSlip { range: written.range(), place, gain })
        });
        slips.max_by(|one, other| one.gain.total_cmp(&other.gain))
    }

    /// What a text gains if a word of the dictionary stands in the place of what is written.
    fn gain(&self, written: &WrittenWords, place: u32) -> f32 {
        let pairs = &self.dictionary.pairs;
        let before = match written.at.checked_sub(1) {
            Some(before) => self.words[before].place,
            None => Some(START),
        };
        let after = self.words.get(written.end + 1);
        let next = |last: Option<u32>| after.map_or(0.0, |word| pairs.weight(last, word.place, word.weight));
        let mut last = before;
        let mut weight = 0.0;
        for word in &self.words[written.at..=written.end] {
            weight += pairs.weight(last, word.place, word.weight);
            last = word.place;
        }
        let meant = pairs.weight_of(before, (place, self.dictionary.at(place))) + next(Some(place));
        meant - weight - next(last)
    }

    /// The words that are one slip away from what is written.
    fn meant(&self, written: &WrittenWords) -> Vec<(u32, SlipKind)> {
        let (dictionary, text) = (self.dictionary, written.text());
        let near = &dictionary.near;
        let mut meant: Vec<(u32, SlipKind)> = near
            .by_sound
            .get(&sounds_of(text))
            .into_iter()
            .flatten()
            .filter_map(|place| Some((*place, sound_slip(text, dictionary.spelling(dictionary.at(*place)))?)))
            .collect();
        let mut other = text.to_vec();
        let mut add = |other: &[u16], slip: SlipKind| {
            let place = dictionary.place(other).filter(|place| is_common(dictionary.at(*place)));
            meant.extend(place.map(|place| (place, slip)));
        };
        for place in 1..text.len() {
            other.swap(place - 1, place);
            if other != text {
                add(&other, SlipKind::Order);
            }
            other.swap(place - 1, place);
        }
        if written.is_word() && !written.is_rare() {
            return meant;
        }
        for place in 0..text.len() {
            for character in looking_like(text[place]) {
                other[place] = *character;
                add(&other, SlipKind::Shape);
            }
            other[place] = text[place];
        }
        if let [one, two, _] = *text {
            let begun = dictionary.beginning_with(&[one, two]).filter_map(|place| u32::try_from(place).ok());
            let idioms = begun.chain(indexed(&near.idioms_by_end, end(text)));
            let is_whole = |place: &u32| {
                let word = dictionary.at(*place);
                word.class == WordClass::Idiom && lacks_one(text, dictionary.spelling(word))
            };
            meant.extend(idioms.filter(is_whole).map(|place| (place, SlipKind::Missing)));
        }
        meant
    }
}

/// Whether what is written means the same as the word that would be offered.
fn are_same(written: &[u16], right: &[u16]) -> bool {
    let [written, right] = [written, right].map(String::from_utf16_lossy);
    SAME.iter().any(|same| same.contains(&written.as_str()) && same.contains(&right.as_str()))
}

/// How one character of `right` was confused, if it is only one, by its sound.
fn sound_slip(written: &[u16], right: &[u16]) -> Option<SlipKind> {
    let mut different = written.iter().zip(right).filter(|(one, other)| one != other);
    let (one, other) = different.next()?;
    let slip = if sound_alike(*one, *other) { SlipKind::Sound } else { SlipKind::NearlySound };
    different.next().is_none().then_some(slip)
}

/// Words of one character: they may stand beside any word, so that they do not show that a longer one is broken.
static FREE: CharacterSet = CharacterSet::of(
    "的了在是和与及或被把向从于以并由该就也都而且其为对将让给到这那他她它们我你不很更最再又还已没有上下里中内外\
    前后时等着过地得之所能会要可如因但省市县区镇乡村州盟旗",
);
/// Words of one character that are never part of a word that was meant.
static PARTICLES: CharacterSet = CharacterSet::of("的了着过们");
/// What may follow a verb of one character: 捡到, 移回.
static AFTER_VERBS: CharacterSet = CharacterSet::of("到来去上下起出回进过会");
/// What may precede a verb of one character: 未持, 可学.
static BEFORE_VERBS: CharacterSet = CharacterSet::of("可能会只就在已未不要将无");
/// What follows a verb and never a name.
static ASPECTS: CharacterSet = CharacterSet::of("了着过");
static NUMERALS: CharacterSet = CharacterSet::of("零一二三四五六七八九十百千万亿两几半双单第");
/// Short for countries and for foreign names.
static FOREIGN: CharacterSet =
    CharacterSet::of("黎荷埃柬俄韩泰越沙缅菲伊叙斯尔克姆拉蒙塞乌哈吉澳葡匈罗捷格瓦巴");

/// Words side by side that may be a misspelt one.
struct WrittenWords<'r> {
    reader: &'r SlipReader<'r>,
    /// The places of the first and the last in the text.
    at: usize,
    end: usize,
}

impl<'r> WrittenWords<'r> {
    fn words(&self) -> &'r [LikelyWord] {
        &self.reader.words[self.at..=self.end]
    }

    fn range(&self) -> Range<usize> {
        self.reader.words[self.at].range.start..self.reader.words[self.end].range.end
    }

    fn text(&self) -> &'r [u16] {
        &self.reader.text[self.range()]
    }

    /// Whether it is one word of the dictionary.
    fn is_word(&self) -> bool {
        self.at == self.end
    }

    /// Whether the dictionary has hardly seen it, so that it may be a misspelling itself.
    fn is_rare(&self) -> bool {
        self.is_word() && self.text().len() == LONGEST && self.words()[0].weight <= RARE + 0.2
    }

    fn may_be_misspelt(&self) -> bool {
        let (text, dictionary) = (self.text(), self.reader.dictionary);
        let is_joined = || text.windows(2).all(|pair| dictionary.joined.has(pair[0], pair[1]));
        let is_possible = match self.words() {
            [word] => {
                let is_known = word.place.is_some_and(|place| dictionary.pairs.know_well(place));
                word.class != WordClass::Name && !dictionary.is_newer(text) && (is_known || self.is_rare())
            }
            words => {
                let is_broken = words.iter().any(LikelyWord::is_single);
                let is_new = dictionary.place(text).is_some()
                    || dictionary.is_newer(text)
                    || text.len() > 2 && is_joined();
                is_broken && !is_new
            }
        };
        let is_doubled = text.len() == 2 && text[0] == text[1];
        let has_particle = || text.len() < LONGEST && text.iter().any(|character| PARTICLES.has(*character));
        is_possible && !is_doubled && !has_particle()
    }

    /// How much speaks for a name, or for a word that the dictionary lacks.
    fn doubt(&self) -> f32 {
        let (one, other) = match *self.text() {
            _ if self.is_word() => return 1.0,
            [one, other] => (one, other),
            // Three words of one character are a name or a new word rather than one that is broken.
            [_, _, _] if self.words().len() == 3 => return 10.0,
            [_, _, _] => return 2.0,
            _ => return 0.0,
        };
        let reader = self.reader;
        let before = self.at.checked_sub(1).and_then(|at| reader.single(at));
        let after = reader.single(self.end + 1);
        let is_bound = |single: Option<u16>| single.is_some_and(|character| !FREE.has(character));
        let is_surname = |character: u16| char::from_u32(u32::from(character)).is_some_and(is_surname);
        let is_done = after.is_some_and(|after| ASPECTS.has(after));
        let doubts = [
            (4.0, reader.dictionary.joined.has(one, other)),
            (6.0, is_bound(before) || is_bound(after)),
            (2.0, !is_done && (is_surname(one) || before.is_some_and(is_surname))),
            (3.0, FOREIGN.has(one) || FOREIGN.has(other)),
            (3.0, BEFORE_VERBS.has(one)),
            (8.0, AFTER_VERBS.has(other)),
        ];
        doubts.into_iter().map(|(doubt, is_so)| if is_so { doubt } else { 0.0 }).sum()
    }
}

impl SlipReader<'_> {
    /// How much more probable the text becomes if another word replaces the word at `at`.
    pub(super) fn gain_of(&self, at: usize, place: u32) -> f32 {
        self.gain(&WrittenWords { reader: self, at, end: at }, place)
    }

    /// The single character that is the word at `at`.
    pub(super) fn single(&self, at: usize) -> Option<u16> {
        let word = self.words.get(at).filter(|word| word.is_single())?;
        Some(self.text[word.range.start])
    }
}
