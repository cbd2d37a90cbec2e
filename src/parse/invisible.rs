//! Invisible characters: they change the order of the text, split words that are searched for, or came in with a paste.
//! They are reported but not refused, because some scripts need them.

use crate::finding::Notes;
use crate::source::Span;
use crate::visible::is_unseen;
use crate::words::reading;

/// How many are reported for one file.
const MOST: usize = 20;

/// Reports the invisible characters in a file.
pub(crate) fn warn(text: &str, notes: &mut Notes) {
    for (at, character) in invisible(text).take(MOST) {
        let span = Span::new(at, at + character.len_utf8());
        let hides_fence = ["```", "~~~"].iter().any(|fence| text[span.end..].starts_with(fence));
        let wording = if hides_fence {
            reading::hidden_fence(character.into())
        } else {
            reading::invisible_character(character.into(), reorders(character))
        };
        notes.warning(span, wording);
    }
}

/// Reports the first invisible character of `decoded`. One that is in `written` itself has been reported already.
pub(crate) fn warn_decoded(decoded: &str, written: &str, span: Span, notes: &mut Notes) {
    if let Some((_, character)) = invisible(decoded).find(|(_, character)| !written.contains(*character)) {
        notes.warning(span, reading::invisible_character(character.into(), reorders(character)));
    }
}

fn invisible(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    text.char_indices().filter(move |(_, character)| {
        let before = before.replace(*character);
        let is_joiner = matches!(character, '\u{200C}' | '\u{200D}' | '\u{E0020}'..='\u{E007F}');
        if is_joiner {
            return before.is_none_or(stands_alone);
        }
        is_unseen(*character) && !character.is_control()
    })
}

/// Whether a character is never joined to the next one: Chinese and European writing.
fn stands_alone(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{36F}'
            | '\u{2000}'..='\u{206F}'
            | '\u{2E80}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF00}'..='\u{FFEF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

fn reorders(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_are_let_be_where_a_script_or_an_emoji_needs_them() {
        let found = |text: &str| invisible(text).count();
        assert_eq!(found("👩\u{200D}🌾 ❤\u{FE0F}\u{200D}🔥 می\u{200C}خواهم"), 0);
        assert_eq!(found("汉\u{200D}字 a\u{200C}b \u{200B}\u{202E}\u{FEFF}\u{AD}"), 6);
    }
}
