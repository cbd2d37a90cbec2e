//! Words of one character in the place of others that sound or look alike: 再 for 在, 己 for 已, 得 for 的.
//!
//! All of them are words, and most may stand anywhere. The neighbouring words tell which one was meant.

use super::near::SlipReader;
use super::{Dictionary, unit};

/// The written character, the one that may be meant, and the least gain in probability, which correct text seldom reaches.
const CONFUSED: [(char, char, f32); 15] = [
    ('再', '在', 6.0),
    ('得', '的', 4.5),
    ('地', '的', 6.0),
    ('得', '地', 4.0),
    ('地', '得', 5.0),
    ('的', '得', 5.0),
    ('己', '已', 4.5),
    ('己', '以', 4.5),
    ('以', '已', 6.0),
    ('已', '以', 6.0),
    ('象', '向', 5.0),
    ('它', '他', 5.0),
    ('有', '由', 5.0),
    ('由', '有', 6.0),
    ('付', '副', 5.0),
];

impl Dictionary {
    /// The places of single characters of a text that do not fit there, each with the one that was probably meant.
    pub(super) fn misplaced(&self, reader: &SlipReader) -> Vec<(usize, u16)> {
        let meant = |at: usize| {
            let written = reader.single(at)?;
            // 多地, 兵地 are places.
            let is_place =
                written == unit('地') && at.checked_sub(1).is_none_or(|at| reader.single(at).is_some());
            let word = &reader.words[at].range;
            let pairs =
                [word.start.checked_sub(1).map(|start| start..word.end), Some(word.start..word.end + 1)];
            let is_newer =
                |pair: std::ops::Range<usize>| reader.text.get(pair).is_some_and(|pair| self.is_newer(pair));
            if pairs.into_iter().flatten().any(is_newer) {
                return None;
            }
            let meant = CONFUSED.iter().filter(|(confused, ..)| unit(*confused) == written && !is_place);
            let gainful = meant.filter_map(|(_, meant, least)| {
                let gain = reader.gain_of(at, self.place(&[unit(*meant)])?) - least;
                (gain >= 0.0).then_some((gain, unit(*meant)))
            });
            let (_, meant) = gainful.max_by(|one, other| one.0.total_cmp(&other.0))?;
            Some((reader.words[at].range.start, meant))
        };
        (0..reader.words.len()).filter_map(meant).collect()
    }
}
