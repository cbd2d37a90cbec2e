//! Characters of Chinese text: 汉字, and the full-width marks between them.

pub(crate) use crate::language::{is_han, is_mark};

/// The marks of a title.
pub(crate) const TITLE: [char; 2] = ['《', '》'];
/// The marks of a quotation.
pub(crate) const QUOTATION: [char; 2] = ['“', '”'];

/// Whether a character is a letter or a digit; most are 汉字, which are tested first because the Unicode table is searched.
pub(crate) fn is_letter(character: char) -> bool {
    is_han(character) || character.is_alphanumeric()
}

/// The marks of a pair in a text, found once for all positions that are asked about.
#[derive(Debug)]
pub(crate) struct Enclosure {
    /// The position of each, and whether it opens.
    marks: Vec<(usize, bool)>,
    /// Where sentences end.
    ends: Vec<usize>,
}

impl Enclosure {
    /// The marks of a pair in `text`.
    #[must_use]
    pub(crate) fn of(text: &str, [opening, closing]: [char; 2]) -> Self {
        let marks = text.match_indices([opening, closing]).map(|(at, mark)| (at, mark.starts_with(opening)));
        let marks: Vec<(usize, bool)> = marks.collect();
        let first = marks.first().map_or(text.len(), |(at, _)| *at);
        let ends = text[first..].match_indices(['。', '！', '？', '；', '\n']).map(|(at, _)| first + at);
        let ends = ends.collect();
        Self { marks, ends }
    }

    /// Whether byte `at` is between two marks of the pair. If the closing mark is missing, the pair ends with its sentence.
    #[must_use]
    pub(crate) fn holds(&self, at: usize) -> bool {
        let next = self.marks.partition_point(|(mark, _)| *mark < at);
        let Some((open, true)) = next.checked_sub(1).map(|before| self.marks[before]) else { return false };
        let is_closed = self.marks.get(next).is_some_and(|(_, is_opening)| !is_opening);
        let end = self.ends.partition_point(|end| *end < open);
        is_closed || self.ends.get(end).is_none_or(|end| *end >= at)
    }
}

/// How far a rule looks from a position, in bytes: about 800 characters. Rules look around every position of a text, so each look
/// must not cost the length of the whole text.
const REACH: usize = 2400;

/// The text before byte `at`, as far back as a rule looks.
#[must_use]
pub(crate) fn up_to(text: &str, at: usize) -> &str {
    &text[text.ceil_char_boundary(at.saturating_sub(REACH)).min(at)..at]
}

/// The text after byte `at`, as far on as a rule looks.
#[must_use]
pub(crate) fn from(text: &str, at: usize) -> &str {
    &text[at..text.floor_char_boundary(at.saturating_add(REACH))]
}

/// The character directly before a byte of a text.
#[must_use]
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character that begins at a byte of a text.
#[must_use]
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
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
            assert_eq!(Enclosure::of(text, TITLE).holds(at), expected, "{text}");
        }
    }
}
