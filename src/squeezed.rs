//! Which of two neighbouring marks is half as wide (标点挤压).
//!
//! Running text is printed with this decision, because a browser squeezes only what it can tell to be half empty: Chromium cannot
//! for the quotation marks of small type, and others do not try. Headlines are large, and left to the browser. The line counter of
//! make-up follows the same rule.

/// Where the ink of a character stands in its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// On the left: a mark that closes, or a stop.
    Left,
    /// On the right: a mark that opens.
    Right,
    /// In the middle, with room on both sides.
    Middle,
    /// Everywhere, or at an unknown place.
    Full,
}

/// One of two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    First,
    Second,
}

impl Ink {
    /// The ink of a character.
    #[must_use]
    pub(crate) fn of(character: char) -> Self {
        match character {
            '”' | '’' | '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | '〗' | '］' | '｝' => {
                Self::Left
            }
            '，' | '。' | '、' | '：' | '；' | '．' => Self::Left,
            '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' | '「' | '『' | '〖' | '［' | '｛' => {
                Self::Right
            }
            '·' | '\u{3000}' => Self::Middle,
            _ => Self::Full,
        }
    }
}

/// Which of two characters is half as wide as it would be alone, if one of them is.
#[must_use]
pub(crate) fn squeezed(before: Ink, after: Ink) -> Option<Half> {
    match (before, after) {
        (Ink::Left, Ink::Left | Ink::Middle) => Some(Half::First),
        (Ink::Left | Ink::Right | Ink::Middle, Ink::Right) => Some(Half::Second),
        _ => None,
    }
}
