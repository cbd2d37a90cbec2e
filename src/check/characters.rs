//! Characters of Chinese text: 汉字, and the full-width marks that stand between them.

/// Whether a character is a 汉字.
#[must_use]
pub fn is_han(character: char) -> bool {
    matches!(character, '一'..='鿿' | '㐀'..='䶿' | '〇' | '\u{20000}'..='\u{323AF}')
}

/// Whether a character is a mark as Chinese text has it.
#[must_use]
pub fn is_mark(character: char) -> bool {
    "，。、；：？！…—·“”‘’（）《》〈〉【】〔〕「」『』".contains(character)
}

/// The character directly before a byte of a text.
#[must_use]
pub fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character that begins at a byte of a text.
#[must_use]
pub fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}
