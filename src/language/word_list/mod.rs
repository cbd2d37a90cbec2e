//! The list of words from which the segmenter and the dictionary are made, which `collect.py` writes, and the list of words that
//! follow one another, which `count_pairs.py` writes.

use std::io::Read;

use flate2::read::GzDecoder;

static WORDS: &[u8] = include_bytes!("words.txt.gz");
static PAIRS: &[u8] = include_bytes!("pairs.txt.gz");

/// The words, sorted: a word, its frequency and its part of speech on each line.
pub(super) fn text() -> String {
    unpacked(WORDS)
}

/// The pairs: a word, how often another follows it, and those that do, each with `:` and how often.
pub(super) fn pairs() -> String {
    unpacked(PAIRS)
}

fn unpacked(list: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(list).read_to_string(&mut text).expect("the list is carried");
    text
}
