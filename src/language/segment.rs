//! Words of running text, with their boundaries and parts of speech.
//!
//! Loading the dictionary takes a third of a second, so callers segment a text only after a cheaper check has found something.

use std::io::BufReader;
use std::ops::Range;
use std::sync::LazyLock;

use jieba_rs::Jieba;

use super::{is_mark, word_list};

static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    Jieba::with_dict(&mut BufReader::new(word_list::text().as_bytes())).expect("a word list")
});

/// Loads the dictionary, for callers that will need it.
pub(crate) fn load() {
    LazyLock::force(&JIEBA);
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its part of speech, from the dictionary: `n` a noun, `v` a verb, `a` an adjective, `nr` a person's name.
    pub tag: String,
}

/// The words of a text, marks included.
#[must_use]
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut at = 0;
    let tagged = JIEBA.tag(text, true).into_iter();
    tagged
        .map(|tagged| {
            let start = at;
            at += tagged.word.len();
            Word { range: start..at, tag: tagged.tag.to_owned() }
        })
        .collect()
}

/// The most likely words of a text, by their frequencies alone: no word is made up of characters that are in none.
pub(super) fn likeliest(text: &str) -> impl Iterator<Item = &str> {
    JIEBA.cut(text, false).into_iter().map(|token| token.word)
}

/// Whether a word is in the dictionary.
#[must_use]
pub(crate) fn is_known(word: &str) -> bool {
    JIEBA.has_word(word)
}

/// How much text around a position is segmented, in bytes: about thirty characters. The words nearby decide where a word ends,
/// never the text after the next mark.
const REACH: usize = 90;

/// The first words of a text: up to its first mark, and at most the segmented length.
#[must_use]
pub(crate) fn head(text: &str) -> &str {
    let head = &text[..text.floor_char_boundary(REACH)];
    &head[..head.find(is_mark).unwrap_or(head.len())]
}

/// The last words of a text.
fn tail(text: &str) -> &str {
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(REACH))..];
    let mark = tail.char_indices().rfind(|(_, character)| is_mark(*character));
    mark.map_or(tail, |(at, mark)| &tail[at + mark.len_utf8()..])
}

/// The first word of a text, if it begins with one.
#[must_use]
pub(crate) fn first(text: &str) -> Option<Word> {
    words(head(text)).into_iter().next()
}

/// The last word of a text, if it ends with one. Its bytes are those of the text.
#[must_use]
pub(crate) fn last(text: &str) -> Option<Word> {
    let tail = tail(text);
    let before = text.len() - tail.len();
    let Word { range, tag } = words(tail).pop()?;
    Some(Word { range: range.start + before..range.end + before, tag })
}

/// The words around some bytes of a text, and how many bytes precede them.
fn about<'t>(text: &'t str, range: &Range<usize>) -> (&'t str, usize) {
    let (before, after) = (tail(&text[..range.start]), head(&text[range.end..]));
    let start = range.start - before.len();
    (&text[start..range.end + after.len()], start)
}

/// Whether `range` of a text begins and ends at word boundaries.
#[must_use]
pub(crate) fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let (about, start) = about(text, range);
    are_whole(&words(about), &(range.start - start..range.end - start))
}

/// Whether a range begins and ends at word boundaries.
#[must_use]
pub(crate) fn are_whole(words: &[Word], range: &Range<usize>) -> bool {
    words.iter().any(|word| word.range.start == range.start)
        && words.iter().any(|word| word.range.end == range.end)
}

/// Whether a word ends before byte `at` of a text.
#[must_use]
pub(crate) fn ends_a_word(text: &str, at: usize) -> bool {
    let (about, start) = about(text, &(at..at));
    words(about).iter().any(|word| start + word.range.end == at)
}

/// Whether the character at byte `at` of a text belongs to a longer word that is in the dictionary, not a guessed one.
#[must_use]
pub(crate) fn is_in_known_word(text: &str, at: usize) -> bool {
    let (about, mut end) = about(text, &(at..at));
    JIEBA.cut(about, false).into_iter().any(|word| {
        end += word.word.len();
        (end - word.word.len()..end).contains(&at) && word.word.chars().nth(1).is_some()
    })
}

/// Whether a longer word that is in the dictionary, not a guessed one, stands on both sides of byte `at` of a text.
#[must_use]
pub(crate) fn is_inside_known_word(text: &str, at: usize) -> bool {
    let (about, mut end) = about(text, &(at..at));
    JIEBA.cut(about, false).into_iter().any(|word| {
        let start = end;
        end += word.word.len();
        start < at && at < end
    })
}

/// How many characters of a text are in longer words that are in the dictionary, not in guessed ones.
#[must_use]
pub(crate) fn in_known_words(text: &str) -> usize {
    let lengths = JIEBA.cut(text, false).into_iter().map(|word| word.word.chars().count());
    lengths.filter(|length| *length > 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_with_their_places() {
        let text = "认真学习文件";
        let found = words(text);
        assert_eq!(
            found.iter().map(|word| &text[word.range.clone()]).collect::<Vec<_>>(),
            ["认真学习", "文件"]
        );
    }
}
