//! Words of running text, with their parts of speech, where a rule must know where a word ends.
//!
//! The dictionary takes a third of a second to read, so a rule asks for words only where something looks wrong without them.

use std::ops::Range;
use std::sync::LazyLock;

use jieba_rs::Jieba;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its part of speech, as the dictionary has it: `n` a noun, `v` a verb, `a` an adjective, `nr` a person's name.
    pub tag: String,
}

/// The words of a text, marks among them.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
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

/// Whether `range` of a text begins and ends where words do.
#[must_use]
pub fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let words = words(text);
    words.iter().any(|word| word.range.start == range.start)
        && words.iter().any(|word| word.range.end == range.end)
}

/// Whether the character at byte `at` of a text belongs to a longer word that the dictionary has, rather than one guessed at.
#[must_use]
pub fn is_in_known_word(text: &str, at: usize) -> bool {
    let mut end = 0;
    JIEBA.cut(text, false).into_iter().any(|word| {
        end += word.word.len();
        (end - word.word.len()..end).contains(&at) && word.word.chars().nth(1).is_some()
    })
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
