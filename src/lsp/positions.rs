//! Positions: lines and columns as the protocol counts them, and bytes as spans do.

use serde_json::{Value, json};

use crate::source::{Span, line_starts};

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ColumnUnit {
    /// Bytes.
    Utf8,
    /// Pairs of bytes: 𠮷 counts two. Every client knows it.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl ColumnUnit {
    /// The unit that needs the least work, of those that a client offers.
    pub(super) fn offered(client: &Value) -> Self {
        let offered = client["general"]["positionEncodings"].as_array();
        let has = |name: &str| offered.is_some_and(|offered| offered.iter().any(|known| known == name));
        match () {
            () if has("utf-8") => Self::Utf8,
            () if has("utf-32") && !has("utf-16") => Self::Utf32,
            () => Self::Utf16,
        }
    }

    /// Its name in the protocol.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn of(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A text with an index of its lines.
#[derive(Clone, Debug)]
pub(super) struct IndexedText {
    pub text: String,
    lines: Vec<usize>,
}

/// An empty text, in which every place is the first.
impl Default for IndexedText {
    fn default() -> Self {
        Self::of(String::new())
    }
}

impl IndexedText {
    pub(super) fn of(text: String) -> Self {
        Self { lines: line_starts(text.as_bytes()), text }
    }

    /// The byte at a position. One after the end of its line or of the text is moved there.
    pub(super) fn offset(&self, position: &Value, unit: ColumnUnit) -> Option<usize> {
        let (line, column) = (position["line"].as_u64()?, position["character"].as_u64()?);
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        let Some(start) = self.lines.get(line).copied() else { return Some(self.text.len()) };
        let (mut left, mut at) = (usize::try_from(column).unwrap_or(usize::MAX), start);
        for character in self.text[start..].chars().take_while(|character| *character != '\n') {
            if left < unit.of(character) {
                break; // A position inside a character is that before it.
            }
            left -= unit.of(character);
            at += character.len_utf8();
        }
        Some(at)
    }

    /// The position of a byte.
    pub(super) fn position(&self, offset: usize, unit: ColumnUnit) -> Value {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.lines.partition_point(|start| *start <= offset).max(1) - 1;
        let column: usize =
            self.text[self.lines[line]..offset].chars().map(|character| unit.of(character)).sum();
        json!({"line": line, "character": column})
    }

    /// The range of some bytes.
    pub(super) fn range(&self, span: Span, unit: ColumnUnit) -> Value {
        json!({"start": self.position(span.start, unit), "end": self.position(span.end, unit)})
    }

    /// The words of a span; empty if it is outside the text.
    pub(super) fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_found_again_by_its_position_in_every_unit() {
        let text = IndexedText::of("甲a𠮷\n\n乙b".to_owned());
        for unit in [ColumnUnit::Utf8, ColumnUnit::Utf16, ColumnUnit::Utf32] {
            for (offset, _) in text.text.char_indices().chain([(text.text.len(), ' ')]) {
                assert_eq!(
                    text.offset(&text.position(offset, unit), unit),
                    Some(offset),
                    "{unit:?} {offset}"
                );
            }
        }
        assert_eq!(text.position("甲a𠮷".len(), ColumnUnit::Utf16), json!({"line": 0, "character": 4}));
    }

    #[test]
    fn a_position_beyond_the_text_is_its_end_and_one_inside_a_character_the_byte_before() {
        let text = IndexedText::of("甲𠮷\n乙".to_owned());
        let at = |line: usize, character: usize| {
            text.offset(&json!({"line": line, "character": character}), ColumnUnit::Utf16)
        };
        assert_eq!(at(0, 99), Some("甲𠮷".len()));
        assert_eq!(at(9, 0), Some(text.text.len()));
        assert_eq!(at(0, 2), Some("甲".len()));
    }
}
