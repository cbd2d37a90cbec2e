//! Misspelt words: strings that no dictionary has and that are one slip away from a word that it has.
//!
//! A slip is a character that sounds like the right one or looks like it, two characters in the wrong order, or one left out of an
//! idiom. A divided text has single characters where a word is misspelt, but also where there is a name or a word that is too new
//! for the dictionary. So the word that is offered must be far likelier than what is written (the weights of words are logarithms
//! of their shares), and short words have more conditions: `Pair`.

use std::ops::Range;

use super::shapes::{look_alike, sound_alike, sound_nearly_alike};
use super::{Dictionary, DictionaryWord, LikelyWord, WordClass};
use crate::language::surnames::is_surname;

/// A misspelt word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misspelling {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The word that was meant.
    pub right: String,
    /// Whether it has three characters or more. Two may be words side by side that the dictionary lacks.
    pub is_long: bool,
}

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
/// Words that occur 10, 20, 100 and 700 times in the texts of the dictionary, which have sixty million words.
const TEN: f32 = ONCE + 2.3;
const TWENTY: f32 = ONCE + 3.0;
const HUNDRED: f32 = ONCE + 4.6;
const SEVEN_HUNDRED: f32 = ONCE + 6.55;
/// A word that the dictionary has seen three times may be a misspelling itself.
const RARE: f32 = ONCE + 1.2;

/// Words by their ends, for what is misspelt at its beginning.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    /// Frequent words of two characters, by the first.
    pairs_by_first: Vec<u32>,
    /// The same, by the second.
    pairs_by_last: Vec<u32>,
    /// Words of three and four characters, by the last two.
    long_by_end: Vec<u32>,
}

impl Indexes {
    pub(super) fn of(dictionary: &Dictionary) -> Self {
        let mut indexes = Self::default();
        for (place, word) in (0_u32..).zip(&dictionary.words) {
            let is_common = !matches!(word.class, WordClass::Name | WordClass::Numeral);
            match word.length {
                2 if is_common && word.weight >= HUNDRED => indexes.pairs_by_first.push(place),
                3 if is_common && word.weight >= TWENTY => indexes.long_by_end.push(place),
                4 if is_common => indexes.long_by_end.push(place),
                _ => {}
            }
        }
        let spelling = |place: &u32| dictionary.spelling(&dictionary.words[*place as usize]);
        indexes.pairs_by_last.clone_from(&indexes.pairs_by_first);
        indexes.pairs_by_last.sort_by_cached_key(|place| spelling(place)[1]);
        indexes.long_by_end.sort_by_cached_key(|place| end(spelling(place)));
        indexes
    }
}

/// The last two characters of a word, as one number.
fn end(word: &[u16]) -> u32 {
    let [.., one, last] = *word else { return 0 };
    u32::from(one) << 16 | u32::from(last)
}

impl Dictionary {
    /// The misspelt words of a text, all of whose characters are 汉字 of one unit each.
    pub(crate) fn misspellings(&self, text: &str) -> Vec<Misspelling> {
        let units: Vec<u16> = text.encode_utf16().collect();
        if units.len() < 3 {
            return Vec::new();
        }
        let words = self.divide(text);
        let reader = SlipReader { dictionary: self, text: &units, words: &words };
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let Some((end, right)) = reader.phrase(at).or_else(|| reader.pair(at)) else {
                at += 1;
                continue;
            };
            let width = '字'.len_utf8();
            let range = words[at].range.start * width..words[end].range.end * width;
            let written = words[end].range.end - words[at].range.start;
            let right = String::from_utf16_lossy(self.spelling(right));
            found.push(Misspelling { range, right, is_long: written > 2 });
            at = end + 1;
        }
        found
    }

    fn indexed<'l, K: Ord>(
        &'l self,
        index: &'l [u32],
        key: impl Fn(&[u16]) -> K,
        wanted: &K,
    ) -> impl Iterator<Item = &'l DictionaryWord> {
        let key_of = |place: &u32| key(self.spelling(&self.words[*place as usize]));
        let from = index.partition_point(|place| key_of(place) < *wanted);
        let to = from + index[from..].partition_point(|place| key_of(place) == *wanted);
        index[from..to].iter().map(|place| &self.words[*place as usize])
    }
}

/// A text in which slips are looked for.
struct SlipReader<'r> {
    dictionary: &'r Dictionary,
    text: &'r [u16],
    words: &'r [LikelyWord],
}

/// The index of the last word of a misspelling, and the word that was meant.
type MeantWord<'r> = (usize, &'r DictionaryWord);

