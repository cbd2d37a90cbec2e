//! Full-width letters and digits, which the proofreader reads at half width: １３８ is 138, and 占比１３．５％ is 13.5%.

use std::ops::Range;

use crate::fields::narrow;

/// The characters in some bytes of a text that are read at half width: how far each is from the first of these bytes, and what it
/// is read as. A point and a comma are read so only within a number.
pub(super) fn narrowed(text: &str, bytes: Range<usize>) -> impl Iterator<Item = (usize, char)> {
    let start = bytes.start;
    let wide = text[bytes].char_indices().filter(|(_, character)| is_wide(*character));
    wide.filter_map(move |(at, character)| {
        let is_read = match character {
            '．' => is_point(text, start + at),
            '，' => is_separator(text, start + at),
            _ => true,
        };
        is_read.then(|| (at, narrow(character)))
    })
}

/// Some half-width text in full width, as it was written.
#[must_use]
pub(crate) fn widened(text: &str) -> String {
    let widen = |character: char| char::from_u32(u32::from(character) + 0xFEE0).unwrap_or(character);
    text.chars().map(widen).collect()
}

fn is_wide(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '，')
}

fn is_digit(character: char) -> bool {
    narrow(character).is_ascii_digit()
}

/// Whether a full-width point is that of a decimal.
fn is_point(text: &str, at: usize) -> bool {
    text[..at].ends_with(is_digit) && text[at + '．'.len_utf8()..].starts_with(is_digit)
}

/// Whether a full-width comma parts the thousands of a number: 1，300亩. A number of a list stands before one too, but has no
/// three digits after it.
fn is_separator(text: &str, at: usize) -> bool {
    let run = |characters: &mut dyn Iterator<Item = char>| {
        characters.take_while(|character| is_digit(*character)).count()
    };
    let before = run(&mut text[..at].chars().rev());
    let rest = &text[at + '，'.len_utf8()..];
    let begins = text[..at].trim_end_matches(is_digit);
    (1..=3).contains(&before)
        && run(&mut rest.chars()) == 3
        && !begins.ends_with(['第', '.', '．', '月', '日', '年'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut read: Vec<char> = Vec::new();
        let narrowed: Vec<(usize, char)> = narrowed(text, 0..text.len()).collect();
        for (at, character) in text.char_indices() {
            read.push(narrowed.iter().find(|(wide, _)| *wide == at).map_or(character, |(_, narrow)| *narrow));
        }
        read.into_iter().collect()
    }

    #[test]
    fn letters_and_digits_are_read_at_half_width_and_marks_only_in_numbers() {
        for (text, expected) in [
            ("手机１３８１２３４５６７８", "手机13812345678"),
            ("占比１３．５％", "占比13.5%"),
            ("1，300亩", "1,300亩"),
            ("２０２５年，３００人", "2025年，300人"),
            ("ＡＩ，三项．好", "AI，三项．好"),
            ("第1，300人", "第1，300人"),
            ("2025，300", "2025，300"),
        ] {
            assert_eq!(read(text), expected);
        }
        assert_eq!(widened("AI36%"), "ＡＩ３６％");
    }
}
