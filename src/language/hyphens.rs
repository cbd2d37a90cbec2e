//! Hyphens: where an English word may be divided at the end of a narrow line. The line counter and the printed page use the same
//! places, so that both have the same lines.

use hypher::Lang;

use super::TextLanguage;

/// The hyphen that is shown only where a line ends.
const SOFT_HYPHEN: char = '\u{AD}';
/// Shorter words are not divided.
const SHORTEST: usize = 6;
/// The fewest letters before a division and after it.
const LEAST: (usize, usize) = (3, 3);
/// Elements whose text is not divided: code, drawings, and figures, which stay on one line.
const WHOLE: [&str; 4] = ["code", "pre", "svg", "data"];

/// The bytes of an English text at which a word may be divided. Names, which begin with a capital, are left whole.
pub(crate) fn breaks(text: &str) -> impl Iterator<Item = usize> {
    words(text).flat_map(|(start, word)| {
        let syllables = hypher::hyphenate_bounded(word, Lang::English, LEAST.0, LEAST.1);
        let ends = syllables.scan(start, |end, syllable| {
            *end += syllable.len();
            Some(*end)
        });
        let last = start + word.len();
        ends.filter(move |end| *end < last)
    })
}

/// The words of lower-case letters that are long enough, each with its first byte.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part =
        |character: char| character.is_alphanumeric() || matches!(character, '\'' | '’' | '&' | '@');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_part)?;
        at = text[start..].find(|other| !is_part(other)).map_or(text.len(), |length| start + length);
        Some((start, &text[start..at]))
    })
    .filter(|(_, word)| word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

impl TextLanguage {
    /// HTML as it is set in narrow columns: English words may be divided.
    #[must_use]
    pub(crate) fn in_narrow_columns(self, html: String) -> String {
        if self == Self::English { with_soft_hyphens(&html) } else { html }
    }
}

/// HTML with soft hyphens in the words of its text.
fn with_soft_hyphens(html: &str) -> String {
    let mut divided = String::with_capacity(html.len() + html.len() / 8);
    let (mut rest, mut whole) = (html, 0_usize);
    while !rest.is_empty() {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if whole == 0 {
            divide(text, &mut divided)
        } else {
            divided.push_str(text)
        }
        let (tag, after) = tag.split_at(tag.find('>').map_or(tag.len(), |end| end + 1));
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap_or_default();
        if WHOLE.contains(&name) {
            whole = if tag.starts_with("</") { whole.saturating_sub(1) } else { whole + 1 };
        }
        divided.push_str(tag);
        rest = after;
    }
    divided
}

fn divide(text: &str, divided: &mut String) {
    let mut done = 0;
    for at in breaks(text) {
        divided.push_str(&text[done..at]);
        divided.push(SOFT_HYPHEN);
        done = at;
    }
    divided.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_divided_between_syllables_and_names_are_not() {
        assert_eq!(with_soft_hyphens("planting"), "plant\u{AD}ing");
        for whole in ["trees", "Hyphenation", "isn’t", "&hellip;", "12345678"] {
            assert_eq!(with_soft_hyphens(whole), whole);
        }
    }

    #[test]
    fn tags_code_and_figures_are_left_alone() {
        let html = "<p class=\"planting\"><code>planting</code> <data value=\"1\">1 planting</data></p>";
        assert_eq!(with_soft_hyphens(html), html);
        assert_eq!(with_soft_hyphens("<b>planting</b>"), "<b>plant\u{AD}ing</b>");
    }
}
