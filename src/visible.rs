//! Visible: text that is safe to show. Control characters, bidirectional controls and invisible characters are
//! spelled out, so that no name or value can be mistaken for another.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character is not visible: it controls, reorders, or draws nothing. Joiners are allowed, because scripts
/// and emoji need them.
#[must_use]
pub(crate) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// Text for people: invisible characters, line feeds included, are spelled as `<U+001B>`.
#[must_use]
pub(crate) fn spelled(text: &str) -> Cow<'_, str> {
    replaced(text, |character, into| {
        let _ = write!(into, "<U+{:04X}>", u32::from(character));
    })
}

/// JSON for programs: invisible characters are escaped, which does not change its meaning.
#[must_use]
pub(crate) fn escaped(json: &str) -> Cow<'_, str> {
    replaced(json, |character, into| {
        let mut units = [0; 2];
        for unit in character.encode_utf16(&mut units) {
            let _ = write!(into, "\\u{unit:04x}");
        }
    })
}

/// An excerpt of a source with the same number of characters and bytes: each invisible character except line feeds
/// and tabs is replaced by a visible one of the same length.
#[must_use]
pub(crate) fn masked(source: &str) -> Cow<'_, str> {
    let sign = |character: char| match character {
        '\n' | '\t' => character,
        _ => ['?', '¿', '\u{FFFD}', '🛇'][character.len_utf8() - 1],
    };
    replaced(source, |character, into| into.push(sign(character)))
}

fn replaced(text: &str, put: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unseen(character) {
            put(character, &mut shown);
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_spelled_in_its_place() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{e0041}b\n";
        assert_eq!(spelled(text), "a<U+001B><U+009B><U+202E><U+E0041>b<U+000A>");
        assert_eq!(escaped("\"\u{9b}\u{e0041}\""), "\"\\u009b\\udb40\\udc41\"");
        let masked = masked(text);
        assert_eq!((masked.len(), masked.chars().count()), (text.len(), text.chars().count()));
        assert!(masked.ends_with("b\n") && !masked.contains(['\u{1b}', '\u{9b}', '\u{202e}']));
    }
}
