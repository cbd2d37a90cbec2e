//! Words that lack a character beside the word that they are often beside: 贯落实 for 贯彻落实, 经济展 for 经济发展.
//!
//! Two words that newspapers write side by side are almost a word of four characters. If one of their inner characters is lost, a single
//! character is left beside the other word. It is a loss if hardly any word ends and begins with what now stands side by side.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Dictionary, LikelyWord, WordClass};
use crate::language::CharacterSet;

/// How often two words must have been counted side by side.
const SIDE_BY_SIDE: f32 = 10.0;
/// How many times more often they must have been counted than what was left of them.
const RATHER: f32 = 2.0;
/// Short forms of words, and words of one character: 俄美总统, 县以上.
static FREE: CharacterSet = CharacterSet::of(
    "的了在是和与及或被把向从于以并由该就也都而且其为对将让给到这那他她它我你不很更最再又还已没有上下里中内外前后时等着过地得之所能会要\
    可如因但体人方行省市县区镇乡村州盟旗国美俄英法德日韩朝欧亚军核影作好老小大新各每某",
);

/// Pairs of words of two characters each, by what is left of them without one of the inner characters.
#[derive(Debug, Default)]
pub(super) struct LostCharacters {
    whole: FxHashMap<[u16; 3], ([u16; 4], f32)>,
    /// How often two characters stand side by side where one word ends and the next begins.
    joints: FxHashMap<[u16; 2], f32>,
}

/// A place where a character was lost, and the words that usually stand there.
pub(super) struct LostCharacter {
    pub range: Range<usize>,
    pub whole: [u16; 4],
}

impl LostCharacters {
    pub(super) fn of(dictionary: &Dictionary) -> Self {
        let mut lost = Self::default();
        for (before, after, often) in dictionary.pairs.counted() {
            let (before, after) = (dictionary.at(before), dictionary.at(after));
            let (one, next) = (dictionary.spelling(before), dictionary.spelling(after));
            if let (Some(end), Some(begin)) = (one.last(), next.first()) {
                *lost.joints.entry([*end, *begin]).or_default() += often;
            }
            let is_plain = |class: WordClass| !matches!(class, WordClass::Name | WordClass::Numeral);
            if let ([a, b], [c, d], true) =
                (one, next, often >= SIDE_BY_SIDE && is_plain(before.class) && is_plain(after.class))
            {
                for left in [[*a, *c, *d], [*a, *b, *d]] {
                    let known = lost.whole.entry(left).or_insert(([*a, *b, *c, *d], often));
                    if known.1 < often {
                        *known = ([*a, *b, *c, *d], often);
                    }
                }
            }
        }
        lost
    }

    /// The character that was lost between two neighbouring words of a text.
    pub(super) fn between(&self, text: &[u16], words: &[LikelyWord]) -> Option<LostCharacter> {
        let [one, next] = words else { return None };
        let range = one.range.start..next.range.end;
        let left = <[u16; 3]>::try_from(&text[range.clone()]).ok()?;
        let (whole, often) = self.whole.get(&left)?;
        let single = if one.is_single() { left[0] } else { left[2] };
        let is_first = single == whole[0] && one.is_single();
        let is_last = single == whole[3] && next.is_single();
        let is_free = FREE.has(single);
        let joint = if is_first { [left[0], left[1]] } else { [left[1], left[2]] };
        let seen = self.joints.get(&joint).copied().unwrap_or_default();
        let is_lost = (is_first || is_last) && !is_free && seen * RATHER <= *often;
        is_lost.then_some(LostCharacter { range, whole: *whole })
    }
}
