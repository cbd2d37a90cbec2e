//! Text in a drawing: its width and its line breaks. A Chinese character is one em; others are measured generously.

use unicode_width::UnicodeWidthChar;

/// The size of text in charts, in pixels.
pub(crate) const SIZE: f64 = 13.0;
/// The height of a line of text.
pub(crate) const LEADING: f64 = 17.0;

/// The tolerance for floating-point sums.
const SLACK: f64 = 0.01;

/// The greatest possible width of `text` at the charts' size.
#[must_use]
pub(crate) fn width(text: &str) -> f64 {
    text.chars().map(em).sum::<f64>() * SIZE
}

/// The advance of a character in ems: no less than in any font of the theme.
fn em(character: char) -> f64 {
    match character {
        '0'..='9' => 0.62,
        ' ' => 0.35,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        'A'..='Z' => 0.82,
        'a'..='z' => 0.66,
        '-' | '(' | ')' | '/' => 0.5,
        _ if character.width() == Some(1) && character.is_ascii() => 0.75,
        _ => 1.05,
    }
}

/// `text` in at most `lines` lines of at most `room` pixels; text that does not fit ends in ….
#[must_use]
pub(crate) fn wrap(text: &str, room: f64, lines: usize) -> Vec<String> {
    let (mut wrapped, mut line) = (Vec::new(), String::new());
    for character in text.chars() {
        if !line.is_empty() && width(&line) + em(character) * SIZE > room + SLACK {
            if wrapped.len() + 1 == lines {
                while line.chars().count() > 1 && width(&line) + em('…') * SIZE > room + SLACK {
                    line.pop();
                }
                line.push('…');
                break;
            }
            // A word in Latin letters moves to the next line as a whole.
            let word = line.len() - trailing_word(&line).len();
            let fits = width(&line[word..]) + em(character) * SIZE <= room;
            let is_torn = is_of_word(character) && word > 0 && fits;
            let rest = if is_torn { line.split_off(word) } else { String::new() };
            wrapped.push(std::mem::replace(&mut line, rest));
        }
        line.push(character);
    }
    wrapped.push(line);
    wrapped.iter().map(|line| line.trim().to_owned()).collect()
}

fn is_of_word(character: char) -> bool {
    character.is_alphabetic() && character.width() == Some(1)
}

/// The letters at the end of a line that would be torn from those after it.
fn trailing_word(line: &str) -> &str {
    &line[line.trim_end_matches(is_of_word).len()..]
}

/// The widest of some texts.
#[must_use]
pub(crate) fn widest<'t>(texts: impl IntoIterator<Item = &'t str>) -> f64 {
    texts.into_iter().map(width).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_its_room() {
        for room in [30.0, 60.0, 120.0] {
            for text in ["优秀年轻干部储备数量合计", "abcWWW123", "a"] {
                for line in wrap(text, room, 2) {
                    assert!(width(&line) <= room + 0.01, "{line} in {room}");
                }
            }
        }
        assert_eq!(wrap("一二三四五六", 4.0 * 1.05 * SIZE, 1), ["一二三…"]);
    }
}