impl<'r> SlipReader<'r> {
    /// A misspelt word of three or four characters that begins with the word at `at`.
    fn phrase(&self, at: usize) -> Option<MeantWord<'r>> {
        let start = self.words[at].range.start;
        [4, 3].into_iter().find_map(|length| {
            let ends = |word: &LikelyWord| word.range.end == start + length;
            let end = at + self.words[at..].iter().take(length).position(ends)?;
            let words = &self.words[at..=end];
            let singles = words.iter().filter(|word| word.is_single()).count();
            let is_odd = if length == 3 { singles > 1 } else { words.len() > 1 || words[0].weight <= RARE };
            let meant = if is_odd { self.meant(words, singles) } else { None };
            Some((end, meant?))
        })
    }

    /// The word that was meant by some words together.
    fn meant(&self, words: &[LikelyWord], singles: usize) -> Option<&'r DictionaryWord> {
        let written = &self.text[words.first()?.range.start..words.last()?.range.end];
        let is_joined = || written.windows(2).all(|pair| self.dictionary.joined.has(pair[0], pair[1]));
        if words.len() > 1 && (self.dictionary.word(written).is_some() || is_joined()) {
            return None;
        }
        let weight: f32 = words.iter().map(|word| word.weight).sum();
        let near = self.near(written).into_iter();
        let likely = near.filter(|(word, slip)| {
            let gain = word.weight - weight;
            let is_alike = matches!(slip, SlipKind::Sound | SlipKind::Shape);
            let is_idiom = word.class == WordClass::Idiom;
            match (written.len(), words.len(), singles) {
                (_, 1, _) => is_idiom && is_alike && word.weight >= TEN && gain >= 2.3,
                (3, _, 3) if *slip == SlipKind::Missing => is_idiom && gain >= 11.0,
                (3, ..) => *slip != SlipKind::Missing && *slip != SlipKind::NearlySound && gain >= 11.0,
                (_, _, 0 | 1) => is_idiom && is_alike && word.weight >= TEN && gain >= 8.0,
                _ if *slip == SlipKind::NearlySound => is_idiom && gain >= 16.0,
                _ => gain >= 12.0,
            }
        });
        likely.max_by(|(one, _), (other, _)| one.weight.total_cmp(&other.weight)).map(|(word, _)| word)
    }

    /// The words of three and four characters that are one slip away from a text.
    fn near(&self, written: &[u16]) -> Vec<(&'r DictionaryWord, SlipKind)> {
        let Self { dictionary, .. } = *self;
        let is_common = |word: &&DictionaryWord| !matches!(word.class, WordClass::Name | WordClass::Numeral);
        let is_known = |word: &&DictionaryWord| word.length == 4 || word.length == 3 && word.weight >= TWENTY;
        let ending = end(written);
        let beginning = dictionary.beginning_with(&written[..2]).iter().filter(is_common).filter(is_known);
        let others = beginning.chain(dictionary.indexed(&dictionary.near.long_by_end, end, &ending));
        let slips = others.filter_map(|word| Some((word, slip(written, dictionary.spelling(word))?)));
        let turned = (1..written.len()).filter_map(|place| {
            let mut turned = written.to_vec();
            turned.swap(place - 1, place);
            let word = dictionary
                .word(&turned)
                .filter(|word| turned != written && is_common(word) && is_known(word));
            Some((word?, SlipKind::Order))
        });
        slips.chain(turned).collect()
    }
}

/// The slip by which `right` was written as `written`, if it is only one.
fn slip(written: &[u16], right: &[u16]) -> Option<SlipKind> {
    if written.len() + 1 == right.len() {
        let head = written.iter().zip(right).take_while(|(one, other)| one == other).count();
        let is_inside = (1..written.len()).contains(&head);
        return (is_inside && written[head..] == right[head + 1..]).then_some(SlipKind::Missing);
    }
    let mut different = written.iter().zip(right).filter(|(one, other)| one != other);
    let (one, other) = different.next().filter(|_| written.len() == right.len())?;
    if different.next().is_some() {
        return None;
    }
    let (one, other) = (*one, *other);
    let kinds = [
        (SlipKind::Sound, sound_alike(one, other)),
        (SlipKind::Shape, look_alike(one, other)),
        (SlipKind::NearlySound, sound_nearly_alike(one, other)),
    ];
    kinds.into_iter().find(|(_, is_so)| *is_so).map(|(slip, _)| slip)
}

/// Words of one character: they may stand beside any word, so that they do not show that a longer one is broken.
const FREE: &str = "的了在是和与及或被把向从于以并由该就也都而且其为对将让给到这那他她它们我你不很更最再又还已没有上下里中内外\
    前后时等着过地得之所能会要可如因但省市县区镇乡村州盟旗";
/// What may follow a verb of one character: 捡到, 移回.
const AFTER_VERBS: &str = "到来去上下起出回进过会了着";
/// What may precede a verb of one character: 未持, 可学.
const BEFORE_VERBS: &str = "可能会只就在已未不要将无";
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两几半首双单数";
/// Short for countries and for foreign names.
const FOREIGN: &str = "黎荷埃柬俄韩泰越沙缅菲伊叙斯尔克姆拉蒙塞乌哈吉澳葡匈罗捷";
/// What follows a verb and never a name.
const ASPECTS: &str = "了着过";

fn has(set: &str, character: u16) -> bool {
    char::from_u32(u32::from(character)).is_some_and(|character| set.contains(character))
}

