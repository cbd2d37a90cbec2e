//! Characters of Chinese text: 汉字, and the full-width marks that stand between them.

/// Whether a character is a 汉字.
#[must_use]
pub fn is_han(character: char) -> bool {
    matches!(character, '一'..='鿿' | '㐀'..='䶿' | '〇' | '\u{20000}'..='\u{323AF}')
}

/// Whether a character is a mark as Chinese text has it.
#[must_use]
pub fn is_mark(character: char) -> bool {
    // Most characters are 汉字, and none of these.
    !is_han(character) && "，。、；：？！…—·“”‘’（）《》〈〉【】〔〕「」『』".contains(character)
}

/// The marks of a title.
pub const TITLE: [char; 2] = ['《', '》'];
/// The marks of a quotation.
pub const QUOTATION: [char; 2] = ['“', '”'];

/// Whether a byte of a text stands between two marks of a pair. A pair whose closing mark is lost ends with its sentence.
#[must_use]
pub fn is_enclosed(text: &str, at: usize, [opening, closing]: [char; 2]) -> bool {
    let (before, behind) = text.split_at(at);
    let Some(open) = before.rfind([opening, closing]).filter(|mark| before[*mark..].starts_with(opening))
    else {
        return false;
    };
    let next = behind.find([opening, closing]);
    let is_closed = next.is_some_and(|next| behind[next..].starts_with(closing));
    is_closed || !before[open..].contains(['。', '！', '？', '；', '\n'])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_never_closed_ends_with_its_sentence() {
        for (text, expected) in [
            ("读《瞎子》", true),
            ("读《盲。瞎子》", true),
            ("读《盲》瞎子", false),
            ("读《盲瞎子。", true),
            ("读《盲。瞎子。", false),
            ("读《盲。瞎子读《光》", false),
        ] {
            let at = text.find("瞎子").unwrap();
            assert_eq!(is_enclosed(text, at, TITLE), expected, "{text}");
        }
    }
}
