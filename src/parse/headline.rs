//! The headline group as written: the author's line breaks, the dash before a deck.

use super::emphasis::is_unspaced;
use crate::model::phrase::Phrase;

/// The lines of a headline: a full-width space breaks it, and so does a space between two Chinese characters.
#[must_use]
pub(crate) fn lines(written: &Phrase) -> Vec<Phrase> {
    let text = written.text();
    let mut lines: Vec<Phrase> = Vec::new();
    let (mut end, mut start) = (0, 0);
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if !word.is_empty() {
            let words = written.part(&(start..start + word.len()));
            match lines.last_mut() {
                Some(line) if !is_break(&text[..end], &text[end..start], word) => {
                    line.append(Phrase::of(" "));
                    line.append(words);
                }
                _ => lines.push(words),
            }
            end = start + word.len();
        }
        start += part.len();
    }
    lines
}

/// Whether the white space between two words breaks the line.
fn is_break(before: &str, space: &str, word: &str) -> bool {
    let is_between = || {
        let beside = before.chars().next_back().zip(word.chars().next());
        beside.is_some_and(|(before, after)| is_unspaced(before) && is_unspaced(after))
    };
    space.contains('\u{3000}') || is_between()
}

/// A deck without the dash the author set before it, and whether there was one.
#[must_use]
pub(crate) fn deck(written: &Phrase) -> (Phrase, bool) {
    let text = written.text();
    let deck = text.trim_start();
    let without = deck.trim_start_matches(['—', '―', '⸺']);
    let start = text.len() - without.trim_start().len();
    (written.part(&(start..text.trim_end().len().max(start))), without.len() < deck.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_between_chinese_characters_is_the_authors_line_break() {
        let lines =
            |written: &str| lines(&Phrase::of(written)).iter().map(Phrase::text).collect::<Vec<String>>();
        assert_eq!(lines("壮大干部储备力量 提供坚强人才保障"), ["壮大干部储备力量", "提供坚强人才保障"]);
        assert_eq!(lines("瞄准“五个聚焦”　全方位提升"), ["瞄准“五个聚焦”", "全方位提升"]);
        assert_eq!(lines("走进 AI  算力中心"), ["走进 AI 算力中心"]);
        assert_eq!(lines("  "), Vec::<String>::new());
    }

    #[test]
    fn a_deck_keeps_in_mind_whether_it_had_a_dash() {
        assert_eq!(deck(&Phrase::of("——铁东区工作记事")), (Phrase::of("铁东区工作记事"), true));
        assert_eq!(deck(&Phrase::of("铁东区工作记事")), (Phrase::of("铁东区工作记事"), false));
    }
}
