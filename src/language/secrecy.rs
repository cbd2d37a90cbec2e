//! Secrecy marks (密级), as GB/T 9704 sets them: 秘密★1年.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A mark in running text, where the word alone is none: 秘密★1年.
static MARK: LazyLock<Regex> = LazyLock::new(|| Regex::new("(绝密|机密|秘密)[★☆]").expect("a valid pattern"));

/// The levels of secrecy.
const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

/// The first secrecy mark in a text.
#[must_use]
pub(crate) fn secrecy_mark(text: &str) -> Option<Range<usize>> {
    MARK.find(text).map(|found| found.range())
}

/// Whether a classification is a level of secrecy, and not only a circle of readers: 秘密, 秘密★1年; not 内部资料.
#[must_use]
pub(crate) fn is_secret(classification: &str) -> bool {
    let letters: String = classification.chars().filter(|letter| !letter.is_whitespace()).collect();
    LEVELS.iter().any(|level| letters.starts_with(level))
}
