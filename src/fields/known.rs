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
