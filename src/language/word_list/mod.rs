//! The word list of simplified Chinese: from it the segmenter and the dictionary are made. `collect.py` writes it.

use std::io::Read;

use flate2::read::GzDecoder;

static WORDS: &[u8] = include_bytes!("words.txt.gz");

/// The words, sorted: a word, its frequency and its part of speech on each line.
pub(super) fn text() -> String {
    let mut text = String::new();
    GzDecoder::new(WORDS).read_to_string(&mut text).expect("the list is carried");
    text
}
