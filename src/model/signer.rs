//! A signer (署名): somebody who signed stories or took their pictures, a person or an office.

use super::ids::StoryId;

/// Somebody who signed stories or took their pictures, a person or an office.
#[derive(Debug)]
pub struct Signer {
    /// The name, as it is printed.
    pub name: String,
    /// What the name is sorted by: how a Chinese one is read.
    pub reading: String,
    /// Its address.
    pub slug: String,
    /// Their stories, newest first.
    pub stories: Vec<StoryId>,
}

impl Signer {
    /// The heading in an index under which the name stands: a capital letter, or `#`.
    #[must_use]
    pub fn initial(&self) -> char {
        let first = self.reading.chars().next().map(|first| first.to_ascii_uppercase());
        first.filter(char::is_ascii_uppercase).unwrap_or('#')
    }
}
