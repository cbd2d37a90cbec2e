//! Classes: how each character behaves at the ends of a line and next to others.

use unicode_width::UnicodeWidthChar;

use crate::squeezed::{Ink, squeezed};

/// How a character behaves at the ends of a line and next to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum CharacterClass {
    /// A Chinese character, or any other of its width.
    #[default]
    Wide,
    /// “‘: never ends a line.
    OpeningQuote,
    /// 《（: never ends a line.
    Opening,
    /// ”’: never begins a line.
    ClosingQuote,
    /// 》）: never begins a line.
    Closing,
    /// ，。、：；: never begins a line, and is not squeezed at its end.
    Stop,
    /// ！？…℃: never begins a line.
    Trailing,
    /// —: two of them are one mark.
    Dash,
    /// ·
    Dot,
    /// A letter or digit.
    Word,
    /// ( [ $ +: stays with what follows it.
    WordOpening,
    /// . , ) ] % /: stays with the word before it.
    WordClosing,
    /// -: a line may end after it inside a word.
    Hyphen,
    /// A space at which a line may break.
    Space,
    /// A full-width space.
    WideSpace,
}

impl CharacterClass {
    pub(super) fn of(character: char) -> Self {
        match character {
            // Nearly every character is one of these, so they are checked first.
            '一'..='鿿' | '①'..='⓿' | 'Ⅰ'..='ⅿ' | '→' => Self::Wide,
            '“' | '‘' => Self::OpeningQuote,
            '”' | '’' => Self::ClosingQuote,
            '（' | '《' | '〈' | '【' | '〔' | '「' | '『' | '〖' | '［' | '｛' => Self::Opening,
            '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | '〗' | '］' | '｝' => Self::Closing,
            '，' | '。' | '、' | '：' | '；' | '．' => Self::Stop,
            '！' | '？' | '…' | '℃' | '‰' | '％' | '°' | '々' | '〜' => Self::Trailing,
            '—' | '⸺' => Self::Dash,
            '·' => Self::Dot,
            '\u{3000}' => Self::WideSpace,
            ' ' | '\t' | '\n' => Self::Space,
            '-' | '\u{2010}' | '\u{2013}' => Self::Hyphen,
            '(' | '[' | '{' | '$' | '#' | '@' | '¥' | '￥' | '№' | '+' | '−' | '±' => {
                Self::WordOpening
            }
            ')' | ']' | '}' | '%' | '.' | ',' | ':' | ';' | '!' | '?' | '/' | '\'' | '"' => Self::WordClosing,
            _ if character.width() == Some(2) => Self::Wide,
            _ => Self::Word,
        }
    }

    /// The class in a text in Latin letters, whose quotation marks belong to words.
    pub(super) fn of_latin(character: char) -> Self {
        match character {
            '“' | '‘' => Self::WordOpening,
            '”' | '…' => Self::WordClosing,
            '’' => Self::Word,
            other => Self::of(other),
        }
    }

    /// Whether a line may not begin with it.
    fn sticks_to_the_left(self) -> bool {
        self.closes()
            || matches!(self, Self::Stop | Self::Trailing | Self::Space | Self::WideSpace | Self::WordClosing)
    }

    pub(super) fn opens(self) -> bool {
        matches!(self, Self::Opening | Self::OpeningQuote)
    }

    pub(super) fn closes(self) -> bool {
        matches!(self, Self::Closing | Self::ClosingQuote)
    }

    /// Where its ink stands.
    fn ink(self) -> Ink {
        match self {
            Self::Closing | Self::ClosingQuote | Self::Stop => Ink::Left,
            Self::Opening | Self::OpeningQuote => Ink::Right,
            Self::Dot | Self::WideSpace => Ink::Middle,
            _ => Ink::Full,
        }
    }

    /// Whether it is a Chinese mark that only follows letters.
    pub(super) fn only_follows(self) -> bool {
        self.closes() || matches!(self, Self::Stop | Self::Trailing)
    }

    pub(super) fn is_wide(self) -> bool {
        self == Self::Wide
    }

    /// Whether a line may not end with it.
    fn sticks_to_the_right(self) -> bool {
        self.opens() || self == Self::WordOpening
    }

    /// Whether it is a Chinese character or mark. Quotation marks, dashes and dots belong to every script.
    pub(super) fn is_chinese(self) -> bool {
        matches!(
            self,
            Self::Wide | Self::Opening | Self::Closing | Self::Stop | Self::Trailing | Self::WideSpace
        )
    }

    /// Whether it is part of a word or number.
    pub(super) fn is_of_a_word(self) -> bool {
        matches!(self, Self::Word | Self::WordOpening | Self::WordClosing | Self::Hyphen)
    }
}

/// Whether a line may break between two characters; `earlier` is the one before them.
pub(super) fn may_break(
    earlier: Option<CharacterClass>,
    before: CharacterClass,
    after: CharacterClass,
) -> bool {
    match (before, after) {
        (CharacterClass::Space, _) => after != CharacterClass::Space,
        (CharacterClass::Dash, CharacterClass::Dash) => false,
        (CharacterClass::Hyphen, CharacterClass::Word) => earlier == Some(CharacterClass::Word),
        _ if before.sticks_to_the_right() || after.sticks_to_the_left() => false,
        // A quotation mark allows a break only between Chinese characters (rule LB19a of Unicode line breaking).
        (CharacterClass::ClosingQuote, _) => {
            after.is_chinese() && earlier.is_some_and(CharacterClass::is_chinese)
        }
        (_, CharacterClass::OpeningQuote) => before.is_chinese(),
        _ => !(before.is_of_a_word() && after.is_of_a_word()),
    }
}

/// Whether two adjacent characters are squeezed by half a character.
pub(super) fn squeezes(before: CharacterClass, after: CharacterClass) -> bool {
    squeezed(before.ink(), after.ink()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_squeezed_where_the_printed_text_is() {
        for character in "”’）》〉】〕」』〗］｝，。、：；．“‘（《〈【〔「『〖［｛·\u{3000}甲a！？…—".chars()
        {
            assert_eq!(CharacterClass::of(character).ink(), Ink::of(character), "{character}");
        }
    }
}
