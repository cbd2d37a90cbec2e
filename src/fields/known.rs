//! The words that a key may have as its value: each has a word in YAML, and names in Chinese.

/// A word that a key may have as its value.
#[derive(Clone, Copy, Debug)]
pub struct KnownWord<'w, T> {
    /// The word.
    pub word: &'w str,
    /// Its names in Chinese, separated by `、`.
    pub names: &'w str,
    /// What it stands for.
    pub value: T,
}

impl<'w, T> KnownWord<'w, T> {
    /// A word with its names in Chinese.
    #[must_use]
    pub const fn new(word: &'w str, names: &'w str, value: T) -> Self {
        Self { word, names, value }
    }

    /// Whether `text` is the word or one of its names.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        let text = text.trim();
        text == self.word || self.names.split('、').any(|name| !name.is_empty() && name == text)
    }
}

/// The words for true and false, in any case.
pub(crate) const BOOLEANS: [(&str, bool); 14] = [
    ("true", true),
    ("yes", true),
    ("y", true),
    ("on", true),
    ("是", true),
    ("真", true),
    ("false", false),
    ("no", false),
    ("n", false),
    ("off", false),
    ("否", false),
    ("不", false),
    ("不是", false),
    ("假", false),
];

/// The truth value of a word.
pub(super) fn boolean_word(word: &str) -> Option<bool> {
    let word = word.trim().to_lowercase();
    BOOLEANS.iter().find(|(known, _)| *known == word).map(|(_, truth)| *truth)
}
