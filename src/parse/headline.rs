//! The headline group as written: the author's line breaks, the dash before a deck.

use super::emphasis::is_unspaced;

/// The lines of a headline: a full-width space breaks it, and so does a space between two Chinese characters.
#[must_use]
pub(crate) fn lines(written: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut characters = written.trim().chars().peekable();
    let mut before = None;
    while let Some(character) = characters.next() {
        if !character.is_whitespace() {
            lines.last_mut().expect("there is always a line").push(character);
            before = Some(character);
            continue;
        }
        let mut wide = character == '\u{3000}';
        while let Some(more) = characters.next_if(|next| next.is_whitespace()) {
            wide |= more == '\u{3000}';
        }
        let between = before.is_some_and(is_unspaced) && characters.peek().copied().is_some_and(is_unspaced);
        if wide || between {
            lines.push(String::new());
        } else {
            lines.last_mut().expect("there is always a line").push(' ');
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A deck without the dash the author set before it, and whether there was one.
#[must_use]
pub(crate) fn deck(written: &str) -> (&str, bool) {
    let written = written.trim();
    let text = written.trim_start_matches(['—', '―', '⸺']);
    (text.trim_start(), text.len() < written.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_between_chinese_characters_is_the_authors_line_break() {
        assert_eq!(lines("壮大干部储备力量 提供坚强人才保障"), ["壮大干部储备力量", "提供坚强人才保障"]);
        assert_eq!(lines("瞄准“五个聚焦”　全方位提升"), ["瞄准“五个聚焦”", "全方位提升"]);
        assert_eq!(lines("走进 AI 算力中心"), ["走进 AI 算力中心"]);
        assert_eq!(lines("  "), Vec::<String>::new());
    }

    #[test]
    fn a_deck_keeps_in_mind_whether_it_had_a_dash() {
        assert_eq!(deck("——铁东区工作记事"), ("铁东区工作记事", true));
        assert_eq!(deck("铁东区工作记事"), ("铁东区工作记事", false));
    }
}