/// Two single characters that may be a misspelt word of two.
struct Pair<'r> {
    reader: &'r SlipReader<'r>,
    /// The place of the first in the words.
    at: usize,
    one: u16,
    other: u16,
}

impl<'r> SlipReader<'r> {
    /// The single character that is the word at `at`.
    fn single(&self, at: usize) -> Option<u16> {
        let word = self.words.get(at).filter(|word| word.is_single())?;
        Some(self.text[word.range.start])
    }

    /// A misspelt word of two characters at `at`.
    fn pair(&self, at: usize) -> Option<MeantWord<'r>> {
        let (one, other) = (self.single(at)?, self.single(at + 1)?);
        let pair = Pair { reader: self, at, one, other };
        if one == other
            || self.dictionary.joined.has(one, other)
            || pair.is_in_a_run()
            || pair.may_be_a_name()
        {
            return None;
        }
        Some((at + 1, pair.meant(self.dictionary)?))
    }
}

impl Pair<'_> {
    /// Whether other single characters are beside them, as in a name or in words that the dictionary lacks.
    fn is_in_a_run(&self) -> bool {
        let is_bound = |at: Option<usize>| {
            at.and_then(|at| self.reader.single(at)).is_some_and(|character| !has(FREE, character))
        };
        is_bound(self.at.checked_sub(1)) || is_bound(Some(self.at + 2))
    }

    fn may_be_a_name(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.reader.single(at));
        let is_surname = |character: u16| char::from_u32(u32::from(character)).is_some_and(is_surname);
        let is_foreign = has(FOREIGN, self.one) || has(FOREIGN, self.other);
        let may_be = is_surname(self.one) || before.is_some_and(is_surname) || is_foreign;
        let is_done = self.reader.single(self.at + 2).is_some_and(|next| has(ASPECTS, next));
        may_be && !is_done
    }

    fn meant<'l>(&self, dictionary: &'l Dictionary) -> Option<&'l DictionaryWord> {
        let Self { one, other, .. } = *self;
        let words = &self.reader.words[self.at..self.at + 2];
        let weight = words[0].weight + words[1].weight;
        let with_first = dictionary.indexed(&dictionary.near.pairs_by_first, |word| word[0], &one);
        let with_last = dictionary.indexed(&dictionary.near.pairs_by_last, |word| word[1], &other);
        let near = with_first
            .chain(with_last)
            .filter_map(|word| Some((word, slip(&[one, other], dictionary.spelling(word))?)));
        let turned = dictionary
            .word(&[other, one])
            .filter(|word| word.weight >= HUNDRED && word.class != WordClass::Name);
        let near = near.chain(turned.map(|word| (word, SlipKind::Order)));
        let is_plain = !has(NUMERALS, one)
            && !has(NUMERALS, other)
            && !has(BEFORE_VERBS, one)
            && !has(AFTER_VERBS, other);
        let likely = near.filter(|(word, slip)| {
            let gain = word.weight - weight;
            match slip {
                SlipKind::Sound => is_plain && word.weight >= SEVEN_HUNDRED && gain >= 7.0,
                SlipKind::Shape => gain >= 6.0,
                SlipKind::Order => gain >= 7.0,
                SlipKind::NearlySound | SlipKind::Missing => false,
            }
        });
        likely.max_by(|(word, _), (than, _)| word.weight.total_cmp(&than.weight)).map(|(word, _)| word)
    }
}

#[cfg(test)]
mod tests {
    use crate::language::dictionary::dictionary;

    fn right(text: &str) -> Vec<(String, String)> {
        let found = dictionary().misspellings(text).into_iter();
        found.map(|slip| (text[slip.range].to_owned(), slip.right)).collect()
    }

    #[test]
    fn what_is_one_slip_from_a_word_is_known_by_its_sound_its_shape_or_its_order() {
        for (text, written, meant) in [
            ("他责负全镇的防火", "责负", "负责"),
            ("县里开召了现场会", "开召", "召开"),
            ("合作社因地置宜种起了药材", "因地置宜", "因地制宜"),
            ("大家众志城成堵住了缺口", "众志城成", "众志成城"),
            ("老人神彩奕奕地走上台", "神彩奕奕", "神采奕奕"),
            ("各种商品玲琅满目", "玲琅满目", "琳琅满目"),
        ] {
            assert_eq!(right(text), [(written.to_owned(), meant.to_owned())], "{text}");
        }
    }

    #[test]
    fn names_new_words_and_words_side_by_side_are_left_alone() {
        for text in [
            "上海制皂厂第一副厂长",
            "记者李安状报道",
            "塞尔维亚总统武契奇抵达北京",
            "各地凝心聚力提质增效",
            "会议由林武主持",
            "游客可以捡到贝壳",
            "粉墙黛瓦见缝插绿",
            "中俄关系和越中关系",
            "也就是沙方的利益",
        ] {
            assert!(right(text).is_empty(), "{text}: {:?}", right(text));
        }
    }
}
