//! Phrases that are wrong by themselves, whatever the story: words that are confused, said twice, blended or negated once too often.
//!
//! Each table is a text, one phrase on a line, so that adding one needs no code:
//!
//! ```text
//! words to look for | regular expression, ⟦⟧ around what is marked | what to write | unless one of these is in the sentence
//! ```
//!
//! Words are separated by spaces, exceptions by `|`. Without an expression the words themselves are wrong. `（首选）` after what to
//! write means that the form is not wrong, only not preferred.

mod synonyms;

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::AhoCorasick;
use regex::Regex;

pub(crate) use synonyms::side_by_side;

/// Words that sound or look alike, confused: 向上级反应问题.
pub(crate) static CONFUSABLE: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::read(include_str!("confusable.txt")));
/// Words that say what another has said: 凯旋归来.
pub(crate) static REDUNDANT: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::read(include_str!("redundant.txt")));
/// Two ways of saying something in one: 原因是由于…造成的.
pub(crate) static BLENDED: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("blended.txt")));
/// Negations that say the opposite of what is meant: 切忌不要.
pub(crate) static NEGATED: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("negated.txt")));

/// A table of phrases, ready to be searched for.
#[derive(Debug)]
pub(crate) struct Phrases {
    searcher: AhoCorasick,
    /// The phrase of each word that is looked for.
    of_word: Vec<usize>,
    phrases: Vec<WrongPhrase>,
}

/// A wrong phrase.
#[derive(Debug)]
pub(crate) struct WrongPhrase {
    pattern: String,
    /// The pattern, once it was needed.
    ready: OnceLock<Regex>,
    /// What to write.
    pub better: &'static str,
    /// Whether the form is not wrong, only not preferred.
    pub is_variant: bool,
    unless: Vec<&'static str>,
}

impl Phrases {
    fn read(table: &'static str) -> Self {
        let (mut words, mut of_word, mut phrases) = (Vec::new(), Vec::new(), Vec::new());
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut columns = line.split(" |").map(str::trim);
            let sought: Vec<&str> = columns.next().unwrap_or_default().split(' ').collect();
            let pattern = match columns.next().unwrap_or_default() {
                "" => format!("({})", sought.join("|")),
                pattern => pattern.replace('⟦', "(").replace('⟧', ")"),
            };
            let better = columns.next().unwrap_or_default();
            let plain = better.strip_suffix("（首选）");
            let unless =
                columns.next().unwrap_or_default().split('|').filter(|word| !word.is_empty()).collect();
            of_word.extend(sought.iter().map(|_| phrases.len()));
            words.extend(sought);
            let (ready, better, is_variant) = (OnceLock::new(), plain.unwrap_or(better), plain.is_some());
            phrases.push(WrongPhrase { pattern, ready, better, is_variant, unless });
        }
        Self { searcher: AhoCorasick::new(words).expect("a table of words is small"), of_word, phrases }
    }

    /// The wrong phrases of a sentence, in their order; of those that overlap, the first.
    pub(crate) fn hits(&self, sentence: &str) -> Vec<(Range<usize>, &WrongPhrase)> {
        let mut here: Vec<usize> =
            self.searcher.find_overlapping_iter(sentence).map(|hit| self.of_word[hit.pattern()]).collect();
        here.sort_unstable();
        here.dedup();
        let found = here.into_iter().map(|place| &self.phrases[place]);
        let mut found: Vec<(Range<usize>, &WrongPhrase)> = found
            .filter(|phrase| !phrase.unless.iter().any(|word| sentence.contains(word)))
            .flat_map(|phrase| phrase.places(sentence).map(move |range| (range, phrase)))
            .collect();
        found.sort_by_key(|(range, _)| (range.start, range.end));
        let mut end = 0;
        found.retain(|(range, _)| {
            let is_free = range.start >= end;
            end = if is_free { range.end } else { end };
            is_free
        });
        found
    }
}

impl WrongPhrase {
    fn places<'s>(&'s self, sentence: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
        let pattern =
            self.ready.get_or_init(|| Regex::new(&self.pattern).expect("a table that a test has read"));
        pattern.captures_iter(sentence).filter_map(|found| {
            let marked = found.iter().skip(1).flatten().next();
            marked.or_else(|| found.get(0)).map(|marked| marked.range())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_can_be_searched_for() {
        for table in [&CONFUSABLE, &REDUNDANT, &BLENDED, &NEGATED] {
            for WrongPhrase { pattern, better, .. } in &table.phrases {
                let read = Regex::new(pattern);
                assert!(read.is_ok_and(|read| read.captures_len() > 1), "{pattern}");
                assert!(!better.is_empty(), "{pattern}");
            }
        }
    }

    #[test]
    fn a_phrase_is_found_in_its_context_and_nowhere_else() {
        for (text, marked) in [
            ("群众向镇里反应了问题", "反应"),
            ("村民反映的问题", ""),
            ("化学反应了半小时", ""),
            ("座落在城南", "座落"),
        ] {
            let found = CONFUSABLE.hits(text);
            assert_eq!(found.first().map_or("", |(range, _)| &text[range.clone()]), marked, "{text}");
        }
    }
}
