//! Pairs of words: how likely a word is after another.

use rustc_hash::FxHashMap;

use super::{Dictionary, DictionaryWord};
use crate::language::word_list;

/// The beginning of a run of 汉字, in the place of the word before.
pub(super) const START: u32 = u32::MAX;
/// How often a word must have been counted for its pairs to weigh as much as the frequency of the next word.
const ENOUGH: f32 = 200.0;
/// How often a word must have been counted for its neighbours to be known.
const WELL: f32 = 20.0;

/// How often words follow one another, by their places in the dictionary.
#[derive(Debug, Default)]
pub(super) struct WordPairs {
    often: FxHashMap<(u32, u32), f32>,
    /// How often any word follows a word.
    totals: FxHashMap<u32, f32>,
}

impl WordPairs {
    pub(super) fn of(dictionary: &Dictionary) -> Self {
        let place = |word: &str| match word {
            "^" => Some(START),
            word => dictionary.place(&word.encode_utf16().collect::<Vec<u16>>()),
        };
        let mut pairs = Self::default();
        for line in word_list::pairs().lines() {
            let mut parts = line.split(' ');
            let Some(before) = parts.next().and_then(place) else { continue };
            let total = parts.next().and_then(|total| total.parse().ok()).unwrap_or_default();
            pairs.totals.insert(before, total);
            for (word, often) in parts.filter_map(|part| part.split_once(':')) {
                if let (Some(word), Ok(often)) = (place(word), often.parse()) {
                    pairs.often.insert((before, word), often);
                }
            }
        }
        pairs
    }

    /// All pairs of words with how often they were counted.
    pub(super) fn counted(&self) -> impl Iterator<Item = (u32, u32, f32)> {
        self.often
            .iter()
            .filter(|((before, _), _)| *before != START)
            .map(|((before, word), often)| (*before, *word, *often))
    }

    /// Whether the neighbours of a word were counted so often that others are unusual.
    pub(super) fn know_well(&self, word: u32) -> bool {
        self.totals.get(&word).is_some_and(|total| *total >= WELL)
    }

    /// The logarithm of the probability of a word after another. The less is known about the word before, the more the frequency
    /// of the word decides.
    pub(super) fn weight(&self, before: Option<u32>, word: Option<u32>, alone: f32) -> f32 {
        let total = before.and_then(|before| self.totals.get(&before)).copied().unwrap_or_default();
        if total <= 0.0 {
            return alone;
        }
        let trust = total / (total + ENOUGH);
        let often = before.zip(word).and_then(|pair| self.often.get(&pair)).copied().unwrap_or_default();
        (trust * often / total + (1.0 - trust) * alone.exp()).ln()
    }

    /// The same for a word of the dictionary.
    pub(super) fn weight_of(&self, before: Option<u32>, word: (u32, &DictionaryWord)) -> f32 {
        self.weight(before, Some(word.0), word.1.weight)
    }
}
